"""Collects what rows say until there is a batch: records, holdings, facts, ties; settles their ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.changes import Batch
from graph.model import (
    Contract,
    Event,
    Holding,
    Identifier,
    IdentifierKind,
    Json,
    Lawsuit,
    Origin,
    PartyKind,
    Record,
    Tender,
)
from graph.relationships import Relationship, RelationshipKind, Terms, relationship_key
from graph.values import FactId, Interval, RecordId, record_id
from ingest.clean.identifiers import Identified, identifier, recognise
from ingest.keys import KeyBook, Seen
from ingest.reasons import Fault, Reason, RowRefused, Warned
from ingest.tables.column import End

_ALWAYS, _NO_TERMS = Interval(), Terms()
_PERSONAL = frozenset({IdentifierKind.RESIDENT_ID, IdentifierKind.PASSPORT, IdentifierKind.NATIONAL_ID})
_CORPORATE = frozenset({IdentifierKind.COMPANY_NUMBER, IdentifierKind.LEI, IdentifierKind.VAT})


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Which row speaks: its table, its own key there, and where it stands."""

    table: str
    key: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class EndPlace:
    """Which end of a row: `name` is the field and its number, such as `defendants0`."""

    row: RowPlace
    name: str
    expects: PartyKind | None = None

    @property
    def column(self) -> str:
        return self.name.rstrip("0123456789")


@dataclass
class Gathering:
    """One source's rows on their way into a store. `take` empties it into a batch."""

    source: str
    keys: KeyBook
    contract_numbers: set[str] = field(default_factory=set)
    seen: Seen = field(default_factory=Seen)
    warnings: Counter[Warned] = field(default_factory=Counter)
    records: list[Record] = field(default_factory=list)
    holdings: dict[tuple[RecordId, Identifier], Holding] = field(default_factory=dict)
    contracts: list[Contract] = field(default_factory=list)
    lawsuits: list[Lawsuit] = field(default_factory=list)
    tenders: dict[FactId, Tender] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)

    def take(self) -> Batch:
        """Return what was gathered and begin anew; keys, seen rows and warnings stay."""
        batch = Batch(
            records=self.records,
            holdings=list(self.holdings.values()),
            contracts=self.contracts,
            lawsuits=self.lawsuits,
            tenders=list(self.tenders.values()),
            events=self.events,
            relationships=self.relationships,
        )
        self.records, self.holdings, self.contracts = [], {}, []
        self.lawsuits, self.tenders, self.events, self.relationships = [], {}, [], []
        return batch

    def hold(self, record: RecordId, kind: IdentifierKind, raw: str | None, origin: Origin) -> None:
        """Say that a record has an identifier; nothing where there is none."""
        if raw:
            self._hold(record, identifier(kind, raw), origin)

    def _hold(self, record: RecordId, found: Identified, origin: Origin) -> None:
        if not found.identifier.value:
            return
        if found.failed:
            self.warnings[Warned.FAILED_CHECK] += 1
        holding = Holding(record, found.identifier, self.source, origin, failed=found.failed)
        self.holdings.setdefault((record, found.identifier), holding)

    def end(self, end: End, place: EndPlace) -> RecordId:
        """Return the record at an end: the one its key names, else a mention made of what is said.

        Raises
        ------
        RowRefused
            When a key stands for several records.
        """
        known = self.keys.records(end.text) if end.text else ()
        if place.expects and len(known) > 1:
            expected = record_id(self.source, _TABLE_OF[place.expects], end.text or "")
            known = [expected] if expected in known else known
        if len(known) > 1:
            raise RowRefused(Fault(Reason.AMBIGUOUS_END, place.column, end.text or ""))
        return known[0] if known else self._mention(end, place)

    def _mention(self, end: End, place: EndPlace) -> RecordId:
        row = place.row
        mention = record_id(self.source, row.table, f"{row.key}#{place.name}")
        found = _identified(end, place.expects)
        kind = place.expects or _kind_of(found)
        name = end.name or end.text or end.identifier or ""
        said = {"name": name, "given": end.text, "identifier": end.identifier}
        fields: dict[str, Json] = {key: value for key, value in said.items() if value}
        self.records.append(Record(mention, kind, name, fields, row.origin, mention=True))
        for each in found:
            self._hold(mention, each, row.origin)
        self.warnings[Warned.MENTION] += 1
        if end.text and not found and _like_a_key(end.text):
            self.warnings[Warned.KEY_NOT_FOUND] += 1
        return mention

    def tie(
        self,
        kind: RelationshipKind,
        ends: tuple[RecordId | FactId, RecordId | FactId],
        natural: Sequence[str | date | None],
        origin: Origin,
        *,
        subject: str | None = None,
        when: Interval = _ALWAYS,
        terms: Terms = _NO_TERMS,
    ) -> None:
        """Add a relationship whose key is made of `natural`: ends as given, subject, since, occurrence."""
        key = relationship_key(kind, self.source, *natural)
        self.relationships.append(
            Relationship(key, kind, *ends, self.source, origin, subject=subject, when=when, terms=terms)
        )

    def mark(self) -> tuple[int, ...]:
        """Return how much there is, so that `roll_back` can take away what a refused row added."""
        return tuple(len(each) for each in self._all())

    def roll_back(self, mark: tuple[int, ...]) -> None:
        for gathered, length in zip(self._all(), mark, strict=True):
            while len(gathered) > length:
                gathered.popitem() if isinstance(gathered, dict) else gathered.pop()

    def _all(self) -> tuple[list[Any] | dict[Any, Any], ...]:
        lists = (self.records, self.contracts, self.lawsuits, self.events, self.relationships)
        return (*lists, self.holdings, self.tenders)


_TABLE_OF = {PartyKind.PERSON: "people", PartyKind.COMPANY: "companies"}


def _identified(end: End, expects: PartyKind | None) -> list[Identified]:
    """Return the identifiers an end was given by: what is valid, and the outright one in any case."""
    found = []
    text = recognise(end.text) if end.text else None
    if text is not None:
        found.append(text)
    if end.identifier:
        outright = recognise(end.identifier)
        if outright is None and expects is not None:
            number = (
                IdentifierKind.NATIONAL_ID if expects is PartyKind.PERSON else IdentifierKind.COMPANY_NUMBER
            )
            outright = identifier(number, end.identifier)
        found.extend([outright] if outright is not None else [])
    return found


def _kind_of(found: Sequence[Identified]) -> PartyKind:
    kinds = {each.identifier.kind for each in found}
    if kinds & _PERSONAL:
        return PartyKind.PERSON
    return PartyKind.COMPANY if kinds & _CORPORATE else PartyKind.UNKNOWN


def _like_a_key(text: str) -> bool:
    return text.isascii() and " " not in text and any(each.isdigit() for each in text)
