"""A writer to be killed, in a process of its own: `python -m tests.contract.killed_writer ADDRESS FIRST`.

It writes the batches of one load from number FIRST on and prints each number once it was acknowledged.
"""

import json
import sys
from collections.abc import Iterator
from itertools import count

from graph.changes import Batch, LoadManifest
from graph.relationships import RelationshipKind
from tests.contract.addresses import open_at
from tests.contract.worlds import WAIT_S, manifest, record, tie

LEASE_S = 2.0
"""How long a killed writer blocks others where the lease has to time out."""
ROWS = 60
MANIFEST: LoadManifest = manifest("to be killed")


def batch(number: int) -> Batch:
    """Return the batch of this number: a chain of `ROWS` owners and the ties between them."""
    chain = [record(f"N{number}-{place}", note="x" * 200) for place in range(ROWS)]
    ties = [tie(owner, RelationshipKind.OWNS, owned) for owner, owned in zip(chain, chain[1:], strict=False)]
    return Batch(records=chain, relationships=ties)


def written(address: dict[str, str], first: int) -> Iterator[int]:
    """Write batches without end and yield the number of each one that was acknowledged."""
    store = open_at(address, lease_s=LEASE_S)
    with store.lease("to be killed", wait_s=WAIT_S + LEASE_S) as token:
        load = store.begin_load(MANIFEST, token=token)
        for number in count(first):
            store.write(load, batch(number), token=token)
            yield number


if __name__ == "__main__":
    for acknowledged in written(json.loads(sys.argv[1]), int(sys.argv[2])):
        print(acknowledged, flush=True)
