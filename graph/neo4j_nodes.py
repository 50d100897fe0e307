"""Which node a record or fact is, remembered while one load is written: ties are made by ids, not by keys."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from graph.changes import FencingToken
from graph.differences import Making
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES
from graph.neo4j_sent import ends_in
from graph.rows import FlatRows
from graph.schema import Table
from graph.values import LoadId

Ids: TypeAlias = dict[Table, dict[str, int]]
"""Ids of nodes by table and key."""
MOST = 3_000_000
"""So many keys are remembered, about 150 bytes each; then it starts anew."""


class KnownNodes:
    """Nodes at which the rows of one load may end.

    Neo4j gives the ids of deleted nodes away again. They hold as long as nobody else writes: for one
    token, since a transaction under it fails when there is a newer one; and for one load, since
    writing a batch deletes no records and facts.
    """

    def __init__(self) -> None:
        self._of: tuple[FencingToken, LoadId] | None = None
        self._ids: Ids = {}

    def during(self, token: FencingToken, load: LoadId) -> Ids:
        """Return what is known so far of a load's nodes, to be added to."""
        if self._of != (token, load) or sum(map(len, self._ids.values())) > MOST:
            self._of = (token, load)
            self._ids = {table: {} for table in NODE_TABLES}
        return self._ids

    def forget(self) -> None:
        """Know nothing any more: nodes were deleted, or a transaction that made some failed."""
        self._of = None


def find_ends(
    run: Run, making: Making, rows: Iterable[FlatRows], ids: Ids, brought: Mapping[Table, AbstractSet[str]]
) -> None:
    """Add to `ids` the nodes at which these rows end, but for those that the batch itself brings.

    Nodes that only other unfinished loads brought are left out.
    """
    wanted: dict[Table, set[str]] = {table: set() for table in NODE_TABLES}
    for each in rows:
        for table, column in ends_in(each):
            wanted[table].update({str(row[column]) for row in each.values})
    for table, keys in wanted.items():
        for portion in portions(sorted(keys - ids[table].keys() - brought[table])):
            ids[table].update(_standing_nodes(run, making, table, portion))


def _standing_nodes(run: Run, making: Making, table: Table, keys: Iterable[str]) -> Iterable[tuple[str, int]]:
    others = making.loose - {making.load}
    ((rows,),) = run(f"read/open/{table}", keys=list(keys))
    for key, node, _, _, load, _ in rows:
        if load is not None and load not in others:
            yield key, node
