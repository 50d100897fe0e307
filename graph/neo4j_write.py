"""Writing a batch to Neo4j: what stands is read, compared by hash, and only the difference is written.

Everything happens in the one transaction of the caller. A row that a load in the making had written
or closed is *provisional*: nobody saw it, so it is taken back before the new content goes in. Thus
the last write of a key wins, and an abandoned load never hides what a later one brings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.changes import Batch, Counts
from graph.errors import InvalidRecord
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES, created, ends_of, filed_rows, missing_end
from graph.rows import Row, batch_rows, content_hash
from graph.schema import Table


@dataclass(frozen=True, slots=True)
class Making:
    """The load that writes, the loads whose rows may be taken over (itself among them), and its wish."""

    load: int
    loose: tuple[int, ...]
    replace: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that the database has: its element id, hash, load and the load that closed it."""

    id: str
    h: str
    load: int
    closed_by: int | None


@dataclass(slots=True)
class Difference:
    """What a file of rows changes: element ids by what happens to them, and the rows to create."""

    create: list[Row] = field(default_factory=list[Row])
    close: list[str] = field(default_factory=list[str])
    reopen: list[str] = field(default_factory=list[str])
    erase: list[str] = field(default_factory=list[str])
    seen: list[str] = field(default_factory=list[str])
    new: int = 0
    changed: int = 0
    unchanged: int = 0


def write_batch(run: Run, making: Making, batch: Batch) -> Counts:
    """Write a batch and count what it changed; `InvalidRecord` when a row's end is nowhere."""
    total = Counts()
    for table, rows in batch_rows(batch):
        for name, keyed in filed_rows(table, rows).items():
            for keys in portions(list(keyed)):
                total += _write_rows(run, making, table, name, {key: keyed[key] for key in keys})
    return total


def _write_rows(run: Run, making: Making, table: Table, name: str, rows: Mapping[str, Row]) -> Counts:
    found = run(f"read/open/{name}", keys=list(rows), loose=list(making.loose))
    standing: dict[str, list[Standing]] = {}
    for key, *values in found:
        standing.setdefault(key, []).append(Standing(*values))
    difference = Difference()
    for key, row in rows.items():
        _compare(difference, making, row, standing.get(key, []))
    _apply(run, making, table, difference)
    _create(run, making, table, name, difference.create)
    return Counts(difference.new, difference.changed, difference.unchanged)


def _compare(difference: Difference, making: Making, row: Row, standing: Sequence[Standing]) -> None:
    """Sort one row into `difference`. Of the rows that stand, one is open and one may be its former state."""
    h = content_hash(row)
    tip = next((each for each in standing if each.closed_by is None), None)
    former = next((each for each in standing if each.closed_by is not None), None)
    if tip and tip.h == h and (tip.load == making.load or tip.load not in making.loose):
        difference.unchanged += 1
        difference.seen.append(tip.id)
        return
    if tip and tip.load not in making.loose:
        difference.close.append(tip.id)
        former = tip
    elif tip:
        difference.erase.append(tip.id)
    if former and former is not tip and former.h == h:
        difference.reopen.append(former.id)
        difference.seen.append(former.id)
        difference.unchanged += 1
        return
    if former and former is not tip:
        difference.close.append(former.id)
    difference.create.append(row)
    difference.changed += former is not None or tip is not None
    difference.new += former is None and tip is None


def _apply(run: Run, making: Making, table: Table, difference: Difference) -> None:
    what = rows_are(table)
    for ids in portions(difference.erase):
        run(f"write/erase_{what}", ids=ids)
    for ids in portions(difference.close):
        run(f"write/close_{what}", ids=ids, load=making.load)
    for ids in portions(difference.reopen):
        run(f"write/reopen_{what}", ids=ids)
    if making.replace:
        for ids in portions(difference.seen):
            run(f"write/see_{what}", ids=ids, load=making.load)


def _create(run: Run, making: Making, table: Table, name: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    values = [created(table, row, making.load) for row in rows]
    ((count,),) = run(f"write/create/{name}", rows=values)
    if count != len(rows):
        raise _dangling(run, table, rows)


def _dangling(run: Run, table: Table, rows: Sequence[Row]) -> InvalidRecord:
    ends = sorted(set(_all_ends(table, rows)))
    ((missing,),) = run("read/missing_ends", keys=ends)
    return missing_end(table, rows, frozenset(missing))


def _all_ends(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield from ends_of(table, row)


def rows_are(table: Table) -> str:
    """Return what a table's rows are in the graph: `versions` of nodes, or `ties`."""
    return "versions" if table in NODE_TABLES else "ties"
