"""Where a table begins: its header below titles and blank rows."""

import re
from collections.abc import Sequence
from statistics import median

from graph.errors import UnreadableFile

LOOKED_AT = 20
"""Rows among which the header is searched."""
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_UNIT = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*([十百千万亿]+元?)")


def header_among(rows: Sequence[Sequence[str]], name: str) -> int:
    """Return which of the first rows with content is the header: the first, unless it is a title.

    A title has half as many cells as the rows below it usually have, or fewer; and a header has no
    numbers and nothing twice.

    Raises
    ------
    UnreadableFile
        When a title gives a unit for the amounts, which nobody would multiply.
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    found = 0
    while found + 1 < len(filled) and _is_title(filled[found], filled[found + 1 :]):
        found += 1
    if found + 1 == len(filled) or not _heading(filled[found]):
        return 0
    for cell in (cell for each in filled[:found] for cell in each):
        unit = _UNIT.search(cell)
        if unit:
            raise UnreadableFile(
                f"{name} gives its amounts in {unit[1]} above the header; delete that row and give the unit"
                " in a mapping"
            )
    return found


def headers_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the headers in a row: trimmed, without the blank ones at its end."""
    headers = [cell.strip().strip("\ufeff") for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def _is_title(filled: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    return len(filled) * 2 <= median(len(each) for each in below)


def _heading(filled: Sequence[str]) -> bool:
    return len(set(filled)) == len(filled) and not any(_NUMBER.fullmatch(cell) for cell in filled)
