"""The Neo4j store: the only home of its driver, with retries, time-outs and the translation of its errors."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

import pyarrow as pa
from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Session,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from cypher import schema_statements, statement
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
from graph.errors import (
    InvalidRecord,
    InvalidSettings,
    StoreBusy,
    StoreError,
    StoreRefused,
    StoreUnavailable,
)
from graph.history import PartyHistory, RelationshipHistory
from graph.history_of import party_history, relationship_history
from graph.model import Moved, Party, Record
from graph.neo4j_database import SLOTS, Run, fenced, refuse_unknown, stored_version
from graph.neo4j_history import Neo4jHistory
from graph.neo4j_lease import lease
from graph.neo4j_memory import Memory
from graph.neo4j_rows import native
from graph.neo4j_sent import HALF_CHARACTER, TOO_LARGE
from graph.relationships import RelationshipKey, RelationshipKind
from graph.row_batch import RowBatch
from graph.schema import LOADED, Table
from graph.store import SCHEMA_VERSION, Neighbours, StoreReport
from graph.values import CommandId, LoadId, PartyId, RecordId, RunId, StoreVersion

T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its warnings of retries are no user's business
_FETCH_ROWS = 5000
_FIRST_RETRY_S = 0.1
"""Two transactions of one writer may stop each other; the one that has to give way soon tries again."""
_INDEX_WAIT_S = 300


@contextmanager
def _translated(uri: str, database: str) -> Iterator[None]:
    """Raise our errors for the driver's. Neither names the password, and Cypher's own text stays out."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidRecord(HALF_CHARACTER) from error
    except OverflowError as error:
        raise InvalidRecord(TOO_LARGE) from error
    except AuthError as error:
        raise StoreRefused(f"Neo4j at {uri} refused the user name or the password; check both") from error
    except (ServiceUnavailable, SessionExpired, ConnectionPoolError, TransientError) as error:
        raise StoreUnavailable(
            f"Neo4j at {uri} does not answer; see that it runs and that the address is right"
        ) from error
    except ConfigurationError as error:
        raise _no_address(uri) from error
    except Neo4jError as error:
        if error.code and ".TransactionTimedOut" in error.code:
            raise StoreBusy(f"Neo4j at {uri} took too long for one step; see what else it does") from error
        raise StoreRefused(
            f"Neo4j at {uri}, database {database!r}, refused a statement ({error.code}); see its log"
        ) from error
    except DriverError as error:
        raise StoreError(f"The connection to Neo4j at {uri} failed: {type(error).__name__}") from error


def _no_address(uri: str) -> InvalidSettings:
    return InvalidSettings(f"{uri} is no address of a Neo4j; write bolt://host:7687 or neo4j://host:7687")


class _Connection:
    """A driver whose transactions run statements by name. See `neo4j_database.Database`."""

    def __init__(
        self, driver: Driver, uri: str, database: str, *, lease_s: float, transaction_s: float
    ) -> None:
        self.lease_s = lease_s
        self._transaction_s = transaction_s
        self._driver = driver
        self._uri = uri
        self._database = database

    def read(self, work: Callable[[Run], T], /) -> T:
        with _translated(self._uri, self._database), self._session() as session:
            return session.execute_read(_by_name(work))

    def write(self, work: Callable[[Run], T], /, *, within_s: float | None = None) -> T:
        if within_s is not None:
            return self._write(work, within_s)
        with suppress(StoreBusy):
            return self._write(work, self._transaction_s)
        return self._write(
            work, self._transaction_s
        )  # a client that was frozen in it learns how things stand

    def _write(self, work: Callable[[Run], T], within_s: float) -> T:
        with _translated(self._uri, self._database), self._session() as session:
            return session.execute_write(unit_of_work(timeout=within_s)(_by_name(work)))

    def apply(self, name: str, **parameters: object) -> None:
        """Run a statement in a transaction of its own, as changes of the schema want it."""
        with _translated(self._uri, self._database), self._session() as session:
            session.run(statement(name), parameters).consume()

    def close(self) -> None:
        self._driver.close()

    def _session(self) -> Session:
        return self._driver.session(database=self._database, fetch_size=_FETCH_ROWS)


def _by_name(work: Callable[[Run], T]) -> Callable[[ManagedTransaction], T]:
    def in_transaction(transaction: ManagedTransaction) -> T:
        def run(name: str, /, **parameters: object) -> list[list[Any]]:
            return transaction.run(statement(name), parameters).values()

        return work(run)

    return in_transaction


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
        if not uri.startswith(("bolt", "neo4j")):
            raise _no_address(uri)
        with _translated(uri, database):
            driver = GraphDatabase.driver(
                uri,
                auth=(user, password),
                connection_timeout=timeout_s,
                connection_acquisition_timeout=timeout_s,
                max_transaction_retry_time=timeout_s,
                initial_retry_delay=_FIRST_RETRY_S,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )
        self._database = _Connection(driver, uri, database, lease_s=lease_s, transaction_s=transaction_s)
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
        version = neo4j_publish.publish(self._database, change, command=command, token=token)
        neo4j_show.show(self._database, token)
        return version

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
