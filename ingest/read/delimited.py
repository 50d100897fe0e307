"""CSV and its like -> raw rows, with true line numbers where cells hold line breaks.

Whole blocks of lines are parted at once; only a block that has line breaks in its cells, broken quotes or
the header once more is read row by row (`careful`).
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import IO

from graph.errors import UnreadableFile
from ingest.read.careful import CarefulRows
from ingest.read.dialect import Head, read_head
from ingest.read.line_counts import lines_of
from ingest.read.plausible import LOST
from ingest.read.raw import ROWS_AT_ONCE, InputFile, RawBatch, RawTable
from ingest.read.second_table import refuse_second_table

_LONGEST_CELL = 64 << 20
"""A cell of more characters costs its row before it is read; see `ingest.sound` for smaller ones."""


def delimited_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the one table of a text file; its header is the first line with content that is no title."""
    csv.field_size_limit(_LONGEST_CELL)
    with _opened(file) as text:
        head = read_head(text, file.name)
    lines = lines_of(file.path, file.text_encoding)
    rows = None if lines is None else lines - head.line
    return (RawTable(file, None, head.headers, head.line, partial(_batches, file, head), rows=rows),)


def _batches(file: InputFile, head: Head) -> Iterator[RawBatch]:
    csv.field_size_limit(_LONGEST_CELL)
    with _opened(file) as text:
        deque(islice(text, head.next_line - 1), maxlen=0)
        lines = _Lines(text, head.next_line, file)
        while block := lines.take():
            rows = _plain(block, head, file.damaged)
            if rows is None:
                first = lines.next_line - len(block)
                careful = CarefulRows(
                    head, block, first, more=lines.one, damaged=file.damaged, name=file.name
                )
                batch = careful.batch()
                lines.give_back(careful.left)
            else:
                batch = _numbered(rows, lines.next_line - len(block), file.name)
            if batch.lines or batch.faulty:
                yield batch


def _plain(block: list[str], head: Head, damaged: bool) -> list[list[str]] | None:
    """Return the cells of lines that are a row each; None when some are not, or need a closer look."""
    text = "".join(block)
    if "\ufeff" in text or (damaged and LOST in text):
        return None
    try:
        rows = list(csv.reader(block, delimiter=head.delimiter, strict=True))
    except csv.Error:
        return None
    return None if len(rows) != len(block) or head.cells in rows else rows


def _numbered(rows: list[list[str]], first: int, name: str) -> RawBatch:
    """Return the rows with content; one below a blank row may begin a second table."""
    lines = range(first, first + len(rows))
    if all(map(any, rows)):
        return RawBatch(lines, rows)
    kept = [at for at, row in enumerate(rows) if any(row)]
    for at in kept:
        if at and not any(rows[at - 1]):
            refuse_second_table(rows[at], f"{name} line {first + at}")
    return RawBatch([first + at for at in kept], [rows[at] for at in kept])


def _opened(file: InputFile) -> IO[str]:
    errors = "replace" if file.damaged else "strict"
    return file.path.open(encoding=file.text_encoding, errors=errors, newline="")


@dataclass
class _Lines:
    """The lines of a text, a block at a time; those given back come once more."""

    text: IO[str]
    next_line: int
    file: InputFile
    _back: Sequence[str] = ()

    def take(self) -> list[str]:
        """Return the next lines, none at the end."""
        block = list(self._back[:ROWS_AT_ONCE])
        self._back = self._back[ROWS_AT_ONCE:]
        if len(block) < ROWS_AT_ONCE:
            block.extend(self._read(ROWS_AT_ONCE - len(block)))
        self.next_line += len(block)
        return block

    def one(self) -> str | None:
        """Return the next line, None at the end."""
        found: Sequence[str] = self._back[:1] or self._read(1)
        self._back = self._back[1:]
        self.next_line += len(found)
        return found[0] if found else None

    def give_back(self, lines: Sequence[str]) -> None:
        self._back = [*lines, *self._back]
        self.next_line -= len(lines)

    def _read(self, count: int) -> list[str]:
        try:
            return list(islice(self.text, count))
        except UnicodeError as error:
            raise UnreadableFile(
                f"{self.file.name} changed while it was read ({error}); load it again"
            ) from error
