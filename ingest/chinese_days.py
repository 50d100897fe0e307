"""Days in Chinese numerals and in years of the Republic -> the same with digits of the common era."""

import re

_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_NUMERALS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})([日号].*|)"
)
_REPUBLIC = re.compile(r"(?:中[華华])?民[國国](\d{1,3})(年\d{1,2}月\d{1,2}.*)")
_FIRST_YEAR = 1911
_TENS = re.compile(r"([二三]?)十([一二三四五六七八九]?)|([一二三四五六七八九])")


def with_digits(text: str) -> str:
    """Return `二〇二四年三月五日` and `民國113年3月5日` as `2024年3月5日`, any other text as it is."""
    written = _NUMERALS.fullmatch(text)
    if written:
        year = "".join(_DIGITS[char] for char in written[1])
        month, day = _below_forty(written[2]), _below_forty(written[3])
        return f"{year}年{month}月{day}{written[4]}" if month and day else text
    republic = _REPUBLIC.fullmatch(text)
    return f"{int(republic[1]) + _FIRST_YEAR}{republic[2]}" if republic else text


def _below_forty(numeral: str) -> str | None:
    found = _TENS.fullmatch(numeral)
    if found is None:
        return None
    if found[3]:
        return _DIGITS[found[3]]
    return _DIGITS[found[1] or "一"] + _DIGITS[found[2] or "零"]
