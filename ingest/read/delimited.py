"""CSV and TSV -> raw rows, with true line numbers where cells hold line breaks."""

import csv
from collections.abc import Iterator, Sequence
from functools import partial

from graph.errors import UnreadableFile
from ingest.read.raw import InputFile, RawBatch, RawTable, in_batches

_DELIMITERS = (",", "\t", ";", "|")
_LONGEST_CELL = 64 << 20
"""A cell of more bytes than this stops the file; shorter ones that are still too large cost their row."""


def delimited_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the one table of a text file; its first line with content is the header."""
    delimiter = _delimiter(file)
    for line, cells in _rows(file, delimiter):
        headers = tuple(cell.strip() for cell in cells)
        return (RawTable(file, None, headers, line, partial(_batches, file, delimiter)),)
    raise UnreadableFile(f"{file.name} holds blank lines only; a header and at least one row are needed")


def _batches(file: InputFile, delimiter: str) -> Iterator[RawBatch]:
    rows = _rows(file, delimiter)
    next(rows)
    yield from in_batches(rows)


def _rows(file: InputFile, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    with file.path.open(encoding=file.text_encoding, newline="") as text:
        rows = csv.reader(text, delimiter=delimiter)
        line = 1
        try:
            for cells in rows:
                if any(cells):
                    yield line, cells
                line = rows.line_num + 1
        except csv.Error as error:
            raise UnreadableFile(
                f"{file.name} line {line} cannot be read as a row ({error}); check its quotes"
            ) from error
        except UnicodeError as error:
            raise UnreadableFile(
                f"{file.name} line {line} is not {file.text_encoding}; save it as UTF-8"
            ) from error


def _delimiter(file: InputFile) -> str:
    """Return the mark that parts the header's cells: the most frequent one outside of quotes."""
    with file.path.open(encoding=file.text_encoding, newline="") as text:
        header = next((line for line in text if line.strip()), "")
    bare = "".join(part for at, part in enumerate(header.split('"')) if at % 2 == 0)
    return max(_DELIMITERS, key=bare.count)
