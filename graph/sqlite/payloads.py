"""Which raw rows the store has as they are, so that a load that brings them again need not look closer.

A payload stays as long as every row that was made of it stands: what closes or erases one of them, or
leaves its load, takes the payload away. So it may be missing where nothing changed, never the reverse.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import apsw

from graph.changes import KnownRow
from graph.rows import Payload, Place
from graph.schema import Table
from graph.sqlite.statements import sql

_KNOWN = """
    SELECT p, q, mark, rows FROM payloads
    WHERE p = ? AND q = ? AND load NOT IN (SELECT value FROM json_each(?))"""
_KEEP = """
    INSERT INTO payloads (p, q, mark, rows, load) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (p) DO UPDATE
    SET q = excluded.q, mark = excluded.mark, rows = excluded.rows, load = excluded.load"""
_FORGET_ROW = "DELETE FROM payloads WHERE p = (SELECT payload FROM $t WHERE rowid = ?)"
_FORGET_LOAD = "DELETE FROM payloads WHERE load = ?"
_FORGET_SOURCE = "DELETE FROM payloads WHERE load IN (SELECT id FROM loads WHERE source = ?)"


def half(digest: bytes) -> int:
    """Return the half of a digest that names its payload; the other one is compared."""
    return int.from_bytes(digest[:8], "big", signed=True)


def known(connection: apsw.Connection, digests: Sequence[bytes], loose: str) -> Mapping[bytes, KnownRow]:
    """Return the payloads of these digests but those of the loads of the JSON list `loose`."""
    wanted = sorted({(half(each), half(each[8:]), loose) for each in digests})
    found = connection.executemany(_KNOWN, wanted)
    return {
        p.to_bytes(8, "big", signed=True) + q.to_bytes(8, "big", signed=True): KnownRow(mark, rows)
        for p, q, mark, rows in found
    }


def keep(
    connection: apsw.Connection, load: int, payloads: Mapping[Place, Payload], made: Counter[Place]
) -> None:
    """Note how many rows were made of each payload; of which none was, is not kept."""
    rows = sorted(
        (half(payload.digest), half(payload.digest[8:]), payload.mark, made[place], load)
        for place, payload in payloads.items()
        if place in made
    )
    connection.executemany(_KEEP, rows)


def forget_rows(connection: apsw.Connection, table: Table, rows: Iterable[int]) -> None:
    """Take away the payloads of rows that are about to be closed or erased."""
    connection.executemany(sql(_FORGET_ROW, table), ((each,) for each in rows))


def forget_load(connection: apsw.Connection, load: int) -> None:
    connection.execute(_FORGET_LOAD, (load,))


def forget_source(connection: apsw.Connection, source: str) -> None:
    """Take away all payloads of a source: rows of it were closed, and others may have ended at them."""
    connection.execute(_FORGET_SOURCE, (source,))
