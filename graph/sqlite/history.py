"""The stamped rows of a history out of a SQLite store."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import apsw

from graph.history import Timeline
from graph.history_rows import MoveRow, Stamped
from graph.holding_rows import record_part
from graph.relationships import RelationshipKey
from graph.row_cells import json_text
from graph.schema import Table
from graph.sqlite.cells import moment, row_of
from graph.sqlite.database import View
from graph.sqlite.loads import all_loads
from graph.sqlite.statements import sql
from graph.values import PartyId, RecordId, StoreVersion

_RECORDS = """
    SELECT record, count(*) OVER () FROM (SELECT DISTINCT record FROM links WHERE party = ?)
    ORDER BY instr(record, '#') > 0, record LIMIT ?"""
_PUBLISHED = "SELECT $columns, opened, closed FROM $t WHERE $key = ?"
_LOADED = "SELECT $columns, load, closed_by FROM $t WHERE $key = ?"
_BESIDE = "SELECT $columns, load, closed_by FROM $t WHERE $key >= ? AND $key < ? AND record = ?"
_MOVES = """
    SELECT id, successor, opened, closed FROM moves
    WHERE id = :party OR (id, opened) IN (SELECT id, opened FROM moves WHERE successor = :party)
    ORDER BY position"""
_TIES = """
    WITH
    own AS MATERIALIZED (SELECT value AS record FROM json_each(:records)),
    mine AS MATERIALIZED (
      SELECT $t.rowid AS tie, $t.$key AS name, $t.load AS load, $t.closed_by AS closed_by
      FROM own CROSS JOIN $t ON $t.source = own.record
      UNION
      SELECT $t.rowid, $t.$key, $t.load, $t.closed_by FROM own CROSS JOIN $t ON $t.target = own.record
    ),
    known AS MATERIALIZED (
      SELECT mine.tie AS tie, mine.name AS name, max(brought.version, coalesce(ended.version, 0)) AS changed
      FROM mine
        JOIN loads AS brought ON brought.id = mine.load
        LEFT JOIN loads AS ended ON ended.id = mine.closed_by
      WHERE brought.version IS NOT NULL AND (ended.version IS NULL OR ended.version <> brought.version)
    ),
    latest AS (
      SELECT name, count(*) OVER () AS many FROM known GROUP BY name ORDER BY max(changed) DESC, name
      LIMIT :limit
    )
    SELECT latest.many, $columns, $t.load, $t.closed_by
    FROM latest JOIN known ON known.name = latest.name CROSS JOIN $t ON $t.rowid = known.tie"""


class SqliteHistory:
    """See `graph.history_rows.HistoryRows`."""

    def __init__(self, view: View) -> None:
        self._connection: apsw.Connection = view.connection

    def timeline(self) -> Timeline:
        rows = self._connection.execute("SELECT version, at FROM publications")
        return Timeline(
            loads={each.id: each for each in all_loads(self._connection)},
            versions={StoreVersion(version): moment(at) for version, at in rows},
        )

    def records(self, party: PartyId, *, limit: int) -> tuple[Sequence[RecordId], int]:
        rows: list[Any] = self._connection.execute(_RECORDS, (party, limit)).fetchall()
        return [RecordId(record) for record, _ in rows], rows[0][1] if rows else 0

    def links(self, records: Sequence[RecordId]) -> Iterator[Stamped]:
        return self._each(_PUBLISHED, Table.LINKS, ((each,) for each in records))

    def parties(self, party: PartyId) -> Iterator[Stamped]:
        return self._each(_PUBLISHED, Table.PARTIES, [(party,)])

    def moves(self, party: PartyId) -> Iterator[MoveRow]:
        return (MoveRow(*row) for row in self._connection.execute(_MOVES, {"party": party}))

    def versions(self, table: Table, keys: Sequence[str]) -> Iterator[Stamped]:
        return self._each(_LOADED, table, ((each,) for each in keys))

    def holdings(self, records: Sequence[RecordId]) -> Iterator[Stamped]:
        """Look where the keys of a record's holdings stand; `g` follows the last hexadecimal digit."""
        bounds = ((record_part(each), record_part(each) + "g", each) for each in records)
        return self._each(_BESIDE, Table.HOLDINGS, bounds)

    def ties(self, records: Sequence[RecordId], *, limit: int) -> tuple[Sequence[Stamped], int]:
        named = {"records": json_text(list(records)), "limit": limit}
        query = sql(_TIES, Table.RELATIONSHIPS)
        rows: list[Any] = self._connection.execute(query, named).fetchall()
        return [_stamped(Table.RELATIONSHIPS, row[1:]) for row in rows], rows[0][0] if rows else 0

    def tie(self, key: RelationshipKey) -> Iterator[Stamped]:
        return self.versions(Table.RELATIONSHIPS, [key])

    def _each(self, text: str, table: Table, bindings: Iterable[tuple[str, ...]]) -> Iterator[Stamped]:
        return (_stamped(table, row) for row in self._connection.executemany(sql(text, table), bindings))


def _stamped(table: Table, values: Sequence[Any]) -> Stamped:
    *columns, opened, closed = values
    return Stamped(dict(row_of(table, columns)), opened, closed)
