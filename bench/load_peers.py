"""The plain stores that `bench.load` measures against: no history, no lease, no check, no resume."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, LiteralString, cast

import pyarrow as pa
from neo4j import Driver, GraphDatabase

from graph.batch_rows import batch_rows
from graph.changes import Batch, Counts, FencingToken, KnownRow, LoadManifest
from graph.row_batch import RowBatch
from graph.row_cells import Row
from graph.schema import SCHEMAS, Table
from graph.values import LoadId, RecordId, record_parts

_HERE = Path(__file__).parent


class PlainStore:
    """Keeps keys in memory so that ends are found; how rows are written is the subclass's."""

    write_rows = 50_000

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], tuple[RecordId, ...]] = {}

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId:
        del manifest, token
        return LoadId(1)

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts:
        del load, token
        tables = dict(batch_rows(batch))
        for record in tables[Table.RECORDS]:
            if not record["mention"]:
                source, _, key = record_parts(RecordId(str(record["key"])))
                self._keys[source, key] = (RecordId(str(record["key"])),)
        self._write(tables)
        return Counts(new=sum(map(len, tables.values())))

    def _write(self, tables: Mapping[Table, Sequence[Row]]) -> None:
        raise NotImplementedError

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        del load, digests
        return {}

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        del load, token
        return Counts()

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        del load, token
        return Counts()

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
        return {key: self._keys[source, key] for key in keys if (source, key) in self._keys}

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]:
        yield from SCHEMAS[table].empty_table().to_batches()


class Nowhere(PlainStore):
    """Writes nothing: what reading and typing alone cost."""

    def _write(self, tables: Mapping[Table, Sequence[Row]]) -> None:
        del tables


class PlainSqlite(PlainStore):
    """One upsert a row through Python's sqlite3, one transaction a batch."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._connection = sqlite3.connect(path)
        self._upserts: dict[Table, str] = {}
        for table, schema in SCHEMAS.items():
            marks = ", ".join("?" * len(schema.names))
            self._upserts[table] = " ".join(("INSERT OR REPLACE INTO", table.value, f"VALUES ({marks})"))
            columns = ", ".join(f'"{name}"' for name in schema.names)
            self._connection.execute(
                f'CREATE TABLE {table.value} ({columns}, PRIMARY KEY ("{schema.names[0]}"))'
            )

    def _write(self, tables: Mapping[Table, Sequence[Row]]) -> None:
        with self._connection:
            for table, rows in tables.items():
                for row in rows:
                    self._connection.execute(
                        self._upserts[table], [_cell(row[name]) for name in SCHEMAS[table].names]
                    )


class PlainNeo4j(PlainStore):
    """`UNWIND … MERGE` of nodes, then of ties, one transaction each a batch, on a unique key."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        super().__init__()
        self._driver: Driver = GraphDatabase.driver(uri, auth=(user, password))
        self._run("load_index", [])

    def _write(self, tables: Mapping[Table, Sequence[Row]]) -> None:
        for table, rows in tables.items():
            if rows:
                self._run("load_tie" if table is Table.RELATIONSHIPS else "load_party", rows)

    def _run(self, name: str, rows: Sequence[Row]) -> None:
        text = (_HERE / f"{name}.cypher").read_text(encoding="utf-8")
        query = cast(LiteralString, text)  # type: ignore[redundant-cast]  # it is one for pyright
        self._driver.execute_query(query, rows=list(rows))

    def close(self) -> None:
        """Take the constraint away and close the driver."""
        self._run("load_unindex", [])
        self._driver.close()


def _cell(value: Any) -> Any:
    return (
        ";".join(value) if isinstance(value, list) else str(value) if hasattr(value, "isoformat") else value
    )
