"""What loads bring, as objects or as rows already -> the rows of each table."""

from collections.abc import Iterator, Sequence

from graph.changes import Batch
from graph.fact_rows import contract_values, event_values, lawsuit_values, tender_values
from graph.holding_rows import holding_values
from graph.record_rows import record_values
from graph.relationship_rows import relationship_values
from graph.row_batch import RowBatch
from graph.row_cells import Row, Values, named
from graph.schema import LOADED, Table


def batch_values(batch: Batch | RowBatch) -> Iterator[tuple[Table, Sequence[Values]]]:
    """Yield the rows of each table of a batch as they come, facts before relationships."""
    if isinstance(batch, RowBatch):
        yield from ((table, batch.rows.get(table, ())) for table in LOADED)
        return
    yield Table.RECORDS, list(map(record_values, batch.records))
    yield Table.HOLDINGS, list(map(holding_values, batch.holdings))
    yield Table.CONTRACTS, list(map(contract_values, batch.contracts))
    yield Table.LAWSUITS, list(map(lawsuit_values, batch.lawsuits))
    yield Table.TENDERS, list(map(tender_values, batch.tenders))
    yield Table.EVENTS, list(map(event_values, batch.events))
    yield Table.RELATIONSHIPS, list(map(relationship_values, batch.relationships))


def batch_rows(batch: Batch | RowBatch) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of each table of a batch by column name."""
    for table, rows in batch_values(batch):
        yield table, [named(table, row) for row in rows]
