"""Writing a batch: what stands is read and compared by hash, and only the difference is written."""

from collections.abc import Iterable, Mapping, Sequence

import apsw

from graph.changes import Counts
from graph.differences import Difference, Making, Standing, difference
from graph.errors import InvalidRecord
from graph.rows import FlatRows, Values, named
from graph.schema import Table
from graph.sqlite.cells import cells
from graph.sqlite.ends import ends_needed, ends_of
from graph.sqlite.statements import sql

_STANDING = "SELECT $key, rowid, h, load, closed_by FROM $t WHERE $key = ?"
_CREATE = "INSERT INTO $t ($names, load, h) VALUES ($marks, ?, ?)"
_CLOSE = "UPDATE $t SET closed_by = ? WHERE rowid = ?"
_REOPEN = "UPDATE $t SET closed_by = NULL WHERE rowid = ?"
_ERASE = "DELETE FROM $t WHERE rowid = ?"
_SEE = "INSERT INTO seen (load, tab, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_KNOWN = "SELECT $key, load FROM $t WHERE $key = ?"


def write_batch(connection: apsw.Connection, making: Making, rows: Iterable[FlatRows]) -> Counts:
    """Write the rows of a batch and count what changed; `InvalidRecord` when a row's end is nowhere."""
    return sum((_write_rows(connection, making, each) for each in rows), Counts())


def _write_rows(connection: apsw.Connection, making: Making, rows: FlatRows) -> Counts:
    standing = _standing(connection, rows.table, rows.keys)
    changes = difference(making, rows.keys, rows.hashes, standing)
    _refuse_dangling(connection, making, rows.table, [rows.values[each] for each in changes.create])
    _apply(connection, making, rows, changes)
    return changes.counts


def _standing(
    connection: apsw.Connection, table: Table, keys: Sequence[str]
) -> Mapping[str, list[Standing[int]]]:
    """Look keys up in the order of the index, so that neighbours share its pages."""
    found: dict[str, list[Standing[int]]] = {}
    for key, *version in connection.executemany(sql(_STANDING, table), zip(keys, strict=True)):
        found.setdefault(key, []).append(Standing(*version))
    return found


def _apply(connection: apsw.Connection, making: Making, rows: FlatRows, changes: Difference[int]) -> None:
    table = rows.table
    connection.executemany(sql(_ERASE, table), ((each,) for each in changes.erase))
    connection.executemany(sql(_CLOSE, table), ((making.load, each) for each in changes.close))
    connection.executemany(sql(_REOPEN, table), ((each,) for each in changes.reopen))
    if making.replace:
        connection.executemany(_SEE, ((making.load, table.value, rows.keys[each]) for each in changes.seen))
    created = cells(table, [rows.values[each] for each in changes.create])
    connection.executemany(
        sql(_CREATE, table),
        ((*row, making.load, rows.hashes[each]) for row, each in zip(created, changes.create, strict=True)),
    )


def _refuse_dangling(
    connection: apsw.Connection, making: Making, table: Table, rows: Sequence[Values]
) -> None:
    """Raise `InvalidRecord` for the first row that ends at what neither this nor a finished load brought."""
    needed, others = ends_needed(table, rows), making.loose - {making.load}
    missing = {
        (each, end) for each, ends in needed.items() for end in _unknown(connection, each, ends, others)
    }
    if missing:
        raise _dangling(table, rows, missing)


def _unknown(connection: apsw.Connection, table: Table, keys: set[str], loose: frozenset[int]) -> set[str]:
    known = connection.executemany(sql(_KNOWN, table), ((key,) for key in sorted(keys)))
    return keys.difference(key for key, load in known if load not in loose)


def _dangling(table: Table, rows: Sequence[Values], missing: set[tuple[Table, str]]) -> InvalidRecord:
    row, end = next(
        (row, end) for row in rows for where, end in ends_of(table, row) if (where, end) in missing
    )
    told = named(table, row)
    return InvalidRecord(
        f"{told['file']} line {told['line']}: {told['kind']} ends at {end!r}, which is neither in the store"
        " nor in the batch"
    )
