"""Writing a batch to Neo4j: what stands is read, compared by hash, and only the difference is written.

Everything happens in the one transaction of the caller.
"""

from collections.abc import Iterator, Mapping, Sequence

from graph.changes import Batch, Counts
from graph.differences import Difference, Making, Standing
from graph.errors import InvalidRecord
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import NODE_TABLES, created, ends_of, filed_rows, missing_end
from graph.row_cells import Row
from graph.rows import batch_rows, content_hash
from graph.schema import Table

Versions = Mapping[str, list[Standing[str]]]
"""The versions that the database has of each key, by element id."""


def write_batch(run: Run, making: Making, batch: Batch) -> Counts:
    """Write a batch and count what it changed; `InvalidRecord` when a row's end is nowhere."""
    total = Counts()
    for table, rows in batch_rows(batch):
        for name, keyed in filed_rows(table, rows).items():
            for keys in portions(list(keyed)):
                total += _write_rows(run, making, table, name, {key: keyed[key] for key in keys})
    return total


def standing(run: Run, name: str, keys: Sequence[str], loose: frozenset[int]) -> Versions:
    """Return the versions of these keys that nothing closed, or that only loads of `loose` closed."""
    found: dict[str, list[Standing[str]]] = {}
    for key, *values in run(f"read/open/{name}", keys=list(keys), loose=sorted(loose)):
        found.setdefault(key, []).append(Standing(*values))
    return found


def _write_rows(run: Run, making: Making, table: Table, name: str, rows: Mapping[str, Row]) -> Counts:
    versions = standing(run, name, list(rows), making.loose)
    difference = Difference[str]()
    for key, row in rows.items():
        difference.add(making, row, content_hash(row), versions.get(key, ()))
    _apply(run, making, rows_are(table), difference, versions)
    _create(run, making, table, name, difference.create)
    return difference.counts


def _apply(run: Run, making: Making, what: str, difference: Difference[str], versions: Versions) -> None:
    for ids in portions(difference.erase):
        run(f"write/erase_{what}", ids=ids)
    for ids in portions(difference.close):
        run(f"write/close_{what}", ids=ids, load=making.load)
    for ids in portions(difference.reopen):
        run(f"write/reopen_{what}", ids=ids)
    if making.replace:
        for ids in portions(list(_left_open(difference, versions))):
            run(f"write/see_{what}", ids=ids, load=making.load)


def _left_open(difference: Difference[str], versions: Versions) -> Iterator[str]:
    """Yield the id of the version that stays or comes back for each key that was seen again."""
    erased, reopened = set(difference.erase), set(difference.reopen)
    for key in difference.seen:
        for each in versions[key]:
            if each.id in reopened or (each.closed_by is None and each.id not in erased):
                yield each.id


def _create(run: Run, making: Making, table: Table, name: str, rows: Sequence[tuple[Row, str]]) -> None:
    if not rows:
        return
    values = [created(table, row, load=making.load, h=h) for row, h in rows]
    ((count,),) = run(f"write/create/{name}", rows=values)
    if count != len(rows):
        raise _dangling(run, table, [row for row, _ in rows])


def _dangling(run: Run, table: Table, rows: Sequence[Row]) -> InvalidRecord:
    ends = sorted({end for row in rows for end in ends_of(table, row)})
    ((missing,),) = run("read/missing_ends", keys=ends)
    return missing_end(table, rows, frozenset(missing))


def rows_are(table: Table) -> str:
    """Return what a table's rows are in the graph: `versions` of nodes, or `ties`."""
    return "versions" if table in NODE_TABLES else "ties"
