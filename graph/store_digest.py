"""A hash of everything that a store shows: equal stores, whatever they are made of, give equal hashes."""

import pyarrow as pa

from graph.schema import SCHEMAS, Table
from graph.snapshot_digest import content_hash
from graph.store import GraphStore
from graph.values import Sha256, StoreVersion


def stored_hash(store: GraphStore, *, version: StoreVersion | None = None) -> Sha256:
    """Return a SHA-256 over all tables as of `version`, the last published one unless it is given.

    Where a row stands in its file, and which load or version brought it, is not what it says. Reads
    everything into memory, a table at a time.
    """
    at = store.version() if version is None else version
    hashes = []
    for table in Table:
        rows = pa.Table.from_batches(list(store.columns(table, version=at)), SCHEMAS[table])
        hashes.append(content_hash({table: rows}))
    return content_hash({}, *hashes)
