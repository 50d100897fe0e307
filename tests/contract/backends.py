"""The databases that the contract runs on: how a test gets an empty one and says where it is."""

from pathlib import Path
from typing import LiteralString, Protocol

import apsw
from neo4j import GraphDatabase

from tests.servers.neo4j import DATABASE, Server

NAMES = ("sqlite", "neo4j")
SHARE_OF_KILLS = {"sqlite": 0.7, "neo4j": 0.3}
"""How many of the loaders that are killed write to each store: fewer to the one that takes longer."""
KILLED = "killed in"
"""The property of a test that says in which step it killed a load."""


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

    def delete_record(self, record: str) -> None:
        """Delete all versions of a record, as no program of ours would."""

    def delete_party(self, party: str) -> None:
        """Delete all versions of a party, as no program of ours would."""

    def drop_index(self) -> str:
        """Drop an index and return its name."""


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

    def delete_record(self, record: str) -> None:
        with apsw.Connection(str(self.path)) as connection:
            connection.execute('DELETE FROM records WHERE "key" = ?', (record,))

    def delete_party(self, party: str) -> None:
        with apsw.Connection(str(self.path)) as connection:
            connection.execute('DELETE FROM parties WHERE "key" = ?', (party,))

    def drop_index(self) -> str:
        with apsw.Connection(str(self.path)) as connection:
            connection.execute("DROP INDEX relationships_to")
        return "relationships_to"


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
        self._run("MATCH (store:Store) SET store.schema = $number", number=number)

    def delete_record(self, record: str) -> None:
        self._run("MATCH (version:RecordVersion {key: $key}) DETACH DELETE version", key=record)
        self._run("MATCH (first:Record {key: $key}) SET first = {key: $key}", key=record)

    def delete_party(self, party: str) -> None:
        self._run("MATCH (version:PartyVersion {key: $key}) DETACH DELETE version", key=party)
        self._run("MATCH (first:Party {id: $key}) SET first = {id: $key}", key=party)

    def drop_index(self) -> str:
        self._run("DROP INDEX owns_key")
        return "owns_key"

    def _run(self, statement: LiteralString, **parameters: object) -> None:
        auth = (self.address["user"], self.address["password"])
        with GraphDatabase.driver(self.address["uri"], auth=auth) as driver:
            driver.execute_query(statement, parameters, database_=DATABASE)
