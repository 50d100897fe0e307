"""The rows of files that things in a Book came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from graph.arrays import place_of
from graph.values import RecordId, record_parts


@dataclass(frozen=True, slots=True)
class Source:
    """The row that something came from; `id` is the record, fact or relationship it became."""

    id: str
    source: str
    file: str
    sheet: str | None
    line: int


def source_of(row: Mapping[str, Any]) -> Source:
    """Return where a row of any snapshot table with an origin came from."""
    key = str(row["key"])
    source = row.get("reported_by") or record_parts(RecordId(key))[0]
    return Source(key, str(source), str(row["file"]), row["sheet"], int(row["line"]))


def rows_of(table: pa.Table, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of `table`, ascending by key, with these keys; O(keys · log rows)."""
    places = {place_of(table["key"], key) for key in keys}
    found = pa.array(sorted(each for each in places if each is not None), pa.int64())
    rows: list[dict[str, Any]] = table.take(found).to_pylist()
    return rows
