"""What a load makes of a file: rows in the order of `graph.schema`, without an object for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.packed_columns import Packed, packed, unpacked
from graph.row_cells import Values
from graph.schema import Table
from graph.wide_cells import Place

DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Payloads:
    """What raw rows said: where each stands, a digest of its cells, and the mark of its key.

    Parallel lists; no place twice. Digests have `DIGEST_BYTES`.
    """

    places: list[Place] = field(default_factory=list[Place])
    digests: list[bytes] = field(default_factory=list[bytes])
    marks: list[int] = field(default_factory=list[int])

    def add(self, place: Place, digest: bytes, mark: int) -> None:
        self.places.append(place)
        self.digests.append(digest)
        self.marks.append(mark)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let them be pickled by columns."""
        marked = [(*place, mark) for place, mark in zip(self.places, self.marks, strict=True)]
        return _payloads, (packed(marked), b"".join(self.digests))


@dataclass(frozen=True, slots=True)
class RowBatch:
    """What a `Batch` is, as rows: what a load makes of a file without an object for each of its rows.

    payloads: of the raw rows that the store may call known when they come again.
    """

    rows: Mapping[Table, Sequence[Values]]
    payloads: Payloads = field(default_factory=Payloads)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be pickled by columns."""
        return _row_batch, ([(table, packed(rows)) for table, rows in self.rows.items()], self.payloads)


def _payloads(marked: Sequence[Packed], digests: bytes) -> Payloads:
    rows = list(unpacked(marked))
    cut = [digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)]
    return Payloads([row[:3] for row in rows], cut, [row[3] for row in rows])


def _row_batch(tables: Sequence[tuple[Table, Sequence[Packed]]], payloads: Payloads) -> RowBatch:
    return RowBatch({table: list(unpacked(columns)) for table, columns in tables}, payloads)
