"""A hash of what tables say, equal wherever and whenever they were read."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.schema import Table
from graph.values import Sha256

_PLACE = frozenset({"file", "sheet", "line"})
"""Where a row stands is not what it says: the same row from another file is the same content."""


class ContentDigest:
    """A SHA-256 over all columns but the rows' places, of tables that come in the order of their names.

    The tables are ascending by key. Nulls, offsets and chunks are brought into one form first, so equal
    values give equal hashes.
    """

    def __init__(self, *more: str) -> None:
        self._digest = hashlib.sha256("\x1f".join(more).encode())

    def add(self, name: Table, table: pa.Table) -> None:
        self._digest.update(f"{name.value} {table.num_rows}\n".encode())
        for column in table.column_names:
            if column not in _PLACE:
                self._digest.update(column.encode())
                for part in _bytes(table[column]):
                    self._digest.update(part)

    def value(self) -> Sha256:
        """Return the hash of what came so far."""
        return Sha256(self._digest.hexdigest())


def content_hash(tables: Mapping[Table, pa.Table], *more: str) -> Sha256:
    """Return the hash of tables that are all at hand; see `ContentDigest`."""
    digest = ContentDigest(*more)
    for name in sorted(tables):
        digest.add(name, tables[name])
    return digest.value()


def _bytes(column: Any) -> Iterator[Any]:
    """Yield the validity, the lengths and the values of a column."""
    kind = column.type
    yield np.packbits(np.asarray(pc.is_valid(column), np.bool_))
    if pa.types.is_list(kind):
        yield _lengths(pc.list_value_length(column))
        yield from _bytes(pc.list_flatten(column))
    elif pa.types.is_string(kind):
        yield _lengths(pc.binary_length(column))
        for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
            yield from _text(chunk)
    else:
        yield np.ascontiguousarray(_plain(column))


def _lengths(column: Any) -> Any:
    return np.asarray(column.fill_null(-1), np.int32)


def _text(chunk: Any) -> Iterator[Any]:
    """Yield the bytes of all texts of a chunk, one after the other; a null has none."""
    filled = pc.fill_null(chunk, "")
    _, offsets, values = filled.buffers()
    if values is None or not len(filled):
        return
    bounds = np.frombuffer(offsets, np.int32)[filled.offset : filled.offset + len(filled) + 1]
    yield memoryview(values)[int(bounds[0]) : int(bounds[-1])]


def _plain(column: Any) -> Any:
    kind = column.type
    if pa.types.is_floating(kind):
        return np.asarray(pc.fill_null(column, 0.0), np.float64)
    if pa.types.is_boolean(kind):
        return np.asarray(pc.fill_null(column, False), np.uint8)
    if pa.types.is_date32(kind):
        column = column.cast(pa.int32())
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0), np.int64)
