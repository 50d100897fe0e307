"""Which keys a source knows, and which rows of a load have been seen."""

from collections.abc import Callable, Collection, Mapping, Sequence

from graph.values import RecordId
from ingest.reasons import Fault, Reason, RowRefused

FindKeys = Callable[[str, Sequence[str]], Mapping[str, tuple[RecordId, ...]]]
"""`GraphStore.find_keys`: source, keys -> records."""


class KeyBook:
    """The party records of one source by source key: this load's at once, the store's when looked up."""

    def __init__(self, source: str, find_keys: FindKeys) -> None:
        self._source, self._find_keys = source, find_keys
        self._loaded: dict[str, tuple[RecordId, ...]] = {}
        self._stored: Mapping[str, tuple[RecordId, ...]] = {}

    def add(self, record: RecordId, key: str) -> None:
        """Remember that this load has this record of that key."""
        known = self._loaded.get(key, ())
        if record not in known:
            self._loaded[key] = (*known, record)

    def look_up(self, keys: Collection[str]) -> None:
        """Ask the store about the keys that rows to come speak of; replaces the last answer."""
        self._stored = self._find_keys(self._source, sorted(keys)) if keys else {}

    def records(self, key: str) -> Sequence[RecordId]:
        """Return the records of this key, at most one a table."""
        stored, loaded = self._stored.get(key, ()), self._loaded.get(key, ())
        if stored == loaded or not loaded:
            return stored
        return tuple(dict.fromkeys((*stored, *loaded)))


class Seen:
    """The rows of a load by key, as 64-bit hashes: what repeats, and what contradicts itself."""

    def __init__(self) -> None:
        self._content: dict[int, int] = {}
        self._count: dict[int, int] = {}

    def repeats(self, key: object, content: object, *, column: str, value: str) -> bool:
        """Return whether the same row was there before; `RowRefused` when it said something else."""
        mark, said = hash(key), hash(content)
        before = self._content.get(mark)
        if before is not None and before != said:
            raise RowRefused(Fault(Reason.DUPLICATE_KEY, column, value))
        self._content[mark] = said
        return before is not None

    def occurrence(self, content: object) -> int:
        """Return how often an equal row was there before."""
        mark = hash(content)
        count = self._count.get(mark, 0)
        self._count[mark] = count + 1
        return count
