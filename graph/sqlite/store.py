"""The SQLite store: the embedded default, one file with a lock file beside it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from graph.changes import (
    Batch,
    Counts,
    FencingToken,
    KnownRow,
    Link,
    LinkVerdict,
    LoadManifest,
    LoadState,
    Resolution,
)
from graph.flat_rows import flat_rows, payloads_of
from graph.history import PartyHistory, RelationshipHistory
from graph.history_of import party_history, relationship_history
from graph.model import Moved, Party, Record
from graph.relationships import RelationshipKey, RelationshipKind
from graph.row_batch import RowBatch
from graph.row_cells import json_text
from graph.schema import Table
from graph.sqlite import check, loads, neighbours, payloads, publish, read, write
from graph.sqlite.cells import moment, record_batches
from graph.sqlite.database import Database
from graph.sqlite.history import SqliteHistory
from graph.sqlite.lease import lease
from graph.store import Neighbours, StoreReport
from graph.values import CommandId, LoadId, PartyId, RecordId, RunId, StoreVersion


class SqliteStore:
    """A `GraphStore` in one file. Nothing is opened before the first call; any thread may call.

    write_rows: fewer make a large store write the pages of its indexes again and again.
    """

    write_rows = 50_000

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._database = Database(path, read_only=read_only)

    def init(self) -> int:
        return self._database.init()

    def lease(self, holder: str, *, wait_s: float) -> AbstractContextManager[FencingToken]:
        return lease(self._database, holder, wait_s=wait_s)

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId:
        with self._database.writing(token) as view:
            return loads.begin_load(view.connection, manifest)

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts:
        rows = list(flat_rows(batch))  # before the lock is taken
        with self._database.writing(token) as view:
            making = loads.making_of(view.connection, load)
            return write.write_batch(view.connection, making, rows, payloads_of(batch, rows))

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        with self._database.reading() as view:
            loose = json_text(sorted(loads.loose_loads(view.connection) - {load}))
            return payloads.known(view.connection, digests, loose)

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        with self._database.writing(token) as view:
            return loads.finish_load(view.connection, load)

    def loads(self) -> Sequence[LoadState]:
        with self._database.reading() as view:
            return loads.all_loads(view.connection)

    def unpublished_rows(self) -> Mapping[LoadId, int]:
        with self._database.reading() as view:
            return loads.unpublished_rows(view.connection)

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        with self._database.writing(token) as view:
            return loads.drop_load(view.connection, load)

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
        with self._database.reading() as view:
            return read.find_keys(view.connection, source, keys)

    def unresolved(self) -> Iterator[Sequence[Record]]:
        with self._database.reading() as view:
            yield from read.unresolved(view.connection)

    def withdrawn(self) -> Sequence[RecordId]:
        with self._database.reading() as view:
            return read.withdrawn(view.connection)

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]:
        with self._database.reading() as view:
            yield from record_batches(table, read.rows_pending(view.connection, table))

    def links(self, records: Sequence[RecordId]) -> Mapping[RecordId, Link]:
        with self._database.reading() as view:
            return read.links(view.connection, records)

    def verdicts(self) -> Sequence[LinkVerdict]:
        with self._database.reading() as view:
            return read.verdicts(view.connection)

    def publish(self, change: Resolution, *, command: CommandId, token: FencingToken) -> StoreVersion:
        with self._database.writing(token) as view:
            return publish.publish(view, change, command)

    def version(self) -> StoreVersion:
        with self._database.reading() as view:
            return view.version

    def versions(self) -> Mapping[StoreVersion, datetime]:
        with self._database.reading() as view:
            rows = view.connection.execute("SELECT version, at FROM publications ORDER BY version")
            return {StoreVersion(version): moment(at) for version, at in rows}

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        with self._database.reading() as view:
            yield from record_batches(table, read.rows_at(view.connection, table, version))

    def parties(self, ids: Sequence[PartyId]) -> Mapping[PartyId, Party | Moved]:
        with self._database.reading() as view:
            return read.parties(view.connection, ids)

    def records_of(self, party: PartyId) -> Sequence[Record]:
        with self._database.reading() as view:
            return read.records_of(view, party)

    def history(self, party: PartyId, *, limit: int) -> PartyHistory:
        with self._database.reading() as view:
            return party_history(SqliteHistory(view), party, limit=limit)

    def relationship_history(self, key: RelationshipKey) -> RelationshipHistory:
        with self._database.reading() as view:
            return relationship_history(SqliteHistory(view), key)

    def neighbours(self, party: PartyId, kinds: frozenset[RelationshipKind], *, limit: int) -> Neighbours:
        with self._database.reading() as view:
            return neighbours.neighbours(view, party, kinds, limit=limit)

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
        with self._database.writing(token) as view:
            publish.write_scores(view.connection, run, scores)

    def check(self, *, deep: bool = False) -> StoreReport:
        with self._database.reading() as view:
            return check.report(view, self._database.path, deep=deep)

    def close(self) -> None:
        self._database.close()
