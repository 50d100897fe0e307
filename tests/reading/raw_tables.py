"""What a file is read as, for the tests of reading."""

from pathlib import Path

from ingest.read.detect import input_file, raw_tables
from ingest.read.raw import RawTable


def table_of(path: Path) -> RawTable:
    """Return the one table of a file."""
    (table,) = raw_tables(input_file(path, path.name, None))
    return table


def numbered(table: RawTable) -> list[tuple[int, list[str]]]:
    """Return the rows with their lines."""
    return [
        (line, list(row))
        for batch in table.batches()
        for line, row in zip(batch.lines, batch.rows, strict=True)
    ]


def set_aside(table: RawTable) -> list[tuple[int, str, str]]:
    """Return line, reason and column of the rows that could not be parted into cells."""
    return [
        (row.line, row.fault.reason.value, row.fault.column)
        for batch in table.batches()
        for row in batch.faulty
    ]
