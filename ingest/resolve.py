"""Who is who: read what finished loads will show, group records into parties, publish what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import numpy as np

from graph.arrays import equals
from graph.changes import FencingToken, LinkVerdict
from graph.record_rows import record_of
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import CommandId, RecordId, StoreVersion
from ingest.load_report import Progress, Silent
from ingest.match.change import resolution
from ingest.match.cluster import Word
from ingest.match.matching import match_profiles
from ingest.match.profile import profiles


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """What a resolution made. parties, links: written anew. merged: party ids that ceased to be."""

    version: StoreVersion
    records: int
    parties: int
    links: int
    merged: int
    possible: int
    seconds: float


def resolve(
    store: GraphStore,
    *,
    command: CommandId,
    token: FencingToken,
    progress: Progress | None = None,
    priority: Sequence[str] = (),
    verdicts: Sequence[LinkVerdict] = (),
) -> ResolveReport:
    """Group all records into parties and publish the finished loads with what changed.

    Verdicts of people are obeyed, those given here are published too. The same records give the
    same groups whatever the order of their loads. priority: sources, the most trusted first.

    Raises `FencedOut` and the errors of the store; then nothing was published.
    """
    began, told = perf_counter(), progress or Silent()
    told.step("Reading records")
    rows = _rows(store, Table.RECORDS)
    holdings = _rows(store, Table.HOLDINGS, ("record", "kind", "value", "failed"))
    told.step("Matching", len(rows))
    matching = match_profiles(profiles(rows, holdings), _word(store, verdicts), _officers(store))
    told.advance(len(rows))
    told.step("Publishing")
    records = {RecordId(row["key"]): record_of(row) for row in rows}
    change = resolution(store, matching, records, priority=priority, verdicts=verdicts)
    version = store.publish(change, command=command, token=token)
    return ResolveReport(
        version,
        records=len(rows),
        parties=len(change.parties),
        links=len(change.links),
        merged=len(change.moved),
        possible=len(change.possible),
        seconds=perf_counter() - began,
    )


def judge(
    store: GraphStore,
    pair: tuple[RecordId, RecordId],
    *,
    same: bool,
    by: str,
    why: str,
    at: datetime | None = None,
    command: CommandId,
    token: FencingToken,
) -> ResolveReport:
    """Publish a person's word whether two records are one actor; where not, their party falls apart again."""
    a, b = sorted(pair)
    verdict = LinkVerdict(a, b, same, by, at or datetime.now(UTC), why)
    return resolve(store, command=command, token=token, verdicts=(verdict,))


def _rows(store: GraphStore, table: Table, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    return [
        row
        for batch in store.pending(table)
        for row in (batch.select(list(columns)) if columns else batch).to_pylist()
    ]


def _officers(store: GraphStore) -> Mapping[RecordId, frozenset[RecordId]]:
    """Return the companies that each person's record is an officer of."""
    found: dict[RecordId, set[RecordId]] = defaultdict(set)
    for batch in store.pending(Table.RELATIONSHIPS):
        rows = np.flatnonzero(equals(batch["kind"], RelationshipKind.OFFICER_OF.value))
        for tie in batch.select(["source", "target"]).take(rows).to_pylist():
            found[RecordId(str(tie["source"]))].add(RecordId(str(tie["target"])))
    return {person: frozenset(companies) for person, companies in found.items()}


def _word(store: GraphStore, new: Sequence[LinkVerdict]) -> Word:
    """Return what people said last about each pair of records."""
    last = {(min(each.a, each.b), max(each.a, each.b)): each.same for each in (*store.verdicts(), *new)}
    return Word(
        same=frozenset(pair for pair, same in last.items() if same),
        apart=frozenset(pair for pair, same in last.items() if not same),
    )
