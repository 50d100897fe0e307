"""Tiny files and typed rows for the tests of loading."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graph.schema import Table
from graph.store import GraphStore
from ingest.binding import best_table, matched
from ingest.load import LoadOptions, LoadReport, load
from ingest.read.detect import input_file, raw_tables
from ingest.tables import table_named
from ingest.typed import TypedBatch
from ingest.typer import RowTyper

TODAY = date(2026, 11, 24)
CURRENCIES = frozenset({"CNY", "USD"})


def write(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    """Write a text file of these lines and return it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def typed_rows(folder: Path, table: str, *lines: str) -> TypedBatch:
    """Return what a CSV of these lines is typed as."""
    (raw,) = raw_tables(input_file(write(folder, "rows.csv", *lines), "rows.csv", None))
    model = table_named(table) if table else best_table(raw.headers)
    assert model is not None
    typer = RowTyper(
        raw, matched(raw, model, today=TODAY), today=TODAY, currency="CNY", currencies=CURRENCIES
    )
    (batch,) = raw.batches()
    return typer.typed(batch)


def load_into(store: GraphStore, *paths: Path, **options: object) -> LoadReport:
    """Load files; the reject report goes beside the first of them."""
    given = {"report_folder": paths[0].parent / "rejects", "currencies": CURRENCIES, **options}
    with store.lease("a test", wait_s=1) as token:
        return load(store, paths, LoadOptions(**given), token=token, today=TODAY)


def rows(store: GraphStore, table: Table) -> list[dict[str, object]]:
    """Return the rows that finished loads have of a table."""
    return [row for batch in store.pending(table) for row in batch.to_pylist()]


def values(found: Sequence[dict[str, object]], *names: str) -> set[tuple[object, ...]]:
    """Return the named columns of rows, as a set."""
    return {tuple(row[name] for name in names) for row in found}
