"""Rows of companies, people and watch lists -> records with their identifiers."""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from graph.model import Event, EventKind, IdentifierKind, Json, Origin, PartyKind
from graph.record_rows import told_values
from graph.relationships import RelationshipKind
from graph.values import FactId, RecordId
from ingest.clean.identifiers import identifier, recognise
from ingest.field_texts import field_text
from ingest.gathering import EndPlace, Gathering, RowPlace
from ingest.reasons import Warned
from ingest.tables.column import End, TableRow, columns
from ingest.tables.companies import Company
from ingest.tables.people import Person
from ingest.tables.watchlist import WatchlistEntry

_HELD = {
    "company_number": IdentifierKind.COMPANY_NUMBER, "lei": IdentifierKind.LEI, "vat": IdentifierKind.VAT,
    "resident_id": IdentifierKind.RESIDENT_ID, "passport": IdentifierKind.PASSPORT,
    "national_id": IdentifierKind.NATIONAL_ID, "other_ids": IdentifierKind.NATIONAL_ID,
    "phones": IdentifierKind.PHONE, "emails": IdentifierKind.EMAIL,
    "address": IdentifierKind.ADDRESS, "bank_accounts": IdentifierKind.BANK_ACCOUNT,
    "devices": IdentifierKind.DEVICE, "website": IdentifierKind.WEBSITE,
}  # fmt: skip

_REPRESENTATIVE = EndPlace("legal_representative", expects=PartyKind.PERSON)


def company(row: Company, origin: Origin, out: Gathering) -> None:
    """Add a company's record, and its legal representative as an officer."""
    person = row.legal_representative
    more = {"legal_representative": person.name or person.said} if person else {}
    record = _party(row, (row.source_key, row.name, PartyKind.COMPANY), more, origin, out)
    if record is None:
        return
    if person:
        _represent(row, person, record, origin, out)
    out.keys.add(record, row.source_key)


def _represent(row: Company, person: End, record: RecordId, origin: Origin, out: Gathering) -> None:
    place = RowPlace(row.table, row.source_key, origin)
    out.tie(
        RelationshipKind.OFFICER_OF,
        (out.end(person, place, _REPRESENTATIVE), record),
        (person.said, row.source_key, "legal_representative"),
        origin,
        subject="legal_representative",
    )


def person(row: Person, origin: Origin, out: Gathering) -> None:
    """Add a person's record."""
    record = _party(row, (row.source_key, row.name, PartyKind.PERSON), {}, origin, out)
    if record is not None:
        out.keys.add(record, row.source_key)


def watchlist_entry(row: WatchlistEntry, origin: Origin, out: Gathering) -> None:
    """Add an entry's record and the event that it is listed, severity 1."""
    kind = row.kind or PartyKind.UNKNOWN
    more: dict[str, Json] = {"other_names": list(row.names[1:])} if row.names[1:] else {}
    record = _party(row, (row.entry_id, row.names[0], kind), more, origin, out)
    if record is None:
        return
    number = IdentifierKind.COMPANY_NUMBER if kind is PartyKind.COMPANY else IdentifierKind.NATIONAL_ID
    for raw in row.ids:
        found = recognise(raw) or identifier(number, raw)
        out.hold(record, found.identifier.kind, raw, origin)
    event = FactId(f"event:{out.source}:watchlist/{row.entry_id}")
    text = "; ".join(each for each in (row.list, row.reason) if each) or None
    out.events.append(Event(event, EventKind.WATCHLIST_HIT, 1.0, out.source, origin, at=row.since, text=text))
    out.tie(RelationshipKind.ABOUT, (event, record), (event, row.entry_id), origin)
    out.keys.add(record, row.entry_id)


def _party(
    row: TableRow, who: tuple[str, str, PartyKind], more: Mapping[str, Json], origin: Origin, out: Gathering
) -> RecordId | None:
    """Add the record of a row with `more` fields; None where this load has brought the same row before."""
    key, name, kind = who
    record = out.id_of(row.table, key)
    key_column = "entry_id" if row.table == "watchlist" else "source_key"
    if out.seen.repeats(record, row, column=key_column, value=key):
        out.warn(Warned.REPEATED)
        return None
    out.records.append(told_values(record, kind, name, field_text(row, more), origin))
    for held, said_in in _held(row.model):
        if raw := said_in(row):
            for each in (raw,) if isinstance(raw, str) else raw:
                out.hold(record, held, each, origin)
    return record


@cache
def _held(model: type[TableRow]) -> tuple[tuple[IdentifierKind, Callable[[TableRow], Any]], ...]:
    """Return the kinds of identifiers that a table's rows hold, and what gives the cell of each."""
    return tuple((kind, attrgetter(name)) for name, kind in _HELD.items() if name in columns(model))
