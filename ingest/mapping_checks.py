"""What a mapping's texts must be, so that a mistake shows before the first row is read."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches

from ingest import values
from ingest.reasons import BadValue

_YEAR = re.compile(r"%[YyGcxD]")
_PROBE = datetime(2013, 10, 29, 14, 35, 46, tzinfo=UTC)
"""A moment whose parts cannot be taken for each other."""


def regex(pattern: str) -> str:
    """Return the pattern; `ValueError` when it is no regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def date_format(layout: str) -> str:
    """Return the format; `ValueError` when no date with a year can be read by it."""
    if "%z" in layout or "%Z" in layout:
        raise ValueError("format cannot read time zones")
    if not _YEAR.search(layout):
        raise ValueError(f"format {layout!r} names no year; write it like %d.%m.%Y")
    try:
        datetime.strptime(_PROBE.strftime(layout), layout).replace(tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"format {layout!r} reads no date ({error}); write it like %d.%m.%Y") from error
    return layout


def unit(mark: str) -> str:
    """Return the unit; `ValueError` when no number can be read with it."""
    try:
        if mark != "%":
            values.amount(f"1{mark}")
    except BadValue:
        raise ValueError(f"{mark!r} is no unit; there are %, 百, 千, 万, 百万, 千万 and 亿") from None
    return mark


def currency(code: str) -> str:
    """Return the code; `ValueError` when it has not the form of one."""
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"{code!r} is no currency code; write CNY, EUR, USD …")
    return code


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` with the most similar of the known words, nothing where none is."""
    folded = {each.lower(): each for each in known}
    close = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[close[0]]!r}?" if close else ""
