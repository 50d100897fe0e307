"""A header -> its words and what they mean, its unit and its currency."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.clean.text import has_han
from ingest.suggest.vocabulary import Vocabulary
from ingest.values import plain

UNITS = {
    "万": "万", "万元": "万", "万人民币": "万", "亿": "亿", "亿元": "亿", "千": "千", "千元": "千",
    "百万": "百万", "百万元": "百万", "k": "千", "thousand": "千", "thousands": "千", "000s": "千",
    "000": "千", "m": "百万", "mn": "百万", "mio": "百万", "million": "百万", "millions": "百万",
    "%": "%", "％": "%", "百分比": "%", "percent": "%", "pct": "%",
}  # fmt: skip
"""What stands in brackets behind a header -> the unit of a mapping."""
_CODES = ("cny", "usd", "eur", "hkd", "jpy", "gbp", "sgd", "aud", "cad", "chf")
CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "rmb": "CNY", "¥": "CNY", "美元": "USD", "us$": "USD", "$": "USD",
    "欧元": "EUR", "€": "EUR", "港元": "HKD", "港币": "HKD", "日元": "JPY", "英镑": "GBP", "£": "GBP",
    **{code: code.upper() for code in _CODES},
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[（【]\s*([^()\[\]（）【】]*?)\s*[)\]）】]")
_TAIL_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])[_\-/:：]?(万元|亿元|千元|百万元|%)$")
_UNIT_AND_CURRENCY = re.compile(r"(万|亿|千|百万)?\s*(元|人民币|美元|欧元|港元|港币|日元|英镑)")
_PARTS = re.compile(
    r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[\u3400-\u9fff]+|[^\W\d_A-Za-z\u3400-\u9fff]+"
)
_LONGEST_HAN = 9
_MOST_PARTS, _SHORTEST_INITIALS = 4, 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a header; no meanings: nobody knows it. `size` is how much of the header it is."""

    text: str
    means: frozenset[str]
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says. `unit` is one of a mapping's, `currency` an ISO code."""

    text: str
    words: tuple[Word, ...]
    unit: str | None = None
    currency: str | None = None

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset().union(*(word.means for word in self.words))


def read_header(text: str, known: Vocabulary) -> Header:
    """Take a header apart: `RegAddress.Line1`, `注册资金（万元）`, `custNo`, `khmc`."""
    bare, unit, currency = _without_unit(plain(text))
    return Header(text, tuple(_words(bare, known)), unit, currency)


def _without_unit(text: str) -> tuple[str, str | None, str | None]:
    unit: str | None = None
    currency: str | None = None
    for inside in _BRACKETS.findall(text):
        said = inside.strip().lower().removeprefix("单位").strip(":： ")
        both = _UNIT_AND_CURRENCY.fullmatch(said)
        if both:
            unit, currency = UNITS.get(both[1] or "", unit), CURRENCIES.get(both[2])
        for part in re.split(r"[\s,/]+", said):
            unit = UNITS.get(part, unit)
            currency = CURRENCIES.get(part, currency)
    rest = _BRACKETS.sub(" ", text).strip() or text
    tail = _TAIL_UNIT.search(rest)
    if tail and unit is None:
        unit, rest = UNITS[tail[1]], rest[: tail.start()]
    return rest, unit, currency


def _words(text: str, known: Vocabulary) -> Sequence[Word]:
    found: list[Word] = []
    parts = _PARTS.findall(text)
    at = 0
    while at < len(parts):
        if has_han(parts[at]):
            found.extend(_chinese_words(parts[at], known))
            at += 1
            continue
        size = next(
            (size for size in range(_MOST_PARTS, 1, -1) if _joined(parts, at, size) in known.concepts), 1
        )
        word = _joined(parts, at, size) or parts[at].lower()
        at += size
        if word.isdecimal():
            continue
        means = known.means(word)
        if not means and word not in known.concepts:
            for dictionary in (known.concepts, known.initials if len(word) >= _SHORTEST_INITIALS else {}):
                run = _run_together(word, dictionary)
                if run:
                    break
            if run:
                found.extend(Word(each, dictionary[each]) for each in run if dictionary[each])
                continue
        if means or word not in known.concepts:
            found.append(Word(word, means))
    return found


def _joined(parts: Sequence[str], at: int, size: int) -> str:
    """Return some parts in one word, empty where there are not so many or Chinese is among them."""
    chosen = parts[at : at + size]
    return "" if len(chosen) < size or any(map(has_han, chosen)) else "".join(chosen).lower()


def _chinese_words(text: str, known: Vocabulary) -> Sequence[Word]:
    """Return the parting that leaves the fewest characters unknown, then the fewest words."""
    best: list[tuple[int, int, tuple[Word, ...]]] = [(0, 0, ())]
    for end in range(1, len(text) + 1):
        lost, count, words = best[end - 1]
        unknown = Word(text[end - 1], frozenset(), 0.5)
        options = [(lost + 1, count + 1, (*words, unknown))]
        for start in range(max(0, end - _LONGEST_HAN), end):
            piece = text[start:end]
            if piece in known.concepts:
                lost, count, words = best[start]
                options.append((lost, count + 1, (*words, Word(piece, known.concepts[piece]))))
        best.append(min(options, key=lambda each: each[:2]))
    return [word for word in best[-1][2] if word.means or word.text not in known.concepts]


def _run_together(word: str, words: Mapping[str, frozenset[str]]) -> Sequence[str]:
    """Return the words of 2 letters or more that one is made of, such as `custno`; none if not wholly."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before, piece = best[start], word[start:end]
            now = best[end]
            if before is not None and piece in words and (now is None or len(before) + 1 < len(now)):
                best[end] = (*before, piece)
    return best[-1] or ()
