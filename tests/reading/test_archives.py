import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from ingest.read.archive import files_of


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


def test_what_is_packed_again_inside_of_folders_and_archives_is_opened_too(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("people.csv", "a\n")
    (tmp_path / "crm").mkdir()
    with zipfile.ZipFile(tmp_path / "crm/outer.zip", "w") as packed:
        packed.writestr("deep/inner.zip", inner.getvalue())
        packed.writestr("debts.csv.gz", gzip.compress(b"a\n"))
    with files_of([tmp_path / "crm"]) as found:
        assert [(each.name, each.folder) for each in found] == [
            ("crm/outer.zip/debts.csv", "crm/outer.zip"),
            ("crm/outer.zip/deep/inner.zip/people.csv", "crm/outer.zip/deep/inner.zip"),
        ]
        assert all(each.path.read_text() == "a\n" for each in found)


def test_a_file_that_is_packed_alone_is_known_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "companies.csv.gz").write_bytes(gzip.compress(b"a\n"))
    with files_of([tmp_path / "companies.csv.gz"]) as (found,):
        assert (found.name, found.folder, found.asked) == ("companies.csv", None, True)
        assert found.path.read_text() == "a\n"


def test_archives_are_opened_three_deep_and_no_deeper(tmp_path: Path) -> None:
    content, name = b"a\n", "a.csv"
    for _ in range(4):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as packed:
            packed.writestr(name, content)
        content, name = outer.getvalue(), "a.zip"
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UnreadableFile, match="packed more than 3 times"), files_of([tmp_path / "a.zip"]):
        pass


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "utf-8"])
def test_chinese_names_in_a_zip_are_read_as_they_were_written(tmp_path: Path, encoding: str) -> None:
    name = "客戶名單/企業.csv"
    raw = name.encode(encoding)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x" * len(raw), "a\n")
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"x" * len(raw), raw))
    with files_of([tmp_path / "a.zip"]) as (found,):
        assert found.name == f"a.zip/{name}"
