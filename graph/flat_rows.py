"""What loads bring -> rows that a store can compare with its own: one a key, sorted, each with a hash."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.batch_rows import batch_values
from graph.changes import Batch
from graph.row_batch import Payloads, RowBatch
from graph.row_cells import Values
from graph.row_hashes import content_hashes
from graph.schema import Table


class FlatRows(NamedTuple):
    """Rows of one table, ascending by key, one a key, with a hash of what each says; parallel lists."""

    table: Table
    keys: Sequence[str]
    values: Sequence[Values]
    hashes: Sequence[bytes]


def flat_rows(batch: Batch | RowBatch) -> Iterator[FlatRows]:
    """Yield what a batch brings, facts before the relationships that point at them; no rows, no table.

    Of rows with one key the last one wins.
    """
    for table, rows in batch_values(batch):
        if rows:
            keyed = {str(row[0]): row for row in rows}
            keys = sorted(keyed)
            values = [keyed[key] for key in keys]
            yield FlatRows(table, keys, values, content_hashes(table, values))


def payloads_of(batch: Batch | RowBatch, flat: Sequence[FlatRows]) -> Payloads:
    """Return the payloads of a batch, none where rows gave way to others of their key."""
    if isinstance(batch, Batch) or sum(map(len, batch.rows.values())) != sum(len(each.keys) for each in flat):
        return Payloads()
    return batch.payloads
