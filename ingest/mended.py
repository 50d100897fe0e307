"""A reject report that comes back as a file to load: its rows as they were, or as somebody mended them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ingest.read.raw import RawBatch, RawTable
from ingest.reasons import Fault, Reason
from ingest.rejects import TOLD, WHERE_TO, unguarded
from ingest.typed import FaultyRow


def is_report(table: RawTable) -> bool:
    """Return whether a table is a reject report."""
    return all(column in table.headers for column in WHERE_TO)


def told_of(table: RawTable) -> Mapping[str, str] | None:
    """Return what a report tells of its first row; None when it has no rows."""
    first = next((batch.rows[0] for batch in table.batches() if batch.rows), None)
    return None if first is None else dict(zip(table.headers, map(unguarded, first), strict=False))


def mended(table: RawTable) -> RawTable:
    """Return the table that the report's rows come from, without what is told of them."""
    kept = [at for at, header in enumerate(table.headers) if header not in (*TOLD, *WHERE_TO)]
    headers = tuple(table.headers[at] for at in kept)
    return replace(table, headers=headers, batches=partial(_batches, table, kept, headers))


def _batches(table: RawTable, kept: Sequence[int], headers: tuple[str, ...]) -> Iterator[RawBatch]:
    """Yield the rows; with cells too many or too few, and as repeated headers, if nobody mended them."""
    width = len(table.headers)
    for batch in table.batches():
        lines: list[int] = []
        rows: list[Sequence[str]] = []
        faulty = list(batch.faulty)
        for line, row in zip(batch.lines, batch.rows, strict=True):
            cells = [unguarded(row[at]) for at in (*kept, *range(width, len(row))) if at < len(row)]
            if tuple(cells) == headers:
                faulty.append(FaultyRow(line, (Fault(Reason.REPEATED_HEADER, "", ""),), cells))
            else:
                lines.append(line)
                rows.append(cells)
        yield RawBatch(lines, rows, faulty)
