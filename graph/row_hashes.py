"""Hashes of what flat rows say: equal rows of two loads have one hash."""

import hashlib
import marshal
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from graph.row_cells import Values, microseconds
from graph.schema import SCHEMAS, Table

_WITHOUT_REFERENCES = 2
"""The version of Python's binary form in which equal values are always the same bytes."""
_PLACE_COLUMNS = 3
"""File, sheet and line: the last columns of every loaded table, and no part of what a row says."""


def content_hashes(table: Table, rows: Sequence[Values]) -> list[bytes]:
    """Return 16 bytes for each row that stand for what it says, not for where it stands (file, sheet, line).

    Python's plain binary form of the values, days and moments as whole numbers, through BLAKE2b.
    """
    columns = list(zip(*rows, strict=True))[:-_PLACE_COLUMNS]
    for place, number in _numbered(table):
        column = columns[place]
        if any(value is not None for value in column):
            columns[place] = tuple([None if value is None else number(value) for value in column])
    return [
        hashlib.blake2b(marshal.dumps(row, _WITHOUT_REFERENCES), digest_size=16).digest()
        for row in zip(*columns, strict=True)
    ]


@cache
def _numbered(table: Table) -> tuple[tuple[int, Callable[[Any], int]], ...]:
    """Return the columns of days and moments by position, and how each becomes a number."""
    found: list[tuple[int, Callable[[Any], int]]] = []
    for place, each in enumerate(SCHEMAS[table]):
        if pa.types.is_date(each.type):
            found.append((place, date.toordinal))
        elif pa.types.is_timestamp(each.type):
            found.append((place, microseconds))
    return tuple(found)
