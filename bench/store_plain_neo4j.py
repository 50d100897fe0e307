"""Neo4j the plain way: nodes for parties, records and identifiers, a relationship a tie, one statement each.

No history, no versions, no lease, no check of ends; rows come one by one through the driver.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, LiteralString, cast

import neo4j
import pyarrow as pa
from neo4j import GraphDatabase

from bench.numbered import NumberedBook
from bench.store_sides import LIMIT, one_more, party_of_records
from graph.record_rows import record_values
from graph.relationship_rows import relationship_values
from graph.row_cells import Row, named
from graph.schema import SCHEMAS, Table

BATCH = 10_000
_SCORES = 1_000
_HERE = Path(__file__).parent / "plain"
_HELD = ("record", "kind", "value")
_INDEXES = ("index_parties", "index_records", "index_identifiers")
_READ = {
    Table.PARTIES: "read_parties",
    Table.RECORDS: "read_records",
    Table.HOLDINGS: "read_holdings",
    Table.RELATIONSHIPS: "read_ties",
}


@cache
def _statement(name: str, kind: str = "") -> LiteralString:
    text = (_HERE / f"{name}.cypher").read_text(encoding="utf-8").replace(":KIND", f":PLAIN_{kind}")
    return cast(LiteralString, text)  # type: ignore[redundant-cast]  # it is one for pyright


class PlainNeo4j:
    name = f"plain Cypher, driver {neo4j.__version__}"

    def __init__(self, uri: str, user: str, password: str) -> None:
        self._driver = GraphDatabase.driver(uri, auth=(user, password))
        self._session = self._driver.session(database="neo4j")

    def fill(self, book: NumberedBook) -> None:
        """Copy the book but for its events, in the order in which rows need each other."""
        for name in _INDEXES:
            self._session.run(_statement(name)).consume()
        party_of = party_of_records(book)
        for rows in _rows(book, Table.PARTIES):
            self._write("parties", rows=rows)
        for rows in _rows(book, Table.RECORDS):
            self._write(
                "records", rows=[{"party": party_of[str(row["key"])], "columns": row} for row in rows]
            )
        for rows in _rows(book, Table.HOLDINGS):
            self._write("holdings", rows=[{**_only(row), "columns": _without(row, _HELD)} for row in rows])
        for rows in _rows(book, Table.RELATIONSHIPS):
            for kind, ties in _by_kind(rows, party_of).items():
                self._write("ties", kind, rows=ties)

    def party(self, party: str) -> object:
        return self._all("party", party=party)

    def records(self, party: str) -> object:
        return self._all("records_of", party=party)

    def neighbours(self, party: str) -> object:
        return self._all("neighbours", party=party, most=LIMIT)

    def write(self, number: int, target: str) -> None:
        record, tie = one_more(number, target)
        told = _told(named(Table.RECORDS, record_values(record)))
        said = _without(_told(named(Table.RELATIONSHIPS, relationship_values(tie))), ("source", "target"))
        self._write("write_one", key=record.id, record=told, target=target, tie=said)

    def write_scores(self, scores: pa.Table) -> None:
        for batch in scores.to_batches(max_chunksize=_SCORES):
            self._write("scores", rows=batch.to_pylist())

    def columns(self) -> Mapping[Table, pa.Table]:
        return {table: self._table(table, name) for table, name in _READ.items()}

    def close(self) -> None:
        self._session.close()
        self._driver.close()

    def _all(self, name: str, **parameters: object) -> list[Any]:
        text = _statement(name)
        return self._session.execute_read(lambda transaction: list(transaction.run(text, parameters)))

    def _write(self, name: str, kind: str = "", **parameters: object) -> None:
        text = _statement(name, kind)
        self._session.execute_write(lambda transaction: transaction.run(text, parameters).consume())

    def _table(self, table: Table, name: str) -> pa.Table:
        columns: dict[str, list[Any]] = {column: [] for column in SCHEMAS[table].names}
        for record in self._session.run(_statement(name)):
            row = {**record["row"], **record}
            for column, values in columns.items():
                values.append(_plain(row.get(column)))
        return pa.table(columns)


def _rows(book: NumberedBook, table: Table) -> Iterator[list[Row]]:
    for batch in book.tables[table].to_batches(max_chunksize=BATCH):
        yield [_told(row) for row in batch.to_pylist()]


def _by_kind(rows: Sequence[Row], party_of: Mapping[str, str]) -> Mapping[str, list[dict[str, object]]]:
    """Return the ties between parties by kind; those of events have no party at one end."""
    found: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        source, target = party_of.get(str(row["source"])), party_of.get(str(row["target"]))
        if source and target:
            columns = _without(row, ("source", "target", "kind"))
            tie: dict[str, object] = {"source": source, "target": target, "columns": columns}
            found.setdefault(str(row["kind"]), []).append(tie)
    return found


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _only(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _HELD}


def _without(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _plain(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value
