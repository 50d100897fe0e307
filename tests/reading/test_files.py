import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import UnreadableFile
from ingest.read.archive import files_of
from ingest.read.detect import input_file, raw_tables
from ingest.read.raw import ROWS_AT_ONCE, RawTable


def table_of(path: Path) -> RawTable:
    (table,) = raw_tables(input_file(path, path.name, None))
    return table


def numbered(table: RawTable) -> list[tuple[int, list[str]]]:
    return [
        (line, list(row))
        for batch in table.batches()
        for line, row in zip(batch.lines, batch.rows, strict=True)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,企业名称\n1,株洲远方陶瓷有限公司\n", encoding=encoding)
    assert table_of(path).headers == ("编号", "企业名称")
    assert numbered(table_of(path)) == [(2, ["1", "株洲远方陶瓷有限公司"])]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_found_in_the_header(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a{mark}"b,;c"{mark}d\n1{mark}2{mark}3\n')
    assert table_of(path).headers == ("a", "b,;c", "d")


def test_line_numbers_stay_true_after_line_breaks_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\nname,text\na,"one\ntwo\nthree"\n\nb,four\n')
    assert table_of(path).header_line == 2
    assert [line for line, _ in numbered(table_of(path))] == [3, 7]


def test_rows_come_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("n\n" + "1\n" * (2 * ROWS_AT_ONCE + 1))
    assert [len(batch.rows) for batch in table_of(path).batches()] == [ROWS_AT_ONCE, ROWS_AT_ONCE, 1]


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


def test_folders_zips_and_tars_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "companies.csv").write_text("a\n")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("inner/people.csv", "a\n")
    with tarfile.open(tmp_path / "c.tgz", "w:gz") as tar:
        tar.add(folder / "companies.csv", "deep/debts.csv")
    with files_of([folder, tmp_path / "b.zip", tmp_path / "c.tgz"]) as found:
        assert [(each.name, each.folder) for each in found] == [
            ("crm/companies.csv", "crm"),
            ("b.zip/inner/people.csv", "inner"),
            ("c.tgz/deep/debts.csv", "deep"),
        ]
        assert all(each.path.read_text() == "a\n" for each in found)


@pytest.mark.parametrize("name", ["../../outside.csv", "/tmp/outside.csv", "..\\outside.csv"])
def test_an_archive_cannot_write_outside_of_its_room(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(name, "a\n")
    with pytest.raises(UnreadableFile, match="leave its folder"), files_of([tmp_path / "a.zip"]):
        pass
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo(name.replace("\\", "/")), io.BytesIO(b""))
    with pytest.raises(UnreadableFile, match="leave its folder"), files_of([tmp_path / "a.tar"]):
        pass


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        link = tarfile.TarInfo("companies.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(UnreadableFile, match="holds no files"), files_of([tmp_path / "a.tar"]):
        pass
