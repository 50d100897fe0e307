"""What is remembered of Neo4j while one load is written, so that it is not asked again and again.

Which node a record or fact is: ties are made by ids, not by keys. And of which kinds nothing stood when
the load began: what it brings of those needs no look at what stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.changes import FencingToken
from graph.differences import Making
from graph.flat_rows import FlatRows
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES
from graph.neo4j_sent import ends_in
from graph.schema import Table
from graph.values import LoadId

Ids: TypeAlias = dict[Table, dict[str, int]]
"""Ids of nodes by table and key."""
MOST = 5_000_000
"""So many keys are remembered, 60 to 150 bytes each; then it starts anew."""


@dataclass(slots=True)
class Known:
    """What one load may count on. `absent`: hashes of the keys that it wrote, by kinds that were absent."""

    ids: Ids = field(default_factory=lambda: {table: {} for table in NODE_TABLES})
    absent: dict[str, set[int]] | None = None

    def look(self, run: Run) -> None:
        """Find out, once, of which kinds nothing stands; kinds are file names of statements."""
        if self.absent is None:
            ((names,),) = run("read/absent_kinds")
            self.absent = {name: set() for name in names}

    def maybe_standing(self, name: str, keys: Sequence[str]) -> Sequence[int]:
        """Return the positions of those keys of which versions may stand, and note all as written."""
        written = self.absent.get(name) if self.absent else None
        if written is None:
            return range(len(keys))
        hashes = list(map(hash, keys))
        again = [place for place, h in enumerate(hashes) if h in written]
        written.update(hashes)
        return again

    @property
    def size(self) -> int:
        return sum(map(len, self.ids.values())) + sum(map(len, (self.absent or {}).values()))


class Memory:
    """What is known while a load is written.

    Neo4j gives the ids of deleted nodes away again. What is known holds as long as nobody else writes:
    for one token, since a transaction under it fails when there is a newer one; and for one load, since
    writing a batch deletes no records and facts.
    """

    def __init__(self) -> None:
        self._of: tuple[FencingToken, LoadId] | None = None
        self._known = Known()

    def during(self, token: FencingToken, load: LoadId) -> Known:
        """Return what is known so far, to be added to."""
        if self._of != (token, load) or self._known.size > MOST:
            self._of, self._known = (token, load), Known()
        return self._known

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
    ((_, rows),) = run(f"read/open/{table}", keys=list(keys), hashes=(), loose=())
    for key, node, _, _, load, _ in rows:
        if load is not None and load not in others:
            yield key, node
