"""Cells as SQLite keeps them <-> the schema's values and Arrow columns. No connection, no SQL."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeAlias

import pyarrow as pa

from graph.row_cells import EPOCH, MICROSECOND, Row, Scalar, Values, microseconds
from graph.schema import SCHEMAS, Table

Cell: TypeAlias = str | int | float | None
_EPOCH_DAY = date(1970, 1, 1).toordinal()
BATCH_ROWS = 65_536


def days(value: date) -> int:
    return value.toordinal() - _EPOCH_DAY


def moment(value: int) -> datetime:
    return EPOCH + value * MICROSECOND


def _list_text(value: list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


Convert: TypeAlias = Callable[[Any], Any]


def _conversions(kind: pa.DataType) -> tuple[Convert, Convert] | None:
    """Return how a value of this type becomes a cell, and back; None where it is one already."""
    if pa.types.is_date(kind):
        return days, lambda cell: date.fromordinal(cell + _EPOCH_DAY)
    if pa.types.is_timestamp(kind):
        return microseconds, moment
    if pa.types.is_list(kind):
        return _list_text, json.loads
    return (int, bool) if pa.types.is_boolean(kind) else None


@cache
def _special(table: Table) -> tuple[tuple[int, Convert, Convert], ...]:
    found = ((place, _conversions(each.type)) for place, each in enumerate(SCHEMAS[table]))
    return tuple((place, *both) for place, both in found if both)


def cells(table: Table, rows: Sequence[Values]) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of rows, converted a column at a time."""
    return zip(*cell_columns(table, rows), strict=True)


def cell_columns(table: Table, rows: Sequence[Values]) -> Sequence[Sequence[Any]]:
    """Return the columns of the cells of rows; no rows, no columns."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, store, _ in _special(table) if rows else ():
        column = columns[place]
        if store is not int and any(value is not None for value in column):
            columns[place] = [None if value is None else store(value) for value in column]
    return columns


def named_cells(table: Table, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of rows by column name in the order of the schema."""
    values_of = itemgetter(*SCHEMAS[table].names)
    return cells(table, [values_of(row) for row in rows])


def row_of(table: Table, values: Sequence[Any]) -> Mapping[str, Scalar]:
    """Return cells in the order of the schema as a row by column name."""
    row = dict(zip(SCHEMAS[table].names, values, strict=True))
    for place, _, load in _special(table):
        if values[place] is not None:
            row[SCHEMAS[table].names[place]] = load(values[place])
    return row


def record_batches(table: Table, rows: Iterator[tuple[Any, ...]]) -> Iterator[pa.RecordBatch]:
    """Yield rows of cells as Arrow batches of at most `BATCH_ROWS`; no rows, no batch."""
    schema = SCHEMAS[table]
    while held := list(islice(rows, BATCH_ROWS)):
        columns = zip(*held, strict=True)
        arrays = [_array(column, each.type) for column, each in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: tuple[Any, ...], kind: pa.DataType) -> "pa.Array[Any]":
    if pa.types.is_list(kind):
        return pa.array([None if cell is None else json.loads(cell) for cell in column], kind)
    if pa.types.is_date(kind):
        return pa.array(column, pa.int32()).cast(kind)
    if pa.types.is_timestamp(kind):
        return pa.array(column, pa.int64()).cast(kind)
    return pa.array(column, pa.int8()).cast(kind) if pa.types.is_boolean(kind) else pa.array(column, kind)
