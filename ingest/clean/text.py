"""Plain text: compatibility forms, case, traditional characters and accents folded away."""

import re
import unicodedata
from functools import cache, lru_cache

import opencc

_BLANKS = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LONGEST = 400
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіўї", "abvgdeziiklmnoprstufyeiui", strict=True)),
        "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
        "ю": "iu", "я": "ia", "є": "ie", "ґ": "g", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d",
    }
)  # fmt: skip


@lru_cache(maxsize=200_000)
def simplified(raw: str) -> str:
    """Return `raw` in NFKC, lower case, simplified characters, blanks squeezed; at most 400 characters."""
    if raw.isascii():
        return _BLANKS.sub(" ", raw[:_LONGEST]).strip().lower()
    text = unicodedata.normalize("NFKC", raw[:_LONGEST]).casefold()
    if has_han(text):
        text = _traditional_to_simplified().convert(text)
    return _BLANKS.sub(" ", text).strip()


def without_accents(text: str) -> str:
    """Return Latin text without its accents, Cyrillic in Latin letters: `müller` is `muller`."""
    if text.isascii():
        return text
    text = text.translate(_CYRILLIC)
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(each for each in apart if not unicodedata.combining(each)))


def has_han(text: str) -> bool:
    """Say whether a Chinese character is among the text."""
    return _HAN.search(text) is not None


def all_han(text: str) -> bool:
    """Say whether nothing but Chinese characters is there."""
    return bool(text) and len(_HAN.findall(text)) == len(text)


@cache
def _traditional_to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
