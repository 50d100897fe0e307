"""One sheet: its headers and first rows -> the tables it feeds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.read.raw import RawBatch, RawTable
from ingest.suggest.assemble import Assembly
from ingest.suggest.choose import choose, nearest_field
from ingest.suggest.chosen import PARTIES, Chosen
from ingest.suggest.column import ColumnView, column_view
from ingest.suggest.headers import read_header
from ingest.suggest.parts import Part, parts_of
from ingest.suggest.suggestion import TableSuggestion, Unmapped
from ingest.suggest.verify import tried
from ingest.suggest.vocabulary import Vocabulary
from ingest.tables import TABLES
from ingest.tables.column import Cell, columns

_ALL_KEYS = 0.9
_FEWEST_KEYS = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet feeds, and what of it nothing was found for."""

    tables: tuple[TableSuggestion, ...]
    unmapped: tuple[Unmapped, ...]


def suggest_sheet(
    raw: RawTable, sample: RawBatch, *, known: Vocabulary, today: date, keys: Mapping[str, frozenset[str]]
) -> Sheet:
    """Return the tables of a sheet. keys: of parties in other sheets, by place and table."""
    views = [_with_keys(each, keys) for each in views_of(raw.headers, sample.rows, known)]
    kept: list[TableSuggestion] = []
    given_up: dict[str, str] = {}
    for part in _parts(views, sample, subject_of(raw, known), known):
        own = views if part.rows is sample.rows else views_of(raw.headers, part.rows, known)
        found, unread = _suggested(part, own, raw, known, today)
        given_up.update(unread)
        for table in found:
            attempt = tried(table, raw, RawBatch(sample.lines[: len(part.rows)], part.rows), today)
            given_up.update(attempt.given_up)
            kept.extend([attempt.table] if attempt.table is not None else [])
    used = {header for table in kept for field in table.fields for header in field.headers}
    used |= {header for table in kept for header in table.where}
    left = [at for at, header in enumerate(raw.headers) if header not in used]
    return Sheet(tuple(kept), tuple(_unmapped(at, raw, sample, views, given_up, known) for at in left))


def _parts(
    views: Sequence[ColumnView], sample: RawBatch, subject: frozenset[str], known: Vocabulary
) -> Sequence[Part]:
    """Return companies and people apart only in a list of parties: of a watch list they are entries."""
    parts = parts_of(views, sample.rows)
    if len(parts) == 1:
        return parts
    whole = choose(views, known, subject)
    return parts if not whole or whole[0].table in PARTIES else [Part(sample.rows)]


def views_of(
    headers: Sequence[str], rows: Sequence[Sequence[str]], known: Vocabulary
) -> Sequence[ColumnView]:
    """Return the columns that a mapping can name: those whose header stands there once."""
    times = Counter(headers)
    return [
        column_view(at, header, [row[at] for row in rows], known)
        for at, header in enumerate(headers)
        if header and times[header] == 1
    ]


def subject_of(raw: RawTable, known: Vocabulary) -> frozenset[str]:
    """Return what the name of the sheet means, or of the file where there is no sheet."""
    name = raw.sheet or raw.file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return read_header(name, known).concepts


def _with_keys(view: ColumnView, keys: Mapping[str, frozenset[str]]) -> ColumnView:
    if len(view.values) < _FEWEST_KEYS:
        return view
    fitting = {
        place.rsplit(" ", 1)[1]
        for place, known in keys.items()
        if sum(value in known for value in view.values) >= _ALL_KEYS * len(view.values)
    }
    return replace(view, keys_of=frozenset(fitting)) if fitting else view


def _suggested(
    part: Part, views: Sequence[ColumnView], raw: RawTable, known: Vocabulary, today: date
) -> tuple[Sequence[TableSuggestion], Mapping[str, str]]:
    """Return the tables that a part of the rows feeds, and headers whose values could not be read."""
    file = raw.file.name.rsplit("/", 1)[-1]
    subject = subject_of(raw, known)
    chosen = choose(views, known, subject, first=part.table)
    assembly = Assembly(chosen, subject, today)
    return [
        TableSuggestion(
            file,
            raw.sheet,
            each.table,
            assembly.fields(each),
            where={**part.where, **assembly.where(each)},
            currency=_currency(each),
            beside=each is not chosen[0],
        )
        for each in chosen
    ], assembly.unread


def _currency(chosen: Chosen) -> str | None:
    """Return the currency that the headers of amounts say, where they say one."""
    known = columns(TABLES[chosen.table])
    money = [each for each in chosen.fits if each.sign.party is None and _is_money(known, each.sign.field)]
    said = {each.column.header.currency for each in money} - {None}
    return said.pop() if len(said) == 1 and not chosen.feeds("currency") else None


def _is_money(known: Mapping[str, object], field: str) -> bool:
    column = known.get(field)
    return getattr(column, "cell", None) is Cell.MONEY


def _unmapped(
    at: int,
    raw: RawTable,
    sample: RawBatch,
    views: Sequence[ColumnView],
    given_up: Mapping[str, str],
    known: Vocabulary,
) -> Unmapped:
    header = raw.headers[at]
    view = next((each for each in views if each.at == at), None)
    file = raw.file.name.rsplit("/", 1)[-1]
    if view is None:
        samples = column_view(at, header, [row[at] for row in sample.rows], known).samples
        why = "stands there more than once; rename one" if header else "name it first"
        return Unmapped(file, raw.sheet, header, tuple(samples), why=why)
    closest = nearest_field(view, known)
    return Unmapped(file, raw.sheet, header, tuple(view.samples), closest, given_up.get(header, ""))
