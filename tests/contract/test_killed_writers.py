"""A writer that is killed in the middle of writing loses nothing that was acknowledged."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph.changes import Counts
from graph.schema import Table
from graph.store import GraphStore
from graph.values import CommandId
from tests.contract.backends import Backend
from tests.contract.killed_writer import LEASE_S, MANIFEST, ROWS, batch
from tests.contract.worlds import WAIT_S, alone, keys_of

KILLS = 2
WHOLE = 2 * ROWS - 1
ROOT = Path(__file__).parents[2]


def kill_after(address: dict[str, str], first: int, *, batches: int, delay_s: float) -> int:
    """Start a writer, kill it `delay_s` after it told of so many batches; return the last one it told of."""
    command = [sys.executable, "-m", "tests.contract.killed_writer", json.dumps(address), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        told = [writer.stdout.readline() for _ in range(batches)]
        time.sleep(delay_s)
        writer.kill()
        told += writer.stdout.read().splitlines()
    return max(int(line) for line in told if line.strip())


def test_a_killed_writer_leaves_whole_batches_and_its_load_resumes(
    store: GraphStore, backend: Backend, open_store: Callable[[], GraphStore]
) -> None:
    chance = random.Random(7)
    last = -1
    for _ in range(KILLS):
        last = kill_after(
            backend.address, last + 1, batches=chance.randint(1, 4), delay_s=chance.uniform(0.0, 0.03)
        )
    after = open_store()
    with after.lease("next", wait_s=WAIT_S + LEASE_S) as token:
        assert [each.manifest for each in after.loads()] == [MANIFEST]
        load = after.begin_load(MANIFEST, token=token)
        counts = [after.write(load, batch(number), token=token) for number in range(last + 1)]
        interrupted = after.write(load, batch(last + 1), token=token)
        after.finish_load(load, token=token)
        records = [each for number in range(last + 2) for each in batch(number).records]
        after.publish(alone(records), command=CommandId("after"), token=token)
    assert counts == [Counts(unchanged=WHOLE)] * (last + 1)
    assert interrupted in (Counts(unchanged=WHOLE), Counts(new=WHOLE))
    assert keys_of(store, Table.RECORDS) == sorted(each.id for each in records)
    assert store.check().problems == ()
