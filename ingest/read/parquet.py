"""Parquet -> raw rows, a batch at a time: what a person would type for each value."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import UnreadableFile
from ingest.read.cell_text import as_typed
from ingest.read.raw import ROWS_AT_ONCE, InputFile, RawBatch, RawTable

_DEEPEST = 8


def parquet_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the one table of a file. Nested columns are named with points; rows are numbered from 1."""
    with _opened(file) as content:
        headers = tuple(name.strip() for name in _flat(content.schema_arrow.empty_table()).column_names)
        rows = content.metadata.num_rows
    if not headers:
        raise UnreadableFile(f"{file.name} has no columns; export it again")
    return (RawTable(file, None, headers, 0, partial(_batches, file), rows=rows),)


def _batches(file: InputFile) -> Iterator[RawBatch]:
    first = 1
    with _opened(file) as content:
        pieces = content.iter_batches(batch_size=ROWS_AT_ONCE)
        while True:
            try:
                piece = next(pieces, None)
            except (pa.ArrowException, OSError) as error:
                raise _unreadable(file, error) from error
            if piece is None:
                break
            table = _flat(pa.Table.from_batches([piece]))
            rows = list(zip(*(_texts(column) for column in table.columns), strict=True))
            kept = [(line, row) for line, row in enumerate(rows, start=first) if any(row)]
            first += len(rows)
            if kept:
                yield RawBatch([line for line, _ in kept], [row for _, row in kept])
        promised = content.metadata.num_rows
    if first - 1 != promised:
        raise UnreadableFile(
            f"{file.name} promises {promised:,} rows and gives {first - 1:,}; export it again"
        )


def _opened(file: InputFile) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file.path, pre_buffer=False, buffer_size=1 << 20)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: InputFile, error: Exception) -> UnreadableFile:
    said = str(error).splitlines()[0].rstrip(".")
    return UnreadableFile(f"{file.name} is no whole Parquet file ({said}); export it again")


def _flat(table: pa.Table) -> pa.Table:
    for _ in range(_DEEPEST):
        if not any(pa.types.is_struct(field.type) for field in table.schema):
            break
        table = table.flatten()
    return table


def _texts(column: "pa.ChunkedArray[Any]") -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        return [text or "" for text in column.cast(pa.large_string()).to_pylist()]
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    if pa.types.is_time64(kind):
        column = column.cast(pa.time64("us"), safe=False)
    text = _reading(kind)
    return [text(value) for value in column.to_pylist()]


def _reading(kind: pa.DataType) -> Callable[[object], str]:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return _as_json if pa.types.is_nested(kind.value_type) else _listed
    if pa.types.is_nested(kind):
        return _as_json
    return _said if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) else as_typed


def _listed(values: object) -> str:
    items = values if isinstance(values, list) else []
    return ";".join(text for each in items if (text := _said(each)))


def _as_json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, default=_said)


def _said(value: object) -> str:
    """Return bytes as the text they are, else in hexadecimal digits."""
    if not isinstance(value, bytes):
        return as_typed(value)
    try:
        return value.decode()
    except UnicodeError:
        return value.hex()
