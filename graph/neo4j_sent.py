"""Rows of loads as Cypher takes them: a list for each column, ends as ids of nodes. No database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import pyarrow as pa

from graph.differences import Making
from graph.errors import InvalidRecord
from graph.flat_rows import FlatRows
from graph.neo4j_rows import statements_of
from graph.row_cells import Scalar
from graph.row_ends import TIE_KIND, end_columns, missing_end
from graph.schema import SCHEMAS, Table
from graph.values import RecordId, record_parts

Column: TypeAlias = tuple[Scalar, ...]
Field: TypeAlias = "pa.Field[Any]"
NodeIds: TypeAlias = Mapping[Table, Mapping[str, int]]
"""The ids that Neo4j has for records and facts, by table and key."""
HALF_CHARACTER = "A value holds half a character that is no valid text; save the file as UTF-8"
TOO_LARGE = "A number does not fit 64 bits; see the amounts of the rows"
_LARGEST = 2**63 - 1


def filed_rows(rows: FlatRows) -> Mapping[str, FlatRows]:
    """Return rows by the file name of their statements."""
    if rows.table != Table.RELATIONSHIPS:
        return {statements_of(rows.table)[0]: rows}
    filed: defaultdict[Scalar, list[int]] = defaultdict(list)
    for place, row in enumerate(rows.values):
        filed[row[TIE_KIND]].append(place)
    return {str(kind).lower(): part_of(rows, places) for kind, places in filed.items()}


def part_of(rows: FlatRows, places: Sequence[int]) -> FlatRows:
    """Return the rows at these positions."""
    return FlatRows(
        rows.table,
        list(map(rows.keys.__getitem__, places)),
        list(map(rows.values.__getitem__, places)),
        list(map(rows.hashes.__getitem__, places)),
    )


def sent(rows: FlatRows, making: Making) -> dict[str, object]:
    """Return the parameters of `write/create/…` but for the ids of nodes.

    A column that says nothing is empty. Days and moments go as ISO text: the driver takes 5 and 50 µs to
    pack one, Neo4j less than one to read it.
    """
    columns: dict[str, Sequence[object]] = {
        each.name: _sent(column, each.type) for each, column in _columns(rows) if _says(column)
    }
    columns = {**dict.fromkeys(SCHEMAS[rows.table].names, ()), **columns}
    if rows.table == Table.RECORDS:
        columns["reported_by"] = [record_parts(RecordId(key))[0] for key in rows.keys]
    return {"hashes": rows.hashes, "load": making.load, "columns": columns}


def _columns(rows: FlatRows) -> Iterator[tuple[Field, Column]]:
    return zip(SCHEMAS[rows.table], zip(*rows.values, strict=True), strict=True)


def _says(column: Column) -> bool:
    return any(each is not None for each in column)


def _sent(column: Column, kind: pa.DataType) -> Sequence[object]:
    if pa.types.is_date(kind):
        return [each.isoformat() if isinstance(each, date) else None for each in column]
    if pa.types.is_timestamp(kind):
        return [_zoned(each).isoformat() if isinstance(each, datetime) else None for each in column]
    return column


def _zoned(moment: datetime) -> datetime:
    """Take a moment without a zone as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def ends_in(rows: FlatRows) -> Sequence[tuple[Table, int]]:
    """Return where the rows name the nodes that they need: the table of the node and the column.

    All rows of relationships must be of one kind.
    """
    return end_columns(rows.table, rows.values[0]) if rows.values else ()


def end_ids(rows: FlatRows, nodes: NodeIds) -> dict[str, list[int]]:
    """Return the parameters of `write/create/…` that say between which nodes the rows are; all are known."""
    names = ("records",) if rows.table == Table.HOLDINGS else ("sources", "targets")
    return {
        name: [nodes[table][str(row[column])] for row in rows.values]
        for name, (table, column) in zip(names, ends_in(rows), strict=True)
    }


def refuse_missing(rows: FlatRows, known: NodeIds, brought: Mapping[Table, AbstractSet[str]]) -> None:
    """Raise `InvalidRecord` for the first row with an end that is neither known nor brought."""
    for table, column in ends_in(rows):
        ends = {str(row[column]) for row in rows.values}
        if missing := ends.difference(known[table], brought[table]):
            row = next(each for each in rows.values if str(each[column]) in missing)
            raise missing_end(rows.table, row, str(row[column]))


def refuse_unstorable(rows: FlatRows) -> None:
    """Raise `InvalidRecord` for text and numbers that the driver could not send."""
    for field, column in _columns(rows):
        if pa.types.is_string(field.type):
            _refuse_half_characters(each for each in set(column) if isinstance(each, str))
        elif pa.types.is_list(field.type):
            _refuse_half_characters(text for each in column if isinstance(each, list) for text in each)
        elif pa.types.is_integer(field.type):
            _refuse_too_large([each for each in set(column) if isinstance(each, int)])


def _refuse_half_characters(texts: Iterable[str]) -> None:
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        raise InvalidRecord(HALF_CHARACTER) from error


def _refuse_too_large(numbers: Sequence[int]) -> None:
    if numbers and not -_LARGEST - 1 <= min(numbers) <= max(numbers) <= _LARGEST:
        raise InvalidRecord(TOO_LARGE)
