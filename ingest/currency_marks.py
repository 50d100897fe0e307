"""Marks of currencies around an amount: `¥80`, `3亿美元`, `USD 100`. They must not contradict its row."""

import re

from ingest.reasons import BadValue, Reason

_DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP"})
_YUAN = frozenset({"CNY", "HKD", "TWD", "MOP"})
_MARKS = {
    "¥": frozenset({"CNY", "JPY"}),
    "$": _DOLLARS,
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "US$": frozenset({"USD"}),
    "HK$": frozenset({"HKD"}),
    "NT$": frozenset({"TWD"}),
    "元": _YUAN,
    "圆": _YUAN,
    "元整": _YUAN,
    **dict.fromkeys(("人民币", "RMB", "CNY"), frozenset({"CNY"})),
    **dict.fromkeys(("美元", "美金", "USD"), frozenset({"USD"})),
    **dict.fromkeys(("港元", "港币", "HKD"), frozenset({"HKD"})),
    **dict.fromkeys(("欧元", "EUR"), frozenset({"EUR"})),
    **dict.fromkeys(("日元", "JPY"), frozenset({"JPY"})),
    **dict.fromkeys(("英镑", "GBP"), frozenset({"GBP"})),
    **dict.fromkeys(("新台币", "TWD"), frozenset({"TWD"})),
}
_ANY = "|".join(sorted(map(re.escape, _MARKS), key=len, reverse=True))
_BEFORE = re.compile(rf"([+-]?)\s*((?:(?:{_ANY})\s*)+)")
_AFTER = re.compile(rf"(?:\s*(?:{_ANY}))+$")
_ONE = re.compile(_ANY)
_FIRSTS = frozenset(mark[0] for mark in _MARKS) | {"+", "-"}
_LASTS = frozenset(mark[-1] for mark in _MARKS)


def without_marks(text: str, currency: str | None) -> str:
    """Return an amount's text without its marks, its sign in front.

    Raises
    ------
    BadValue
        When a mark stands for no currency that could be the given one.
    """
    said = ""
    if text[:1] in _FIRSTS and (before := _BEFORE.match(text)):
        said, text = before[2], before[1] + text[before.end() :]
    if text[-1:] in _LASTS and (after := _AFTER.search(text)):
        said, text = said + after[0], text[: after.start()]
    for mark in _ONE.findall(said):
        if currency is not None and currency not in _MARKS[mark]:
            raise BadValue(Reason.OTHER_CURRENCY)
    return text
