"""What rows end at: in which table that stands, in which columns, and what is said when it is not there."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from graph.errors import InvalidRecord
from graph.relationships import ENDS, NodeKind
from graph.row_cells import Values, named
from graph.schema import Table

TABLE_OF: Mapping[NodeKind, Table] = {
    NodeKind.RECORD: Table.RECORDS,
    NodeKind.CONTRACT: Table.CONTRACTS,
    NodeKind.LAWSUIT: Table.LAWSUITS,
    NodeKind.TENDER: Table.TENDERS,
    NodeKind.EVENT: Table.EVENTS,
}
TIE_KIND = 1
"""The column in which a relationship names its kind."""
_OF_HOLDINGS = ((Table.RECORDS, 1),)
_OF_TIES: Mapping[str, Sequence[tuple[Table, int]]] = {
    kind.value: ((TABLE_OF[source], 2), (TABLE_OF[target], 3)) for kind, (source, target) in ENDS.items()
}


def end_columns(table: Table, row: Values) -> Sequence[tuple[Table, int]]:
    """Return the table and the column of each thing that a row, and all of its kind, end at.

    Records and facts end at nothing.
    """
    if table == Table.HOLDINGS:
        return _OF_HOLDINGS
    return _OF_TIES[str(row[TIE_KIND])] if table == Table.RELATIONSHIPS else ()


def ends_needed(table: Table, rows: Sequence[Values]) -> Mapping[Table, set[str]]:
    """Return the keys that these rows end at by the table that must have them."""
    needed: dict[Table, set[str]] = {}
    for alike in _by_kind(table, rows):
        for where, column in end_columns(table, alike[0]):
            needed.setdefault(where, set()).update(map(itemgetter(column), alike))
    return needed


def _by_kind(table: Table, rows: Sequence[Values]) -> Sequence[Sequence[Values]]:
    if table != Table.RELATIONSHIPS:
        return [rows] if rows else []
    return [[row for row in rows if row[TIE_KIND] == kind] for kind in {str(row[TIE_KIND]) for row in rows}]


def missing_end(table: Table, row: Values, end: str) -> InvalidRecord:
    """Return the error for a row that ends at what is nowhere."""
    told = named(table, row)
    return InvalidRecord(
        f"{told['file']} line {told['line']}: {told['kind']} ends at {end!r}, which is neither in the store"
        " nor in the batch"
    )
