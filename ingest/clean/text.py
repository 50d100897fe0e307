"""Plain text: compatibility forms, case, traditional characters and accents folded away."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import opencc

_BLANKS = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NEVER_ACCENTED = re.compile(r"[\x00-\x7f\u3400-\u4dbf\u4e00-\u9fff]*")
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
    text = _folded(raw)
    if not text.isascii() and has_han(text):
        text = _traditional_to_simplified().convert(text)
    return _squeezed(text)


def all_simplified(raws: Sequence[str]) -> list[str]:
    """Return each of `raws` as `simplified` does, with one call of the converter and nothing remembered.

    A line break is in none of the converter's phrases, so texts joined by it do not touch each other.
    """
    texts = [_folded(raw).replace("\n", " ") for raw in raws]
    chosen = [at for at, text in enumerate(texts) if not text.isascii() and has_han(text)]
    if chosen:
        joined = _traditional_to_simplified().convert("\n".join([texts[at] for at in chosen]))
        for at, text in zip(chosen, joined.split("\n"), strict=True):
            texts[at] = text
    return [_squeezed(text) for text in texts]


def without_accents(text: str) -> str:
    """Return Latin text without its accents, Cyrillic in Latin letters: `müller` is `muller`."""
    if _NEVER_ACCENTED.fullmatch(text):
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


def _folded(raw: str) -> str:
    head = raw[:_LONGEST]
    return head.lower() if head.isascii() else unicodedata.normalize("NFKC", head).casefold()


def _squeezed(text: str) -> str:
    return text if text.isalnum() else _BLANKS.sub(" ", text).strip()


@cache
def _traditional_to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
