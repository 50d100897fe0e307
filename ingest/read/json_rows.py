"""JSON lines, or a list of objects -> raw rows. The headers are all names of all objects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO

from graph.errors import UnreadableFile
from ingest.read.json_list import elements
from ingest.read.json_text import BadObject, cells_of
from ingest.read.plausible import LOST
from ingest.read.raw import ROWS_AT_ONCE, InputFile, RawBatch, RawTable
from ingest.reasons import Fault, Reason
from ingest.typed import FaultyRow

MOST_NAMES = 20_000
_LONGEST_LINE = 64 << 20
_BLANK = re.compile(r"[\s\ufeff]*")


def json_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the one table of a JSON file; reads it through once for the names.

    Raises
    ------
    UnreadableFile
        When no object is in it, or their names never end.
    """
    names: dict[str, None] = {}
    rows = 0
    for _, found in _read(file):
        rows += 1
        if not isinstance(found, _Refused):
            names.update(dict.fromkeys(found))
            if len(names) > MOST_NAMES:
                raise UnreadableFile(f"{file.name} has more than {MOST_NAMES:,} names; it is no table")
    if not names:
        raise UnreadableFile(f"{file.name} holds no JSON objects; give one a line, or a list of them")
    return (RawTable(file, None, tuple(names), 0, partial(_batches, file, tuple(names)), rows=rows),)


def _batches(file: InputFile, names: Sequence[str]) -> Iterator[RawBatch]:
    lines: list[int] = []
    rows: list[Sequence[str]] = []
    faulty: list[FaultyRow] = []
    for line, found in _read(file):
        if isinstance(found, _Refused):
            faulty.append(found.row(line, names))
        elif any(found.values()):
            lines.append(line)
            rows.append([found.get(name, "") for name in names])
        if len(rows) + len(faulty) == ROWS_AT_ONCE:
            yield RawBatch(lines, rows, faulty)
            lines, rows, faulty = [], [], []
    if rows or faulty:
        yield RawBatch(lines, rows, faulty)


@dataclass(frozen=True, slots=True)
class _Refused:
    """An element that is no row, with its cells by name where only some of them are wrong."""

    element: str
    faults: tuple[Fault, ...]
    cells: Mapping[str, str] | None = None

    def row(self, line: int, names: Sequence[str]) -> FaultyRow:
        """Return it under the names of the table."""
        cells = None if self.cells is None else [self.cells.get(name, "") for name in names]
        return FaultyRow(line, self.faults, (self.element.strip(),), cells)


def _read(file: InputFile) -> Iterator[tuple[int, Mapping[str, str] | _Refused]]:
    """Yield the cells of each object by name, with the line on which it begins."""
    errors = "replace" if file.damaged else "strict"
    with file.path.open(encoding=file.text_encoding, errors=errors) as text:
        is_list = _begins_a_list(text)
        text.seek(0)
        for line, element in elements(text) if is_list else _lines(text, file.name):
            if not _BLANK.fullmatch(element):
                yield line, _cells(element.strip("\ufeff"), damaged=file.damaged and LOST in element)


def _lines(text: IO[str], name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(iter(partial(text.readline, _LONGEST_LINE), ""), start=1):
        if len(line) == _LONGEST_LINE:
            raise UnreadableFile(f"{name} line {number} is too long; give one object a line")
        yield number, line


def _begins_a_list(text: IO[str]) -> bool:
    while start := text.read(1 << 16):
        bare = start.lstrip("\ufeff \t\r\n")
        if bare:
            return bare.startswith("[")
    return False


def _cells(element: str, *, damaged: bool) -> Mapping[str, str] | _Refused:
    try:
        cells = cells_of(element, damaged=damaged)
    except BadObject as bad:
        if bad.cells is not None or not damaged:
            return _Refused(element, bad.faults, bad.cells)
    else:
        if not damaged:
            return cells
    return _Refused(element, (Fault(Reason.BROKEN_TEXT, "", element.strip()[:80]),))
