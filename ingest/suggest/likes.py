"""Which shapes of values speak for which kind of field, and which speak against it."""

from collections.abc import Mapping
from enum import StrEnum

from ingest.suggest.column import ColumnView
from ingest.suggest.shape import Shape


class Likes(StrEnum):
    """What the values of a field are; several fields of several tables are of one kind."""

    COMPANY_NAME = "company's name"
    PERSON_NAME = "person's name"
    PRINCIPAL = "name of a person a company"
    CLERK = "name of a person for many"
    ANY_NAME = "name"
    OTHER_NAME = "other name"
    NAME_PART = "part of a name"
    KEY = "key"
    TAX = "company number"
    LEI = "LEI"
    VAT = "VAT number"
    RESIDENT_ID = "resident id"
    PAPER = "number of a paper"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    ACCOUNT = "account"
    WEBSITE = "web site"
    REGION = "region"
    INDUSTRY = "industry"
    STATUS = "status"
    GROUP = "group"
    TEXT = "text"
    DAY = "date"
    MOMENT = "time"
    BIRTHDAY = "birthday"
    MONEY = "amount"
    RATIO = "share"
    WHOLE = "whole number"
    YEAR = "year"
    AGE = "age"
    FLAG = "yes or no"
    SEX = "sex"
    CURRENCY = "currency"
    KIND = "company or person"
    POSITION = "office"
    COURT = "court"
    CASE = "case number"
    CAUSE = "cause of action"
    DEVICE = "device"
    PRODUCT = "product"


_S = Shape
_LIKES: Mapping[Likes, Mapping[Shape, float]] = {
    Likes.COMPANY_NAME: {
        _S.COMPANY: 1, _S.WORD: 0.4, _S.PERSON: 0.3, _S.TEXT: 0.2, _S.INDUSTRY: 0.2, _S.REGION: 0.2,
    },
    Likes.PERSON_NAME: {_S.PERSON: 1, _S.WORD: 0.3, _S.REGION: 0.1},
    Likes.PRINCIPAL: {_S.PERSON: 1, _S.WORD: 0.3},
    Likes.CLERK: {_S.PERSON: 1, _S.WORD: 0.3, _S.CODE: 0.2},
    Likes.ANY_NAME: {_S.COMPANY: 1, _S.PERSON: 0.9, _S.WORD: 0.4, _S.TEXT: 0.2, _S.REGION: 0.2},
    Likes.OTHER_NAME: {_S.COMPANY: 0.5, _S.PERSON: 0.4, _S.WORD: 0.5, _S.TEXT: 0.2, _S.REGION: 0.3},
    Likes.NAME_PART: {_S.WORD: 0.8, _S.PERSON: 0.3, _S.REGION: 0.3},
    Likes.KEY: {_S.CODE: 0.8, _S.CARD: 0.1},
    Likes.TAX: {_S.COMPANY_NUMBER: 1, _S.VAT: 0.5, _S.CODE: 0.4},
    Likes.LEI: {_S.LEI: 1},
    Likes.VAT: {_S.VAT: 1, _S.COMPANY_NUMBER: 0.3, _S.CODE: 0.4},
    Likes.RESIDENT_ID: {_S.RESIDENT_ID: 1},
    Likes.PAPER: {_S.RESIDENT_ID: 0.8, _S.CODE: 0.6, _S.CARD: 0.3},
    Likes.PHONE: {_S.PHONE: 1, _S.WHOLE: 0.2},
    Likes.EMAIL: {_S.EMAIL: 1},
    Likes.ADDRESS: {_S.ADDRESS: 1, _S.TEXT: 0.3, _S.REGION: 0.2, _S.WORD: 0.1},
    Likes.ACCOUNT: {_S.CARD: 1, _S.IBAN: 1, _S.CODE: 0.4},
    Likes.WEBSITE: {_S.URL: 1},
    Likes.REGION: {_S.REGION: 1, _S.WORD: 0.3, _S.ADDRESS: 0.2},
    Likes.INDUSTRY: {_S.INDUSTRY: 1, _S.WORD: 0.3, _S.TEXT: 0.3, _S.CODE: 0.2},
    Likes.STATUS: {_S.STATUS: 1, _S.WORD: 0.4},
    Likes.GROUP: {_S.WORD: 0.5, _S.STATUS: 0.2, _S.KIND: 0.2, _S.CODE: 0.2, _S.TEXT: 0.2, _S.INDUSTRY: 0.2},
    Likes.TEXT: {_S.TEXT: 0.6, _S.WORD: 0.4, _S.CAUSE: 0.2, _S.INDUSTRY: 0.2, _S.COMPANY: 0.1},
    Likes.DAY: {_S.DAY: 1},
    Likes.MOMENT: {_S.CLOCK: 1, _S.DAY: 0.9},
    Likes.BIRTHDAY: {_S.BIRTHDAY: 1},
    Likes.MONEY: {_S.MONEY: 1, _S.NUMBER: 0.8},
    Likes.RATIO: {_S.PERCENT: 1, _S.FRACTION: 0.9, _S.NUMBER: 0.3},
    Likes.WHOLE: {_S.WHOLE: 0.9},
    Likes.YEAR: {_S.YEAR: 1, _S.WHOLE: 0.3},
    Likes.AGE: {_S.AGE: 1},
    Likes.FLAG: {_S.FLAG: 1},
    Likes.SEX: {_S.SEX: 1},
    Likes.CURRENCY: {_S.CURRENCY: 1},
    Likes.KIND: {_S.KIND: 1},
    Likes.POSITION: {_S.POSITION: 1, _S.WORD: 0.3},
    Likes.COURT: {_S.COURT: 1},
    Likes.CASE: {_S.CASE: 1, _S.CODE: 0.4},
    Likes.CAUSE: {_S.CAUSE: 1, _S.WORD: 0.3, _S.TEXT: 0.3},
    Likes.DEVICE: {_S.CODE: 0.5},
    Likes.PRODUCT: {
        _S.WORD: 0.5, _S.TEXT: 0.4, _S.INDUSTRY: 0.3, _S.COMPANY: 0.1, _S.CODE: 0.2, _S.PERSON: 0.1,
    },
}  # fmt: skip
SURE = frozenset(
    {Likes.TAX, Likes.LEI, Likes.VAT, Likes.RESIDENT_ID, Likes.PHONE, Likes.EMAIL, Likes.COURT, Likes.CASE}
    | {Likes.WEBSITE, Likes.SEX, Likes.CURRENCY, Likes.ADDRESS, Likes.CAUSE, Likes.REGION, Likes.INDUSTRY}
)
"""Kinds whose values show what they are whatever the header says."""
CHECKED = frozenset({Likes.TAX, Likes.LEI, Likes.RESIDENT_ID, Likes.EMAIL, Likes.COURT, Likes.CASE})
"""Kinds whose values hardly are anything else."""
_MUST = frozenset(
    {Likes.DAY, Likes.MOMENT, Likes.BIRTHDAY, Likes.MONEY, Likes.RATIO, Likes.WHOLE, Likes.YEAR, Likes.AGE}
    | {Likes.FLAG, Likes.SEX, Likes.CURRENCY, Likes.KIND, Likes.EMAIL, Likes.LEI}
)
"""Kinds that hold nothing else than what they like."""
_MUST_SHARE = 0.6
_NONE = -1.0
_AGAINST = -0.6


def liking(kind: Likes, column: ColumnView) -> float:
    """Return how well values fit a kind, from -1 (cannot be) to 1; 0 for a column without values."""
    if not column.values:
        return 0.0
    likes = _LIKES[kind]
    best = max((weight * column.looks.get(shape, 0.0) for shape, weight in likes.items()), default=0.0)
    together = min(1.0, sum(column.looks.get(shape, 0.0) for shape in likes))
    if kind is Likes.ANY_NAME:
        named = (likes[shape] * column.looks.get(shape, 0.0) for shape in (Shape.COMPANY, Shape.PERSON))
        best = max(best, min(1.0, sum(named)))
    if kind in _MUST and together < _MUST_SHARE:
        return _NONE
    if together < 0.3:
        return _AGAINST
    if kind is Likes.KEY:
        return _key(column, best)
    if kind is Likes.PRINCIPAL:
        return best if column.distinct >= _OWN_PERSON else best * 0.8
    if kind is Likes.CLERK:
        return best if column.distinct <= _SHARED_PERSON else best * 0.8
    return best * (1.2 - column.distinct * 0.4) if kind in (Likes.GROUP, Likes.STATUS) else best


_OWN_PERSON, _SHARED_PERSON = 0.9, 0.6
_PROOF = (Shape.COMPANY_NUMBER, Shape.RESIDENT_ID, Shape.LEI, Shape.IBAN, Shape.PHONE)


def _key(column: ColumnView, best: float) -> float:
    """Return how like keys values are: each there once, all of one length, no identifiers of the world."""
    if column.share(*_PROOF) >= _MUST_SHARE:
        return 0.0
    if column.distinct <= 0.5:
        return best * 0.5
    lengths = {len(value) for value in column.values}
    return 1.0 if column.distinct == 1.0 and len(lengths) == 1 and best >= 0.8 else max(best, 0.3)
