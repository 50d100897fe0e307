"""Rows of companies, people and watch lists -> records with their identifiers."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from graph.model import Event, EventKind, IdentifierKind, Json, Origin, PartyKind, Record
from graph.relationships import RelationshipKind
from graph.values import FactId, Money, RecordId, record_id
from ingest.clean.identifiers import identifier, recognise
from ingest.gathering import EndPlace, Gathering, RowPlace
from ingest.reasons import Warned
from ingest.tables.column import TableRow, columns
from ingest.tables.companies import Company
from ingest.tables.people import Person
from ingest.tables.watchlist import WatchlistEntry

_NOT_FIELDS = frozenset(
    {"source_key", "name", "currency", "legal_representative", "entry_id", "names", "kind"}
)
_HELD = {
    "company_number": IdentifierKind.COMPANY_NUMBER, "lei": IdentifierKind.LEI, "vat": IdentifierKind.VAT,
    "resident_id": IdentifierKind.RESIDENT_ID, "passport": IdentifierKind.PASSPORT,
    "national_id": IdentifierKind.NATIONAL_ID, "other_ids": IdentifierKind.NATIONAL_ID,
    "phones": IdentifierKind.PHONE, "emails": IdentifierKind.EMAIL,
    "address": IdentifierKind.ADDRESS, "bank_accounts": IdentifierKind.BANK_ACCOUNT,
    "devices": IdentifierKind.DEVICE, "website": IdentifierKind.WEBSITE,
}  # fmt: skip


def company(row: Company, origin: Origin, out: Gathering) -> None:
    """Add a company's record, and its legal representative as an officer."""
    record = _party(row, (row.source_key, row.name, PartyKind.COMPANY), origin, out)
    person = row.legal_representative
    if record is None or person is None:
        return
    place = EndPlace(RowPlace(row.table, row.source_key, origin), "legal_representative0", PartyKind.PERSON)
    out.tie(
        RelationshipKind.OFFICER_OF,
        (out.end(person, place), record),
        (person.said, row.source_key, "legal_representative"),
        origin,
        subject="legal_representative",
    )


def person(row: Person, origin: Origin, out: Gathering) -> None:
    """Add a person's record."""
    _party(row, (row.source_key, row.name, PartyKind.PERSON), origin, out)


def watchlist_entry(row: WatchlistEntry, origin: Origin, out: Gathering) -> None:
    """Add an entry's record and the event that it is listed, severity 1."""
    kind = row.kind or PartyKind.UNKNOWN
    record = _party(row, (row.entry_id, row.names[0], kind), origin, out)
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


def _party(row: TableRow, who: tuple[str, str, PartyKind], origin: Origin, out: Gathering) -> RecordId | None:
    """Add the record of a row; None where this load has brought the very same row before."""
    key, name, kind = who
    key_column = "entry_id" if row.table == "watchlist" else "source_key"
    if out.seen.repeats((row.table, key), row, column=key_column, value=key):
        out.warnings[Warned.REPEATED] += 1
        return None
    record = record_id(out.source, row.table, key)
    out.records.append(Record(record, kind, name, _fields(row), origin))
    out.keys.add(record, key)
    for column, held in _HELD.items():
        raw = getattr(row, column, None)
        for each in (raw,) if isinstance(raw, str) else raw or ():
            out.hold(record, held, each, origin)
    return record


def _fields(row: TableRow) -> dict[str, Json]:
    """Return the columns that are filled in, in JSON types."""
    fields = {
        name: _json(value)
        for name in columns(type(row))
        if name not in _NOT_FIELDS and (value := getattr(row, name)) is not None and value != ()
    }
    if isinstance(row, Company) and row.legal_representative:
        fields["legal_representative"] = row.legal_representative.name or row.legal_representative.said
    if isinstance(row, WatchlistEntry) and row.names[1:]:
        fields["other_names"] = list(row.names[1:])
    return fields


def _json(value: object) -> Json:
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, date):
        return value.isoformat()
    return list(cast(Sequence[Json], value)) if isinstance(value, tuple) else cast(Json, value)
