"""Rows of a sheet that mixes companies and people, parted by the column that says which they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.suggest import cell_words
from ingest.suggest.column import ColumnView
from ingest.suggest.shape import Shape
from ingest.values import plain

_NEARLY_ALL = 0.9
_TABLE_OF = {"company": "companies", "person": "people"}


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows, the table that they are, where that is known, and the condition that chooses them."""

    rows: Sequence[Sequence[str]]
    table: str | None = None
    where: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])


def parts_of(views: Sequence[ColumnView], rows: Sequence[Sequence[str]]) -> Sequence[Part]:
    """Return all rows in one part, or companies and people where one column tells them apart."""
    kinds = next((each for each in views if each.share(Shape.KIND) >= _NEARLY_ALL), None)
    words: dict[str, list[str]] = {}
    for value in kinds.values if kinds else ():
        words.setdefault(cell_words.KINDS.get(plain(value).lower(), ""), []).append(value)
    if kinds is None or not all(words.get(kind) for kind in _TABLE_OF):
        return [Part(rows)]
    return [
        Part([row for row in rows if row[kinds.at].strip() in words[kind]], table, {kinds.name: words[kind]})
        for kind, table in _TABLE_OF.items()
    ]
