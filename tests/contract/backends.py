"""The databases that the contract runs on: how a test gets an empty one and says where it is."""

from pathlib import Path
from typing import Protocol

import apsw
from neo4j import GraphDatabase

from tests.servers.neo4j import DATABASE, Server

NAMES = ("sqlite", "neo4j")
SHARE_OF_KILLS = {"sqlite": 0.7, "neo4j": 0.3}
"""How many of the loaders that are killed write to each store: fewer to the one that takes longer."""


class Backend(Protocol):
    """An empty database that one test has for itself.

    `address` opens the same database from another process: ``open_at(address)``.
    """

    name: str
    address: dict[str, str]

    def wipe(self) -> None:
        """Empty the database while nobody has it open; its schema has to be made again."""

    def set_schema(self, number: int) -> None:
        """Pretend that a program with this schema number had made the store."""


class SqliteBackend:
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "book.db"
        self.address = {"path": str(self.path)}

    def wipe(self) -> None:
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()

    def set_schema(self, number: int) -> None:
        with apsw.Connection(str(self.path)) as connection:
            connection.execute("UPDATE store SET schema = ?", (number,))


class Neo4jBackend:
    name = "neo4j"

    def __init__(self, server: Server) -> None:
        self._server = server
        self.wipe()
        self.address = {
            "uri": server.uri,
            "user": server.user,
            "password": server.password,
            "database": DATABASE,
        }

    def wipe(self) -> None:
        self._server.wipe()

    def set_schema(self, number: int) -> None:
        auth = (self.address["user"], self.address["password"])
        with GraphDatabase.driver(self.address["uri"], auth=auth) as driver:
            driver.execute_query(
                "MATCH (store:Store) SET store.schema = $number", number=number, database_=DATABASE
            )
