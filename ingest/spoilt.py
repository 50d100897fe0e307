"""What a spreadsheet spoils: texts that were numbers with more digits, and formulas without a result.

A spoilt cell is no value of any column: a key `1.23E+17` would be that of many companies, a name `#REF!`
that of nobody. As an amount `1.23E+17` is a number like any other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.reasons import Reason

_FAILED = frozenset(
    {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#UNCALCULATED!"}
    | {"#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#GETTING_DATA"}
)
_FIRST_LOOKS = {"#": re.compile(r"#[#BCDFGNPRSUV]"), "+": re.compile(r"\+(?<=[eE]\+)")}
"""By their first character, for which a text is searched much faster than for a pattern."""
_LOST_DIGITS = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+\d{2,3}|#{3,}")
LIST_MARK = re.compile(r"[;；、|\n]")
"""What parts the items of a list in one cell."""


def may_be_spoilt(text: str) -> bool:
    """Return whether a cell of this text could be. Cheap, also where phones have `+86` and houses `#5`."""
    return any(mark in text and look.search(text) for mark, look in _FIRST_LOOKS.items())


def spoilt(text: str) -> Reason | None:
    """Return why a text is none any more: `1.23E+17` and `####` lost their digits, `#REF!` failed."""
    bare = text.strip()
    if bare in _FAILED:
        return Reason.FAILED_FORMULA
    return Reason.DIGITS_LOST if _LOST_DIGITS.fullmatch(bare) else None


def spoilt_item(text: str) -> Reason | None:
    """Return why the first spoilt item of a list is spoilt."""
    found: Iterable[Reason | None] = map(spoilt, LIST_MARK.split(text))
    return next(filter(None, found), None)


def spoilt_cells(cells: Sequence[str], *, lists: bool) -> Iterator[tuple[int, Reason]]:
    """Yield which cells of a column are spoilt; `lists` are looked through item by item."""
    if not may_be_spoilt("".join(cells)):
        return
    why = spoilt_item if lists else spoilt
    for at, cell in enumerate(cells):
        if ("#" in cell or "E+" in cell or "e+" in cell) and (reason := why(cell)):
            yield at, reason
