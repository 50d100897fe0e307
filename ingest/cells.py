"""One parser for each kind of cell, and columns of cells read with a memory for what repeats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import InvalidRecord
from graph.model import EventKind, PartyKind, Role
from graph.values import Money, minor_digits
from ingest import dates, values
from ingest.reasons import BadValue, Reason
from ingest.spoilt import spoilt
from ingest.tables.column import Cell, Column

ROLE_WORDS = {
    "客户": Role.CUSTOMER, "供应商": Role.SUPPLIER, "合作伙伴": Role.PARTNER, "担保人": Role.GUARANTOR,
    "潜在客户": Role.PROSPECT, "本公司": Role.HOUSE, **{role.value: role for role in Role},
}  # fmt: skip
EVENT_WORDS = {
    "逾期": EventKind.OVERDUE, "投诉": EventKind.COMPLAINT, "负面新闻": EventKind.NEGATIVE_NEWS,
    "实地走访": EventKind.SITE_VISIT, "名单命中": EventKind.WATCHLIST_HIT, "征信": EventKind.CREDIT_REPORT,
    "登记变更": EventKind.REGISTRATION, "其他": EventKind.OTHER, **{kind.value: kind for kind in EventKind},
}  # fmt: skip
SEVERITY_WORDS = {
    "low": 0.25, "低": 0.25, "medium": 0.5, "中": 0.5, "high": 0.75, "高": 0.75, "critical": 1.0, "严重": 1.0,
}  # fmt: skip
SEX_WORDS = {"male": "male", "男": "male", "m": "male", "female": "female", "女": "female", "f": "female"}
KIND_WORDS = {
    "company": PartyKind.COMPANY, "企业": PartyKind.COMPANY, "公司": PartyKind.COMPANY,
    "organization": PartyKind.COMPANY, "person": PartyKind.PERSON, "个人": PartyKind.PERSON,
    "自然人": PartyKind.PERSON, "人员": PartyKind.PERSON,
}  # fmt: skip

REMEMBERED = 100_000
"""Different cells of one column that are kept with their values."""
NO_CURRENCY = "XXX"
"""What ISO 4217 has for none: stands where a row's currency is unknown, and no mark contradicts it."""
_SURELY_FITS = 15


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be read: stands in a column of values until its row is rejected."""

    reason: Reason


class Reader(dict[str, object]):
    """Text -> value, remembered: columns repeat themselves. A cell that cannot be read gives a `Bad`.

    `met_bad` is whether there ever was one: only then do columns need to be searched for them.
    """

    def __init__(self, parse: Callable[[str], object]) -> None:
        super().__init__()
        self._parse = parse
        self.met_bad = False

    def __missing__(self, text: str) -> object:
        if len(self) >= REMEMBERED:
            self.clear()
        self[text] = value = self._read(text)
        return value

    def _read(self, text: str) -> object:
        present = values.word(text)
        if present is None:
            return None
        try:
            return self._parse(present)
        except BadValue as bad:
            self.met_bad = True
            return Bad(bad.reason)


def reader(column: Column, today: date) -> Reader:
    """Return the reader of a column that is neither money nor an end."""
    if column.cell is Cell.DAY:
        return Reader(lambda text: dates.possible(dates.day(text), today, past=column.limits.past))
    if column.cell is Cell.MOMENT:
        return Reader(lambda text: _possible_moment(text, today))
    return Reader(_PARSERS[column.cell])


def money(text: str, currency: str, *, signed: bool) -> Money:
    """Return an amount of `currency`; below zero only where `signed`."""
    if len(text) <= _SURELY_FITS and text.isdecimal() and text.isascii():
        return Money(int(text) * 10 ** minor_digits(currency), currency)
    amount = values.amount(text, None if currency == NO_CURRENCY else currency)
    if amount < 0 and not signed:
        raise BadValue(Reason.NEGATIVE)
    try:
        return Money.of(amount, currency)
    except (InvalidRecord, ArithmeticError):
        raise BadValue(Reason.NUMBER_TOO_LARGE) from None


def plain_words(cells: Sequence[str]) -> list[str | None]:
    """Return a column of trimmed texts, None for blanks and placeholders."""
    nothing = values.PLACEHOLDERS
    return [None if (text := cell.strip()) in nothing else text for cell in cells]


def _possible_moment(text: str, today: date) -> datetime:
    found = dates.moment(text)
    dates.possible(found.date(), today, past=True)
    return found


def _word_of(known: dict[str, object]) -> Callable[[str], object]:
    def look_up(text: str) -> object:
        found = known.get(values.plain(text).lower())
        if found is None:
            raise BadValue(spoilt(text) or Reason.UNKNOWN_WORD)
        return found

    return look_up


def _roles(text: str) -> tuple[object, ...]:
    one = _word_of(dict(ROLE_WORDS))
    return tuple(dict.fromkeys(one(each) for each in values.words(text)))


def _severity(text: str) -> float:
    named = SEVERITY_WORDS.get(values.plain(text).lower())
    return values.ratio(text) if named is None else named


_PARSERS: dict[Cell, Callable[[str], object]] = {
    Cell.TEXT: str,
    Cell.TEXTS: values.words,
    Cell.INTEGER: values.whole_number,
    Cell.RATIO: values.ratio,
    Cell.SHARE: values.share,
    Cell.FLAG: values.yes_or_no,
    Cell.ROLES: _roles,
    Cell.SEX: _word_of(dict(SEX_WORDS)),
    Cell.EVENT: _word_of(dict(EVENT_WORDS)),
    Cell.SEVERITY: _severity,
    Cell.PARTY_KIND: _word_of(dict(KIND_WORDS)),
}
