"""A loader that is frozen and wakes up: it never writes beside another one, nor loses its own work."""

import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.errors import StoreBusy
from tests.contract.addresses import open_at
from tests.crash.loader import FROZEN_S, Work
from tests.crash.runs import Run, started, whole
from tests.crash.story import Story, first, second, shown
from tests.servers.neo4j import Server


def test_nobody_writes_beside_a_frozen_loader_of_one_file_and_it_ends_well(
    embedded: Work, embedded_story: Story
) -> None:
    with closing(open_at(embedded.address)) as store, started(second(embedded, embedded_story.files)) as run:
        run.hear_step("Matching")
        run.stop()
        with pytest.raises(StoreBusy, match=f"riskweave on .*process {run.process.pid} is writing"):
            store.lease("another", wait_s=0.1).__enter__()
        assert shown(store, embedded) == embedded_story.before
        run.go_on()
        run.hear()
        assert run.done
        assert shown(store, embedded) == embedded_story.after


def frozen(work: Work) -> Work:
    """Return the same work of a loader whose transactions the server soon ends."""
    return replace(work, transaction_s=FROZEN_S)


@pytest.mark.parametrize("chance", range(2))
def test_a_frozen_loader_of_a_server_is_replaced_and_fenced_out_when_it_wakes(
    server_work: Work, files: Path, chance: int
) -> None:
    """It is frozen while it writes: between two transactions or in the middle of one."""
    whole(first(server_work, files))
    loading, moment = second(server_work, files), random.Random(chance)
    with closing(open_at(server_work.address)) as store, started(frozen(loading)) as run:
        run.hear_batches(moment.randint(1, 15))
        run.hear(for_s=moment.uniform(0.0, 0.1))
        run.stop()
        whole(loading)
        after = shown(store, server_work)
        run.go_on()
        run.hear()
        assert run.refused
        assert run.refused.kind == "FencedOut"
        assert shown(store, server_work) == after
        assert store.check().problems == ()


OTHERS = """
SHOW TRANSACTIONS YIELD transactionId, currentQuery
WHERE NOT currentQuery STARTS WITH 'SHOW TRANSACTIONS'
RETURN count(*) AS others
"""


def stop_in_a_transaction(run: Run, server: Server) -> None:
    """Freeze a loader while the server has a transaction of it open."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        while True:
            run.stop()
            if driver.execute_query(OTHERS).records[0]["others"]:
                return
            run.go_on()
            run.hear(for_s=0.003)
            assert run.process.is_alive()


def test_a_loader_frozen_in_a_transaction_blocks_nobody_for_longer_than_that_may_take(
    server: Server, server_work: Work, files: Path
) -> None:
    loading = frozen(first(server_work, files))
    with closing(open_at(server_work.address)) as store, started(loading) as run:
        run.hear_batches(1)
        stop_in_a_transaction(run, server)
        with store.lease("next", wait_s=8 * FROZEN_S) as token:
            assert token == 2
        run.go_on()
        run.hear()
        assert run.refused
        assert run.refused.kind == "FencedOut"
