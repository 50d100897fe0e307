"""Whole tables out of Neo4j as Arrow, in pages by key; several pages are under way at once.

A row's first version is read before its others, and rows that are visible at a version never change:
therefore no long transaction is needed while a load runs.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from graph.neo4j_database import Database, Run
from graph.neo4j_rows import HOLDING, record_batch, statements_of
from graph.schema import Table
from graph.values import StoreVersion

PAGE = 20_000
READERS = 2
"""Pages that are read at once; each stream has one more at hand."""
_BOUNDED = (Table.RECORDS, HOLDING)
"""Large tables of one statement each: several runs of their keys are read at once."""


class Page(NamedTuple):
    """Rows ascending by key. `last` is the key up to which was looked, None at the end."""

    last: str | None
    rows: pa.RecordBatch


Fetch: TypeAlias = Callable[[str], Page]
"""Reads the page after a key."""


def stream_loaded(database: Database, table: Table, loads: Sequence[int]) -> Iterator[pa.RecordBatch]:
    """Stream a loaded table as `loads` leave it, by key; relationships are merged from their kinds."""
    names = statements_of(table)
    if names[0] in _BOUNDED:
        yield from _runs(database, table, names[0], loads=list(loads))
        return
    yield from _stream([_fetch(database, table, name, loads=list(loads)) for name in names])


def stream_published(database: Database, table: Table, version: StoreVersion) -> Iterator[pa.RecordBatch]:
    """Stream parties or links as of a version by key, or the undecided pairs, which come at once."""
    if table == Table.POSSIBLE:
        ((columns,),) = database.read(lambda run: run("read/columns/possible", version=version))
        if columns[0]:
            yield record_batch(table, columns)
        return
    yield from _runs(database, table, table, version=version)


def _fetch(database: Database, table: Table, stem: str, **parameters: object) -> Fetch:
    return lambda after: database.read(
        partial(_page, table, stem, {"after": after, "page": PAGE}, parameters)
    )


def _page(table: Table, stem: str, keys: Mapping[str, object], seen: Mapping[str, object], run: Run) -> Page:
    """Read rows of some keys as they are `seen` at a version or with some loads."""
    ((columns, *told),) = run(f"read/columns/{stem}", **keys, **seen)
    rows = record_batch(table, columns)
    last = columns[0][-1] if columns[0] else None
    absent, moved = (*told, (), ())[:2]
    if absent:
        rows = rows.filter(pc.invert(pc.is_in(rows.column(0), value_set=pa.array(absent, pa.string()))))
    if moved:
        ((later,),) = run(f"read/columns/later/{stem}", nodes=moved, **seen)
        rows = _merged_once(rows, record_batch(table, later))
    return Page(last, rows)


def _runs(database: Database, table: Table, stem: str, **parameters: object) -> Iterator[pa.RecordBatch]:
    """Stream what one statement yields: where each run of keys ends is found ahead of reading it."""
    pool = ThreadPoolExecutor(READERS)
    coming = deque[Future[Page]]()

    def taken() -> Iterator[pa.RecordBatch]:
        rows = coming.popleft().result().rows
        if rows.num_rows:
            yield rows

    try:
        for after, upto in _bounds(database, stem):
            keys = {"after": after, "upto": upto}
            coming.append(pool.submit(database.read, partial(_page, table, stem, keys, parameters)))
            if len(coming) > READERS:
                yield from taken()
        while coming:
            yield from taken()
    finally:
        pool.shutdown(cancel_futures=True)


def _bounds(database: Database, stem: str) -> Iterator[tuple[str, str]]:
    """Yield runs of keys that cover all there are, each from behind its first to its last."""
    after = ""
    while True:
        ((upto,),) = database.read(partial(_bound, stem=stem, after=after))
        if upto is None:
            return
        yield after, upto
        after = upto


def _bound(run: Run, *, stem: str, after: str) -> list[list[Any]]:
    return run(f"read/bounds/{stem}", after=after, page=PAGE)


def _merged_once(own: pa.RecordBatch, later: pa.RecordBatch) -> pa.RecordBatch:
    """Return all rows by key, once: one stands twice when it got a node of its own while it was read."""
    rows = pa.Table.from_batches([own, later])
    if not rows.num_rows:
        return own
    (whole,) = rows.sort_by(rows.column_names[0]).combine_chunks().to_batches()
    keys = whole.column(0)
    return whole.filter(pa.concat_arrays([pa.array([True]), pc.not_equal(keys[1:], keys[:-1])]))


def _stream(fetches: Sequence[Fetch]) -> Iterator[pa.RecordBatch]:
    pool = ThreadPoolExecutor(READERS)
    try:
        yield from _merged([_Stream(fetch, pool) for fetch in fetches])
    finally:
        pool.shutdown(cancel_futures=True)


class _Stream:
    """Pages of one statement, the next one always under way. `rows` are those not taken yet."""

    def __init__(self, fetch: Fetch, pool: ThreadPoolExecutor) -> None:
        self._fetch = fetch
        self._pool = pool
        self._coming: Future[Page] = pool.submit(fetch, "")
        self.rows: pa.RecordBatch

    def advance(self) -> bool:
        """Have rows of the next page that has any; False at the end."""
        while True:
            page = self._coming.result()
            if page.last is None:
                return False
            self._coming = self._pool.submit(self._fetch, page.last)
            if page.rows.num_rows:
                self.rows = page.rows
                return True

    @property
    def last(self) -> str:
        return str(self.rows.column(0)[-1].as_py())

    def take(self, upto: str) -> pa.RecordBatch:
        """Return the rows up to a key and keep the others."""
        count = pc.less_equal(self.rows.column(0), pa.scalar(upto)).true_count
        taken, self.rows = self.rows.slice(0, count), self.rows.slice(count)
        return taken


def _merged(streams: Sequence[_Stream]) -> Iterator[pa.RecordBatch]:
    """Merge streams by key: again and again all rows up to the smallest last key that is at hand."""
    live = [each for each in streams if each.advance()]
    while len(live) > 1:
        upto = min(each.last for each in live)
        taken = pa.Table.from_batches([each.take(upto) for each in live])
        yield from taken.sort_by(taken.column_names[0]).combine_chunks().to_batches()
        live = [each for each in live if each.rows.num_rows or each.advance()]
    for each in live:
        yield each.rows
        while each.advance():
            yield each.rows
