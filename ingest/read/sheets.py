"""Workbooks (XLSX, XLS, XLSB, ODS) -> raw rows through python-calamine."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from mmap import ACCESS_READ, mmap
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import UnreadableFile
from ingest.read.cell_text import as_typed
from ingest.read.heads import LOOKED_AT, header_among, headers_of
from ingest.read.merged import MergedCells
from ingest.read.raw import InputFile, RawBatch, RawTable, in_batches
from ingest.read.second_table import refuse_second_table
from ingest.read.workbook_cells import refuse_swollen, told_cells

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_Told: TypeAlias = Mapping[int, Mapping[int, str]]


def sheet_tables(file: InputFile) -> Sequence[RawTable]:
    """Return one table for each sheet with content; its header is the first row that is no title."""
    refuse_swollen(file.path, file.name)
    found = []
    with _workbook(file) as book:
        for about in book.sheets_metadata:
            if about.typ is SheetTypeEnum.WorkSheet:
                hidden = about.visible is not SheetVisibleEnum.Visible
                found.extend(_table(file, book, about.name, hidden=hidden))
    if all(table.hidden for table in found):
        raise UnreadableFile(
            f"{file.name} has no visible sheet with content; a header and at least one row are needed"
        )
    return found


def _table(file: InputFile, book: CalamineWorkbook, name: str, *, hidden: bool) -> list[RawTable]:
    told = told_cells(file.path, name)
    sheet = _sheet(book, name, file)
    first = list(islice(_sheet_rows(sheet, told), LOOKED_AT))
    if not first or sheet.end is None:
        return []
    at = 0 if hidden else header_among([row for _, row in first], f"{file.name} sheet {name}")
    line, cells = first[at]
    batches = partial(_batches, file, name, line, told)
    return [RawTable(file, name, headers_of(cells), line, batches, hidden, sheet.end[0] + 1 - line)]


def _batches(file: InputFile, name: str, header_line: int, told: _Told) -> Iterator[RawBatch]:
    with _workbook(file) as book:
        sheet = _sheet(book, name, file)
        yield from in_batches(
            _filled(_sheet_rows(sheet, told), sheet, header_line, f"{file.name} sheet {name}")
        )


def _workbook(file: InputFile) -> CalamineWorkbook:
    """Open a workbook by its content: its name may be any."""
    try:
        with file.path.open("rb") as content:
            return CalamineWorkbook.from_filelike(content)
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, PasswordError) or _is_encrypted(file):
            raise UnreadableFile(f"{file.name} is protected by a password; save it without one") from error
        raise UnreadableFile(
            f"{file.name} is no workbook that can be read ({error}); save it again"
        ) from error


def _is_encrypted(file: InputFile) -> bool:
    """Say whether an Office file is wrapped into an encrypted package, which the reader does not tell."""
    with file.path.open("rb") as content, mmap(content.fileno(), 0, access=ACCESS_READ) as whole:
        return whole.find(_ENCRYPTED) >= 0


def _sheet(book: CalamineWorkbook, name: str, file: InputFile) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        raise UnreadableFile(f"{file.name} sheet {name} cannot be read ({error}); save it again") from error


def _sheet_rows(sheet: CalamineSheet, told: _Told) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with content, and in them what is told of failed formulas."""
    for line, values in enumerate(sheet.iter_rows(), start=1):
        cells = [as_typed(value) for value in values]
        for column, text in told.get(line, {}).items():
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text
        if any(cells):
            yield line, cells


def _filled(
    rows: Iterator[tuple[int, list[str]]], sheet: CalamineSheet, header_line: int, name: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header, with the cells that are merged over several of them."""
    merged = MergedCells(
        [
            (top + 1, bottom + 1, column)
            for (top, column), (bottom, _) in sheet.merged_cell_ranges or ()
            if header_line <= top < bottom
        ]
    )
    before = header_line
    for line, cells in rows:
        if line > header_line:
            if line > before + 1:
                refuse_second_table(cells, f"{name} line {line}")
            before = line
            if merged.spans:
                merged.fill(line, cells)
            yield line, cells
