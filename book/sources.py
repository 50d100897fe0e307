"""The rows of files that things in a Book came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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
    """Return the rows of `table` with these keys, in the order of the table."""
    wanted = pc.is_in(table["key"], value_set=pa.array(keys, pa.string()))
    rows: list[dict[str, Any]] = table.filter(wanted).to_pylist()
    return rows
