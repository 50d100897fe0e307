"""Text of a cell -> number, amount, share, yes/no, list. Nothing is clipped or guessed.

Every reader raises `BadValue` with its reason. Full-width characters count as their plain twins.
"""

import re
import unicodedata
from decimal import Decimal

from graph.values import Share
from ingest.reasons import BadValue, Reason

PLACEHOLDERS = frozenset(
    {"", "-", "--", "---", "—", "——", "－", "/", "\\N", "N/A", "n/a", "#N/A", "NULL", "null", "None", "none"}
    | {"无", "暂无", "不详", "未知", "空", "暂缺"}
)
"""What people write for nothing."""

_LIST_MARK = re.compile(r"[;；、|\n]")
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(?:[eE]([+-]?\d{1,2}))?")
_MARKS = re.compile(r"^(?:[¥$€£]|CNY|RMB|人民币)|(?:元|人民币|CNY|RMB)$")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
_RANGE = re.compile(r"(.*?\d\s*%?)\s*(?:-|~|–|—|至|到)\s*(\d.*)")
_UNITS = {"万": 4, "亿": 8, "千": 3, "百万": 6, "千万": 7, "百": 2, "萬": 4, "億": 8}
_UNIT = re.compile(r"(百万|千万|万|亿|千|百|萬|億)$")
_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "是", "有"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0", "否"})


def plain(text: str) -> str:
    """Return the text with full-width and other compatibility characters made plain, trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def word(text: str) -> str | None:
    """Return the trimmed text, None for blanks and placeholders."""
    trimmed = text.strip()
    return None if trimmed in PLACEHOLDERS else trimmed


def words(text: str) -> tuple[str, ...]:
    """Return the items of a list parted by `;`, `；`, `、`, `|` or line breaks, without repeats."""
    if not _LIST_MARK.search(text):
        only = word(text)
        return (only,) if only else ()
    items = (word(each) for each in _LIST_MARK.split(text))
    return tuple(dict.fromkeys(each for each in items if each))


def amount(text: str) -> Decimal:
    """Return an amount in whole units: `1,234.50`, `12.5万`, `3亿元`, `¥80`, `(5)` for -5, `1E+05`."""
    bare = plain(text).replace(" ", "")
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    bare = _MARKS.sub("", _MARKS.sub("", bare))
    unit = _UNIT.search(bare)
    if unit is None:
        return number(bare)
    return number(bare[: unit.start()]).scaleb(_UNITS[unit[1]])


def number(text: str) -> Decimal:
    """Return a plain number with optional thousands marks."""
    bare = plain(text)
    found = _NUMBER.fullmatch(bare)
    if found is None or not (found[2] or found[3]):
        raise BadValue(Reason.NOT_FINITE if _NOT_FINITE.fullmatch(bare) else Reason.NOT_A_NUMBER)
    return Decimal(bare.replace(",", ""))


def whole_number(text: str) -> int:
    """Return a count, 0 or more, below 2**53."""
    value = amount(text)
    if value != value.to_integral_value():
        raise BadValue(Reason.NOT_WHOLE)
    if value < 0:
        raise BadValue(Reason.NEGATIVE)
    if value >= 2**53:
        raise BadValue(Reason.NUMBER_TOO_LARGE)
    return int(value)


def ratio(text: str) -> float:
    """Return a share in [0, 1]; `60%` is 0.6, a bare 60 is out of range."""
    bare = plain(text)
    percent = bare.endswith("%")
    value = number(bare[:-1] if percent else bare)
    share = float(value.scaleb(-2) if percent else value)
    if not 0.0 <= share <= 1.0:
        raise BadValue(Reason.SHARE_OUT_OF_RANGE)
    return share


def share(text: str) -> Share:
    """Return an exact share or an interval: `0.25`, `25%`, `10%-20%`, `10-20%`."""
    bare = plain(text)
    ends = _RANGE.fullmatch(bare)
    if ends is None:
        return Share.exactly(ratio(bare))
    low, high = ends[1].strip(), ends[2].strip()
    if high.endswith("%") and not low.endswith("%"):
        low += "%"
    bounds = ratio(low), ratio(high)
    if bounds[0] > bounds[1]:
        raise BadValue(Reason.SHARE_OUT_OF_RANGE)
    return Share(*bounds)


def yes_or_no(text: str) -> bool:
    """Return the answer of a yes/no cell, English or Chinese."""
    bare = plain(text).lower()
    if bare in _YES:
        return True
    if bare in _NO:
        return False
    raise BadValue(Reason.NOT_YES_OR_NO)
