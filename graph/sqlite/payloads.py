"""Which raw rows the store has as they are, so that a load that brings them again need not look closer.

A payload stays as long as every row that was made of it stands: what closes or erases one of them, or
leaves its load, takes the payload away. So it may be missing where nothing changed, never the reverse.

New ones are noted one after the other and become known, sorted, when their load is finished: put among
millions of others at random, a batch at a time, they would cost more than all the rows they stand for.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

import apsw

from graph.changes import KnownRow
from graph.row_batch import Payloads
from graph.row_cells import Values, json_text
from graph.schema import Table
from graph.sqlite.statements import sql

_KNOWN = """
    SELECT p, q, mark, rows
    FROM json_each(:names) AS wanted CROSS JOIN payloads ON p = wanted.value
    WHERE load NOT IN (SELECT value FROM json_each(:loose))"""
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
_DIGEST = struct.Struct(">qq")
_PLACE = itemgetter(slice(-3, None))
"""Does what `graph.wide_cells.place_of` does, without a call for each of millions of rows."""


def known(connection: apsw.Connection, digests: Sequence[bytes], loose: str) -> Mapping[bytes, KnownRow]:
    """Return the payloads of these digests but those of the loads of the JSON list `loose`."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM payloads)").get:
        return {}
    wanted = set(_halves(digests))
    asked = {"names": json_text(sorted(p for p, _ in wanted)), "loose": loose}
    return {
        _DIGEST.pack(p, q): KnownRow(mark, rows)
        for p, q, mark, rows in connection.execute(_KNOWN, asked)
        if (p, q) in wanted
    }


class Notes:
    """The payloads of a batch while its rows are written: how many were made of each, which stood before."""

    def __init__(self, payloads: Payloads) -> None:
        self._halves = list(_halves(payloads.digests))
        self._marks = payloads.marks
        self._names = {place: p for place, (p, _) in zip(payloads.places, self._halves, strict=True)}
        self._made, self._stood = Counter[int | None](), set[int | None]()

    def made(self, rows: Sequence[Values]) -> Sequence[int | None]:
        """Count rows that are new; return the name of the payload of each, None where it has none."""
        names = list(self._names_of(rows))
        self._made.update(names)
        return names

    def stand(self, rows: Iterable[Values]) -> None:
        """Mind that these rows stood before."""
        self._stood.update(self._names_of(rows))

    def _names_of(self, rows: Iterable[Values]) -> Iterator[int | None]:
        return map(self._names.get, map(_PLACE, rows))

    def write(self, connection: apsw.Connection, load: int) -> None:
        """Note the payloads of which rows were made, all of them by this batch: else another one knows."""
        connection.executemany(
            _NOTE,
            (
                (p, q, mark, made, load)
                for (p, q), mark in zip(self._halves, self._marks, strict=True)
                if (made := self._made[p]) and p not in self._stood
            ),
        )


def _halves(digests: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Return both halves of each digest: the one that names its payload, and the one that is compared."""
    return _DIGEST.iter_unpack(b"".join(digests))


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
