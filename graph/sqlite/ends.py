"""In which tables the ends of a row stand."""

from collections.abc import Iterator, Mapping

from graph.relationships import ENDS, NodeKind
from graph.row_cells import Row
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


def ends_of(table: Table, row: Row) -> Iterator[tuple[Table, str]]:
    """Yield table and key of everything that a row points at; facts and records point at nothing."""
    if table == Table.HOLDINGS:
        yield Table.RECORDS, str(row["record"])
    elif table == Table.RELATIONSHIPS:
        source, target = _BY_KIND[str(row["kind"])]
        yield source, str(row["source"])
        yield target, str(row["target"])
