"""Writing a batch: what stands is read and compared by hash, and only the difference is written."""

from collections.abc import Mapping, Sequence

import apsw

from graph.changes import Batch, Counts
from graph.differences import Difference, Making, Standing
from graph.errors import InvalidRecord
from graph.row_cells import Row
from graph.rows import batch_rows, content_hash
from graph.schema import Table
from graph.sqlite.cells import cells
from graph.sqlite.ends import ends_of
from graph.sqlite.statements import sql

_STANDING = "SELECT $key, rowid, h, load, closed_by FROM $t WHERE $key = ?"
_CREATE = "INSERT INTO $t ($names, load, h) VALUES ($marks, ?, ?)"
_CLOSE = "UPDATE $t SET closed_by = ? WHERE rowid = ?"
_REOPEN = "UPDATE $t SET closed_by = NULL WHERE rowid = ?"
_ERASE = "DELETE FROM $t WHERE rowid = ?"
_SEE = "INSERT INTO seen (load, tab, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_KNOWN = "SELECT $key FROM $t WHERE $key = ? LIMIT 1"


def write_batch(connection: apsw.Connection, making: Making, batch: Batch) -> Counts:
    """Write a batch and count what it changed; `InvalidRecord` when a row's end is nowhere."""
    total = Counts()
    for table, rows in batch_rows(batch):
        if rows:
            total += _write_rows(connection, making, table, rows)
    return total


def _write_rows(connection: apsw.Connection, making: Making, table: Table, rows: Sequence[Row]) -> Counts:
    keyed = {str(row["key"]): row for row in rows}
    order = sorted(keyed)  # the order of the index, so that neighbours share its pages
    standing = _standing(connection, table, order)
    difference = Difference[int]()
    for key in order:
        difference.add(making, keyed[key], content_hash(keyed[key]), standing.get(key, ()))
    _refuse_dangling(connection, table, [row for row, _ in difference.create])
    _apply(connection, making, table, difference)
    return difference.counts


def _standing(
    connection: apsw.Connection, table: Table, keys: Sequence[str]
) -> Mapping[str, list[Standing[int]]]:
    found: dict[str, list[Standing[int]]] = {}
    for key, row, h, load, closed_by in connection.executemany(sql(_STANDING, table), zip(keys, strict=True)):
        found.setdefault(key, []).append(Standing(row, h, load, closed_by))
    return found


def _apply(connection: apsw.Connection, making: Making, table: Table, difference: Difference[int]) -> None:
    connection.executemany(sql(_ERASE, table), ((each,) for each in difference.erase))
    connection.executemany(sql(_CLOSE, table), ((making.load, each) for each in difference.close))
    connection.executemany(sql(_REOPEN, table), ((each,) for each in difference.reopen))
    if making.replace:
        connection.executemany(_SEE, ((making.load, table.value, key) for key in difference.seen))
    hashes = [h for _, h in difference.create]
    values = cells(table, (row for row, _ in difference.create))
    connection.executemany(
        sql(_CREATE, table), ((*each, making.load, h) for each, h in zip(values, hashes, strict=True))
    )


def _refuse_dangling(connection: apsw.Connection, table: Table, rows: Sequence[Row]) -> None:
    """Raise `InvalidRecord` for the first row that ends at something the store has never had."""
    needed: dict[Table, set[str]] = {}
    for row in rows:
        for end_table, end in ends_of(table, row):
            needed.setdefault(end_table, set()).add(end)
    missing = {(each, end) for each, ends in needed.items() for end in _unknown(connection, each, ends)}
    if missing:
        raise _dangling(table, rows, missing)


def _unknown(connection: apsw.Connection, table: Table, keys: set[str]) -> set[str]:
    known = connection.executemany(sql(_KNOWN, table), ((key,) for key in sorted(keys)))
    return keys.difference(key for (key,) in known)


def _dangling(table: Table, rows: Sequence[Row], missing: set[tuple[Table, str]]) -> InvalidRecord:
    row, end = next(
        (row, end) for row in rows for where, end in ends_of(table, row) if (where, end) in missing
    )
    place = f"{row['file']} line {row['line']}"
    return InvalidRecord(
        f"{place}: {row['kind']} ends at {end!r}, which is neither in the store nor in the batch"
    )
