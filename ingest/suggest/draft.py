"""A column that fits a field -> the expression of a mapping that reads it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from ingest import cells, dates, values
from ingest.reasons import BadValue, Reason
from ingest.suggest import cell_words, signs
from ingest.suggest.column import ColumnView
from ingest.suggest.fields import AGE, STANDS_FOR
from ingest.suggest.fit import Fit
from ingest.suggest.likes import liking
from ingest.suggest.number_shapes import layout_reads
from ingest.suggest.shapes import shapes
from ingest.tables import TABLES
from ingest.tables.column import Cell, columns

Draft: TypeAlias = str | dict[str, Any]
"""An expression as it stands in YAML: a header, or keys with values."""

_LISTS = (Cell.TEXTS, Cell.ENDS, Cell.ROLES)
_MARKS = ("/", "，", ",", "|", " ")
_ITEM_LIKED = 0.8
_SPLIT_FROM, _ITEMS_FIT, _STAND_ALONE = 0.1, 0.9, 0.7
_UNDERSTOOD = 0.5
_MOST_WORDS = 30
"""An enumeration has fewer different values."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An expression, and what a person must know or decide about it; none where the values cannot be read."""

    made: Draft | None
    note: str = ""


def draft(fit: Fit, table: str, *, today: date) -> Drafted:
    """Return the expression for one column."""
    column, field = fit.column, fit.sign.field
    if field == AGE:
        return _age(column, today.year)
    base = fit.sign.party or STANDS_FOR.get(field, field)
    cell = columns(TABLES[table])[base].cell
    if cell in (Cell.DAY, Cell.MOMENT):
        return _day(column)
    if cell is Cell.MONEY and column.header.unit not in (None, "%"):
        return Drafted({"header": column.name, "unit": str(column.header.unit)})
    if cell in (Cell.RATIO, Cell.SHARE):
        return _ratio(column)
    if cell in _READERS:
        return _words(column, *_READERS[cell])
    if field == "currency":
        return _currency(column)
    return _list(fit) if cell in _LISTS else Drafted(column.name)


def _age(column: ColumnView, year: int) -> Drafted:
    """Return an age as a year of birth; numbers that are none, such as -1, are missing values."""
    none = {each: "" for each in column.looked_at if not each.isdecimal()}
    words = {"values": none} if none else {}
    note = f"ages are taken to be those of {year}"
    return Drafted({"header": column.name, **words, "years_before": str(year)}, note)


def _day(column: ColumnView) -> Drafted:
    """Return how dates are read: as they are, else by the forms that read most of them, likelier first."""
    unread = [each for each in column.looked_at if not _reads(dates.moment, each)]
    if not unread:
        return Drafted(column.name)
    ways = [_forms(unread, forms) for forms in (signs.DAY_FIRST, signs.MONTH_FIRST)]
    chosen, read = max(ways, key=lambda way: way[1])
    if not chosen:
        return Drafted(column.name)
    doubtful = ways[0][1] == ways[1][1] and ways[0][0] != ways[1][0]
    note = f"is the day first? {' and '.join(ways[1][0])} read the samples too" if doubtful else ""
    return Drafted({"header": column.name, "format": chosen[0] if len(chosen) == 1 else chosen}, note)


def _forms(texts: Sequence[str], forms: Sequence[str]) -> tuple[list[str], int]:
    """Return the fewest forms that read most of the texts, and how many they read."""
    reading = {form: {each for each in texts if layout_reads(each, form)} for form in forms}
    chosen: list[str] = []
    read: set[str] = set()
    while left := {form: reading[form] - read for form in forms if reading[form] - read}:
        best = max(left, key=lambda form: len(left[form]))
        chosen.append(best)
        read |= left[best]
    return chosen, len(read)


def _ratio(column: ColumnView) -> Drafted:
    numbers = [values.number(each) for each in column.looked_at if _reads(values.number, each)]
    if column.header.unit == "%" or any(each > 1 for each in numbers):
        return Drafted({"header": column.name, "unit": "%"})
    return Drafted(column.name)


def _words(
    column: ColumnView, read: Callable[[str], object], guesses: Mapping[str, str], other: str
) -> Drafted:
    """Return the words that the field does not know, replaced by those it does; the others by `other`."""
    unread = [each for each in list(column.values)[:_MOST_WORDS] if not _reads(read, each)]
    if not unread:
        return Drafted(column.name)
    words = {each: guesses.get(values.plain(each).lower(), other) for each in unread}
    lost = [each for each, word in words.items() if word == other]
    if len(lost) > _UNDERSTOOD * len(column.values):
        return Drafted(None, f"its words are not known: {', '.join(lost[:5])}")
    note = f"what do these mean: {', '.join(lost[:5])}?" if lost else ""
    return Drafted({"header": column.name, "values": words}, note)


def _severity(text: str) -> object:
    return cells.SEVERITY_WORDS.get(values.plain(text).lower()) or values.ratio(text)


def _one_of(known: Mapping[str, object]) -> Callable[[str], object]:
    def read(text: str) -> object:
        if values.plain(text).lower() not in known:
            raise BadValue(Reason.UNKNOWN_WORD)
        return text

    return read


_READERS: Mapping[Cell, tuple[Callable[[str], object], Mapping[str, str], str]] = {
    Cell.FLAG: (values.yes_or_no, cell_words.FLAGS, ""),
    Cell.SEX: (_one_of(cells.SEX_WORDS), cell_words.SEXES, ""),
    Cell.PARTY_KIND: (_one_of(cells.KIND_WORDS), cell_words.KINDS, ""),
    Cell.EVENT: (_one_of(cells.EVENT_WORDS), cell_words.EVENTS, "other"),
    Cell.SEVERITY: (_severity, cell_words.SEVERITIES, ""),
    Cell.ROLES: (_one_of(cells.ROLE_WORDS), cell_words.ROLES, ""),
}


def _currency(column: ColumnView) -> Drafted:
    words = {}
    for each in column.looked_at:
        code = cell_words.CURRENCIES.get(values.plain(each).lower())
        if code and code != each.upper():
            words[each] = code
    return Drafted({"header": column.name, "values": words} if words else column.name)


def _list(fit: Fit) -> Drafted:
    """Return a list parted by a mark of its own, where its items fit better or stand alone elsewhere."""
    column = fit.column
    for mark in _MARKS:
        parted = [each for each in column.looked_at if mark in each.strip()]
        if len(parted) < max(1, _SPLIT_FROM * len(column.looked_at)):
            continue
        items = [part.strip() for each in parted for part in each.split(mark)]
        if all(items) and (_fit(fit, items) >= max(_ITEMS_FIT, _fit(fit, parted)) or _alone(items, column)):
            return Drafted({"split": column.name, "by": mark})
    return Drafted(column.name)


def _alone(items: Sequence[str], column: ColumnView) -> bool:
    """Return whether most items stand alone in other cells."""
    return sum(each in column.values for each in items) >= _STAND_ALONE * len(items)


def _fit(fit: Fit, texts: Sequence[str]) -> float:
    """Return the share of texts that look like what the field likes most."""
    header = fit.column.header
    ones = (ColumnView(0, header, 1.0, 1.0, dict.fromkeys(shapes(each), 1.0), {each: 1}) for each in texts)
    return sum(liking(fit.sign.likes, one) >= _ITEM_LIKED for one in ones) / len(texts)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (BadValue, OverflowError):
        return False
    return True


def joined(drafts: Sequence[Draft], joint: str) -> Draft:
    """Return several expressions in one."""
    return drafts[0] if len(drafts) == 1 else {"join": list(drafts), "with": joint}
