"""One world for all of these tests: loaded, resolved and scored on a Neo4j server, then only read."""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.neo4j_store import Neo4jStore
from tests.conftest import NO_NEO4J
from tests.investigating.asking import Investigation, investigation
from tests.servers.neo4j import find_server


@pytest.fixture(scope="package")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Investigation]:
    """Return the world to ask; without a server the tests are skipped, in CI they fail."""
    server = find_server()
    if server is None:
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(NO_NEO4J)
        pytest.skip(NO_NEO4J)
    server.wipe()
    with closing(Neo4jStore(server.uri, user=server.user, password=server.password)) as store:
        store.init()
        with investigation(store, server, tmp_path_factory.mktemp("books")) as made:
            yield made
