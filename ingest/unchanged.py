"""Rows that the store has as they are: known by a hash of their cells, and left alone.

Typing a row and making records and ties of it costs far more than hashing its cells. A row is left
alone only when every row that was made of it stands, and when it was read by the same rules.
"""

import hashlib
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graph.changes import KnownRow
from ingest.keys import Seen
from ingest.typed import FedBatch

RULES = 2
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
        self._waiting: deque[tuple[int, int, KnownRow]] = deque()
        self._late: list[int] = []
        self.left = self.rows = self.repeated = 0

    def news(self, batch: FedBatch) -> FedBatch:
        """Return the rows that are new or other than before; the others wait for `leave_before`."""
        digests = self._digests(batch)
        known = self._ask(digests)
        kept = []
        for at, digest in enumerate(digests):
            if (row := known.get(digest)) is None:
                kept.append(at)
            else:
                self._waiting.append((batch.lines[at], at, row))
        return batch.at(None if len(kept) == len(digests) else kept, [digests[at] for at in kept])

    def leave_before(self, line: int) -> None:
        """Leave the rows alone that wait and stand before this line.

        In the order of the file, so that of two rows with one key the first one counts. A row whose
        key came before it in a row that was read closely has to be read too: it is late.
        """
        while self._waiting and self._waiting[0][0] < line:
            _, at, row = self._waiting.popleft()
            before = self._seen.leave(row.mark)
            if before is None:
                self._late.append(at)
                continue
            self.left += 1
            self.rows += 0 if before else row.rows
            self.repeated += before

    def late(self, batch: FedBatch) -> FedBatch | None:
        """Return those of the batch that could not be left alone, in the end; None where all could."""
        self.leave_before(sys.maxsize)
        late, self._late = self._late, []
        return replace(batch.at(late, [b""] * len(late)), faulty=()) if late else None

    def _digests(self, batch: FedBatch) -> list[bytes]:
        rows = zip(*(batch.fed[name] for name in sorted(batch.fed)), strict=True)
        return [
            hashlib.blake2b("\x1f".join(row).encode(), digest_size=_DIGEST_BYTES, key=self._key).digest()
            for row in rows
        ]
