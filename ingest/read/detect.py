"""A file -> its kind, digest and encoding, and the raw tables inside it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.errors import UnreadableFile
from graph.values import Sha256
from ingest.read.delimited import delimited_tables
from ingest.read.encoding import encoding_of
from ingest.read.json_rows import json_tables
from ingest.read.kinds import FileKind, kind_of, readable
from ingest.read.parquet import parquet_tables
from ingest.read.raw import InputFile, RawBatch, RawTable
from ingest.read.second_table import without_second_header
from ingest.read.sheets import sheet_tables

__all__ = ["input_file", "raw_tables", "readable"]

_CHUNK = 1 << 20
_LONGEST_LINE = 64 << 20
_READERS: Mapping[FileKind, Callable[[InputFile], Sequence[RawTable]]] = {
    FileKind.DELIMITED: delimited_tables,
    FileKind.JSON: json_tables,
    FileKind.WORKBOOK: sheet_tables,
    FileKind.PARQUET: parquet_tables,
}


def input_file(path: Path, name: str, folder: str | None) -> InputFile:
    """Return the file with its kind, digest and encoding; reads it through in constant memory.

    Raises
    ------
    UnreadableFile
        When it is missing, empty, of an unknown kind, or text in no encoding that is known.
    """
    kind = kind_of(path, name)
    digest, longest = _digest_and_longest_line(path)
    if kind in (FileKind.WORKBOOK, FileKind.PARQUET):
        return InputFile(path, name, folder, digest, kind)
    if kind is FileKind.DELIMITED and longest > _LONGEST_LINE:
        raise UnreadableFile(f"{name} has a line of more than {_LONGEST_LINE >> 20} MiB; it is no table")
    encoding = encoding_of(path, name)
    return InputFile(path, name, folder, digest, kind, encoding.name, encoding.damaged)


def raw_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the tables of a file: one for each sheet with content of a workbook, else one."""
    return [replace(table, batches=partial(_checked, table)) for table in _READERS[file.kind](file)]


def _checked(table: RawTable) -> Iterator[RawBatch]:
    return without_second_header(table.batches())


def _digest_and_longest_line(path: Path) -> tuple[Sha256, int]:
    """Return the SHA-256, and how long the longest line is at least, in whole MiB of bytes."""
    digest = hashlib.sha256()
    longest = run = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            run = 0 if b"\n" in chunk or b"\r" in chunk else run + len(chunk)
            longest = max(longest, run)
    return Sha256(digest.hexdigest()), longest
