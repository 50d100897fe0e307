"""Columns of rows on their way to another process: few large objects instead of one for each cell.

Pickling looks every text and tuple up among those that it has written; with millions of rows that took
a tenth of the time of reading them.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Literal, NamedTuple

_BETWEEN = "\x1f"


class Packed(NamedTuple):
    """A column: `same` value in all cells, `texts` in one, `numbers` or `days` as bytes, or cells `as_is`."""

    how: Literal["same", "texts", "numbers", "days", "as_is"]
    said: Any
    cells: int


def packed(rows: Iterable[Sequence[Any]]) -> Sequence[Packed]:
    """Return the columns of rows that are equally long; no rows, no columns."""
    return [_packed(column) for column in zip(*rows, strict=True)]


def unpacked(columns: Sequence[Packed]) -> Iterator[tuple[Any, ...]]:
    """Return the rows again, equal in values and types."""
    return zip(*map(_unpacked, columns), strict=True)


def _packed(column: Sequence[Any]) -> Packed:
    first, count = column[0], len(column)
    if (first is None or type(first) is str) and column.count(first) == count:
        return Packed("same", first, count)
    try:
        if type(first) is str:
            text = _BETWEEN.join(column)
            if text.count(_BETWEEN) == count - 1:
                return Packed("texts", text, count)
        elif type(first) is int:
            return Packed("numbers", array("q", column).tobytes(), count)
        elif type(first) is date:
            return Packed("days", array("q", map(date.toordinal, column)).tobytes(), count)
    except (TypeError, OverflowError):
        pass  # some cells are empty, or too large
    return Packed("as_is", column, count)


def _unpacked(column: Packed) -> Iterable[Any]:
    match column:
        case Packed("same", value, count):
            return repeat(value, count)
        case Packed("texts", str(text)):
            return text.split(_BETWEEN)
        case Packed("numbers", bytes(numbers)):
            return array("q", numbers)
        case Packed("days", bytes(days)):
            return map(date.fromordinal, array("q", days))
    as_is: Sequence[Any] = column.said
    return as_is
