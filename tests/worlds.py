"""Small worlds in memory: from domain objects to a Snapshot, without a store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa

from graph.batch_rows import batch_rows
from graph.changes import Batch, Link, PossibleMatch, Resolution
from graph.model import (
    Holding,
    Identifier,
    IdentifierKind,
    Json,
    Origin,
    Party,
    PartyKind,
    Record,
    Role,
    Sourced,
)
from graph.published_rows import link_row, party_row, possible_row
from graph.rates import Rates
from graph.relationships import Relationship, RelationshipKind, Terms, relationship_key
from graph.row_cells import Row
from graph.schema import SCHEMAS, Table
from graph.snapshot import Snapshot, build
from graph.values import (
    FactId,
    Interval,
    Money,
    PartyId,
    RecordId,
    StoreVersion,
    mint_party_id,
    record_id,
    record_parts,
)

TODAY = date(2026, 11, 1)
KNOWN = datetime(2026, 11, 1, tzinfo=UTC)
CNY = Rates.only("CNY")
_NO_TERMS = Terms()
_NO_FACTS = Batch()


def cny(amount: float | int | str) -> Money:
    return Money.of(Decimal(str(amount)), "CNY")


def company(
    key: str, *, source: str = "crm", name: str = "", mention: bool = False, **fields: Json
) -> Record:
    """A row of `companies`; `fields` in the JSON types of `graph.model.Record`."""
    return _record(PartyKind.COMPANY, (source, "companies", key), name, fields, mention=mention)


def person(key: str, *, source: str = "crm", name: str = "", mention: bool = False, **fields: Json) -> Record:
    return _record(PartyKind.PERSON, (source, "people", key), name, fields, mention=mention)


def tie(
    kind: RelationshipKind,
    source: Record | FactId,
    target: Record | FactId,
    *,
    by: str = "erp",
    subject: str | None = None,
    since: date | None = None,
    until: date | None = None,
    occurrence: int = 0,
    terms: Terms = _NO_TERMS,
) -> Relationship:
    """`source KIND target` as source system `by` tells it."""
    ends = [end.id if isinstance(end, Record) else end for end in (source, target)]
    key = relationship_key(kind, by, *ends, subject, since, str(occurrence))
    origin = Origin(f"{by}.csv", 2 + occurrence)
    return Relationship(key, kind, *ends, by, origin, subject, Interval(since, until), terms)


def holding(
    record: Record,
    kind: IdentifierKind,
    value: str,
    *,
    since: date | None = None,
    until: date | None = None,
    failed: str | None = None,
) -> Holding:
    by = record_parts(record.id)[0]
    return Holding(record.id, Identifier(kind, value), by, record.origin, Interval(since, until), failed)


def world(
    records: Sequence[Record],
    relationships: Sequence[Relationship] = (),
    *,
    facts: Batch = _NO_FACTS,
    holdings: Sequence[Holding] = (),
    same: Iterable[Sequence[Record]] = (),
    possible: Sequence[PossibleMatch] = (),
    valid_on: date = TODAY,
    rates: Rates = CNY,
) -> Snapshot:
    """Return a snapshot in which every record is a party of its own but for the groups in `same`.

    `facts` brings contracts, lawsuits, tenders and events. A group's party has the id of its first
    record, and each field from the first of its records that has it.
    """
    return build(
        tables(
            replace(facts, records=records, relationships=relationships, holdings=holdings),
            same=same,
            possible=possible,
        ).__getitem__,
        version=StoreVersion(1),
        valid_on=valid_on,
        known_at=KNOWN,
        rates=rates,
    )


def tables(
    batch: Batch, *, same: Iterable[Sequence[Record]] = (), possible: Sequence[PossibleMatch] = ()
) -> dict[Table, pa.Table]:
    """Return what a store would yield for this batch, every group of `same` resolved to one party."""
    members = _groups(batch.records, same)
    rows: dict[Table, list[Row]] = dict(batch_rows(batch))
    rows[Table.PARTIES] = [party_row(party_of(party, group)) for party, group in members.items()]
    rows[Table.LINKS] = [link_row(_link(each, party)) for party, group in members.items() for each in group]
    rows[Table.POSSIBLE] = [possible_row(each) for each in possible]
    return {table: _table(table, rows[table]) for table in Table}


def resolution(
    records: Sequence[Record],
    *,
    same: Iterable[Sequence[Record]] = (),
    moved: Mapping[PartyId, tuple[PartyId, ...]] | None = None,
    possible: Sequence[PossibleMatch] = (),
) -> Resolution:
    """Return what a resolver would publish so that a store holds the same parties as `world`."""
    members = _groups(records, same)
    return Resolution(
        parties=[party_of(party, group) for party, group in members.items()],
        links=[_link(each, party) for party, group in members.items() for each in group],
        moved=moved or {},
        possible=possible,
    )


def party_id(record: Record) -> PartyId:
    """Return the id of the party that a record of its own has in a world."""
    return mint_party_id(record.id)


def position(snapshot: Snapshot, record: Record) -> int:
    """Return the position of the party that the record belongs to."""
    found = snapshot.records["key"].to_pylist().index(record.id)
    return int(snapshot.records["party_index"][found].as_py())


def party_of(party: PartyId, records: Sequence[Record]) -> Party:
    """Return a party of these records: the first one names it, each field from the first that has it."""
    first = records[0]
    fields: dict[str, Sourced] = {}
    for record in records:
        for name, value in record.fields.items():
            fields.setdefault(name, Sourced(value, record.id))
    return Party(
        id=party,
        kind=first.kind,
        name=first.name,
        rated=any(not each.mention for each in records),
        other_names=tuple(sorted({each.name for each in records} - {first.name})),
        roles=frozenset(Role(str(role)) for each in records for role in _texts(each.fields.get("roles"))),
        fields=fields,
    )


def _record(
    kind: PartyKind, parts: tuple[str, str, str], name: str, fields: Mapping[str, Json], *, mention: bool
) -> Record:
    key = record_id(*parts)
    return Record(key, kind, name or parts[2], dict(fields), Origin(f"{parts[0]}.csv", 2), mention)


def _groups(records: Sequence[Record], same: Iterable[Sequence[Record]]) -> dict[PartyId, list[Record]]:
    first: dict[RecordId, Record] = {each.id: group[0] for group in same for each in group}
    members: dict[PartyId, list[Record]] = {}
    for record in records:
        members.setdefault(party_id(first.get(record.id, record)), []).append(record)
    return members


def _link(record: Record, party: PartyId) -> Link:
    return Link(record.id, party, 10.0, "test")


def _table(table: Table, rows: list[Row]) -> pa.Table:
    schema = SCHEMAS[table]
    names = ["a", "b"] if table is Table.POSSIBLE else [schema.names[0]]
    ordered = sorted(rows, key=lambda row: [str(row[name]) for name in names])
    return pa.Table.from_pylist(ordered, schema)


def _texts(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list | tuple) else ()
