"""A lease in a database ends by the clock: a dead writer is waited out, a living one keeps it."""

import subprocess
import sys
import time
from contextlib import closing

import pytest

from graph.errors import FencedOut, StoreBusy
from graph.neo4j_store import Neo4jStore
from tests.contract.worlds import manifest
from tests.servers.neo4j import Server

SHORT_S = 0.6
DYING_WRITER = """
import os, signal, sys
from graph.neo4j_store import Neo4jStore
uri, user, password, lease_s = sys.argv[1:]
with Neo4jStore(uri, user=user, password=password, lease_s=float(lease_s)).lease("dead", wait_s=1):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_dead_writers_lease_ends_by_itself(server: Server, neo4j_store: Neo4jStore) -> None:
    arguments = [server.uri, server.user, server.password, "2"]
    subprocess.run([sys.executable, "-c", DYING_WRITER, *arguments], check=False, timeout=60)
    with pytest.raises(StoreBusy, match="dead"), neo4j_store.lease("next", wait_s=0):
        pass
    with neo4j_store.lease("next", wait_s=10) as token:
        assert token == 2


def test_a_living_writer_keeps_its_lease_without_writing(server: Server, neo4j_store: Neo4jStore) -> None:
    with (
        closing(_store(server, lease_s=SHORT_S)) as store,
        store.lease("idle", wait_s=1) as token,
    ):
        time.sleep(3 * SHORT_S)
        with pytest.raises(StoreBusy, match="idle"), neo4j_store.lease("other", wait_s=0):
            pass
        assert store.begin_load(manifest("books"), token=token) == 1


def test_a_writer_that_lost_its_lease_to_another_is_fenced_out(neo4j_store: Neo4jStore) -> None:
    with neo4j_store.lease("first", wait_s=1) as old:
        pass
    with neo4j_store.lease("second", wait_s=1), pytest.raises(FencedOut, match="start the command again"):
        neo4j_store.begin_load(manifest("books"), token=old)
    assert not neo4j_store.loads()


def _store(server: Server, *, lease_s: float) -> Neo4jStore:
    return Neo4jStore(server.uri, user=server.user, password=server.password, lease_s=lease_s)
