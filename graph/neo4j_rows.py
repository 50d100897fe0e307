"""Rows of the schema <-> what Cypher takes and gives. No driver, no database."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from graph.changes import FileDigest, LoadManifest
from graph.errors import InvalidRecord
from graph.relationships import RelationshipKind
from graph.row_cells import Row, Scalar, json_text
from graph.rows import FlatRows, named
from graph.schema import SCHEMAS, Table
from graph.values import RecordId, Sha256, record_parts

HOLDING = "has"
NODE_TABLES = (Table.RECORDS, Table.CONTRACTS, Table.LAWSUITS, Table.TENDERS, Table.EVENTS)
_ENDS = frozenset({"source", "target", "kind"})
_HOLDING_ENDS = frozenset({"record", "value", "kind"})
_PLAIN = (str, int, float, list, type(None))


def statements_of(table: Table) -> tuple[str, ...]:
    """Return the names under which a table's statements are filed: one for each kind of relationship."""
    if table == Table.RELATIONSHIPS:
        return tuple(kind.value.lower() for kind in RelationshipKind)
    return (HOLDING,) if table == Table.HOLDINGS else (table.value,)


def filed_rows(rows: FlatRows) -> Mapping[str, list[int]]:
    """Return the positions of rows by the file name of their statements."""
    if rows.table != Table.RELATIONSHIPS:
        return {statements_of(rows.table)[0]: list(range(len(rows.keys)))}
    filed: dict[str, list[int]] = {}
    for place, row in enumerate(rows.values):
        filed.setdefault(str(row[1]).lower(), []).append(place)
    return filed


def part_of(rows: FlatRows, places: Sequence[int]) -> FlatRows:
    """Return the rows at these positions."""
    return FlatRows(
        rows.table,
        [rows.keys[each] for each in places],
        [rows.values[each] for each in places],
        [rows.hashes[each] for each in places],
    )


def named_rows(rows: FlatRows) -> list[Row]:
    """Return rows by column name."""
    return [named(rows.table, row) for row in rows.values]


def created(table: Table, row: Row, *, load: int, h: bytes) -> dict[str, object]:
    """Return the parameters of a row for its `write/create/…` statement."""
    hashed = {"load": load, "h": h}
    if table == Table.HOLDINGS:
        ends = {name: row[name] for name in _HOLDING_ENDS}
        return {**ends, "columns": {**_without(row, _HOLDING_ENDS), **hashed}}
    if table == Table.RELATIONSHIPS:
        ends = {"source": row["source"], "target": row["target"]}
        return {**ends, "columns": {**_without(row, _ENDS), **hashed}}
    if table == Table.RECORDS:
        source, _, source_key = record_parts(RecordId(str(row["key"])))
        columns = {**row, "reported_by": source, **hashed}
        return {"key": row["key"], "source": source, "source_key": source_key, "columns": columns}
    return {"key": row["key"], "columns": {**row, **hashed}}


def ends_of(table: Table, row: Row) -> tuple[str, ...]:
    """Return the keys of the nodes that a row needs to be there."""
    if table == Table.RELATIONSHIPS:
        return str(row["source"]), str(row["target"])
    return (str(row["record"]),) if table == Table.HOLDINGS else ()


def missing_end(table: Table, rows: Sequence[Row], missing: frozenset[str]) -> InvalidRecord:
    """Return the error that names the first row with an end among `missing`."""
    for row in rows:
        for end in ends_of(table, row):
            if end in missing:
                place = f"{row['file']} line {row['line']}"
                return InvalidRecord(
                    f"{place}: {row['kind']} ends at {end!r}, which is neither in the store nor in the batch"
                )
    return InvalidRecord(f"A row of {table} could not be stored because one of its ends is missing")


def _without(row: Row, names: frozenset[str]) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def native(value: Any) -> Any:
    """Return Python's own date or UTC date-time for the driver's; anything else as it is."""
    if isinstance(value, _PLAIN):
        return value
    plain: date | datetime = value.to_native()
    return plain.astimezone(UTC) if isinstance(plain, datetime) else plain


def named_row(table: Table, values: Sequence[Any]) -> dict[str, Scalar]:
    """Return values in the order of the schema as a row by column name."""
    return dict(zip(SCHEMAS[table].names, map(native, values), strict=True))


def record_batch(table: Table, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Return rows, their values in the order of the schema, as Arrow columns."""
    schema = SCHEMAS[table]
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [
        pa.array([native(each) for each in column] if _is_temporal(field.type) else column, type=field.type)
        for field, column in zip(schema, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _is_temporal(kind: pa.DataType) -> bool:
    return pa.types.is_date(kind) or pa.types.is_timestamp(kind)


def manifest_text(manifest: LoadManifest) -> str:
    """Return a manifest as JSON; equal manifests give equal text."""
    return json_text(asdict(manifest))


def manifest_of(text: str) -> LoadManifest:
    told = json.loads(text)
    files = tuple(FileDigest(each["name"], Sha256(each["sha256"]), each["rows"]) for each in told["files"])
    return LoadManifest(told["source"], files, Sha256(told["mapping"]), told["replace"])


def score_rows(scores: pa.Table) -> Iterator[dict[str, object]]:
    """Yield the rows of a score table for `write/scores`."""
    names = ["party", "score", "grade", "standalone_pd", "network_pd"]
    yield from scores.select(names).to_pylist()
