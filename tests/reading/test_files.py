from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import UnreadableFile
from ingest.read.archive import files_of
from ingest.read.detect import input_file, raw_tables
from tests.reading.raw_tables import numbered


def test_a_workbook_gives_its_sheets_with_dates_and_numbers_as_people_type_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("one")
        sheet.write_row(1, 0, ["name", "amount", "on", "sure"])
        sheet.write_row(3, 0, ["甲", 12.0, date(2024, 3, 5), True])
        sheet.write_row(4, 0, ["乙", 0.25, "2024年3月5日", False])
        book.add_worksheet("empty")
    (table,) = raw_tables(input_file(path, "a.xlsx", None))
    assert (table.sheet, table.header_line) == ("one", 2)
    assert numbered(table) == [
        (4, ["甲", "12", "2024-03-05", "yes"]),
        (5, ["乙", "0.25", "2024年3月5日", "no"]),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF", "unknown kind '.pdf'"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n", "blank lines only"),
        ("a.csv", b"a,b\n\xff\xff\xff,1\n", "no encoding that is known"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "no workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        raw_tables(input_file(path, name, None))


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="does not exist"), files_of([tmp_path / "nothing.csv"]):
        pass
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFile, match="holds no files"), files_of([tmp_path / "empty"]):
        pass
