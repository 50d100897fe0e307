"""Everything a Book knows about one party, traced to rows of files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.changes import LinkReason
from graph.published_rows import reasons_of
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.values import RecordId, record_parts

_FACTS: Mapping[RelationshipKind, Table] = {
    RelationshipKind.SIGNED: Table.CONTRACTS,
    RelationshipKind.PLAINTIFF_IN: Table.LAWSUITS,
    RelationshipKind.DEFENDANT_IN: Table.LAWSUITS,
    RelationshipKind.BID_IN: Table.TENDERS,
}
_TITLES = {
    Table.CONTRACTS: ("number",),
    Table.LAWSUITS: ("case_number", "court"),
    Table.TENDERS: ("number",),
    Table.EVENTS: ("kind", "at"),
}
_NO_DETAILS = frozenset({"key", "file", "sheet", "line", "reported_by"})


@dataclass(frozen=True, slots=True)
class Source:
    """The row that something came from; `id` is the record, fact or relationship it became."""

    id: str
    source: str
    file: str
    sheet: str | None
    line: int


@dataclass(frozen=True, slots=True)
class FieldValue:
    name: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """A contract, lawsuit, tender or event that the party has a part in."""

    table: Table
    title: str
    role: str
    details: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A record of the party and why it belongs to it; `weight` in bits."""

    name: str
    mention: bool
    weight: float
    decided_by: str
    reasons: tuple[LinkReason, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Possible:
    party: int
    probability: float


@dataclass(frozen=True, slots=True)
class Dossier:
    other_names: tuple[str, ...]
    fields: tuple[FieldValue, ...]
    counts: Mapping[str, int]
    facts: tuple[Fact, ...]
    records: tuple[LinkedRecord, ...]
    possible: tuple[Possible, ...]


def dossier(snapshot: Snapshot, position: int) -> Dossier:
    """Return what the snapshot holds about the party at this position; O(records + ties) scans."""
    party = snapshot.parties.slice(position, 1).to_pylist()[0]
    records = tuple(_records(snapshot, position))
    sources = {each.source.id: each.source for each in records}
    return Dossier(
        other_names=tuple(party["other_names"] or ()),
        fields=tuple(_fields(party["fields"], sources)),
        counts=_counts(snapshot, position),
        facts=tuple(_facts(snapshot, position)),
        records=records,
        possible=tuple(_possible(snapshot, position)),
    )


def source_of(row: Mapping[str, Any]) -> Source:
    """Return where a row of any snapshot table with an origin came from."""
    key = str(row["key"])
    source = row.get("reported_by") or record_parts(RecordId(key))[0]
    return Source(key, str(source), str(row["file"]), row["sheet"], int(row["line"]))


def rows_of(table: pa.Table, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of `table` with these keys, in the order of the table."""
    wanted = pc.is_in(table["key"], value_set=pa.array(keys, pa.string()))
    rows: list[dict[str, Any]] = table.filter(wanted).to_pylist()
    return rows


def plain(value: object) -> str:
    """Return a field's value as a person reads it."""
    match value:
        case {"minor": int() as minor, "currency": str() as currency}:
            return f"{minor / 100:,.2f} {currency}"
        case float():
            return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
        case list():
            return "; ".join(plain(each) for each in value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _records(snapshot: Snapshot, position: int) -> Iterator[LinkedRecord]:
    for row in _where(snapshot.records, "party_index", position):
        yield LinkedRecord(
            name=row["name"],
            mention=row["mention"],
            weight=row["weight"],
            decided_by=row["decided_by"],
            reasons=reasons_of(row["reasons"]),
            source=source_of(row),
        )


def _fields(text: str, sources: Mapping[str, Source]) -> Iterator[FieldValue]:
    for name, field in json.loads(text).items():
        if field["record"] in sources:
            yield FieldValue(name, plain(field["value"]), sources[field["record"]])


def _counts(snapshot: Snapshot, position: int) -> dict[str, int]:
    counts = {}
    for kind, edges in snapshot.edges.items():
        mine = int(np.count_nonzero(edges.source == position)) if kind is not RelationshipKind.ABOUT else 0
        if kind not in _FACTS:
            mine += int(np.count_nonzero(edges.target == position))
        if mine:
            counts[kind.value] = mine
    return counts


def _facts(snapshot: Snapshot, position: int) -> Iterator[Fact]:
    for kind, table in _FACTS.items():
        edges = snapshot.relationships(kind)
        mine = np.flatnonzero(edges.source == position)
        subjects = snapshot.ties["subject"].take(edges.row[mine]).to_pylist()
        for fact, subject in zip(edges.target[mine], subjects, strict=True):
            yield _fact(snapshot, table, int(fact), subject or kind.value.removesuffix("_IN").lower())
    about = snapshot.relationships(RelationshipKind.ABOUT)
    for fact in about.source[about.target == position]:
        yield _fact(snapshot, Table.EVENTS, int(fact), "about")


def _fact(snapshot: Snapshot, table: Table, number: int, role: str) -> Fact:
    row = snapshot.facts(table).slice(number, 1).to_pylist()[0]
    title = " ".join(plain(row[name]) for name in _TITLES[table] if row[name] is not None)
    details = {
        name: plain(value) for name, value in row.items() if name not in _NO_DETAILS and value is not None
    }
    return Fact(table, title, role, details, source_of(row))


def _possible(snapshot: Snapshot, position: int) -> Iterator[Possible]:
    for row in _where(snapshot.possible, "a_index", position):
        yield Possible(row["b_index"], row["probability"])
    for row in _where(snapshot.possible, "b_index", position):
        yield Possible(row["a_index"], row["probability"])


def _where(table: pa.Table, column: str, position: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(
        pc.equal(table[column], pa.scalar(position, pa.int32()))
    ).to_pylist()
    return rows
