"""A real Neo4j for the tests: one that runs already, one in Docker, or one from Maven's jars."""

import os
import shutil
from functools import cache
from typing import Protocol

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity

from tests.servers import neo4j_docker, neo4j_jars

DATABASE = "neo4j"
ERASE_ALL = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
ERASE_SMALL = "MATCH (n) DETACH DELETE n"
COUNT = "MATCH (n) RETURN count(n) AS nodes"
SMALL = 5000


class Engine(Protocol):
    """What starts and stops a server; its data outlives `kill` and `stop`, not `discard`."""

    how: str
    uri: str

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


class Server:
    """A Neo4j that answers at `uri`. `how` says in a few words where it comes from."""

    def __init__(self, engine: Engine, *, user: str, password: str) -> None:
        self._engine = engine
        self.user = user
        self.password = password

    @property
    def uri(self) -> str:
        return self._engine.uri

    @property
    def how(self) -> str:
        return self._engine.how

    def wipe(self) -> None:
        """Delete every node and relationship; constraints and indexes stay."""
        with self._driver() as driver, driver.session(database=DATABASE) as session:
            nodes = session.run(COUNT).single(strict=True)["nodes"]
            session.run(ERASE_SMALL if nodes <= SMALL else ERASE_ALL).consume()

    def start(self) -> None:
        """Start again after `kill` or `stop`: same address, same data; returns once it answers."""
        self._engine.start()

    def stop(self) -> None:
        self._engine.stop()

    def kill(self) -> None:
        """End the server as a power cut would (SIGKILL)."""
        self._engine.kill()

    def _driver(self) -> Driver:
        return GraphDatabase.driver(
            self.uri,
            auth=(self.user, self.password),
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )


class _Elsewhere:
    """A server that somebody else runs, named by NEO4J_URI; the tests neither start nor stop it."""

    how = "NEO4J_URI"

    def __init__(self, uri: str) -> None:
        self.uri = uri

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def kill(self) -> None:
        raise NotImplementedError("A server named by NEO4J_URI is not ours to kill")


@cache
def find_server() -> Server | None:
    """Return the session's server, started on the first call; None where none can be had."""
    if uri := os.environ.get("NEO4J_URI"):
        user = os.environ.get("NEO4J_USER", "neo4j")
        return Server(_Elsewhere(uri), user=user, password=os.environ.get("NEO4J_PASSWORD", ""))
    return _from_docker() or _from_maven()


def _from_docker() -> Server | None:
    if not neo4j_docker.engine_answers():
        return None
    container = neo4j_docker.Container()
    container.start()
    return Server(container, user="neo4j", password=neo4j_docker.PASSWORD)


def _from_maven() -> Server | None:
    if not (shutil.which("java") and (shutil.which("mvn") or neo4j_jars.jars())):
        return None
    process = neo4j_jars.Process.install()
    process.start()
    return Server(process, user="neo4j", password=neo4j_jars.PASSWORD)
