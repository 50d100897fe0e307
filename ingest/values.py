"""Text of a cell -> number, amount, share, yes/no, list. Nothing is clipped or guessed.

Every reader raises `BadValue` with its reason. Full-width characters count as their plain twins.
"""

import re
import unicodedata
from decimal import Decimal

from graph.values import Share
from ingest.currency_marks import without_marks
from ingest.reasons import BadValue, Reason
from ingest.spoilt import LIST_MARK, spoilt

PLACEHOLDERS = frozenset(
    {"", "-", "--", "---", "—", "——", "－", "－－", "/", "\\N", "N/A", "n/a", "N.A.", "n.a.", "#N/A"}
    | {"NULL", "null", "None", "none", "NIL", "nil", "无", "暂无", "不详", "未知", "空", "暂缺"}
    | {"未填写", "未提供", "不适用", "无数据", "暂无数据", "(无)", "（无）", "(空)", "（空）"}
    | {"0000-00-00", "0000-00-00 00:00:00", "1900-01-00"}
    | {"9999-12-31", "9999-12-31 00:00:00", "9999/12/31", "99991231"}
)
"""What people and databases write for nothing, and for no end."""

_SIMPLE = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(\.\d+)?(?:[eE]([+-]?\d{1,2}))?")
_LONGEST = 400
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
_RANGE = re.compile(r"(.*?\d\s*%?)\s*(?:-|~|–|—|至|到)\s*(\d.*)")
_UNITS = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12,
}  # fmt: skip
_LAST_OF_UNITS = frozenset(unit[-1] for unit in _UNITS)
_UNIT = re.compile(r"(.+?)\s*((?:[十百千万]?[万亿])|[百千])")
_PLAIN_UNITS = str.maketrans("萬億仟佰−", "万亿千百-")
_SMALL = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")
_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "是", "有"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0", "否"})


def plain(text: str) -> str:
    """Return the text with full-width and other compatibility characters made plain, trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def digits(text: str, otherwise: Reason = Reason.NOT_A_NUMBER) -> str:
    """Return the plain text of a number or date; `10²` is refused, for it is not 102."""
    bare = plain(text)
    if not text.isascii():
        if any(unicodedata.decomposition(char).startswith(_SMALL) for char in text):
            raise BadValue(otherwise)
        bare = bare.translate(_PLAIN_UNITS)
    return bare


def word(text: str) -> str | None:
    """Return the trimmed text, None for blanks and placeholders."""
    trimmed = text.strip()
    return None if trimmed in PLACEHOLDERS else trimmed


def words(text: str) -> tuple[str, ...]:
    """Return the items of a list parted by `;`, `；`, `、`, `|` or line breaks, without repeats."""
    if not LIST_MARK.search(text):
        only = word(text)
        return (only,) if only else ()
    items = (word(each) for each in LIST_MARK.split(text))
    return tuple(dict.fromkeys(each for each in items if each))


def amount(text: str, currency: str | None = None) -> Decimal:
    """Return an amount in whole units: `1,234.50`, `12.5万`, `3亿元`, `¥80`, `(5)` for -5, `1E+05`.

    A mark of another currency than the given one is refused.
    """
    if _SIMPLE.fullmatch(text):
        return Decimal(text)
    bare = digits(text)
    if bare[:1] == "(" and bare[-1:] == ")":
        bare = "-" + bare[1:-1].strip()
    return _scaled(without_marks(bare, currency))


def number(text: str) -> Decimal:
    """Return a plain number with optional thousands marks."""
    bare = digits(text)
    found = _NUMBER.fullmatch(bare)
    if found is None or not (found[2] or found[3]):
        raise BadValue(_why_no_number(bare))
    if len(bare) > _LONGEST:
        raise BadValue(Reason.NUMBER_TOO_LARGE)
    return Decimal(bare.replace(",", "").replace(" ", ""))


def _why_no_number(bare: str) -> Reason:
    if _NOT_FINITE.fullmatch(bare):
        return Reason.NOT_FINITE
    return spoilt(bare) or Reason.NOT_A_NUMBER


def whole_number(text: str) -> int:
    """Return a count, 0 or more, below 2**53."""
    value = _scaled(digits(text))
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
    raise BadValue(spoilt(text) or Reason.NOT_YES_OR_NO)


def _scaled(bare: str) -> Decimal:
    """Return a number with its Chinese unit, or several that follow each other: `3亿5000万`."""
    if bare[-1:] not in _LAST_OF_UNITS:
        return number(bare)
    parts = list(_UNIT.finditer(bare))
    sizes = [_UNITS[part[2]] for part in parts]
    if not parts or parts[-1].end() != len(bare) or sizes != sorted(set(sizes), reverse=True):
        raise BadValue(Reason.NOT_A_NUMBER)
    values = [number(part[1]) for part in parts]
    if any(value.is_signed() for value in values[1:]):
        raise BadValue(Reason.NOT_A_NUMBER)
    total = sum(abs(value).scaleb(size) for value, size in zip(values, sizes, strict=True))
    return Decimal(-total if values[0].is_signed() else total)
