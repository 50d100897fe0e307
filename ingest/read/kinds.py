"""Which kind of table a file is: its content decides, its ending where the content is plain text."""

import zipfile
from enum import StrEnum
from pathlib import Path

from graph.errors import UnreadableFile


class FileKind(StrEnum):
    DELIMITED = "delimited text"
    JSON = "JSON"
    WORKBOOK = "workbook"
    PARQUET = "Parquet"


ENDINGS = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab", ".psv"), FileKind.DELIMITED),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), FileKind.JSON),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), FileKind.WORKBOOK),
    **dict.fromkeys((".parquet", ".pq"), FileKind.PARQUET),
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<div", b"<!--")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


def readable(path: Path) -> bool:
    """Return whether the file's ending is one that tables are read from."""
    return path.suffix.lower() in ENDINGS


def kind_of(path: Path, name: str) -> FileKind:
    """Return what a file is, also when it is called otherwise: exports named .xls often hold text.

    Raises
    ------
    UnreadableFile
        When it is missing, empty, of an unknown kind, or surely no table.
    """
    ending = ENDINGS.get(path.suffix.lower())
    if ending is None:
        raise UnreadableFile(
            f"{name} is of an unknown kind {path.suffix!r}; save it as one of {', '.join(sorted(ENDINGS))}"
        )
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnreadableFile(f"{name} cannot be opened: {error.strerror or error}") from error
    if not head:
        raise UnreadableFile(f"{name} is empty; a header and at least one row are needed")
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if head.startswith(_OLE) or (head.startswith(_ZIP) and _is_workbook(path, ending)):
        return FileKind.WORKBOOK
    _refuse_strangers(head, name)
    return _of_text(head, ending, name)


def _is_workbook(path: Path, ending: FileKind) -> bool:
    if ending is FileKind.WORKBOOK:
        return True
    try:
        with zipfile.ZipFile(path) as packed:
            return any(each.startswith("xl/") or each == "content.xml" for each in packed.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def _refuse_strangers(head: bytes, name: str) -> None:
    if head.startswith(_ZIP) or head.startswith(_PACKED):
        raise UnreadableFile(f"{name} is packed, whatever its name says; unpack it, or name it .zip or .gz")
    if head.startswith(b"%PDF"):
        raise UnreadableFile(f"{name} is a PDF; export the table as CSV or XLSX")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        raise UnreadableFile(f"{name} is a web page or XML; open it in a spreadsheet and save it as XLSX")


def _of_text(head: bytes, ending: FileKind, name: str) -> FileKind:
    if ending is FileKind.PARQUET:
        raise UnreadableFile(f"{name} is no Parquet file; export it again")
    if ending is FileKind.WORKBOOK:
        if b"\0" in head and not head.startswith(_WIDE_MARKS):
            raise UnreadableFile(f"{name} is no workbook that can be read; save it again")
        return FileKind.DELIMITED
    return ending
