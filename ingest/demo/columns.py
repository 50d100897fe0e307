"""Text columns as Arrow arrays: the few vectorised operations that the generator is made of.

A null is an empty cell. Every function leaves its inputs alone and returns a column of equal length.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    Text: TypeAlias = pa.Array[Any]
else:
    Text = pa.Array
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_compute: Any = pc


def text(values: Sequence[str | None]) -> Text:
    """Return a column of these cells."""
    return cast(Text, pa.array(values, type=pa.string()))


def nothing(length: int) -> Text:
    """Return `length` empty cells."""
    return cast(Text, pa.nulls(length, pa.string()))


def take(table: Text | Sequence[str | None], index: Ints) -> Text:
    """Return `table[index]`; a negative index gives an empty cell."""
    source = table if isinstance(table, pa.Array) else text(table)
    wanted = pa.array(index, mask=index < 0)
    return cast(Text, _compute.take(source, wanted))


def join(*parts: Text | str) -> Text:
    """Return the parts of each row written together; a row with an empty part is empty."""
    scalars = [pa.scalar(part) if isinstance(part, str) else part for part in parts]
    return cast(Text, _compute.binary_join_element_wise(*scalars, ""))


def listed(*parts: Text) -> Text:
    """Return the parts of each row as one cell's list, empty parts left out."""
    return cast(Text, _compute.binary_join_element_wise(*parts, "; ", null_handling="skip"))


def pick(mask: Mask, yes: Text | str, no: Text | str) -> Text:
    """Return `yes` where the mask holds, else `no`."""
    return cast(Text, _compute.if_else(pa.array(mask), yes, no))


def cells(column: Text) -> list[str]:
    """Return the cells as Python text, empty ones as "" (slow beside the rest: for small or blocked use)."""
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]


def joined(*columns: Text) -> Text:
    """Return the columns one below the other."""
    whole_column = pa.chunked_array([column.cast(pa.string()) for column in columns]).combine_chunks()
    return cast(Text, whole_column)


def keep(mask: Mask, column: Text) -> Text:
    """Return the column with every cell emptied where the mask does not hold."""
    return cast(Text, _compute.if_else(pa.array(mask), column, pa.scalar(None, pa.string())))


def whole(values: npt.NDArray[Any]) -> Text:
    """Return whole numbers as digits."""
    return cast(Text, pa.array(values.astype(np.int64)).cast(pa.string()))


def padded(values: npt.NDArray[Any], width: int) -> Text:
    """Return whole numbers as digits with leading zeros."""
    return cast(Text, _compute.utf8_lpad(whole(values), width, "0"))


def hundredths(values: npt.NDArray[Any]) -> Text:
    """Return hundredths (an integer 75) as a decimal number (`0.75`)."""
    return join(whole(values // 100), ".", padded(values % 100, 2))


def day(days: npt.NDArray[Any]) -> Text:
    """Return days since 1970-01-01 as ISO dates."""
    return cast(Text, pa.array(days.astype(np.int32), type=pa.date32()).cast(pa.string()))


def moment(seconds: npt.NDArray[Any]) -> Text:
    """Return seconds since 1970-01-01 as `2026-03-05 14:03:00`."""
    stamps = pa.array(seconds.astype(np.int64), type=pa.timestamp("s"))
    return cast(Text, _compute.strftime(stamps, "%Y-%m-%d %H:%M:%S"))


def rewritten(column: Text, pattern: str, replacement: str) -> Text:
    """Return the column with every match of the pattern replaced."""
    return cast(Text, _compute.replace_substring_regex(column, pattern, replacement))


def among(column: Text, values: Collection[str]) -> Mask:
    """Return where the column holds one of the values."""
    found = _compute.is_in(column, value_set=pa.array(sorted(values)))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.bool_)


def capital(column: Text) -> Text:
    """Return the column with a capital first letter and small ones after it."""
    return cast(Text, _compute.utf8_capitalize(column))


def shuffled(rng: np.random.Generator, length: int) -> Ints:
    """Return a permutation of 0 … length - 1."""
    return rng.permutation(length).astype(np.int64)
