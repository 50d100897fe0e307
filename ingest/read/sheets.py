"""Workbooks (XLSX, XLS, XLSB, ODS) -> raw rows through python-calamine."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import UnreadableFile
from ingest.read.raw import InputFile, RawBatch, RawTable, in_batches

_Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


def sheet_tables(file: InputFile) -> Sequence[RawTable]:
    """Return one table for each sheet with content; its first row with content is the header."""
    found = []
    with _workbook(file) as book:
        for name in book.sheet_names:
            first = next(_sheet_rows(book, name), None)
            if first is not None:
                headers = tuple(cell.strip() for cell in first[1])
                found.append(RawTable(file, name, headers, first[0], partial(_batches, file, name)))
    if not found:
        raise UnreadableFile(
            f"{file.name} has no sheet with content; a header and at least one row are needed"
        )
    return found


def _workbook(file: InputFile) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(file.path))
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            f"{file.name} is no workbook that can be read ({error}); save it again"
        ) from error


def _batches(file: InputFile, sheet: str) -> Iterator[RawBatch]:
    with _workbook(file) as book:
        rows = _sheet_rows(book, sheet)
        next(rows)
        yield from in_batches(rows)


def _sheet_rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    sheet = book.get_sheet_by_name(name)
    for line, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield line, cells


def _text(value: _Value) -> str:
    """Return a cell as a person would type it: dates in ISO form, whole floats without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
