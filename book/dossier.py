"""Everything a Book knows about one party, traced to rows of files."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from book.said import plain
from book.sources import Source, source_of
from graph.changes import LinkReason
from graph.published_rows import reasons_of
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot

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
class Name:
    """A name that records of the party bear; none where it only stands in a row's list of other names."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class HeldIdentifier:
    """An identifier that a record of the party has; `failed` names the check that it did not pass."""

    kind: str
    value: str
    since: date | None
    until: date | None
    failed: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Possible:
    party: int
    probability: float


@dataclass(frozen=True, slots=True)
class Dossier:
    other_names: tuple[str, ...]
    names: tuple[Name, ...]
    fields: tuple[FieldValue, ...]
    identifiers: tuple[HeldIdentifier, ...]
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
        names=tuple(_names((party["name"], *(party["other_names"] or ())), records)),
        fields=tuple(_fields(party["fields"], sources)),
        identifiers=tuple(_identifiers(snapshot, position)),
        counts=_counts(snapshot, position),
        facts=tuple(_facts(snapshot, position)),
        records=records,
        possible=tuple(_possible(snapshot, position)),
    )


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


def _names(texts: Iterable[str], records: Sequence[LinkedRecord]) -> Iterator[Name]:
    for text in texts:
        yield Name(text, tuple(each.source for each in records if each.name == text))


def _identifiers(snapshot: Snapshot, position: int) -> Iterator[HeldIdentifier]:
    rows = _where(snapshot.holding_rows, "party_index", position)
    for row in sorted(rows, key=lambda each: (each["kind"], each["value"], each["record"])):
        yield HeldIdentifier(
            kind=row["kind"],
            value=row["value"],
            since=row["since"],
            until=row["until"],
            failed=row["failed"],
            source=replace(source_of(row), id=row["record"]),
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
