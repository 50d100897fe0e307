"""What a load, resolution and refresh came to, as data: for jobs, and for commands with --json."""

from book.book import Book
from graph.model import Json
from ingest.load_report import LoadReport
from ingest.resolve import ResolveReport


def load_outcome(report: LoadReport) -> dict[str, Json]:
    """Return what was read and refused; `rejects` are paths."""
    return {
        "dry_run": report.dry_run,
        "tables": {
            table: {"rows": count.rows, "good": count.good, "rejected": count.rejected}
            for table, count in report.tables.items()
        },
        "reasons": dict(report.reasons),
        "warnings": dict(report.warnings),
        "examples": list(report.examples),
        "skipped": list(report.skipped),
        "unused": list(report.unused),
        "loads": {source: int(load) for source, load in report.loads.items()},
        "rejects": [str(path) for path in report.reports],
        "seconds": round(report.seconds, 3),
    }


def resolved_outcome(done: ResolveReport | None, book: Book | None) -> dict[str, Json]:
    """Return who is who now and the new Book; None for what was not done. `changed` counts new ones."""
    return {
        "records": done.records if done else None,
        "changed": done.parties if done else None,
        "possible": done.possible if done else None,
        "problems": list(book.snapshot.problems) if book else [],
        "parties": len(book.snapshot) if book else None,
        "book": book.manifest.id if book else None,
    }
