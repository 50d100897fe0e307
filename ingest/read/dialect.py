"""The mark between the cells of a text file, and its header."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.errors import UnreadableFile
from ingest.read.heads import LOOKED_AT, header_among, headers_of

_DELIMITERS = (",", "\t", ";", "|")
_TOLD = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
"""Excel's own line for it."""
_NO_CONTENT = " \t,;|"
_LINES = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The header: `cells` as they stand on `line`; the rows begin on `next_line`."""

    delimiter: str
    line: int
    next_line: int
    cells: list[str]

    @property
    def headers(self) -> tuple[str, ...]:
        return headers_of(self.cells)


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first rows with content, parted by one mark, with the lines that each spans."""

    delimiter: str
    rows: Sequence[list[str]]
    spans: Sequence[tuple[int, int]]


def read_head(text: Iterable[str], name: str) -> Head:
    """Return the delimiter and the header of a text.

    The mark is the one that `sep=` tells, else the one that parts the header into most cells, with its
    quotes in the right places.
    """
    lines = list(islice(text, _LINES))
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    told = _TOLD.fullmatch(lines[first]) if lines else None
    skipped = first + 1 if told else 0
    samples = [_sample(lines, skipped, mark) for mark in (told[1] if told else _DELIMITERS)]
    if not any(sample.rows for sample in samples):
        raise UnreadableFile(f"{name} holds blank lines only; a header and at least one row are needed")
    heads = [(sample, header_among(sample.rows, name)) for sample in samples if sample.rows]
    sample, at = max(heads, key=lambda each: _fit(lines, *each))
    line, next_line = sample.spans[at]
    if not _strictly_one(lines, sample, at):
        raise UnreadableFile(f"{name} line {line}: the header has a quote that is not closed; close it")
    return Head(sample.delimiter, line, next_line, sample.rows[at])


def _sample(lines: Sequence[str], skipped: int, delimiter: str) -> _Sample:
    rows: list[list[str]] = []
    spans: list[tuple[int, int]] = []
    reader = csv.reader(lines[skipped:], delimiter=delimiter)
    line = skipped + 1
    try:
        for cells in reader:
            next_line = skipped + reader.line_num + 1
            if any(cell.strip(_NO_CONTENT) for cell in cells):
                rows.append(cells)
                spans.append((line, next_line))
            line = next_line
            if len(rows) == LOOKED_AT:
                break
    except csv.Error:
        pass
    return _Sample(delimiter, rows, spans)


def _fit(lines: Sequence[str], sample: _Sample, at: int) -> tuple[bool, int, int]:
    """Return how well a mark fits: whether it parts between quotes, into how many cells, and how often so."""
    width = len(sample.rows[at])
    sound = width > 1 and _strictly_one(lines, sample, at)
    return sound, width, sum(len(row) == width for row in sample.rows[at:])


def _strictly_one(lines: Sequence[str], sample: _Sample, at: int) -> bool:
    """Say whether the header is one row whose quotes open and close where they should."""
    line, next_line = sample.spans[at]
    header = csv.reader(lines[line - 1 : next_line - 1], delimiter=sample.delimiter, strict=True)
    try:
        return len(list(header)) == 1
    except csv.Error:
        return False
