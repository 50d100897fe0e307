"""Collects what rows say until there is a batch: records, holdings, facts, ties; settles their ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from graph.batch_rows import batch_values
from graph.changes import Batch
from graph.holding_rows import held_values
from graph.model import (
    Contract,
    Event,
    IdentifierKind,
    Json,
    Lawsuit,
    Origin,
    PartyKind,
    Record,
    Tender,
)
from graph.record_rows import record_values
from graph.relationship_rows import tie_values
from graph.relationships import RelationshipKey, RelationshipKind, Terms, relationship_key
from graph.row_batch import Payloads, RowBatch
from graph.row_cells import Values
from graph.schema import Table
from graph.values import FactId, Interval, RecordId, record_id
from ingest.clean.identifiers import Identified, identifier, recognise
from ingest.keys import KeyBook, Seen
from ingest.reasons import Fault, Reason, RowRefused, Warned
from ingest.tables.column import End

_ALWAYS, _NO_TERMS = Interval(), Terms()
_PERSONAL = frozenset({IdentifierKind.RESIDENT_ID, IdentifierKind.PASSPORT, IdentifierKind.NATIONAL_ID})
_CORPORATE = frozenset({IdentifierKind.COMPANY_NUMBER, IdentifierKind.LEI, IdentifierKind.VAT})


class RowPlace(NamedTuple):
    """Which row speaks: its table, its own key there, and where it stands."""

    table: str
    key: str
    origin: Origin


class EndPlace(NamedTuple):
    """Which end of a row: the `field`, its number in a list of ends, and who is expected there."""

    field: str
    number: int = 0
    expects: PartyKind | None = None


@dataclass
class Gathering:
    """One source's rows on their way into a store. `take` empties it into a batch.

    depends: how often what became of a row depended on other rows.
    """

    source: str
    keys: KeyBook
    contract_numbers: set[str] = field(default_factory=set)
    seen: Seen = field(default_factory=Seen)
    warnings: Counter[Warned] = field(default_factory=Counter)
    records: list[Values] = field(default_factory=list)
    holdings: dict[tuple[RecordId, str, str], Values] = field(default_factory=dict)
    contracts: list[Contract] = field(default_factory=list)
    lawsuits: list[Lawsuit] = field(default_factory=list)
    tenders: dict[FactId, Tender] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    relationships: list[Values] = field(default_factory=list)
    payloads: Payloads = field(default_factory=Payloads)
    depends: int = 0
    _stems: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many rows are waiting to be taken."""
        return sum(self.mark())

    def take(self) -> RowBatch:
        """Return what was gathered and begin anew; keys, seen rows and warnings stay."""
        facts = Batch(
            contracts=self.contracts,
            lawsuits=self.lawsuits,
            tenders=list(self.tenders.values()),
            events=self.events,
        )
        rows = dict(batch_values(facts))
        rows[Table.RECORDS], rows[Table.HOLDINGS] = self.records, list(self.holdings.values())
        rows[Table.RELATIONSHIPS] = self.relationships
        self.records, self.holdings, self.contracts = [], {}, []
        self.lawsuits, self.tenders, self.events, self.relationships = [], {}, [], []
        payloads, self.payloads = self.payloads, Payloads()
        return RowBatch(rows, payloads)

    def warn(self, code: Warned) -> None:
        """Count something that is told about a row that does load."""
        self.warnings[code] += 1
        self.depends += code is not Warned.FAILED_CHECK

    def record(self, record: Record) -> None:
        """Add a record."""
        self.records.append(record_values(record))

    def hold(self, record: RecordId, kind: IdentifierKind, raw: str | None, origin: Origin) -> None:
        """Say that a record has an identifier; nothing where there is none."""
        if raw:
            self._hold(record, identifier(kind, raw), origin)

    def _hold(self, record: RecordId, found: Identified, origin: Origin) -> None:
        if not found.identifier.value:
            return
        if found.failed:
            self.warn(Warned.FAILED_CHECK)
        kind, value = found.identifier.kind, found.identifier.value
        if (record, kind._value_, value) not in self.holdings:
            self.holdings[record, kind._value_, value] = held_values(
                record, found.identifier, found.failed, origin, self.source
            )

    def id_of(self, table: str, key: str) -> RecordId:
        """Return the id of a record of this source."""
        stem = self._stems.get(table)
        if stem is None:
            self._stems[table] = stem = record_id(self.source, table, "")
        return RecordId(stem + key)

    def end(self, end: End, row: RowPlace, place: EndPlace) -> RecordId:
        """Return the record at an end: the one its key names, else a mention made of what is said.

        Raises
        ------
        RowRefused
            When a key stands for several records.
        """
        known = self.keys.records(end.text) if end.text else ()
        if len(known) == 1:
            return known[0]
        if known:
            expected = self._expected(end, place.expects)
            if expected is None or expected not in known:
                raise RowRefused(Fault(Reason.AMBIGUOUS_END, place.field, end.text or ""))
            return expected
        return self._mention(end, row, place)

    def is_ambiguous(self, end: End, expects: PartyKind | None) -> bool:
        """Return whether the key of an end stands for several records, none of which is expected there."""
        known = self.keys.records(end.text) if end.text else ()
        return len(known) > 1 and self._expected(end, expects) not in known

    def _expected(self, end: End, expects: PartyKind | None) -> RecordId | None:
        return self.id_of(_TABLE_OF[expects], end.text or "") if expects else None

    def _mention(self, end: End, row: RowPlace, place: EndPlace) -> RecordId:
        mention = self.id_of(row.table, f"{row.key}#{place.field}{place.number}")
        found = _identified(end, place.expects)
        kind = place.expects or _kind_of(found)
        name = end.name or end.text or end.identifier or ""
        said = {"name": name, "given": end.text, "identifier": end.identifier}
        fields: dict[str, Json] = {key: value for key, value in said.items() if value}
        self.record(Record(mention, kind, name, fields, row.origin, mention=True))
        for each in found:
            self._hold(mention, each, row.origin)
        self.warn(Warned.MENTION)
        if end.text and not found and _like_a_key(end.text):
            self.warn(Warned.KEY_NOT_FOUND)
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
        self.keyed_tie(
            relationship_key(kind, self.source, *natural), kind, ends, origin, subject, when, terms
        )

    def keyed_tie(
        self,
        key: RelationshipKey,
        kind: RelationshipKind,
        ends: tuple[RecordId | FactId, RecordId | FactId],
        origin: Origin,
        subject: str | None,
        when: Interval,
        terms: Terms,
    ) -> None:
        """Add a relationship whose key was made already."""
        self.relationships.append(tie_values(key, kind, ends, origin, self.source, subject, when, terms))

    def mark(self) -> "Mark":
        """Return how much there is, so that `roll_back` can take away what a refused row added."""
        return (
            len(self.records),
            len(self.contracts),
            len(self.lawsuits),
            len(self.events),
            len(self.relationships),
            len(self.holdings),
            len(self.tenders),
        )

    def roll_back(self, mark: "Mark") -> None:
        lists: tuple[list[Any], ...] = (
            self.records,
            self.contracts,
            self.lawsuits,
            self.events,
            self.relationships,
        )
        for gathered, length in zip(lists, mark, strict=False):
            del gathered[length:]
        keyed: tuple[dict[Any, Any], ...] = (self.holdings, self.tenders)
        for each, length in zip(keyed, mark[len(lists) :], strict=True):
            while len(each) > length:
                each.popitem()


Mark: TypeAlias = tuple[int, int, int, int, int, int, int]
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
