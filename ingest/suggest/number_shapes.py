"""Shapes of texts with digits: identifiers by their checks, dates, numbers."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from stdnum import iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from graph.model import IdentifierKind
from ingest import dates, values
from ingest.clean.identifiers import compact, identifier, is_uscc, recognise
from ingest.reasons import BadValue
from ingest.suggest import signs
from ingest.suggest.shape import Shape

_LONG_NUMBER = re.compile(r"\d{12,30}")
_YEAR = re.compile(r"(19|20)\d\d")
_OLDEST, _YOUNGEST, _LATEST = date(1920, 1, 1), date(2010, 1, 1), date(2100, 1, 1)
_BY_KIND = {
    IdentifierKind.COMPANY_NUMBER: Shape.COMPANY_NUMBER,
    IdentifierKind.RESIDENT_ID: Shape.RESIDENT_ID,
    IdentifierKind.LEI: Shape.LEI,
}


def identifiers(text: str) -> Iterable[Shape]:
    """Return which checked numbers stand there, and whether it is long enough for an account."""
    valid = recognise(text)
    if valid is not None:
        return [_BY_KIND[valid.identifier.kind]]
    value = compact(text)
    if is_uscc(value):
        return [Shape.COMPANY_NUMBER]
    found = []
    if value[:2].isalpha() and value[2:4].isdigit() and 15 <= len(value) <= 34 and _is_iban(value):
        found.append(Shape.IBAN)
    if value[:2].lower() in vat.MEMBER_STATES and identifier(IdentifierKind.VAT, value).failed is None:
        found.append(Shape.VAT)
    if _LONG_NUMBER.fullmatch(text.replace(" ", "").replace("-", "")):
        found.append(Shape.CARD)
    return found


def _is_iban(value: str) -> bool:
    try:
        iban.validate(value)
    except ValidationError:
        return False
    return True


def dates_of(text: str) -> Iterable[Shape]:
    """Return whether a day stands there, at a time of it, and whether an adult may be born on it."""
    if len(text) < 6 or not any(map(str.isdigit, text)):
        return []
    if text.isdigit() and not (len(text) == 8 and text[:2] in ("19", "20")):
        return []
    found = _moment(text)
    if found is None:
        return []
    at_midnight = found.time() == time()
    born = [Shape.BIRTHDAY] if at_midnight and _OLDEST <= found.date() <= _YOUNGEST else []
    return [Shape.DAY, *born, *([] if at_midnight else [Shape.CLOCK])]


def layout_reads(text: str, layout: str) -> bool:
    """Return whether a date of this strptime format stands there."""
    return dates.by_format(text, (layout,), _LATEST) is not None


def _moment(text: str) -> datetime | None:
    try:
        found = dates.moment(text)
        dates.possible(found.date(), _LATEST, past=False)
    except (BadValue, OverflowError):
        read = dates.by_format(text, signs.LAYOUTS, _LATEST)
        return read if isinstance(read, datetime) or read is None else datetime.combine(read, time())
    return found


def numbers(text: str) -> Iterable[Shape]:
    """Return which kinds of number stand there."""
    if not any(map(str.isdigit, text)):
        return []
    try:
        amount = values.amount(text)
    except BadValue:
        return [Shape.PERCENT] if _is_share(text) else []
    bare = text.replace(",", "")
    digits = bare.isdecimal()
    told = {
        Shape.NUMBER: True,
        Shape.WHOLE: digits,
        Shape.YEAR: digits and bool(_YEAR.fullmatch(bare)),
        Shape.AGE: digits and 14 <= amount <= 110,
        Shape.MONEY: not digits or "," in text or text.endswith("00"),
        Shape.FRACTION: "." in text and 0 <= amount <= 1,
    }
    return [shape for shape, is_so in told.items() if is_so]


def _is_share(text: str) -> bool:
    try:
        values.share(text)
    except BadValue:
        return False
    return True
