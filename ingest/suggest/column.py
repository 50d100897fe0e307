"""What a column of a file is like: its header, and how its values look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import values
from ingest.suggest.headers import Header, read_header
from ingest.suggest.number_shapes import layout_reads
from ingest.suggest.shape import Shape
from ingest.suggest.shapes import shapes
from ingest.suggest.signs import LAYOUTS
from ingest.suggest.vocabulary import Vocabulary

LOOKED_AT = 200
"""Distinct values of a column whose shape is asked."""
SHOWN = 3
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a sample. Shares are of the cells that are filled.

    at: where it stands. distinct: share of cells that are the first of their value. looks: share of
    values that have a shape. values: each distinct value and how often it stands there.
    keys_of: tables of the same files whose keys nearly all of its values are.
    """

    at: int
    header: Header
    filled: float
    distinct: float
    looks: Mapping[Shape, float]
    values: Mapping[str, int]
    cells: Sequence[str] = ()
    raw: frozenset[str] = frozenset()
    keys_of: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.header.text

    def settles(self, other: "ColumnView") -> bool:
        """Return whether rows that are equal here are equal there: whether this may be its key."""
        first: dict[str, str] = {}
        pairs = zip(self.cells, other.cells, strict=True)
        return all(first.setdefault(own, cell) == cell for own, cell in pairs)

    def share(self, *wanted: Shape) -> float:
        """Return the share of values that have one of the shapes, taking the commonest of them."""
        return max((self.looks.get(each, 0.0) for each in wanted), default=0.0)

    @property
    def samples(self) -> Sequence[str]:
        """Return a few values for a person to see, long ones cut."""
        chosen = list(self.values)[:SHOWN]
        return [each if len(each) <= _LONGEST_SHOWN else each[: _LONGEST_SHOWN - 1] + "…" for each in chosen]

    @property
    def layouts(self) -> Sequence[str]:
        """Return the date formats that read every value that is not read by itself; likelier first."""
        return [layout for layout in LAYOUTS if all(layout_reads(each, layout) for each in self.looked_at)]

    @property
    def looked_at(self) -> Sequence[str]:
        return list(self.values)[:LOOKED_AT]


def column_view(at: int, header: str, cells: Sequence[str], known: Vocabulary) -> ColumnView:
    """Return the view of one column of a sample."""
    filled = [text for cell in cells if (text := values.word(cell))]
    counted = Counter(filled)
    looked_at = [item for cell in list(counted)[:LOOKED_AT] for item in values.words(cell)]
    found = Counter(shape for item in looked_at for shape in shapes(item))
    return ColumnView(
        at=at,
        header=read_header(header, known),
        filled=len(filled) / len(cells) if cells else 0.0,
        distinct=len(counted) / len(filled) if filled else 0.0,
        looks={shape: count / len(looked_at) for shape, count in found.items()},
        values=dict(counted),
        cells=tuple(values.word(cell) or "" for cell in cells),
        raw=frozenset(cell.strip() for cell in cells),
    )
