"""The latest scores, written back to the parties' nodes for people in the Browser and for `neighbours`."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from graph.arrays import I64
from graph.changes import FencingToken
from graph.neo4j_database import Database, Run, fenced, portions, together
from graph.values import RunId

COLUMNS = ("score", "grade", "standalone_pd", "network_pd")
PAGE = 50_000
BATCH = 10_000
"""Scores that one transaction writes."""


def write_scores(database: Database, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
    """Set these scores and remove those of other parties; one killed in between is put right by the next.

    Nodes are written in the order in which they lie in the database; a party that it does not have is
    left out.
    """
    nodes, scored = _party_nodes(database)
    told = scores.column("party").to_pylist()
    places = np.array([place for place, party in enumerate(told) if party in nodes], np.int64)
    ids = np.array([nodes[told[place]] for place in places], np.int64)
    order = np.argsort(ids)
    ordered = scores.select(COLUMNS).take(places[order])
    together(database, token, [_set(ids[order], ordered, start) for start in range(0, len(ids), BATCH)])
    others = sorted(scored.difference(ids.tolist()))
    together(database, token, [partial(_forget, nodes=each) for each in portions(others, BATCH)])
    fenced(database, token, lambda go: go("write/scored", run=run))


def _party_nodes(database: Database) -> tuple[dict[str, int], set[int]]:
    """Return the node of every party, and those nodes that have a score."""
    nodes: dict[str, int] = {}
    scored: set[int] = set()
    after: str | None = ""
    while after is not None:
        ((after, ids, page, flags),) = database.read(partial(_page, after=after))
        nodes.update(zip(ids, page, strict=True))
        scored.update(node for node, flag in zip(page, flags, strict=True) if flag)
    return nodes, scored


def _page(run: Run, *, after: str) -> list[list[Any]]:
    return run("read/party_nodes", after=after, page=PAGE)


def _set(ids: I64, scores: pa.Table, start: int) -> Callable[[Run], None]:
    def work(run: Run) -> None:
        columns = scores.slice(start, BATCH).to_pydict()
        run("write/scores", nodes=ids[start : start + BATCH].tolist(), columns=columns)

    return work


def _forget(run: Run, *, nodes: Sequence[int]) -> None:
    run("write/forget_scores", nodes=nodes)
