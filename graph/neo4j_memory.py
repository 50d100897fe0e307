"""What is remembered of Neo4j while one load is written, so that it is not asked again and again.

Which node a record or fact is: ties are made by ids, not by keys. Of which kinds nothing stood when the
load began: what it brings of those needs no look at what stands. And of kinds of which it brings much,
which rows stood: reading them all takes a sixth of the time of asking for each.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple, TypeAlias

from graph.changes import FencingToken
from graph.differences import Making, Standing
from graph.flat_rows import FlatRows
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES, statements_of
from graph.neo4j_sent import ends_in
from graph.schema import Table
from graph.values import LoadId

Ids: TypeAlias = dict[Table, dict[str, int]]
"""Ids of nodes by table and key."""
MOST = 8_000_000
"""So many keys are remembered, 60 to 200 bytes each; then it starts anew."""
_OFTEN, _FEW = 60, 2_500
"""One of so many rows of a kind asked for, and more than a few: time to read all at once which stand."""
_MUCH = 2
"""One of so many rows of a kind met: the load tells again what stands, so its other kinds will come, too."""
_NOWHERE = -1
_EARLIER = 0
"""Stands for a load before the one that writes; loads are numbered from 1."""


class Met(NamedTuple):
    """Which rows of a batch stand: the positions of those that stand as they are, and of all others; and
    what stands with other content, by key.
    """

    equal: Sequence[int]
    rest: Sequence[int]
    other: dict[str, Standing[int]]


@dataclass(slots=True)
class Recalled:
    """Rows that stand, published or finished: the ids of the versions that are open, and their hashes."""

    places: dict[str, int] = field(default_factory=dict[str, int])
    hashes: list[bytes] = field(default_factory=list[bytes])
    ids: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, keys: Sequence[str], hashes: Sequence[bytes], ids: Sequence[int]) -> None:
        first = len(self.hashes)
        self.places.update(zip(keys, range(first, first + len(keys)), strict=True))
        self.hashes += hashes
        self.ids.extend(ids)

    def meet(self, rows: FlatRows) -> Met:
        """Return which of these rows stand, and forget them."""
        equal, rest = list[int](), list[int]()
        other = dict[str, Standing[int]]()
        hashes = self.hashes
        places = map(self.places.pop, rows.keys, repeat(_NOWHERE))
        for row, (place, h) in enumerate(zip(places, rows.hashes, strict=True)):
            if place != _NOWHERE and hashes[place] == h:
                equal.append(row)
                continue
            rest.append(row)
            if place != _NOWHERE:
                other[rows.keys[row]] = Standing(self.ids[place], hashes[place], _EARLIER, None)
        return Met(equal, rest, other)


@dataclass(slots=True)
class Known:
    """What one load may count on, by kind; kinds are file names of statements.

    counts: of rows and drawn ties when the load began. written: hashes of the keys that the load wrote, of
    kinds that were absent. asked: rows that were looked for. standing: hash by key of those rows that
    stood, published or finished, when the kind was read, without those that the load has met since.
    ahead: kinds that are being read while the load writes others. dropped: nothing will be asked any more.
    """

    ids: Ids = field(default_factory=lambda: {table: {} for table in NODE_TABLES})
    counts: dict[str, int] = field(default_factory=dict[str, int])
    written: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    asked: Counter[str] = field(default_factory=Counter[str])
    standing: dict[str, Recalled] = field(default_factory=dict[str, Recalled])
    ahead: "dict[str, Future[Recalled]]" = field(default_factory=dict[str, "Future[Recalled]"])
    dropped: bool = False

    def look(self, run: Run) -> None:
        """Find out, once, how many there are of each kind."""
        if not self.counts:
            self.counts = {str(name): int(count) for name, count in run("read/kinds")}
            self.written = {name: set() for name, count in self.counts.items() if not count}

    def due(self, coming: Mapping[str, int]) -> Sequence[str]:
        """Note that so many rows will be looked for, and return the kinds that are better read as a whole."""
        self.asked.update({name: count for name, count in coming.items() if name not in self.written})
        often = [name for name in coming if self.asked[name] > max(_FEW, self.counts[name] / _OFTEN)]
        return self._fitting(often)

    def foreseen(self) -> Sequence[str]:
        """Return the kinds of ties to read ahead: all that are left, once much of one kind came again."""
        if not any(self.asked[name] > max(_FEW, self.counts[name] / _MUCH) for name in self.standing):
            return ()
        return self._fitting([name for name in statements_of(Table.RELATIONSHIPS) if self.counts[name]])

    def _fitting(self, names: Iterable[str]) -> Sequence[str]:
        """Return those of these kinds that were not read yet and for which there is room."""
        room, found = MOST - self.size - sum(self.counts[name] for name in self.ahead), list[str]()
        for name in names:
            if name not in self.standing and name not in self.ahead and self.counts[name] <= room:
                room -= self.counts[name]
                found.append(name)
        return found

    def met(self, rows: FlatRows, name: str) -> Met:
        """Return which rows are known to stand; from now on all of them have to be asked for."""
        standing = self._recalled(name)
        return standing.meet(rows) if standing else Met((), range(len(rows.keys)), {})

    def _recalled(self, name: str) -> Recalled | None:
        """Return what stands of a kind if that was read, waiting for it where it is being read."""
        if name in self.ahead:
            self.standing[name] = self.ahead.pop(name).result()
        return self.standing.get(name)

    def maybe_standing(self, name: str, keys: Sequence[str]) -> Sequence[int]:
        """Return the positions of those keys of which versions may stand, and note all as written."""
        written = self.written.get(name)
        if written is None:
            return range(len(keys))
        told = list(map(hash, keys))
        again = [place for place, h in enumerate(told) if h in written]
        written.update(told)
        return again

    def forget(self, table: Table, keys: Iterable[str]) -> None:
        """Count on nothing about rows that were ended because another row no longer brings them."""
        for key in keys:
            if table in self.ids:
                self.ids[table].pop(key, None)
            for name in statements_of(table):
                if standing := self._recalled(name):
                    standing.places.pop(key, None)

    @property
    def size(self) -> int:
        standing = sum(len(each.places) for each in self.standing.values())
        return standing + sum(len(keys) for kind in (self.ids, self.written) for keys in kind.values())


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
            self.forget()
            self._of, self._known = (token, load), Known()
        return self._known

    def forget(self) -> None:
        """Know nothing any more: nodes were deleted, or a transaction that made some failed."""
        self._of = None
        self._known.dropped = True


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
        # `keys - ids[table].keys()` would walk through all that is known
        for portion in portions(sorted(keys.difference(ids[table], brought[table]))):
            ids[table].update(_standing_nodes(run, making, table, portion))


def _standing_nodes(run: Run, making: Making, table: Table, keys: Iterable[str]) -> Iterable[tuple[str, int]]:
    others = making.loose - {making.load}
    ((_, rows),) = run(f"read/open/{table}", keys=list(keys), hashes=(), loose=())
    for key, node, _, _, load, _ in rows:
        if load is not None and load not in others:
            yield key, node
