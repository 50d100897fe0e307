"""What `bench.neo4j` asks of the store, through its public operations alone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from time import perf_counter

import numpy as np
import pyarrow as pa

from bench.neo4j_book import TiedFirms, firm_id
from bench.neo4j_clock import Clock
from graph.changes import FencingToken, FileDigest, Link, LoadManifest, Resolution
from graph.model import Party, PartyKind
from graph.neo4j_database import portions
from graph.neo4j_store import Neo4jStore
from graph.record_rows import record_values
from graph.relationship_rows import relationship_values
from graph.relationships import PARTY_KINDS
from graph.row_batch import RowBatch
from graph.schema import SCHEMAS, Table
from graph.values import CommandId, PartyId, RunId, Sha256, mint_party_id

BATCH = 20_000
"""Rows that one call of `write` gets, and one round of the naive loop."""
LIMIT = 500


def batches(book: TiedFirms, *, changed: bool = False) -> Iterator[RowBatch]:
    """Yield the firms, then the ties."""
    yield from firm_batches(book, changed=changed)
    yield from tie_batches(book, changed=changed)


def firm_batches(book: TiedFirms, *, changed: bool = False) -> Iterator[RowBatch]:
    for part in portions(range(book.size), BATCH):
        yield RowBatch({Table.RECORDS: list(map(record_values, book.records(part, changed=changed)))})


def tie_batches(book: TiedFirms, *, changed: bool = False) -> Iterator[RowBatch]:
    for part in portions(range(len(book.kind)), BATCH):
        ties = book.relationships(part, changed=changed)
        yield RowBatch({Table.RELATIONSHIPS: list(map(relationship_values, ties))})


def write_load(
    store: Neo4jStore, book: TiedFirms, clock: Clock, what: str, *, token: FencingToken, changed: bool = False
) -> None:
    """Load the book under the clock; making the rows is outside of it."""
    with clock(what):
        load = store.begin_load(_manifest(what), token=token)
    for batch in batches(book, changed=changed):
        with clock(what):
            store.write(load, batch, token=token)
    with clock(what):
        store.finish_load(load, token=token)


def alone(book: TiedFirms) -> Resolution:
    """Return the resolution in which every firm is a party of its own."""
    ids = [firm_id(number) for number in range(book.size)]
    parties = [
        Party(mint_party_id(each), PartyKind.COMPANY, f"第{number}机械有限公司", rated=True)
        for number, each in enumerate(ids)
    ]
    links = [Link(each, mint_party_id(each), 20.0, "bench") for each in ids]
    return Resolution(parties=parties, links=links)


def merged(pairs: Sequence[tuple[int, int]]) -> Resolution:
    """Return the resolution in which the first firm of each pair becomes part of the second."""
    winners: dict[int, list[str]] = {winner: [] for _, winner in pairs}
    for loser, winner in pairs:
        winners[winner].append(f"第{loser}机械有限公司")
    parties = [
        Party(
            party_of(winner),
            PartyKind.COMPANY,
            f"第{winner}机械有限公司",
            rated=True,
            other_names=tuple(names),
        )
        for winner, names in winners.items()
    ]
    links = [Link(firm_id(loser), party_of(winner), 20.0, "bench") for loser, winner in pairs]
    moved = {party_of(loser): (party_of(winner),) for loser, winner in pairs}
    return Resolution(parties=parties, links=links, moved=moved)


def party_of(number: int) -> PartyId:
    return mint_party_id(firm_id(number))


def table_of(store: Neo4jStore, table: Table) -> pa.Table:
    batches = store.columns(table, version=store.version())
    return pa.Table.from_batches(batches, schema=SCHEMAS[table])


def scores_of(parties: pa.Table, time: int) -> pa.Table:
    """Return a score for each row of a table with the column `key`, others each time."""
    ids = parties.column("key")
    value = np.linspace(0.0, 99.0 - time, len(ids))
    return pa.table(
        {
            "party": ids.combine_chunks(),
            "score": pa.array(value),
            "grade": pa.array([f"G{int(each) % 7}" for each in value]),
            "standalone_pd": pa.array(value / 1000),
            "network_pd": pa.array(value / 900),
        }
    )


def point_reads(store: Neo4jStore, book: TiedFirms, count: int) -> dict[str, float]:
    """Return ms of `neighbours` for random firms and for the largest hub, 500 a kind."""
    chosen = np.random.default_rng(3).choice(book.size, count, replace=False)
    taken = sorted(_ms(store, party_of(number)) for number in chosen.tolist())
    hubs = [_ms(store, mint_party_id(book.hub())) for _ in range(3)]
    return {
        "neighbours p50 ms": taken[len(taken) // 2],
        "neighbours p99 ms": taken[len(taken) * 99 // 100],
        "neighbours of the largest hub ms": max(hubs),
    }


def _ms(store: Neo4jStore, party: PartyId) -> float:
    began = perf_counter()
    store.neighbours(party, PARTY_KINDS, limit=LIMIT)
    return (perf_counter() - began) * 1000


def publish(store: Neo4jStore, change: Resolution, token: FencingToken) -> None:
    command = CommandId(datetime.now(UTC).isoformat())
    store.publish(change, command=command, token=token)


def score(store: Neo4jStore, scores: pa.Table, token: FencingToken) -> None:
    store.write_scores(RunId("bench"), scores, token=token)


def _manifest(name: str) -> LoadManifest:
    digest = FileDigest(f"{name}.csv", Sha256("0" * 64))
    return LoadManifest("erp", (digest,), Sha256("0" * 64))
