"""Writing a batch to Neo4j: what stands is read, compared by hash, and only the difference is written.

A small batch is one transaction. A larger one is shared out among several, some of them under way at once;
whatever can make a row unfit is looked at before the first of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeAlias

from graph.changes import Batch, Counts, FencingToken
from graph.differences import Difference, Making
from graph.flat_rows import FlatRows, flat_rows
from graph.neo4j_changes import Stood, write_ties, write_versions
from graph.neo4j_database import (
    LARGEST_BATCH,
    SLOTS,
    Database,
    Run,
    fenced,
    refuse_fenced_out,
    together,
)
from graph.neo4j_loads import making_of
from graph.neo4j_memory import Known, Memory, find_ends
from graph.neo4j_parts import end_parts
from graph.neo4j_recall import recall, recall_ahead
from graph.neo4j_rows import NODE_TABLES
from graph.neo4j_sent import filed_rows, part_of, refuse_missing, refuse_unstorable
from graph.row_batch import RowBatch
from graph.row_parts import Brought
from graph.schema import Table
from graph.values import LoadId


class _Part(NamedTuple):
    """Rows that one statement writes, the name it is filed under, and what is known to stand of them."""

    name: str
    rows: FlatRows
    stood: Stood


class _Settled(NamedTuple):
    """Rows that stand as they are."""

    table: Table
    keys: Sequence[str]


@dataclass(slots=True)
class _Written:
    """What the parts of a batch came to."""

    counts: Counts = field(default_factory=Counts)
    brought: Brought = field(default_factory=Brought)

    @classmethod
    def of(cls, settled: Iterable[_Settled]) -> "_Written":
        """Begin with rows that stand as they are."""
        written = cls()
        for table, keys in settled:
            written.counts += Counts(unchanged=len(keys))
            written.brought.add_equal(table, keys)
        return written

    def add(self, part: _Part, changes: Difference[int]) -> None:
        self.counts += changes.counts
        self.brought.add(part.rows, changes)


Stage: TypeAlias = Sequence[_Part]
"""Parts that do not wait for each other; those of a later stage may end at what an earlier one brings."""


def write_batch(
    database: Database, memory: Memory, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken
) -> Counts:
    """Write a batch and count what it changed; `InvalidRecord` when a row's end is nowhere."""
    filed = [filed_rows(rows) for rows in flat_rows(batch)]
    known = memory.during(token, load)
    try:
        large = _recalled(database, load, known, filed)
        settled: list[_Settled] = []
        stages = [list(_unsettled(stage, known, settled)) for stage in filed]
        size = sum(map(_size, stages))
        if large and not size and not (stands := _Written.of(settled)).brought.again:
            database.read(partial(_still_open, load=load, token=token))
            return stands.counts
        prepare = partial(_prepare, load=load, stages=stages, known=known)
        if not large or size <= LARGEST_BATCH:
            return fenced(database, token, partial(_write_all, prepare, stages, known, settled))
        return _write_in_parts(database, prepare, stages, known, settled, token)
    except BaseException:
        memory.forget()
        raise


def _recalled(
    database: Database, load: LoadId, known: Known, filed: Sequence[Mapping[str, FlatRows]]
) -> bool:
    """Return whether a batch is large; of one that is, it is known what stands where that is worth it."""
    coming = Counter({name: len(rows.keys) for stage in filed for name, rows in stage.items()})
    if coming.total() <= LARGEST_BATCH:
        return False
    if not known.counts:
        database.read(known.look)
    if names := known.due(coming):
        recall(database, database.read(partial(making_of, load=load)), known, names)
    if names := known.foreseen():
        recall_ahead(database, database.read(partial(making_of, load=load)), known, names)
    return True


def _size(stage: Stage) -> int:
    return sum(len(part.rows.keys) for part in stage)


def _unsettled(stage: Mapping[str, FlatRows], known: Known, settled: list[_Settled]) -> Iterator[_Part]:
    """Yield what is not known to stand as it is; what is goes to `settled`."""
    for name, rows in stage.items():
        equal, rest, other = known.met(rows, name)
        if equal:
            settled.append(_Settled(rows.table, [rows.keys[each] for each in equal]))
        if rest:
            yield _Part(name, part_of(rows, rest) if equal else rows, other)


def _still_open(run: Run, *, load: LoadId, token: FencingToken) -> None:
    """Raise what a transaction that writes would, where a batch brings nothing new and ends nothing."""
    refuse_fenced_out(run, token)
    making_of(run, load)


def _write_all(
    prepare: Callable[[Run], Making],
    stages: Sequence[Stage],
    known: Known,
    settled: Iterable[_Settled],
    run: Run,
) -> Counts:
    making, written = prepare(run), _Written.of(settled)
    for stage in stages:
        for part in stage:
            written.add(part, _write(run, making, part, known))
    return written.counts + Counts(closed=end_parts(run, making=making, brought=written.brought, known=known))


def _write_in_parts(
    database: Database,
    prepare: Callable[[Run], Making],
    stages: Sequence[Stage],
    known: Known,
    settled: Iterable[_Settled],
    token: FencingToken,
) -> Counts:
    for stage in stages:
        for part in stage:
            refuse_unstorable(part.rows)
    making, written = database.read(prepare), _Written.of(settled)
    for stage in stages:
        shares = _shared_out(stage)
        works = [partial(_write_share, making, each, known) for each in shares]
        changes = together(database, token, works, at_once=_at_once(stage))
        for part, each in zip(chain(*shares), chain(*changes), strict=True):
            written.add(part, each)
    if not written.brought.again:
        return written.counts
    ended = partial(end_parts, making=making, brought=written.brought, known=known)
    return written.counts + Counts(closed=fenced(database, token, ended))


def _at_once(stage: Stage) -> int:
    """Return how many transactions may write the rows of a stage side by side.

    Those that change what stands wait for each other's ties and for the chains that these lie in, until one
    of them has to begin again: they come one after the other.
    """
    return SLOTS if 2 * sum(len(part.stood) for part in stage) < _size(stage) else 1


def _shared_out(stage: Stage) -> Sequence[Stage]:
    """Share the rows of a stage out among transactions that are about equal."""
    size = _size(stage)
    count = -(-size // LARGEST_BATCH)
    room, shares = 0, list[list[_Part]]()
    for name, rows, stood in stage:
        start = 0
        while start < len(rows.keys):
            if not room:
                shares.append([])
                room = -(-size // count)
            stop = min(start + room, len(rows.keys))
            shares[-1].append(_Part(name, part_of(rows, range(start, stop)), stood))
            room -= stop - start
            start = stop
    return shares


def _write_share(making: Making, share: Stage, known: Known, run: Run) -> list[Difference[int]]:
    return [_write(run, making, part, known) for part in share]


def _prepare(run: Run, *, load: LoadId, stages: Sequence[Stage], known: Known) -> Making:
    """Find the nodes at which rows end; `InvalidRecord` for one that is neither there nor in the batch."""
    making = making_of(run, load)
    rows = [part.rows for stage in stages for part in stage]
    brought = {
        table: {key for each in rows if each.table == table for key in each.keys} for table in NODE_TABLES
    }
    known.look(run)
    find_ends(run, making, rows, known.ids, brought)
    for each in rows:
        refuse_missing(each, known.ids, brought)
    return making


def _write(run: Run, making: Making, part: _Part, known: Known) -> Difference[int]:
    name, rows, stood = part
    write = write_versions if rows.table in NODE_TABLES else write_ties
    return write(run, making=making, name=name, rows=rows, stood=stood, known=known)
