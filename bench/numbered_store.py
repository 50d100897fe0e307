"""The numbered book written into a store, batch by batch, as a load would."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.numbered import NumberedBook
from graph.changes import Batch, FencingToken, FileDigest, LoadManifest, Resolution
from graph.holding_rows import holding_of
from graph.model import Event, EventKind, Origin
from graph.published_rows import link_of, party_of
from graph.record_rows import record_of
from graph.relationship_rows import relationship_of
from graph.schema import Table
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from graph.values import CommandId, Sha256

_BATCH = 5_000


def stored(book: NumberedBook, file: Path) -> None:
    """Write the book into a new SQLite store and publish it."""
    store = SqliteStore(file)
    fill(store, book)
    store.close()


def fill(store: GraphStore, book: NumberedBook) -> None:
    """Make the store's schema, write the book and publish it."""
    store.init()
    with store.lease("bench", wait_s=1.0) as token:
        _write(store, book, token)


def _write(store: GraphStore, book: NumberedBook, token: FencingToken) -> None:
    file = FileDigest("numbered.csv", Sha256("0" * 64))
    load = store.begin_load(LoadManifest("crm", (file,), Sha256("0" * 64)), token=token)
    for rows in _rows(book, Table.RECORDS):
        store.write(load, Batch(records=[record_of(row) for row in rows]), token=token)
    for rows in _rows(book, Table.HOLDINGS):
        store.write(load, Batch(holdings=[holding_of(row) for row in rows]), token=token)
    for rows in _rows(book, Table.EVENTS):
        store.write(load, Batch(events=[_event(row) for row in rows]), token=token)
    for rows in _rows(book, Table.RELATIONSHIPS):
        store.write(load, Batch(relationships=[relationship_of(row) for row in rows]), token=token)
    store.finish_load(load, token=token)
    parties = [party_of(row) for rows in _rows(book, Table.PARTIES) for row in rows]
    links = [link_of(row) for rows in _rows(book, Table.LINKS) for row in rows]
    store.publish(Resolution(parties=parties, links=links), command=CommandId("bench"), token=token)


def _event(row: Mapping[str, Any]) -> Event:
    origin = Origin(row["file"], row["line"])
    return Event(row["key"], EventKind(row["kind"]), row["severity"], row["reported_by"], origin, row["at"])


def _rows(book: NumberedBook, table: Table) -> Iterator[list[dict[str, Any]]]:
    for batch in book.tables[table].to_batches(max_chunksize=_BATCH):
        yield batch.to_pylist()
