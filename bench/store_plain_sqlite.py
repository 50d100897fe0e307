"""SQLite the textbook way: Python's sqlite3, one table a kind of thing, an index on each foreign key.

Ties and records name their party directly. No history, no versions, no lease, no check of ends.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.numbered import NumberedBook
from bench.store_sides import one_more, party_of_records
from graph.record_rows import record_values
from graph.relationship_rows import relationship_values
from graph.row_cells import named
from graph.schema import SCHEMAS, Table

_NEIGHBOURS = """
SELECT * FROM (
  SELECT tie.*, other.score AS score FROM relationships AS tie
    JOIN parties AS other ON other.key = tie.target WHERE tie.source = :party
  UNION ALL
  SELECT tie.*, other.score FROM relationships AS tie
    JOIN parties AS other ON other.key = tie.source WHERE tie.target = :party
) ORDER BY score DESC LIMIT 500
"""
_INDEXES = (
    "CREATE INDEX records_of ON records (party)",
    "CREATE INDEX ties_from ON relationships (source)",
    "CREATE INDEX ties_to ON relationships (target)",
    "CREATE INDEX holdings_of ON holdings (record)",
)
_MORE = {Table.RECORDS: ["party"], Table.PARTIES: ["score", "grade", "standalone_pd", "network_pd"]}
"""Columns that the textbook adds: whose a record is, and the latest scores beside the party."""


class PlainSqlite:
    name = f"textbook sqlite3 {sqlite3.sqlite_version}"

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self._connection.execute("PRAGMA journal_mode = wal")
        self._connection.execute("PRAGMA synchronous = full")

    def fill(self, book: NumberedBook) -> None:
        """Make the tables and copy the book into them."""
        party_of = party_of_records(book)
        with self._connection:
            for table, schema in SCHEMAS.items():
                names = [*schema.names, *_MORE.get(table, [])]
                columns = ", ".join(f'"{name}"' for name in names)
                self._connection.execute(
                    f'CREATE TABLE {table.value} ({columns}, PRIMARY KEY ("{schema.names[0]}"))'
                )
                marks = ", ".join("?" * len(names))
                rows = (_cells(table, row, names, party_of) for row in _rows(book, table))
                insert = " ".join(("INSERT INTO", table.value, f"VALUES ({marks})"))
                self._connection.executemany(insert, rows)
            for statement in _INDEXES:
                self._connection.execute(statement)

    def party(self, party: str) -> object:
        return self._all("SELECT * FROM parties WHERE key = ?", (party,))

    def records(self, party: str) -> object:
        return self._all("SELECT * FROM records WHERE party = ?", (party,))

    def neighbours(self, party: str) -> object:
        return self._all(_NEIGHBOURS, {"party": party})

    def write(self, number: int, target: str) -> None:
        record, tie = one_more(number, target)
        with self._connection:
            self._put(Table.RECORDS, named(Table.RECORDS, record_values(record)))
            self._put(Table.RELATIONSHIPS, named(Table.RELATIONSHIPS, relationship_values(tie)))

    def write_scores(self, scores: pa.Table) -> None:
        rows = scores.select(["score", "grade", "standalone_pd", "network_pd", "party"])
        with self._connection:
            self._connection.executemany(
                "UPDATE parties SET score = ?, grade = ?, standalone_pd = ?, network_pd = ? WHERE key = ?",
                zip(*(column.to_pylist() for column in rows.columns), strict=True),
            )

    def columns(self) -> Mapping[Table, pa.Table]:
        """Return every table as it is kept: days, moments and lists stay text."""
        found = {}
        for table in SCHEMAS:
            cursor = self._connection.execute(" ".join(("SELECT * FROM", table.value)))
            columns = zip(*cursor.fetchall(), strict=True)
            names = [name for name, *_ in cursor.description]
            found[table] = pa.table(dict(zip(names, map(list, columns), strict=False)))
        return found

    def close(self) -> None:
        self._connection.close()

    def _all(self, statement: str, values: Any) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    def _put(self, table: Table, row: Mapping[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        insert = " ".join(("INSERT OR REPLACE INTO", table.value, f"({names}) VALUES ({marks})"))
        self._connection.execute(insert, [_cell(value) for value in row.values()])


def _rows(book: NumberedBook, table: Table) -> Iterator[Mapping[str, Any]]:
    for batch in book.tables[table].to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _cells(table: Table, row: Mapping[str, Any], names: list[str], party_of: Mapping[str, str]) -> list[Any]:
    if table is Table.RECORDS:
        row = {**row, "party": party_of[row["key"]]}
    if table is Table.RELATIONSHIPS:
        row = {**row, "source": party_of.get(row["source"], row["source"]), "target": party_of[row["target"]]}
    return [_cell(row.get(name)) for name in names]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
