"""In which tables the ends of a row stand."""

from collections.abc import Iterator, Mapping, Sequence

from graph.relationships import ENDS, NodeKind
from graph.row_cells import Values
from graph.schema import Table

TABLE_OF: Mapping[NodeKind, Table] = {
    NodeKind.RECORD: Table.RECORDS,
    NodeKind.CONTRACT: Table.CONTRACTS,
    NodeKind.LAWSUIT: Table.LAWSUITS,
    NodeKind.TENDER: Table.TENDERS,
    NodeKind.EVENT: Table.EVENTS,
}
_BY_KIND: Mapping[str, tuple[Table, Table]] = {
    kind.value: (TABLE_OF[source], TABLE_OF[target]) for kind, (source, target) in ENDS.items()
}
_HOLDING_RECORD, _TIE_KIND, _TIE_SOURCE, _TIE_TARGET = 1, 1, 2, 3


def ends_of(table: Table, row: Values) -> Iterator[tuple[Table, str]]:
    """Yield table and key of everything that a row points at; facts and records point at nothing."""
    if table == Table.HOLDINGS:
        yield Table.RECORDS, str(row[_HOLDING_RECORD])
    elif table == Table.RELATIONSHIPS:
        source, target = _BY_KIND[str(row[_TIE_KIND])]
        yield source, str(row[_TIE_SOURCE])
        yield target, str(row[_TIE_TARGET])


def ends_needed(table: Table, rows: Sequence[Values]) -> Mapping[Table, set[str]]:
    """Return the keys that these rows point at by the table that must have them."""
    needed: dict[Table, set[str]] = {}
    if table == Table.HOLDINGS:
        needed[Table.RECORDS] = {str(row[_HOLDING_RECORD]) for row in rows}
    elif table == Table.RELATIONSHIPS:
        for kind in {str(row[_TIE_KIND]) for row in rows}:
            source, target = _BY_KIND[kind]
            alike = [row for row in rows if row[_TIE_KIND] == kind]
            needed.setdefault(source, set()).update(str(row[_TIE_SOURCE]) for row in alike)
            needed.setdefault(target, set()).update(str(row[_TIE_TARGET]) for row in alike)
    return needed
