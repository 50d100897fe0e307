"""The latest scores, written back to the parties' nodes for people in the Browser and for `neighbours`."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.arrays import I64
from graph.changes import FencingToken
from graph.neo4j_database import Database, Run, fenced, portions, together
from graph.values import RunId

COLUMNS = ("score", "grade", "standalone_pd", "network_pd")
PAGE = 500_000
"""Parties that are looked up at once."""
BATCH = 10_000
"""Scores that one transaction writes."""


def write_scores(database: Database, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
    """Set these scores and remove those of other parties; one killed in between is put right by the next.

    Nodes are written in the order in which they lie in the database; a party that it does not have is
    left out.
    """
    parties, nodes = _party_nodes(database)
    places = pc.index_in(scores.column("party").combine_chunks(), value_set=parties)
    known = scores.select(COLUMNS).filter(places.is_valid())
    scored = nodes[places.drop_null().to_numpy(zero_copy_only=False)]
    order = np.argsort(scored)
    ids, ordered = scored[order], known.take(order)
    together(database, token, [_set(ids, ordered, start) for start in range(0, len(ids), BATCH)])
    others = np.setdiff1d(nodes, scored).tolist()
    together(database, token, [partial(_forget, nodes=each) for each in portions(others, BATCH)])
    fenced(database, token, lambda go: go("write/scored", run=run))


def _party_nodes(database: Database) -> tuple[pa.StringArray, I64]:
    """Return all parties and their nodes."""
    parties: list[str] = []
    nodes: list[int] = []
    after: str | None = ""
    while after is not None:
        ((after, ids, page),) = database.read(partial(_page, after=after))
        parties += ids
        nodes += page
    return pa.array(parties, pa.string()), np.array(nodes, np.int64)


def _page(run: Run, *, after: str) -> list[list[Any]]:
    return run("read/party_nodes", after=after, page=PAGE)


def _set(ids: I64, scores: pa.Table, start: int) -> Callable[[Run], None]:
    def work(run: Run) -> None:
        columns = scores.slice(start, BATCH).to_pydict()
        run("write/scores", nodes=ids[start : start + BATCH].tolist(), columns=columns)

    return work


def _forget(run: Run, *, nodes: Sequence[int]) -> None:
    run("write/forget_scores", nodes=nodes)
