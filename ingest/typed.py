"""What a raw batch becomes: typed rows, and faulty rows set aside whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.reasons import Fault
from ingest.tables.column import TableRow


class TypedRow(NamedTuple):
    """A typed row, the line it stands on, the cells as they came and a digest of those that were read."""

    line: int
    row: TableRow
    raw: Sequence[str]
    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row set aside whole, with what is wrong with it in the order of the columns: at least one fault.

    `cells` is what each column holds, where that is known and only some of it was looked at: the other
    columns may have faults too.
    """

    line: int
    faults: tuple[Fault, ...]
    raw: Sequence[str]
    cells: Sequence[str] | None = None

    @property
    def fault(self) -> Fault:
        """Return the first fault."""
        return self.faults[0]

    def sentences(self) -> tuple[str, str]:
        """Return what is wrong in English and in Chinese, a sentence for each fault."""
        told = [fault.sentences() for fault in self.faults]
        return " ".join(english for english, _ in told), "".join(chinese for _, chinese in told)


@dataclass(frozen=True, slots=True)
class FedBatch:
    """Rows of the right shape that are meant, with the texts that feed each field, a column each.

    `may_be_spoilt`: a spreadsheet may have spoilt some of the cells; where not, nobody needs to look.
    """

    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    fed: Mapping[str, Sequence[str]]
    faulty: Sequence[FaultyRow] = ()
    digests: Sequence[bytes | None] | None = None
    may_be_spoilt: bool = True

    def at(self, places: Sequence[int] | None, digests: Sequence[bytes]) -> "FedBatch":
        """Return the rows at these places (None: all of them) with their digests; faulty ones stay."""
        if places is None:
            return replace(self, digests=digests)
        return FedBatch(
            [self.lines[at] for at in places],
            [self.rows[at] for at in places],
            {name: [cells[at] for at in places] for name, cells in self.fed.items()},
            self.faulty,
            digests,
            self.may_be_spoilt,
        )


@dataclass(frozen=True, slots=True)
class TypedBatch:
    """`assumed` counts rows with money whose currency was not given."""

    good: Sequence[TypedRow]
    faulty: Sequence[FaultyRow]
    assumed: int = 0
