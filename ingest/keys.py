"""Which keys a source knows, and which rows of a load have been seen."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence

from graph.values import RecordId
from ingest.reasons import Fault, Reason, RowRefused

_LEFT = 0
"""What stands for the content of a row that was left alone."""
FindKeys = Callable[[str, Sequence[str]], Mapping[str, tuple[RecordId, ...]]]
"""`GraphStore.find_keys`: source, keys -> records."""


class KeyBook:
    """The party records of one source by source key: this load's, and the store's, asked for once a key."""

    def __init__(self, source: str, find_keys: FindKeys) -> None:
        self._source, self._find_keys = source, find_keys
        self._records: dict[str, tuple[RecordId, ...]] = {}
        self._asked: set[str] = set()

    def add(self, record: RecordId, key: str) -> None:
        """Remember that this load has this record of that key."""
        known = self._records.get(key)
        if known is None:
            self._records[key] = (record,)
        elif record not in known:
            self._records[key] = (*known, record)

    def look_up(self, keys: Collection[str]) -> None:
        """Ask the store about the keys that rows to come speak of."""
        new = [key for key in keys if key not in self._asked]
        if not new:
            return
        self._asked.update(new)
        for key, records in self._find_keys(self._source, sorted(new)).items():
            for record in records:
                self.add(record, key)

    def records(self, key: str) -> Sequence[RecordId]:
        """Return the records of this key, at most one a table."""
        return self._records.get(key, ())


def mark_of(key: str) -> int:
    """Return 64 bits that stand for the key of a row, the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


class Seen:
    """The rows of a load by key, as 64-bit hashes: what repeats, and what contradicts itself.

    `keyed` counts the keys that were asked about and `last` is the mark of the last one.
    """

    def __init__(self) -> None:
        self._content: dict[int, int] = {}
        self._count: dict[int, int] = {}
        self.keyed = self.last = 0

    def repeats(self, key: str, content: object, *, column: str, value: str) -> bool:
        """Return whether the same row was there before; `RowRefused` when it said something else."""
        mark, said = mark_of(key), hash(content) or 1
        before = self._content.get(mark)
        self.keyed, self.last = self.keyed + 1, mark
        if before is not None and before != said:
            raise RowRefused(Fault(Reason.DUPLICATE_KEY, column, value))
        self._content[mark] = said
        return before is not None

    def leave(self, mark: int) -> bool | None:
        """Note that a row of this mark is left alone as it stands in the store.

        Returns whether that happened before; None, and nothing is noted, where a row of this mark
        that was read closely came first: then both have to be compared.
        """
        before = self._content.get(mark)
        if before is None:
            self._content[mark] = _LEFT
            return False
        return True if before == _LEFT else None

    def occurrence(self, content: object) -> int:
        """Return how often an equal row was there before."""
        mark = hash(content)
        count = self._count.get(mark, 0)
        self._count[mark] = count + 1
        return count
