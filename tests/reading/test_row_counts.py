"""About how many rows a table has is known before they are read."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from ingest.read.archive import files_of
from tests.reading.raw_tables import numbered, table_of

ROWS = [("上海", "甲"), ("海上", "乙"), ("a", "b")]
TEXT = "\n".join(["name,alias", *map(",".join, ROWS)])
OBJECTS = [{"name": name, "alias": alias} for name, alias in ROWS]


def as_parquet(path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(OBJECTS), path)
    return path


def as_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([("name", "alias"), *ROWS]):
            sheet.write_row(at + 2, 1, row)
    return path


def written(text: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_text(text, encoding=encoding, newline="")
        return path

    return write


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.csv", written(TEXT)),
        ("a.csv", written(f"{TEXT}\n")),
        ("a.csv", written(TEXT.replace("\n", "\r\n"), "gb18030")),
        ("a.csv", written(f"Customers\n\n{TEXT}")),
        ("a.csv", written(TEXT, "utf-16")),
        ("a.csv", written(f"{TEXT}\n", "utf-16-le")),
        ("a.csv", written(f"\ufeff{TEXT}", "utf-16-be")),
        ("a.csv", written(f"\ufeff{TEXT}\n", "utf-32-be")),
        ("a.jsonl", written("\n".join(map(json.dumps, OBJECTS)))),
        ("a.json", written(json.dumps(OBJECTS))),
        ("a.json", written(json.dumps(OBJECTS, indent=2))),
        ("a.parquet", as_parquet),
        ("a.xlsx", as_workbook),
    ],
)
def test_as_many_rows_are_foretold_as_come(tmp_path: Path, name: str, made: Callable[[Path], Path]) -> None:
    table = table_of(made(tmp_path / name))
    assert table.rows == len(numbered(table)) == len(ROWS)


def test_a_cell_of_two_lines_counts_twice(tmp_path: Path) -> None:
    table = table_of(written('name,alias\n"Acme\nLtd",A\nBolt,B\n')(tmp_path / "a.csv"))
    assert (table.rows, len(numbered(table))) == (3, 2)


def test_a_text_whose_lines_end_as_on_an_old_computer_is_not_counted(tmp_path: Path) -> None:
    table = table_of(written(TEXT.replace("\n", "\r"))(tmp_path / "a.csv"))
    assert (table.rows, len(numbered(table))) == (None, len(ROWS))


def test_rows_of_packed_files_are_foretold_as_well(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("a.csv", TEXT)
        packed.writestr("b.csv.gz", gzip.compress(TEXT.encode()))
        packed.write(as_parquet(tmp_path / "c.parquet"), "c.parquet")
    with files_of([tmp_path / "all.zip"]) as found:
        assert [(each.name, table_of(each.path).rows) for each in found] == [
            ("all.zip/a.csv", len(ROWS)),
            ("all.zip/b.csv", len(ROWS)),
            ("all.zip/c.parquet", len(ROWS)),
        ]
