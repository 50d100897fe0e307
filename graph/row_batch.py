"""What a load makes of a file: rows in the order of `graph.schema`, without an object for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.row_cells import Values
from graph.schema import Table
from graph.wide_cells import Place


class Payload(NamedTuple):
    """What a raw row said: a digest of its cells of 16 bytes, and the mark of its key."""

    digest: bytes
    mark: int


@dataclass(frozen=True, slots=True)
class RowBatch:
    """What a `Batch` is, as rows: what a load makes of a file without an object for each of its rows.

    payloads: of the raw rows that the store may call known when they come again.
    """

    rows: Mapping[Table, Sequence[Values]]
    payloads: Mapping[Place, Payload] = field(default_factory=dict[Place, Payload])
