"""Where things in a Book came from, as answers."""

from collections.abc import Sequence

from api.schemas.plain import OriginOut
from book.book import Book
from book.sources import Source, source_of


def origin_out(source: Source) -> OriginOut:
    return OriginOut(
        record=source.id, source=source.source, file=source.file, sheet=source.sheet, line=source.line
    )


def tie_origin(book: Book, row: int) -> tuple[str, Source]:
    """Return the key of a row of `Snapshot.ties` and where it came from."""
    found = book.snapshot.ties.slice(row, 1).to_pylist()[0]
    return str(found["key"]), source_of(found)


def tie_origins(book: Book, rows: Sequence[int]) -> tuple[list[str], list[OriginOut]]:
    """Return the keys of these rows of `Snapshot.ties` and where they came from."""
    found = [tie_origin(book, row) for row in rows]
    return [key for key, _ in found], [origin_out(source) for _, source in found]
