"""The plain tables of a Book as files."""

from collections.abc import Callable
from pathlib import Path

from api.cli.console import say
from api.cli.files import writing
from book.book import Book
from book.tables import Frame


def write_table(path: Path | None, table: Callable[[Book], Frame], book: Book) -> None:
    """Write a table of the Book as CSV; no path, no table."""
    if path is None:
        return
    made = table(book)
    with writing(path):
        made.to_csv(path, index=False, encoding="utf-8")
    say(f"{len(made):,} rows are in {path}")
