"""A hostile or odd file, and what becomes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

Row = Sequence[object]


@dataclass(frozen=True)
class Case:
    """`make` writes the file into an empty folder and returns it.

    It is either `refused` with a sentence (a regular expression), or loaded: then `parties` are the names
    by key, `ties` the ends and what else is asked of them, `rejects` the reason by line, and `holds` some
    values of `columns` of the records' fields.
    """

    name: str
    make: Callable[[Path], Path]
    parties: Mapping[str, str] = field(default_factory=dict)
    ties: Sequence[Row] = ()
    columns: tuple[str, ...] = ()
    rejects: Mapping[int, str] = field(default_factory=dict)
    refused: str = ""
    skipped: tuple[str, ...] = ()
    mended: str = ""


def raw(name: str, content: bytes) -> Callable[[Path], Path]:
    """Return the maker of a file of these bytes."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def text(name: str, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Callable[[Path], Path]:
    """Return the maker of a file of these lines."""
    return raw(name, (end.join(lines) + end).encode(encoding, "surrogatepass"))


def book(fill: Callable[[xlsxwriter.Workbook], None], name: str = "companies.xlsx") -> Callable[[Path], Path]:
    """Return the maker of a workbook that `fill` fills."""

    def make(folder: Path) -> Path:
        path = folder / name
        with xlsxwriter.Workbook(str(path)) as workbook:
            fill(workbook)
        return path

    return make


def sheet(*rows: Row, name: str = "companies") -> Callable[[xlsxwriter.Workbook], None]:
    """Return what fills a workbook with one sheet of these rows."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)

    return fill
