"""What a raw batch becomes: typed rows, and faulty rows set aside whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.reasons import Fault
from ingest.tables.column import TableRow


class TypedRow(NamedTuple):
    """A typed row, the line it stands on and the cells as they came."""

    line: int
    row: TableRow
    raw: Sequence[str]


@dataclass(frozen=True, slots=True)
class FaultyRow:
    line: int
    fault: Fault
    raw: Sequence[str]


@dataclass(frozen=True, slots=True)
class TypedBatch:
    """`assumed` counts rows with money whose currency was not given."""

    good: Sequence[TypedRow]
    faulty: Sequence[FaultyRow]
    assumed: int = 0
