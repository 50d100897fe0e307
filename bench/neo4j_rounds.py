"""One round of `bench.neo4j` for each side, on a server of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

import numpy as np

from bench import neo4j_ours as ours
from bench.neo4j_book import TiedFirms, firm_id
from bench.neo4j_clock import Clock
from bench.neo4j_import import import_seconds, write_csv
from bench.neo4j_naive import NaiveNeo4j, naive_parties, naive_ties
from graph.neo4j_store import Neo4jStore
from graph.row_batch import RowBatch
from graph.row_cells import Row, named
from graph.schema import Table
from tests.servers.neo4j_jars import PASSWORD, Process, Sizes

SIZES = Sizes(heap="1500m", pages="1g")
MERGES = 10_000
READS = 300
LOADS = {"first load": False, "load again, nothing changed": False, "load again, 10 % changed": True}
"""Whether each load tells every tenth row differently."""


@contextmanager
def _server() -> Iterator[Process]:
    process = Process.install(SIZES)
    process.start()
    try:
        yield process
    finally:
        process.discard()


def naive_round(book: TiedFirms) -> Clock:
    with _server() as server, closing(NaiveNeo4j(server.uri, "neo4j", PASSWORD)) as naive:
        clock = Clock(server.pid)
        for what, changed in LOADS.items():
            _load_naively(naive, book, clock, what, changed=changed)
        with clock("relationships to columns"):
            read = naive.ties()
        _expect(read.num_rows, len(book.kind))
        with clock("parties to columns"):
            read = naive.parties()
        _expect(read.num_rows, book.size)
        scores = ours.scores_of(read).to_pylist()
        with clock("scores written back"):
            naive.write_scores(scores)
        pairs = [(firm_id(loser), firm_id(winner)) for loser, winner in _pairs(book)]
        with clock("re-point merged parties"):
            naive.merge(pairs)
    return clock


def _load_naively(naive: NaiveNeo4j, book: TiedFirms, clock: Clock, what: str, *, changed: bool) -> None:
    for batch in ours.batches(book, changed=changed):
        parties, ties = naive_parties(_parties(batch)), naive_ties(_ties(batch))
        with clock(what):
            naive.write_parties(parties)
            naive.write_ties(ties)


def store_round(book: TiedFirms) -> tuple[Clock, dict[str, float]]:
    """Do the same work with the store; it also publishes, which the naive loop has no need of."""
    with _server() as server, closing(Neo4jStore(server.uri, user="neo4j", password=PASSWORD)) as store:
        clock = Clock(server.pid)
        store.init()
        with store.lease("bench", wait_s=1.0) as token:
            for what, changed in LOADS.items():
                ours.write_load(store, book, clock, what, token=token, changed=changed)
                change = ours.alone(book) if what == "first load" else ours.merged([])
                with clock(f"publish after: {what}"):
                    ours.publish(store, change, token)
            with clock("relationships to columns"):
                read = ours.table_of(store, Table.RELATIONSHIPS)
            _expect(read.num_rows, len(book.kind))
            with clock("parties to columns"):
                read = ours.table_of(store, Table.PARTIES)
            _expect(read.num_rows, book.size)
            scores = ours.scores_of(read)
            with clock("scores written back"):
                ours.score(store, scores, token)
            reads = ours.point_reads(store, book, READS)
            change = ours.merged(_pairs(book))
            with clock("re-point merged parties"):
                ours.publish(store, change, token)
    return clock, reads


def import_round(book: TiedFirms) -> float:
    """Return the seconds of `database import full`; the CSV files are written beforehand."""
    process = Process.install(SIZES)
    try:
        with tempfile.TemporaryDirectory(prefix="riskweave-bench-") as folder:
            parties = chain.from_iterable(map(_parties, ours.firm_batches(book)))
            ties = chain.from_iterable(map(_ties, ours.tie_batches(book)))
            write_csv(Path(folder), parties, ties)
            return import_seconds(process, Path(folder), SIZES.heap)
    finally:
        process.discard()


def _parties(batch: RowBatch) -> list[Row]:
    return [named(Table.RECORDS, row) for row in batch.rows.get(Table.RECORDS, ())]


def _ties(batch: RowBatch) -> list[Row]:
    return [named(Table.RELATIONSHIPS, row) for row in batch.rows.get(Table.RELATIONSHIPS, ())]


def _pairs(book: TiedFirms) -> list[tuple[int, int]]:
    """Return who is merged into whom: nobody twice."""
    chosen = np.random.default_rng(5).permutation(book.size)
    count = min(MERGES, book.size // 4)
    return list(zip(chosen[:count].tolist(), chosen[count : 2 * count].tolist(), strict=True))


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"{found:,} rows were read instead of {wanted:,}; the figures would mean nothing")
