"""From the stamped rows of a store to the history of a party or a relationship; the same for every store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from graph.changes import LoadState
from graph.errors import NotFound, PartyNotFound
from graph.fact_rows import FACT_OF
from graph.history import Dated, Fact, PartyHistory, RelationshipHistory, Timeline, Version
from graph.history_rows import HistoryRows, MoveRow, Stamped
from graph.holding_rows import holding_of
from graph.model import Moved
from graph.published_rows import link_of, party_of
from graph.record_rows import record_of
from graph.relationship_rows import relationship_of
from graph.relationships import ENDS, NodeKind, Relationship, RelationshipKey
from graph.row_cells import Row
from graph.schema import Table
from graph.snapshot_ties import FACTS
from graph.values import LoadId, PartyId

T = TypeVar("T")


def party_history(rows: HistoryRows, party: PartyId, *, limit: int) -> PartyHistory:
    """Return what was known of a party id; `PartyNotFound` when nobody ever had it."""
    timeline = rows.timeline()
    shown = _dated(rows.parties(party), party_of, timeline)
    moves = tuple(_moves(rows.moves(party), timeline))
    if not shown and not moves:
        raise PartyNotFound(f"No party has or had the id {party}; search for it by name")
    records, record_count = rows.records(party, limit=limit)
    tie_rows, tie_count = rows.ties(records, limit=limit)
    of_records = _versions(rows.versions(Table.RECORDS, records), record_of, timeline)
    holdings = _versions(rows.holdings(records), holding_of, timeline)
    ties = _versions(tie_rows, relationship_of, timeline)
    facts = tuple(_facts(rows, ties, timeline))
    return PartyHistory(
        party=party,
        parties=shown,
        links=_dated(rows.links(records), link_of, timeline),
        moves=moves,
        records=of_records,
        holdings=holdings,
        ties=_latest_first(ties),
        facts=facts,
        record_count=record_count,
        tie_count=tie_count,
        loads=_named(timeline, (*of_records, *holdings, *ties, *facts)),
    )


def relationship_history(rows: HistoryRows, key: RelationshipKey) -> RelationshipHistory:
    """Return what was known of one relationship; `NotFound` when it never was."""
    timeline = rows.timeline()
    found = _versions(rows.tie(key), relationship_of, timeline)
    if not found:
        raise NotFound(f"No relationship has or had the key {key}")
    return RelationshipHistory(found, _named(timeline, found))


def _dated(rows: Iterable[Stamped], of: Callable[[Row], T], timeline: Timeline) -> tuple[Dated[T], ...]:
    """Return what was published, oldest first, and then by the row's first column."""
    found: list[tuple[object, Dated[T]]] = []
    for row, opened, closed in rows:
        known = timeline.of_versions(opened, closed)
        if known:
            found.append((next(iter(row.values())), Dated(of(row), known)))
    found.sort(key=lambda each: (each[1].known.since, str(each[0])))
    return tuple(each for _, each in found)


def _versions(rows: Iterable[Stamped], of: Callable[[Row], T], timeline: Timeline) -> tuple[Version[T], ...]:
    """Return what was loaded and became known, by key and then oldest first."""
    found: list[tuple[str, Version[T]]] = []
    for row, load, closed_by in rows:
        known = timeline.of_load(load, closed_by)
        if known:
            by = None if known.until is None or closed_by is None else LoadId(closed_by)
            found.append((str(row["key"]), Version(of(row), known, LoadId(load), by)))
    found.sort(key=lambda each: (each[0], each[1].known.since, each[1].load))
    return tuple(each for _, each in found)


def _moves(rows: Iterable[MoveRow], timeline: Timeline) -> Iterator[Dated[Moved]]:
    moves: dict[tuple[int, str, int | None], list[PartyId]] = {}
    for party, successor, opened, closed in rows:
        moves.setdefault((opened, party, closed), []).append(PartyId(successor))
    for (opened, party, closed), into in sorted(moves.items(), key=lambda each: each[0][:2]):
        known = timeline.of_versions(opened, closed)
        if known:
            yield Dated(Moved(PartyId(party), tuple(into)), known)


def _facts(
    rows: HistoryRows, ties: Iterable[Version[Relationship]], timeline: Timeline
) -> Iterator[Version[Fact]]:
    ends: dict[Table, set[str]] = {}
    for each in ties:
        for node, end in zip(ENDS[each.value.kind], (each.value.source, each.value.target), strict=True):
            if node is not NodeKind.RECORD:
                ends.setdefault(FACTS[node], set()).add(end)
    for table, keys in sorted(ends.items()):
        yield from _versions(rows.versions(table, sorted(keys)), FACT_OF[table], timeline)


def _latest_first(ties: tuple[Version[Relationship], ...]) -> tuple[Version[Relationship], ...]:
    """Return ties by the last time when anything about them changed; versions of one stay together."""
    last = {
        key: max(each.known.until or each.known.since for each in group)
        for key, group in groupby(ties, key=lambda each: each.value.key)
    }
    return tuple(sorted(ties, key=lambda each: last[each.value.key], reverse=True))


def _named(timeline: Timeline, versions: Iterable[Version[object]]) -> Mapping[LoadId, LoadState]:
    named = {load for each in versions for load in (each.load, each.closed_by) if load is not None}
    return {load: timeline.loads[load] for load in sorted(named)}
