"""Shapes of texts without a number's meaning: names, addresses, offices, courts."""

import re
from collections.abc import Iterable

from ingest.clean.legal_forms import latin_words, split_latin_form
from ingest.clean.regions import split_region
from ingest.clean.text import has_han, simplified
from ingest.suggest import signs
from ingest.suggest.shape import Shape

_SYMBOL = re.compile(r"\d{6}\.(SH|SZ|BJ|HK|SS)|[A-Z]{1,5}\.(N|O|L|HK)", re.IGNORECASE)
_LONGEST_OFFICE, _SHORTEST_ADDRESS, _LONGEST_REGION = 40, 7, 10


def names(text: str) -> Iterable[Shape]:
    """Return what a text names."""
    if signs.CASE.search(text):
        return [Shape.CASE]
    if _SYMBOL.fullmatch(text):
        return [Shape.CODE]
    plain = simplified(text)
    if signs.COURTS.search(plain):
        return [Shape.COURT]
    found = _chinese(plain) if has_han(plain) else _latin(text, plain)
    if Shape.COMPANY not in found and len(plain) <= _LONGEST_OFFICE and signs.POSITIONS.search(plain):
        found.append(Shape.POSITION)
    return found


def _chinese(plain: str) -> list[Shape]:
    found = []
    marks = len(set(signs.ADDRESS_SIGNS.findall(plain)))
    place, rest = split_region(plain)
    if signs.COMPANY_ENDS.search(plain) and len(plain) >= 3:
        return [Shape.COMPANY]
    if len(plain) >= _SHORTEST_ADDRESS and (marks >= 2 or (place and rest != plain and marks)):
        found.append(Shape.ADDRESS)
    elif (place and rest == plain and len(plain) <= _LONGEST_REGION) or signs.REGION_ENDS.fullmatch(plain):
        found.append(Shape.REGION)
    elif signs.CHINESE_PERSON.fullmatch(plain.replace(" ", "")):
        found.append(Shape.PERSON)
    found.extend([Shape.CAUSE] if signs.CAUSES.search(plain) else [])
    found.extend([Shape.INDUSTRY] if signs.INDUSTRIES.search(plain) else [])
    return found


def _latin(text: str, plain: str) -> list[Shape]:
    words = latin_words(plain)
    found = []
    if split_latin_form(words)[1] or signs.COMPANY_WORDS & set(words):
        found.append(Shape.COMPANY)
    elif any(map(str.isdigit, text)) and len(words) >= 2 and signs.STREET_WORDS.search(plain):
        found.append(Shape.ADDRESS)
    elif signs.LATIN_PERSON.fullmatch(text) and _capitals(text):
        found.append(Shape.PERSON)
    found.extend([Shape.INDUSTRY] if signs.INDUSTRY_CODE.match(text) else [])
    return found


def _capitals(text: str) -> bool:
    return all(word[:1].isupper() for word in re.findall(r"[^\W\d_][\w'’-]+", text))
