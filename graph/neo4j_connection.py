"""The connection to Neo4j, the only home of its driver: retries, time-outs and the translation of errors."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from neo4j import (
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

from cypher import statement
from graph.errors import (
    InvalidRecord,
    InvalidSettings,
    StoreBusy,
    StoreError,
    StoreRefused,
    StoreUnavailable,
)
from graph.neo4j_database import Run
from graph.neo4j_sent import HALF_CHARACTER, TOO_LARGE

T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its warnings of retries are no user's business
_FETCH_ROWS = 5000
_FIRST_RETRY_S = 0.1
"""Two transactions of one writer may stop each other; the one that has to give way soon tries again."""


class Connection:
    """A driver whose transactions run statements by name. See `neo4j_database.Database`."""

    def __init__(
        self,
        uri: str,
        *,
        user: str,
        password: str,
        database: str,
        timeout_s: float,
        lease_s: float,
        transaction_s: float,
    ) -> None:
        if not uri.startswith(("bolt", "neo4j")):
            raise _no_address(uri)
        self.lease_s = lease_s
        self._transaction_s = transaction_s
        self._uri = uri
        self._database = database
        with _translated(uri, database):
            self._driver = GraphDatabase.driver(
                uri,
                auth=(user, password),
                connection_timeout=timeout_s,
                connection_acquisition_timeout=timeout_s,
                max_transaction_retry_time=timeout_s,
                initial_retry_delay=_FIRST_RETRY_S,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )

    def read(self, work: Callable[[Run], T], /) -> T:
        with _translated(self._uri, self._database), self._session() as session:
            return session.execute_read(_by_name(work))

    def write(self, work: Callable[[Run], T], /, *, within_s: float | None = None) -> T:
        if within_s is not None:
            return self._write(work, within_s)
        with suppress(StoreBusy):
            return self._write(work, self._transaction_s)
        # a client that was frozen in it learns how things stand
        return self._write(work, self._transaction_s)

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
