"""The naive way with Neo4j that `bench.neo4j` measures against: what a first version of a loader does.

One session, `UNWIND` of 1,000 rows, `MERGE` of nodes, `MATCH MATCH MERGE` of ties, each 1,000 a transaction;
reads go row by row through the driver. No history, no lease, no check of ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, LiteralString, cast

import pyarrow as pa
from neo4j import Driver, GraphDatabase, Session

from bench.neo4j_book import KINDS
from graph.row_cells import Row

BATCH = 1_000
_HERE = Path(__file__).parent / "naive"
_ENDS = ("source", "target", "kind")


@cache
def _statement(name: str, kind: str = "") -> LiteralString:
    text = (_HERE / f"{name}.cypher").read_text(encoding="utf-8").replace(":KIND", f":{kind}")
    return cast(LiteralString, text)  # type: ignore[redundant-cast]  # it is one for pyright


class NaiveNeo4j:
    """Nodes `Plain` by key, ties of their kinds between them."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self._driver: Driver = GraphDatabase.driver(uri, auth=(user, password))
        self._session: Session = self._driver.session(database="neo4j")
        self._session.run(_statement("index")).consume()

    def write_parties(self, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), BATCH):
            self._write(_statement("write_parties"), rows=rows[start : start + BATCH])

    def write_ties(self, by_kind: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        for kind, rows in by_kind.items():
            for start in range(0, len(rows), BATCH):
                self._write(_statement("write_ties", kind), rows=rows[start : start + BATCH])

    def parties(self) -> pa.Table:
        return self._table([_statement("read_parties")])

    def ties(self) -> pa.Table:
        return self._table([_statement("read_ties", kind.value) for kind in KINDS])

    def write_scores(self, rows: Sequence[Mapping[str, object]]) -> None:
        for start in range(0, len(rows), BATCH):
            self._write(_statement("write_scores"), rows=rows[start : start + BATCH])

    def merge(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Merge the first of each pair into the second, one transaction a pair."""
        for loser, winner in pairs:
            self._session.execute_write(_merge, loser, winner)

    def close(self) -> None:
        self._session.close()
        self._driver.close()

    def _write(self, text: LiteralString, **parameters: object) -> None:
        self._session.execute_write(lambda transaction: transaction.run(text, parameters).consume())

    def _table(self, texts: Sequence[LiteralString]) -> pa.Table:
        columns: dict[str, list[Any]] = {}
        for text in texts:
            result = self._session.run(text)
            lists = [columns.setdefault(name, []) for name in list(result.keys())]
            for row in result:
                for values, value in zip(lists, row.values(), strict=True):
                    values.append(_plain(value))
        return pa.table(columns)


def _merge(transaction: Any, loser: str, winner: str) -> None:
    for name in ("move_out", "move_in"):
        for kind in KINDS:
            transaction.run(_statement(name, kind.value), loser=loser, winner=winner).consume()
    transaction.run(_statement("forget_party"), loser=loser).consume()


def _plain(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


def naive_parties(rows: Iterable[Row]) -> list[Row]:
    """Return what the naive loop sets of parties: the columns that say something."""
    return [_told(row) for row in rows]


def naive_ties(rows: Iterable[Row]) -> dict[str, list[Mapping[str, object]]]:
    """Return what the naive loop sets of ties, by kind."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        columns = {name: value for name, value in _told(row).items() if name not in _ENDS}
        ends = {"source": row["source"], "target": row["target"], "key": row["key"]}
        found.setdefault(str(row["kind"]), []).append({**ends, "columns": columns})
    return found


def _told(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
