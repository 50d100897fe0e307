"""Rows of the schema <-> what Cypher takes and gives. No driver, no database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from graph.relationships import RelationshipKind
from graph.row_cells import Scalar
from graph.schema import SCHEMAS, Table

HOLDING = "has"
NODE_TABLES = (Table.RECORDS, Table.CONTRACTS, Table.LAWSUITS, Table.TENDERS, Table.EVENTS)
_PLAIN = (str, int, float, list, type(None))


def statements_of(table: Table) -> tuple[str, ...]:
    """Return the names under which a table's statements are filed: one for each kind of relationship."""
    if table == Table.RELATIONSHIPS:
        return tuple(kind.value.lower() for kind in RelationshipKind)
    return (HOLDING,) if table == Table.HOLDINGS else (table.value,)


def table_of(name: str) -> Table:
    """Return the table whose statements are filed under a name."""
    return next(table for table in Table if name in statements_of(table))


def native(value: Any) -> Any:
    """Return Python's own date or UTC date-time for the driver's; anything else as it is."""
    if isinstance(value, _PLAIN):
        return value
    plain: date | datetime = value.to_native()
    return plain.astimezone(UTC) if isinstance(plain, datetime) else plain


def named_row(table: Table, values: Sequence[Any]) -> dict[str, Scalar]:
    """Return values in the order of the schema as a row by column name."""
    return dict(zip(SCHEMAS[table].names, map(native, values), strict=True))


def record_batch(table: Table, columns: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Return columns of a `read/columns/…` statement as Arrow.

    They are in the order of the schema, days as ISO text and moments as microseconds since 1970. Cypher
    leaves nulls out of a list that it collects; in their stead stands False, among booleans an empty text.
    """
    schema = SCHEMAS[table]
    arrays = [
        _array(_with_nulls(column, each.type), each.type)
        for column, each in zip(columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _with_nulls(column: Sequence[Any], kind: pa.DataType) -> Sequence[Any]:
    if pa.types.is_boolean(kind):
        return [None if value == "" else value for value in column]
    return [None if value is False else value for value in column] if False in column else column


def _array(column: Sequence[Any], kind: pa.DataType) -> "pa.Array[Any]":
    if pa.types.is_date(kind):
        return pa.array(column, pa.string()).cast(kind)
    if pa.types.is_timestamp(kind):
        return pa.array(column, pa.int64()).cast(kind)
    return pa.array(column, kind)
