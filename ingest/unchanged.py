"""Rows that the store has as they are: known by a hash of their cells, and left alone.

Typing a row and making records and ties of it costs far more than hashing its cells. A row is left
alone only when every row that was made of it stands, and when it was read by the same rules.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from graph.changes import KnownRow
from ingest.keys import Seen
from ingest.typed import FedBatch

RULES = 1
"""Raise it when the same cells would become other rows than before."""
_DIGEST_BYTES = 16

Ask = Callable[[Sequence[bytes]], Mapping[bytes, KnownRow]]
"""`GraphStore.known_rows` of a load: digests -> those that stand."""


class Unchanged:
    """Leaves rows of one feed alone. `rules` is everything that says how its cells are read.

    left: rows of the file so far; rows: rows of the store that stand for them; repeated: those of
    `left` that this load had left alone before.
    """

    def __init__(self, ask: Ask, seen: Seen, rules: Sequence[str]) -> None:
        told = "\x1f".join((str(RULES), *rules))
        self._key = hashlib.blake2b(told.encode(), digest_size=_DIGEST_BYTES).digest()
        self._ask, self._seen = ask, seen
        self.left = self.rows = self.repeated = 0

    def rest(self, batch: FedBatch) -> FedBatch:
        """Return the rows that are new or other than before, with their digests."""
        digests = self._digests(batch)
        known = self._ask(digests)
        kept = [at for at, digest in enumerate(digests) if not self._leave(known.get(digest))]
        if len(kept) == len(digests):
            return batch.at(None, digests)
        return batch.at(kept, [digests[at] for at in kept])

    def _digests(self, batch: FedBatch) -> list[bytes]:
        rows = zip(*(batch.fed[name] for name in sorted(batch.fed)), strict=True)
        return [
            hashlib.blake2b("\x1f".join(row).encode(), digest_size=_DIGEST_BYTES, key=self._key).digest()
            for row in rows
        ]

    def _leave(self, known: KnownRow | None) -> bool:
        if known is None:
            return False
        before = self._seen.leave(known.mark)
        if before is None:
            return False
        self.left += 1
        self.rows += 0 if before else known.rows
        self.repeated += before
        return True
