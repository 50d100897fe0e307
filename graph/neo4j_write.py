"""Writing a batch to Neo4j: what stands is read, compared by hash, and only the difference is written.

Everything happens in the one transaction of the caller.
"""

from collections.abc import Iterator, Mapping, Sequence

from graph.changes import Batch, Counts
from graph.differences import Difference, Making, Standing, difference
from graph.errors import InvalidRecord
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES, created, ends_of, filed_rows, missing_end, named_rows, part_of
from graph.row_cells import Row
from graph.rows import FlatRows, RowBatch, flat_rows
from graph.schema import Table

Versions = Mapping[str, list[Standing[str]]]
"""The versions that the database has of each key, by element id."""


def write_batch(run: Run, making: Making, batch: Batch | RowBatch) -> Counts:
    """Write a batch and count what it changed; `InvalidRecord` when a row's end is nowhere."""
    total = Counts()
    for rows in flat_rows(batch):
        for name, filed in filed_rows(rows).items():
            for places in portions(filed):
                total += _write_rows(run, making, name, part_of(rows, places))
    return total


def standing(run: Run, name: str, keys: Sequence[str], loose: frozenset[int]) -> Versions:
    """Return the versions of these keys that nothing closed, or that only loads of `loose` closed."""
    found: dict[str, list[Standing[str]]] = {}
    for key, *values in run(f"read/open/{name}", keys=list(keys), loose=sorted(loose)):
        found.setdefault(key, []).append(Standing(*values))
    return found


def _write_rows(run: Run, making: Making, name: str, rows: FlatRows) -> Counts:
    versions = standing(run, name, rows.keys, making.loose)
    changes = difference(making, rows.keys, rows.hashes, versions)
    left_open = [] if not making.replace else list(_left_open(rows, changes, versions))
    _apply(run, making, rows_are(rows.table), changes, left_open)
    created = part_of(rows, changes.create)
    _refuse_loose_ends(run, making, created)
    _create(run, making, name, created)
    return changes.counts


def _apply(run: Run, making: Making, what: str, changes: Difference[str], seen: Sequence[str]) -> None:
    for ids in portions(changes.erase):
        run(f"write/erase_{what}", ids=ids)
    for ids in portions(changes.close):
        run(f"write/close_{what}", ids=ids, load=making.load)
    for ids in portions(changes.reopen):
        run(f"write/reopen_{what}", ids=ids)
    for ids in portions(seen):
        run(f"write/see_{what}", ids=ids, load=making.load)


def _left_open(rows: FlatRows, changes: Difference[str], versions: Versions) -> Iterator[str]:
    """Yield the id of the version that stays or comes back for each row that was seen again."""
    erased, reopened = set(changes.erase), set(changes.reopen)
    for row in changes.seen:
        for each in versions[rows.keys[row]]:
            if each.id in reopened or (each.closed_by is None and each.id not in erased):
                yield each.id


def _create(run: Run, making: Making, name: str, rows: FlatRows) -> None:
    if not rows.keys:
        return
    values = [
        created(rows.table, row, load=making.load, h=h)
        for row, h in zip(named_rows(rows), rows.hashes, strict=True)
    ]
    ((count,),) = run(f"write/create/{name}", rows=values)
    if count != len(values):
        raise _dangling(run, rows.table, named_rows(rows))


def _refuse_loose_ends(run: Run, making: Making, rows: FlatRows) -> None:
    """Raise `InvalidRecord` for the first row that ends at what only other unfinished loads brought."""
    others = sorted(making.loose - {making.load})
    if not others:
        return
    told = named_rows(rows)
    ends = sorted({end for row in told for end in ends_of(rows.table, row)})
    ((loose,),) = run("read/loose_ends", keys=ends, loose=others)
    if loose:
        raise missing_end(rows.table, told, frozenset(loose))


def _dangling(run: Run, table: Table, rows: Sequence[Row]) -> InvalidRecord:
    ends = sorted({end for row in rows for end in ends_of(table, row)})
    ((missing,),) = run("read/missing_ends", keys=ends)
    return missing_end(table, rows, frozenset(missing))


def rows_are(table: Table) -> str:
    """Return what a table's rows are in the graph: `versions` of nodes, or `ties`."""
    return "versions" if table in NODE_TABLES else "ties"
