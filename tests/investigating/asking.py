"""Asking a Neo4j server what a person in the Browser asks, beside the Book of the same world."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity

from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from cypher import statement
from graph.neo4j_store import Neo4jStore
from graph.values import CommandId, PartyId
from ingest.resolve import resolve
from tests.contract.worlds import load
from tests.investigating.world import BATCH
from tests.servers.neo4j import DATABASE, Server
from tests.worlds import TODAY

ALL = 10_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Investigation:
    """`key` is a source key of `world`; the party that its record resolved to is meant."""

    book: Book
    driver: Driver

    def __call__(self, name: str, **parameters: Any) -> list[Row]:
        """Return the rows of `cypher/investigate/<name>.cypher`, as of today and all of them."""
        given = {"day": TODAY, "rows": ALL, **parameters}
        found = self.driver.execute_query(statement(f"investigate/{name}"), given, database_=DATABASE)
        return [{column: _plain(value) for column, value in row.items()} for row in found.records]

    def position(self, key: str) -> int:
        return self._positions[key]

    def party(self, key: str) -> PartyId:
        return self.book.party_id(self.position(key))

    def id(self, position: int) -> PartyId:
        return self.book.party_id(position)

    def name(self, position: int) -> str:
        return str(self._names[position])

    @property
    def keys(self) -> Collection[str]:
        return self._positions.keys()

    @cached_property
    def _names(self) -> list[Any]:
        return list(self.book.snapshot.parties["name"].to_pylist())

    @cached_property
    def _positions(self) -> dict[str, int]:
        records = self.book.snapshot.records
        keys = (key.rpartition(":")[2] for key in records["key"].to_pylist())
        return dict(zip(keys, records["party_index"].to_pylist(), strict=True))


@contextmanager
def investigation(store: Neo4jStore, server: Server, shelf: Path) -> Iterator[Investigation]:
    """Load, resolve and score the world in an empty store."""
    load(store, BATCH)
    with store.lease("test", wait_s=10) as token:
        resolve(store, command=CommandId("investigate"), token=token)
        now = datetime(2026, 11, 1, 12, tzinfo=UTC)
        book = refresh(store, Shelf(shelf), RunInputs.read(), token=token, valid_on=TODAY, now=now)
    with GraphDatabase.driver(
        server.uri,
        auth=(server.user, server.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as driver:
        yield Investigation(book, driver)


def _plain(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value
