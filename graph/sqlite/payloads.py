"""Which raw rows the store has as they are, so that a load that brings them again need not look closer.

A payload stays as long as every row that was made of it stands: what closes or erases one of them, or
leaves its load, takes the payload away. So it may be missing where nothing changed, never the reverse.

New ones are noted one after the other and become known, sorted, when their load is finished: put among
millions of others at random, a batch at a time, they would cost more than all the rows they stand for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import apsw

from graph.changes import KnownRow
from graph.row_batch import Payload
from graph.schema import Table
from graph.sqlite.statements import sql
from graph.wide_cells import Place

_KNOWN = """
    SELECT p, q, mark, rows FROM payloads
    WHERE p = ? AND q = ? AND load NOT IN (SELECT value FROM json_each(?))"""
_NOTE = "INSERT INTO payloads_noted (p, q, mark, rows, load) VALUES (?, ?, ?, ?, ?)"
_KEEP = """
    INSERT INTO payloads (p, q, mark, rows, load)
    SELECT p, q, mark, rows, load FROM payloads_noted
    WHERE load = ?1 AND p NOT IN (SELECT p FROM payloads_gone) ORDER BY p
    ON CONFLICT (p) DO UPDATE
    SET q = excluded.q, mark = excluded.mark, rows = excluded.rows, load = excluded.load"""
_GONE = """
    INSERT INTO payloads_gone (p)
    SELECT payload FROM $t WHERE rowid = ? AND payload IS NOT NULL ON CONFLICT DO NOTHING"""
_FORGET_ROW = "DELETE FROM payloads WHERE p = (SELECT payload FROM $t WHERE rowid = ?)"
_FORGET_LOAD = "DELETE FROM payloads WHERE load = ?"
_FORGET_NOTED = "DELETE FROM payloads_noted WHERE load = ?"
_FORGET_GONE = "DELETE FROM payloads_gone WHERE NOT EXISTS (SELECT 1 FROM payloads_noted)"
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


def note(
    connection: apsw.Connection, load: int, payloads: Mapping[Place, Payload], made: Counter[Place]
) -> None:
    """Note how many rows were made of each payload; one of which none was is left out."""
    connection.executemany(
        _NOTE,
        (
            (half(payload.digest), half(payload.digest[8:]), payload.mark, made[place], load)
            for place, payload in payloads.items()
            if place in made
        ),
    )


def keep(connection: apsw.Connection, load: int) -> None:
    """Let what a load noted be known from now on, but for what was closed or erased since."""
    connection.execute(_KEEP, (load,))
    connection.execute(_FORGET_NOTED, (load,))
    connection.execute(_FORGET_GONE)


def forget_rows(connection: apsw.Connection, table: Table, rows: Sequence[int]) -> None:
    """Take away the payloads of rows that are about to be closed or erased."""
    connection.executemany(sql(_FORGET_ROW, table), ((each,) for each in rows))
    connection.executemany(sql(_GONE, table), ((each,) for each in rows))


def forget_load(connection: apsw.Connection, load: int) -> None:
    connection.execute(_FORGET_LOAD, (load,))
    connection.execute(_FORGET_NOTED, (load,))
    connection.execute(_FORGET_GONE)


def forget_source(connection: apsw.Connection, source: str) -> None:
    """Take away all payloads of a source: rows of it were closed, and others may have ended at them."""
    connection.execute(_FORGET_SOURCE, (source,))
