"""The array types of the computations, and small steps between Arrow columns and them."""

from bisect import bisect_left
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

F64: TypeAlias = npt.NDArray[np.float64]
I64: TypeAlias = npt.NDArray[np.int64]
I32: TypeAlias = npt.NDArray[np.int32]
U8: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


def positions_in(values: Any, keys: Any) -> I32:
    """Return for each of `values` its row number in `keys`, -1 where it is absent or null."""
    if not len(values):
        return np.empty(0, np.int32)
    found: Any = pc.index_in(values, value_set=_one_chunk(keys), skip_nulls=True)
    return np.asarray(found.fill_null(-1), np.int32)


def place_of(keys: Any, key: str) -> int | None:
    """Return the row of `key` in an ascending column of texts, None where it is absent; O(log n)."""
    found = bisect_left(range(len(keys)), key, key=lambda row: keys[row].as_py())
    return found if found < len(keys) and keys[found].as_py() == key else None


def one_chunk(table: pa.Table) -> pa.Table:
    """Return the table with each column in one piece; no more than one column is there twice meanwhile."""
    for place, column in enumerate(table.schema):
        if table.column(place).num_chunks != 1:
            table = table.set_column(place, column, table.column(place).combine_chunks())
    return table


def numbers(column: Any) -> F64:
    """Return a column as float64 with NaN for null: dates as days since 1970-01-01, timestamps as
    seconds since then, flags as 0 and 1. Integers of more than 53 bits are rounded."""
    kind = column.type
    if pa.types.is_date32(kind):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(kind):
        return _seconds(column)
    elif pa.types.is_boolean(kind):
        column = column.cast(pa.uint8())
    return np.asarray(pc.fill_null(column.cast(pa.float64(), safe=False), np.nan), np.float64)


def flags(column: Any) -> Mask:
    """Return a boolean column as a mask; null counts as False."""
    return np.asarray(pc.fill_null(column, False), np.bool_)


def codes(column: Any) -> tuple[I32, list[str | None]]:
    """Return (code of each row, the texts in order of first sight); null is a text of its own."""
    encoded: Any = pc.dictionary_encode(column, null_encoding="encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        return np.empty(0, np.int32), []
    return np.asarray(encoded.indices, np.int32), encoded.dictionary.to_pylist()


def equals(column: Any, value: str) -> Mask:
    """Return which texts of a column are `value`."""
    return flags(pc.equal(column, pa.scalar(value)))


def until_day(column: Any, day: date) -> Mask:
    """Return which dates are on or before `day`; a missing one is."""
    return ~flags(pc.greater(column, pa.scalar(day, pa.date32())))


def after_day(column: Any, day: date) -> Mask:
    """Return which dates are after `day`; a missing one is."""
    return ~flags(pc.less_equal(column, pa.scalar(day, pa.date32())))


def sums_at(place: I32 | I64, values: F64, size: int) -> F64:
    """Return the sum of the values (m,) at each of `size` places."""
    return np.bincount(place, values, size).astype(np.float64)


def starts(counts: npt.NDArray[Any]) -> I64:
    """Return where runs of these lengths begin one after the other, and where the last one ends, (n + 1,)."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


def frozen(array: npt.NDArray[Any]) -> Any:
    """Return `array` read-only."""
    array.flags.writeable = False
    return array


def _one_chunk(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _seconds(column: Any) -> F64:
    whole: F64 = np.asarray(pc.fill_null(column.cast(pa.int64()), 0), np.float64)
    whole = whole / 1e6
    whole[np.asarray(pc.is_null(column), np.bool_)] = np.nan
    return whole
