"""Files of random formats, encodings and orders with the same rows."""

import csv
import gzip
import io
import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import strategies as st

from tests.roundtrip.rows import CHINESE, Company, Row

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"]


@dataclass(frozen=True)
class Form:
    """How a file is written: `order` are its columns, `typed` whether numbers and dates are such."""

    kind: str
    order: tuple[str, ...]
    packing: str
    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"
    quoted: bool = False
    chinese: bool = False
    typed: bool = False

    def header(self, column: str) -> str:
        return CHINESE[column] if self.chinese else column

    @property
    def is_text(self) -> bool:
        return self.kind in ("csv", "jsonl")


COLUMNS = tuple(name for name in CHINESE if name != "other_names")


@st.composite
def forms(draw: st.DrawFn, kinds: Sequence[str] = ("csv", "jsonl", "json", "parquet", "xlsx")) -> Form:
    """Return how a file may be written."""
    form = Form(
        draw(st.sampled_from(kinds)),
        tuple(draw(st.permutations(COLUMNS))),
        draw(st.sampled_from(["", "", "zip", "gz", "tgz", "folder"])),
        chinese=draw(st.booleans()),
        typed=draw(st.booleans()),
    )
    if form.is_text:
        encoding = draw(st.sampled_from(ENCODINGS))
        form = replace(form, encoding=encoding, chinese=form.chinese and encoding != "big5")
    if form.kind == "csv":
        end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
        form = replace(form, delimiter=draw(st.sampled_from(",;\t|")), end=end)
        form = replace(form, quoted=end == "\r" or draw(st.booleans()))
    return form


def written(
    folder: Path, form: Form, rows: Sequence[Company], extra: tuple[int, bytes] | None = None
) -> Path:
    """Write the rows and return what to load; `extra` is a raw line that goes before a row of text."""
    path = folder / f"companies.{form.kind}"
    if form.is_text:
        lines = [line.encode(form.encoding) for line in _LINES[form.kind](form, rows)]
        if form.encoding in ("utf-16", "utf-8-sig"):
            lines = [lines[0], *(line[len("﻿".encode(form.encoding)) // 2 :] for line in lines[1:])]
        if extra:
            lines.insert(extra[0] + (form.kind == "csv"), extra[1])
        path.write_bytes(b"".join(lines))
    else:
        _WRITERS[form.kind](path, form, rows)
    return _packed(path, form.packing)


def _csv_lines(form: Form, rows: Sequence[Company]) -> list[str]:
    lines = [[form.header(column) for column in form.order]]
    lines += [[row.cells[column] for column in form.order] for row in rows]
    return [_csv_line(form, cells) for cells in lines]


def _csv_line(form: Form, cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form.quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=form.delimiter, lineterminator=form.end, quoting=quoting).writerow(cells)
    return text.getvalue()


def _json_lines(form: Form, rows: Sequence[Company]) -> list[str]:
    return [json.dumps(_object(form, row), ensure_ascii=form.typed) + "\n" for row in rows]


def _object(form: Form, row: Company) -> Mapping[str, object]:
    cells = {column: _typed(row, column) if form.typed else row.cells[column] for column in form.order}
    return {form.header(column): value for column, value in cells.items() if value not in ("", None)}


def _typed(row: Company, column: str) -> object:
    """Return a cell as a program has it: numbers, lists; amounts as they were written."""
    if column in ("staff", "phones"):
        return row.fields.get(column)
    return row.cells[column]


def _write_list(path: Path, form: Form, rows: Sequence[Company]) -> None:
    path.write_text(json.dumps([_object(form, row) for row in rows], indent=1 if form.typed else None))


def _write_parquet(path: Path, form: Form, rows: Sequence[Company]) -> None:
    kinds = {"staff": pa.int64(), "phones": pa.list_(pa.string())} if form.typed else {}
    columns = {
        form.header(column): pa.array(
            [_typed(row, column) if form.typed else row.cells[column] for row in rows],
            kinds.get(column, pa.string()),
        )
        for column in form.order
    }
    pq.write_table(pa.table(columns), path, row_group_size=5)


def _write_workbook(path: Path, form: Form, rows: Sequence[Company]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("companies")
        for at, column in enumerate(form.order):
            sheet.write_string(0, at, form.header(column))
            for line, row in enumerate(rows, start=1):
                value = row.fields.get(column)
                if form.typed and column == "registered_on" and value:
                    sheet.write_datetime(line, at, datetime.fromisoformat(str(value)), day)
                elif form.typed and column == "registered_capital" and row.cells[column]:
                    sheet.write_number(line, at, float(Decimal(row.cells[column].replace(",", ""))))
                elif form.typed and column == "staff" and value is not None:
                    sheet.write_number(line, at, int(str(value)))
                else:
                    sheet.write_string(line, at, row.cells[column])


_LINES: Mapping[str, Callable[[Form, Sequence[Company]], list[str]]] = {
    "csv": _csv_lines,
    "jsonl": _json_lines,
}
_WRITERS: Mapping[str, Callable[[Path, Form, Sequence[Company]], None]] = {
    "json": _write_list,
    "parquet": _write_parquet,
    "xlsx": _write_workbook,
}


def _packed(path: Path, how: str) -> Path:
    packed = path.with_name(f"{path.name}.{how}")
    if how == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, path.name)
    elif how == "gz":
        packed.write_bytes(gzip.compress(path.read_bytes()))
    elif how == "tgz":
        with tarfile.open(packed, "w:gz") as archive:
            archive.add(path, path.name)
    elif how == "folder":
        packed.mkdir()
        shutil.move(path, packed)
    else:
        return path
    return packed


def bad_row(row: Company, **cells: str) -> Company:
    """Return a row with cells that cannot be read."""
    spoilt: Row = {**row.cells, "source_key": "C-bad", **cells}
    return Company(spoilt, row.fields)
