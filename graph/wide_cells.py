"""Values that take several cells of a flat row: amounts of money two, places in a file three."""

from collections.abc import Mapping
from typing import TypeAlias

from graph.model import Origin
from graph.row_cells import Scalar, Values, integer, maybe_text, text
from graph.values import Money

Place: TypeAlias = tuple[str, str | None, int]
"""File, sheet and line of a raw row, as the last values of the rows that it made."""


def place_of(values: Values) -> Place:
    """Return where the raw row stands that made this row."""
    return values[-3:]  # type: ignore[return-value]  # the schema says so


def place_values(origin: Origin) -> Place:
    return origin.file, origin.sheet, origin.line


def origin_of(row: Mapping[str, Scalar]) -> Origin:
    return Origin(text(row["file"]), integer(row["line"]) or 0, maybe_text(row["sheet"]))


def money_values(money: Money | None) -> tuple[int | None, str | None]:
    return (money.minor, money.currency) if money else (None, None)


def money_of(row: Mapping[str, Scalar], amount: str, currency: str) -> Money | None:
    minor = integer(row[amount])
    return None if minor is None else Money(minor, text(row[currency]))
