"""What the text of a cell looks like: every shape that fits it, by checks where there are any."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from ingest import cells, values
from ingest.suggest import cell_words, name_shapes, number_shapes
from ingest.suggest.shape import Shape

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[a-zA-Z]{2,}")
_ENDS_OF_HOSTS = "com|cn|net|org|io|de|uk|example"
_URL = re.compile(
    rf"https?://\S+|www\.\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.({_ENDS_OF_HOSTS})(/\S*)?", re.IGNORECASE
)
_MOBILE = re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_PHONE = re.compile(
    r"(\+\d{1,3}[\s./-]?)?(\(?0?\d{2,5}\)?[\s./-]){0,2}\d{2,4}([\s./-]?\d{2,4}){1,4}"
    r"(\s*(转|-|x|ext\.?)\s*\d{1,5})?"
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#-]*")
_WORDY, _AREA_AND_NUMBER = 24, 10
_SETTLED = frozenset(
    {Shape.DAY, Shape.EMAIL, Shape.PHONE, Shape.NUMBER, Shape.PERCENT, Shape.COMPANY_NUMBER}
    | {Shape.RESIDENT_ID, Shape.LEI, Shape.IBAN, Shape.URL, Shape.CASE}
)
"""What no name can be."""
_WORDS: Sequence[tuple[Shape, Collection[str]]] = (
    (Shape.SEX, cells.SEX_WORDS),
    (Shape.CURRENCY, cell_words.CURRENCIES),
    (Shape.KIND, cell_words.KINDS),
    (Shape.FLAG, cell_words.FLAGS),
    (Shape.STATUS, cell_words.STATUSES),
    (Shape.REGION, cell_words.COUNTRIES),
)


@lru_cache(maxsize=50_000)
def shapes(cell: str) -> frozenset[Shape]:
    """Return every shape of a filled cell."""
    text = values.plain(cell)
    found = {*number_shapes.identifiers(text), *number_shapes.dates_of(text), *number_shapes.numbers(text)}
    low = text.lower()
    found |= {shape for shape, known in _WORDS if low in known}
    if not found & {Shape.DAY, Shape.EMAIL}:
        found |= set(_contacts(text, found))
    if not found & _SETTLED:
        found |= set(name_shapes.names(text))
    if Shape.DAY not in found and _CODE.fullmatch(text) and any(map(str.isdigit, text)):
        found.add(Shape.CODE)
    if not found:
        found.add(Shape.TEXT if len(text) > _WORDY else Shape.WORD)
    return frozenset(found)


def _contacts(text: str, found: Collection[Shape]) -> Iterable[Shape]:
    if _EMAIL.search(text):
        return [Shape.EMAIL]
    if _URL.fullmatch(text):
        return [Shape.URL]
    if _MOBILE.fullmatch(text):
        return [Shape.PHONE]
    digits = sum(map(str.isdigit, text))
    marked = any(each in text for each in "+- ()") or (text.startswith("0") and digits >= _AREA_AND_NUMBER)
    if 7 <= digits <= 15 and marked and not {Shape.VAT, Shape.MONEY} & set(found) and _PHONE.fullmatch(text):
        return [Shape.PHONE]
    return []
