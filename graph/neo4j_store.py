"""The Neo4j store: what is asked of it goes to the module that has the statements for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar

import pyarrow as pa

from cypher import schema_statements
from graph import (
    neo4j_check,
    neo4j_columns,
    neo4j_loads,
    neo4j_publish,
    neo4j_read,
    neo4j_scores,
    neo4j_show,
    neo4j_write,
)
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
from graph.collector import paused_collector
from graph.history import PartyHistory, RelationshipHistory
from graph.history_of import party_history, relationship_history
from graph.model import Moved, Party, Record
from graph.neo4j_connection import Connection
from graph.neo4j_database import SLOTS, Run, fenced, refuse_unknown, stored_version
from graph.neo4j_history import Neo4jHistory
from graph.neo4j_lease import lease
from graph.neo4j_memory import Memory
from graph.neo4j_rows import native
from graph.relationships import RelationshipKey, RelationshipKind
from graph.row_batch import RowBatch
from graph.schema import LOADED, Table
from graph.store import SCHEMA_VERSION, Neighbours, StoreReport
from graph.values import CommandId, LoadId, PartyId, RecordId, RunId, StoreVersion

T = TypeVar("T")
_INDEX_WAIT_S = 300


class Neo4jStore:
    """A `GraphStore` in Neo4j 5.26 or newer, Community edition suffices.

    `timeout_s` bounds connecting, waiting for a connection and retrying; `lease_s` is how long a dead
    writer blocks others, `transaction_s` how long one that is frozen while it writes, since the server
    then ends what it does. Nothing connects before the first call.

    write_rows: enough to keep both of a writer's transactions busy.
    """

    write_rows = 20_000

    def __init__(
        self,
        uri: str,
        *,
        user: str,
        password: str,
        database: str = "neo4j",
        timeout_s: float = 15.0,
        lease_s: float = 15.0,
        transaction_s: float = 600.0,
    ) -> None:
        self._database = Connection(
            uri,
            user=user,
            password=password,
            database=database,
            timeout_s=timeout_s,
            lease_s=lease_s,
            transaction_s=transaction_s,
        )
        self._memory = Memory()

    def init(self) -> int:
        ((known,),) = self._database.read(lambda run: run("read/indexes"))
        missing = [each for each in schema_statements() if each.removeprefix("schema/") not in known]
        for name in missing:
            self._database.apply(name)
        if missing:
            self._database.apply("write/await_indexes", seconds=_INDEX_WAIT_S)
        ((schema,),) = self._database.write(
            lambda run: run("write/init_store", schema=SCHEMA_VERSION, slots=SLOTS)
        )
        refuse_unknown(schema)
        return int(schema)

    def lease(self, holder: str, *, wait_s: float) -> AbstractContextManager[FencingToken]:
        return lease(self._database, holder, wait_s=wait_s)

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId:
        self._memory.forget()
        return fenced(self._database, token, lambda run: neo4j_loads.begin_load(run, manifest))

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts:
        with paused_collector():
            return neo4j_write.write_batch(self._database, self._memory, load, batch, token=token)

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        """Return none: a node for each row of each file would cost more than it saves."""
        del load, digests
        return {}

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        self._memory.forget()
        return fenced(self._database, token, lambda run: neo4j_loads.finish_load(run, load))

    def loads(self) -> Sequence[LoadState]:
        return self._read(neo4j_loads.all_loads)

    def unpublished_rows(self) -> Mapping[LoadId, int]:
        return self._read(neo4j_loads.unpublished_rows)

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        self._memory.forget()
        return neo4j_loads.drop_load(self._database, token, load)

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
        return self._read(lambda run: neo4j_read.find_keys(run, source, keys))

    def unresolved(self) -> Iterator[Sequence[Record]]:
        self.version()
        return neo4j_read.stream_unresolved(self._database)

    def withdrawn(self) -> Sequence[RecordId]:
        return self._read(neo4j_read.withdrawn)

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]:
        loads = self._read(neo4j_read.loads_finished)
        return neo4j_columns.stream_loaded(self._database, table, loads)

    def links(self, records: Sequence[RecordId]) -> Mapping[RecordId, Link]:
        return self._read(lambda run: neo4j_read.links(run, records))

    def verdicts(self) -> Sequence[LinkVerdict]:
        return self._read(neo4j_read.verdicts)

    def publish(self, change: Resolution, *, command: CommandId, token: FencingToken) -> StoreVersion:
        published = neo4j_publish.publish(self._database, change, command=command, token=token)
        neo4j_show.show(self._database, token, published)
        return published.version

    def version(self) -> StoreVersion:
        return self._read(stored_version)

    def versions(self) -> Mapping[StoreVersion, datetime]:
        rows = self._read(lambda run: run("read/publications"))
        return {StoreVersion(version): native(at) for version, at in rows}

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        if table not in LOADED:
            self.version()
            return neo4j_columns.stream_published(self._database, table, version)
        loads = self._read(lambda run: neo4j_read.loads_at(run, version))
        return neo4j_columns.stream_loaded(self._database, table, loads)

    def parties(self, ids: Sequence[PartyId]) -> Mapping[PartyId, Party | Moved]:
        return self._read(lambda run: neo4j_read.parties(run, ids))

    def records_of(self, party: PartyId) -> Sequence[Record]:
        return self._read(lambda run: neo4j_read.records_of(run, party))

    def history(self, party: PartyId, *, limit: int) -> PartyHistory:
        return self._read(lambda run: party_history(Neo4jHistory(run), party, limit=limit))

    def relationship_history(self, key: RelationshipKey) -> RelationshipHistory:
        return self._read(lambda run: relationship_history(Neo4jHistory(run), key))

    def neighbours(self, party: PartyId, kinds: frozenset[RelationshipKind], *, limit: int) -> Neighbours:
        return self._read(lambda run: neo4j_read.neighbours(run, party, kinds, limit=limit))

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
        neo4j_scores.write_scores(self._database, run, scores, token=token)

    def check(self, *, deep: bool = False) -> StoreReport:
        del deep  # a client of the server cannot look at its files
        return self._read(neo4j_check.report)

    def close(self) -> None:
        self._database.close()

    def _read(self, work: Callable[[Run], T]) -> T:
        """Read in one transaction, after a look at whether this code knows the store's schema."""

        def ready(run: Run) -> T:
            stored_version(run)
            return work(run)

        return self._database.read(ready)
