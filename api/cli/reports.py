"""What a load did, in lines for people and as data for programs."""

from collections.abc import Iterator

from api.pipeline import Loaded
from ingest.load import LoadReport


def load_lines(loaded: Loaded) -> Iterator[str]:
    """Yield one line a table and source, where the reject reports are, and what came of it."""
    for report in loaded.reports:
        yield from _report_lines(report)
    if loaded.resolved is not None:
        done = loaded.resolved
        yield f"{done.records:,} records are {done.parties:,} parties; {done.possible:,} pairs are undecided"
    if loaded.book is not None:
        snapshot = loaded.book.snapshot
        yield f"Book {loaded.book.manifest.id}: {len(snapshot):,} parties, {snapshot.ties.num_rows:,} ties"


def load_summary(loaded: Loaded) -> dict[str, object]:
    """Return the same as data."""
    return {
        "loads": [report.as_dict() for report in loaded.reports],
        "records": loaded.resolved.records if loaded.resolved else None,
        "parties": loaded.resolved.parties if loaded.resolved else None,
        "book": loaded.book.manifest.id if loaded.book else None,
    }


def _report_lines(report: LoadReport) -> Iterator[str]:
    for table, counts in report.tables.items():
        rejected = f", {counts.rejected:,} rejected" if counts.rejected else ""
        yield f"{report.source}: {counts.good:,} of {counts.rows:,} rows of {table}{rejected}"
    for path in report.report_paths:
        yield f"  rejects: {path}"
