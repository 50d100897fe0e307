"""A Neo4j server that is killed in the middle of a load and started again: nothing acknowledged is lost."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.contract.addresses import open_at
from tests.crash.loader import Work
from tests.crash.runs import lost, started, whole
from tests.crash.story import Story, first, second, shown
from tests.servers.neo4j import Server

IMPATIENT_S, PATIENT_S = 1.0, 90.0
"""How long a load waits for a server that is away."""


@pytest.fixture(autouse=True)
def _ours_to_kill(server: Server) -> None:
    if server.how == "NEO4J_URI":
        pytest.skip("The server of NEO4J_URI is not ours to kill")


@pytest.fixture
def work(server_work: Work, files: Path) -> Work:
    """Return the second load into a server that shows the first one."""
    whole(first(server_work, files))
    return second(server_work, files)


@pytest.fixture
def store(work: Work) -> Iterator[GraphStore]:
    with closing(open_at(work.address)) as store:
        yield store


def test_an_impatient_load_says_that_its_server_is_away_and_is_resumed(
    server: Server, store: GraphStore, work: Work, embedded_story: Story
) -> None:
    with started(replace(work, timeout_s=IMPATIENT_S)) as interrupted:
        interrupted.hear_batches(8)
        server.kill()
        interrupted.hear()
    server.start()
    assert interrupted.refused
    assert interrupted.refused.kind == "StoreUnavailable"
    assert work.address["uri"] in interrupted.refused.sentence
    assert shown(store, work) == embedded_story.before
    assert not lost(interrupted, whole(work))
    assert shown(store, work) == embedded_story.after
    assert store.check().problems == ()


def test_a_patient_load_goes_on_once_its_server_is_back(
    server: Server, store: GraphStore, work: Work, embedded_story: Story
) -> None:
    with started(replace(work, timeout_s=PATIENT_S)) as run:
        run.hear_batches(14)
        server.kill()
        server.start()
        run.hear()
    assert run.done, run.told[-1]
    assert shown(store, work) == embedded_story.after
    assert not lost(run, whole(work))
    assert store.check().problems == ()
