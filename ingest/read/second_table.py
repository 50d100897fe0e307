"""A second header: right below the first it is the same in other words; below a blank row, another's."""

from collections.abc import Iterator, Sequence
from functools import cache

from graph.errors import UnreadableFile
from ingest.read.raw import RawBatch
from ingest.reasons import Fault, Reason
from ingest.tables import TABLES
from ingest.tables.column import columns
from ingest.typed import FaultyRow
from ingest.values import plain

_TAILS = ("", "name", "id", "名称", "姓名", "证件号", "证件号码")


def refuse_second_table(cells: Sequence[str], place: str) -> None:
    """Refuse a file where a row below a blank one is a header, for what follows are other rows.

    Raises
    ------
    UnreadableFile
        With the place and what to do.
    """
    if _is_header(cells):
        told = ", ".join(filter(None, cells))
        raise UnreadableFile(f"{place} begins a second table ({told}); put it into a file of its own")


def without_second_header(batches: Iterator[RawBatch]) -> Iterator[RawBatch]:
    """Yield the batches; the very first row is set aside when it is the header in another language."""
    first = next(batches, None)
    if first is None:
        return
    if first.rows and _is_header(first.rows[0]):
        again = FaultyRow(first.lines[0], (Fault(Reason.REPEATED_HEADER, "", ""),), first.rows[0])
        first = RawBatch(first.lines[1:], first.rows[1:], [again, *first.faulty])
    yield first
    yield from batches


def _is_header(cells: Sequence[str]) -> bool:
    """Say whether a row has two cells or more and all of them are words that our tables' headers have."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(_folded(cell) in _known_words() for cell in filled)


@cache
def _known_words() -> frozenset[str]:
    told = (
        word
        for model in TABLES.values()
        for column in columns(model).values()
        for word in (column.name, *column.headers)
    )
    return frozenset(_folded(word + tail) for word in told for tail in _TAILS)


def _folded(header: str) -> str:
    return "".join(plain(header).lower().replace("_", " ").split())
