"""One round of `bench.neo4j` for each side, on a server of its own."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

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

T = TypeVar("T")
SIZES = Sizes(heap="1500m", pages="1g")
MERGES = 10_000
READS = 300


@contextmanager
def _server() -> Iterator[Process]:
    process = Process.install(SIZES)
    process.start()
    try:
        yield process
    finally:
        process.discard()


def _loads(times: int) -> list[tuple[str, bool]]:
    """Return what each load is, and whether it tells every tenth row differently from the first."""
    return [
        ("first load", False),
        *[("load again, nothing changed", False)] * times,
        *[("load again, 10 % changed", time % 2 == 0) for time in range(times)],
    ]


def naive_round(book: TiedFirms, times: int) -> Clock:
    """Do everything but the first load so many times on the same server."""
    with _server() as server, closing(NaiveNeo4j(server.uri, "neo4j", PASSWORD)) as naive:
        clock = Clock(server.pid)
        for what, changed in _loads(times):
            clock.lap(what)
            _load_naively(naive, book, clock, what, changed=changed)
        ties = _each_time(clock, times, "relationships to columns", naive.ties)
        _expect(ties.num_rows, len(book.kind))
        parties = _each_time(clock, times, "parties to columns", naive.parties)
        _expect(parties.num_rows, book.size)
        for time in range(times):
            scores = ours.scores_of(parties, time).to_pylist()
            _once_more(clock, "scores written back", partial(naive.write_scores, scores))
        for merged in _merges(book, times):
            pairs = [(firm_id(loser), firm_id(winner)) for loser, winner in merged]
            _once_more(clock, "re-point merged parties", partial(naive.merge, pairs))
    return clock


def _each_time(clock: Clock, times: int, what: str, read: Callable[[], pa.Table]) -> pa.Table:
    for _ in range(times - 1):
        _once_more(clock, what, read)
    return _once_more(clock, what, read)


def _once_more(clock: Clock, what: str, work: Callable[[], T]) -> T:
    clock.lap(what)
    with clock(what):
        return work()


def _load_naively(naive: NaiveNeo4j, book: TiedFirms, clock: Clock, what: str, *, changed: bool) -> None:
    for batch in ours.batches(book, changed=changed):
        parties, ties = naive_parties(_parties(batch)), naive_ties(_ties(batch))
        with clock(what):
            naive.write_parties(parties)
            naive.write_ties(ties)


def store_round(book: TiedFirms, times: int) -> tuple[Clock, dict[str, float]]:
    """Do the same work with the store; it also publishes, which the naive loop has no need of."""
    with _server() as server, closing(Neo4jStore(server.uri, user="neo4j", password=PASSWORD)) as store:
        clock = Clock(server.pid)
        store.init()
        with store.lease("bench", wait_s=1.0) as token:
            for what, changed in _loads(times):
                clock.lap(what)
                ours.write_load(store, book, clock, what, token=token, changed=changed)
                change = ours.alone(book) if what == "first load" else ours.merged([])
                _once_more(clock, f"publish after: {what}", partial(ours.publish, store, change, token))
            ties = _each_time(
                clock, times, "relationships to columns", partial(ours.table_of, store, Table.RELATIONSHIPS)
            )
            _expect(ties.num_rows, len(book.kind))
            parties = _each_time(
                clock, times, "parties to columns", partial(ours.table_of, store, Table.PARTIES)
            )
            _expect(parties.num_rows, book.size)
            for time in range(times):
                scores = ours.scores_of(parties, time)
                _once_more(clock, "scores written back", partial(ours.score, store, scores, token))
            reads = ours.point_reads(store, book, READS)
            for merged in _merges(book, times):
                change = ours.merged(merged)
                _once_more(clock, "re-point merged parties", partial(ours.publish, store, change, token))
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


def _merges(book: TiedFirms, times: int) -> Iterator[list[tuple[int, int]]]:
    """Yield for each time who is merged into whom: nobody twice."""
    chosen = np.random.default_rng(5).permutation(book.size)
    count = min(MERGES, book.size // (2 * times))
    for each in chosen[: 2 * count * times].reshape(times, 2, count):
        yield list(zip(*each.tolist(), strict=True))


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"{found:,} rows were read instead of {wanted:,}; the figures would mean nothing")
