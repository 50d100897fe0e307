"""What a load did, in lines for people and as data for programs."""

from collections.abc import Iterator

from api.pipeline import Loaded


def load_lines(loaded: Loaded) -> Iterator[str]:
    """Yield one line a table, what was refused or assumed, where the rejects are, and what came of it."""
    report = loaded.report
    for table, count in report.tables.items():
        rejected = f", {count.rejected:,} rejected" if count.rejected else ""
        yield f"{table}: {count.good:,} of {count.rows:,} rows are good{rejected}"
    for reason, times in report.reasons.items():
        yield f"  rejected as {reason}: {times:,}"
    for warning, times in report.warnings.items():
        yield f"  {warning}: {times:,}"
    for name in report.skipped:
        yield f"  not a table, left alone: {name}"
    for path in report.reports:
        yield f"  rejects, to be mended and loaded again: {path}"
    if report.dry_run:
        yield "Nothing was written: this was a dry run"
    if loaded.resolved is not None:
        done = loaded.resolved
        yield f"{done.records:,} records are {done.parties:,} parties; {done.possible:,} pairs are undecided"
    if loaded.book is not None:
        snapshot = loaded.book.snapshot
        yield f"Book {loaded.book.manifest.id}: {len(snapshot):,} parties, {snapshot.ties.num_rows:,} ties"


def load_summary(loaded: Loaded) -> dict[str, object]:
    """Return the same as data."""
    report = loaded.report
    return {
        "dry_run": report.dry_run,
        "tables": {
            table: {"rows": count.rows, "good": count.good, "rejected": count.rejected}
            for table, count in report.tables.items()
        },
        "reasons": dict(report.reasons),
        "warnings": dict(report.warnings),
        "rejects": [str(path) for path in report.reports],
        "seconds": report.seconds,
        "records": loaded.resolved.records if loaded.resolved else None,
        "parties": loaded.resolved.parties if loaded.resolved else None,
        "book": loaded.book.manifest.id if loaded.book else None,
    }
