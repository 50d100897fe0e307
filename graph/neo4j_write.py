"""Writing a batch to Neo4j: what stands is read, compared by hash, and only the difference is written.

A small batch is one transaction. A larger one is cut into parts that are each one, several of them under
way at once; whatever can make a row unfit is looked at before the first of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import starmap
from typing import NamedTuple, TypeAlias

from graph.changes import Batch, Counts, FencingToken
from graph.differences import Difference, Making
from graph.flat_rows import FlatRows, flat_rows
from graph.neo4j_changes import write_ties, write_versions
from graph.neo4j_database import LARGEST_BATCH, Database, Run, fenced, portions, together
from graph.neo4j_loads import making_of
from graph.neo4j_memory import Known, Memory, find_ends
from graph.neo4j_parts import end_parts
from graph.neo4j_recall import recall
from graph.neo4j_rows import NODE_TABLES
from graph.neo4j_sent import filed_rows, part_of, refuse_missing, refuse_unstorable
from graph.row_batch import RowBatch
from graph.row_parts import Brought
from graph.values import LoadId


class _Part(NamedTuple):
    """Rows that one statement writes, and the name under which it is filed."""

    name: str
    rows: FlatRows


@dataclass(slots=True)
class _Written:
    """What the parts of a batch came to."""

    counts: Counts = field(default_factory=Counts)
    brought: Brought = field(default_factory=Brought)

    @classmethod
    def of(cls, settled: Iterable[_Part]) -> "_Written":
        """Begin with rows that stand as they are."""
        written = cls()
        for part in settled:
            written.add(part, Difference(seen=list(range(len(part.rows.keys)))))
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
    stages = [list(starmap(_Part, filed_rows(rows).items())) for rows in flat_rows(batch)]
    known = memory.during(token, load)
    try:
        if _size(stages) > LARGEST_BATCH:
            making = database.read(partial(_begin, load=load, known=known))
            recall(database, making, known, _coming(stages))
        settled: list[_Part] = []
        stages = [list(_unsettled(stage, known, settled)) for stage in stages]
        prepare = partial(_prepare, load=load, stages=stages, known=known)
        if _size(stages) <= LARGEST_BATCH:
            return fenced(database, token, partial(_write_all, prepare, stages, known, settled))
        return _write_in_parts(database, prepare, stages, known, settled, token)
    except BaseException:
        memory.forget()
        raise


def _size(stages: Sequence[Stage]) -> int:
    return sum(len(part.rows.keys) for stage in stages for part in stage)


def _begin(run: Run, *, load: LoadId, known: Known) -> Making:
    known.look(run)
    return making_of(run, load)


def _coming(stages: Sequence[Stage]) -> Counter[str]:
    coming = Counter[str]()
    for stage in stages:
        coming.update({part.name: len(part.rows.keys) for part in stage})
    return coming


def _unsettled(stage: Stage, known: Known, settled: list[_Part]) -> Iterator[_Part]:
    """Yield what is not known to stand as it is, in parts; what is goes to `settled`."""
    for name, rows in stage:
        equal = known.standing_as(rows, name)
        if len(equal) == len(rows.keys):
            settled.append(_Part(name, rows))
            continue
        if equal:
            settled.append(_Part(name, part_of(rows, sorted(equal))))
        places = [place for place in range(len(rows.keys)) if place not in equal]
        for portion in portions(places):
            yield _Part(name, part_of(rows, portion))


def _write_all(
    prepare: Callable[[Run], Making],
    stages: Sequence[Stage],
    known: Known,
    settled: Iterable[_Part],
    run: Run,
) -> Counts:
    making, written = prepare(run), _Written.of(settled)
    for stage in stages:
        for part in stage:
            written.add(part, _write(making, part, known)(run))
    return written.counts + Counts(closed=end_parts(run, making=making, brought=written.brought, known=known))


def _write_in_parts(
    database: Database,
    prepare: Callable[[Run], Making],
    stages: Sequence[Stage],
    known: Known,
    settled: Iterable[_Part],
    token: FencingToken,
) -> Counts:
    for stage in stages:
        for part in stage:
            refuse_unstorable(part.rows)
    making, written = fenced(database, token, prepare), _Written.of(settled)
    for stage in stages:
        changes = together(database, token, [_write(making, part, known) for part in stage])
        for part, each in zip(stage, changes, strict=True):
            written.add(part, each)
    if not written.brought.again:
        return written.counts
    ended = partial(end_parts, making=making, brought=written.brought, known=known)
    return written.counts + Counts(closed=fenced(database, token, ended))


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


def _write(making: Making, part: _Part, known: Known) -> Callable[[Run], Difference[int]]:
    write = write_versions if part.rows.table in NODE_TABLES else write_ties
    return partial(write, making=making, name=part.name, rows=part.rows, known=known)
