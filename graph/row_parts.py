"""Which parts of a row end because it comes again and no longer says them. Decision 6 has the reasons."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from graph.differences import Difference
from graph.flat_rows import FlatRows
from graph.relationships import RelationshipKind
from graph.row_cells import Values
from graph.schema import SCHEMAS, Table
from graph.values import RecordId, record_parts
from graph.wide_cells import Place

RowId = TypeVar("RowId")

REPRESENTATIVE = "legal_representative"
"""The subject of the one tie that a row of companies brings."""
OF_FACTS = frozenset({RelationshipKind.SIGNED, RelationshipKind.PLAINTIFF_IN, RelationshipKind.DEFENDANT_IN})
"""Ties to a contract or lawsuit that nothing but its own row brings; an event's is `ABOUT`."""
_FACTS = (Table.CONTRACTS, Table.LAWSUITS, Table.EVENTS)
_TABLE_OF: Mapping[str, str] = {
    RelationshipKind.SUPPLIES: "supplies",
    RelationshipKind.PARTNERS_WITH: "partnerships",
    RelationshipKind.GUARANTEES: "guarantees",
    RelationshipKind.OWNS: "ownership",
    RelationshipKind.OFFICER_OF: "officers",
    RelationshipKind.OWES: "debts",
    RelationshipKind.TRANSFERRED: "payments",
}
_KIND, _REPORTED_BY = (SCHEMAS[Table.RELATIONSHIPS].names.index(name) for name in ("kind", "reported_by"))
_MENTION = SCHEMAS[Table.RECORDS].names.index("mention")
_COMPANIES = "companies"
_END = re.compile(r"[a-z_]+[0-9]+")
"""What follows the `#` in the id of a mention: a field and its number."""


class Part(NamedTuple, Generic[RowId]):
    """A row of the store that may be a part of another one, and what it hangs on: its record or fact."""

    id: RowId
    key: str
    load: int
    of: str
    place: Place
    reported_by: str


class PartRows(Protocol[RowId]):
    """What is asked of a store within the transaction of a write.

    Only rows that nothing closed, or that another load in the making closed.
    """

    def places(self, records: Sequence[str]) -> Iterable[tuple[str, Place]]:
        """Return where every version of these records stands."""
        ...

    def mentions(self, stems: Sequence[str]) -> Iterable[Part[RowId]]:
        """Return the mentions whose id begins with one of these; `of` is the stem."""
        ...

    def holdings(self, records: Sequence[str]) -> Iterable[Part[RowId]]: ...

    def ties_of_facts(self, facts: Sequence[str]) -> Iterable[Part[RowId]]:
        """Return the `OF_FACTS` ties that lead to these facts, and the `ABOUT` ties that begin there."""
        ...

    def representatives(self, records: Sequence[str]) -> Iterable[Part[RowId]]:
        """Return the `OFFICER_OF` ties to these records with the subject `REPRESENTATIVE`."""
        ...

    def ties_of(self, mentions: Sequence[str]) -> Iterable[Part[RowId]]:
        """Return all ties of these mentions."""
        ...


@dataclass(slots=True)
class Brought:
    """The keys of a batch by table, and those of rows that stood before and may have ended something."""

    keys: dict[Table, set[str]] = field(default_factory=dict[Table, set[str]])
    records: list[str] = field(default_factory=list[str])
    facts: list[str] = field(default_factory=list[str])
    stems: list[str] = field(default_factory=list[str])

    def add(self, rows: FlatRows, changes: Difference[RowId]) -> None:
        """Note a table's rows: those that say something else than before, and of facts all that stood.

        Who takes part in a fact is not among its columns, so it may have changed where the fact did not.
        """
        self._bring(rows.table, rows.keys)
        if rows.table == Table.RECORDS:
            self.records += [rows.keys[each] for each in changes.other]
            own = (each for each in changes.other if not rows.values[each][_MENTION])
            self.stems += [f"{rows.keys[each]}#" for each in own]
        elif rows.table in _FACTS:
            self._met_facts([rows.keys[each] for each in (*changes.other, *changes.seen)])
        elif rows.table == Table.RELATIONSHIPS:
            self.stems += filter(None, (_stem_of_tie(rows.values[each]) for each in changes.other))

    def add_equal(self, table: Table, keys: Sequence[str]) -> None:
        """Note rows that stand as they are."""
        self._bring(table, keys)
        if table in _FACTS:
            self._met_facts(keys)

    def _bring(self, table: Table, keys: Sequence[str]) -> None:
        self.keys.setdefault(table, set()).update(keys)

    def _met_facts(self, facts: Sequence[str]) -> None:
        self.facts += facts
        self.stems += map(_stem_of_fact, facts)

    @property
    def again(self) -> bool:
        """Whether any row stood before."""
        return bool(self.records or self.stems)

    def new(self, table: Table, key: str) -> bool:
        return key in self.keys.get(table, ())


def ended(rows: PartRows[RowId], brought: Brought) -> Mapping[Table, Sequence[Part[RowId]]]:
    """Return the parts that the batch's rows brought before and no longer bring, by table."""
    if not brought.again:
        return {}
    mentions = {each.key: each for each in _mentions(rows, brought)}
    gone = sorted(mentions)
    held = [
        each for each in rows.holdings([*brought.records, *gone]) if not brought.new(Table.HOLDINGS, each.key)
    ]
    led = list(_representatives(rows, brought))
    places = _places(rows, {each.of for each in (*held, *led)} - mentions.keys())
    tied = (
        *_ties_of_facts(rows, brought),
        *(each for each in led if each.place in places.get(each.of, ())),
        *(rows.ties_of(gone) if gone else ()),
    )
    return {
        Table.RECORDS: list(mentions.values()),
        Table.HOLDINGS: [
            each for each in held if each.of in mentions or each.place in places.get(each.of, ())
        ],
        Table.RELATIONSHIPS: list(
            {each.id: each for each in tied if not brought.new(Table.RELATIONSHIPS, each.key)}.values()
        ),
    }


def _places(rows: PartRows[RowId], records: AbstractSet[str]) -> Mapping[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for record, place in rows.places(sorted(records)) if records else ():
        found.setdefault(record, set()).add(place)
    return found


def _mentions(rows: PartRows[RowId], brought: Brought) -> Iterator[Part[RowId]]:
    """Yield the mentions that the rows had and that the batch has not."""
    for each in rows.mentions(brought.stems) if brought.stems else ():
        if _END.fullmatch(each.key.removeprefix(each.of)) and not brought.new(Table.RECORDS, each.key):
            yield each


def _ties_of_facts(rows: PartRows[RowId], brought: Brought) -> Iterator[Part[RowId]]:
    """Yield the ties that only the row of a fact brings."""
    for each in rows.ties_of_facts(brought.facts) if brought.facts else ():
        if each.reported_by == _source_of(each.of):
            yield each


def _representatives(rows: PartRows[RowId], brought: Brought) -> Iterator[Part[RowId]]:
    """Yield the legal representatives that the source of a company's record told and the batch has not."""
    companies = [each for each in brought.records if record_parts(RecordId(each))[1] == _COMPANIES]
    for each in rows.representatives(companies) if companies else ():
        of_its_source = each.reported_by == record_parts(RecordId(each.of))[0]
        if of_its_source and not brought.new(Table.RELATIONSHIPS, each.key):
            yield each


def _stem_of_fact(fact: str) -> str:
    """Return what the ids of the mentions in a fact's row begin with.

    The contract `contract:crm:K1` has `crm:contracts:K1#`, and so have lawsuits and events.
    """
    kind, source, key = (*fact.split(":", 2), "", "")[:3]
    return f"{source}:{kind}s:{key}#"


def _stem_of_tie(tie: Values) -> str | None:
    """Return what the ids of the mentions in a row of ties begin with; its key is that of the tie."""
    table = _TABLE_OF.get(str(tie[_KIND]))
    return None if table is None else f"{tie[_REPORTED_BY]}:{table}:{tie[0]}#"


def _source_of(fact: str) -> str:
    return (*fact.split(":", 2), "")[1]
