"""A Neo4j server, and an empty store in it, for what only Neo4j does."""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.neo4j_store import Neo4jStore
from tests.servers.neo4j import Server, find_server

NO_SERVER = "There is no Neo4j: set NEO4J_URI, or bring Docker, or Java and Maven"


@pytest.fixture
def server() -> Server:
    """Return a server with an empty database; where there is none the test is skipped, in CI it fails."""
    found = find_server()
    if found:
        found.wipe()
        return found
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(NO_SERVER)
    pytest.skip(NO_SERVER)


@pytest.fixture
def neo4j_store(server: Server) -> Iterator[Neo4jStore]:
    with closing(Neo4jStore(server.uri, user=server.user, password=server.password)) as store:
        store.init()
        yield store
