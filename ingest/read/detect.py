"""Which kind a file is, its digest and encoding, and the raw tables inside it."""

import codecs
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.errors import UnreadableFile
from graph.values import Sha256
from ingest.read.delimited import delimited_tables
from ingest.read.raw import InputFile, RawTable
from ingest.read.sheets import sheet_tables

DELIMITED = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("utf-8", "gb18030")


def readable(path: Path) -> bool:
    """Return whether the file's ending is one that tables are read from."""
    return path.suffix.lower() in DELIMITED | WORKBOOKS


def input_file(path: Path, name: str, folder: str | None) -> InputFile:
    """Return the file with its digest and encoding, read through once in constant memory.

    Raises
    ------
    UnreadableFile
        When it is missing, empty, of an unknown kind, or text in no encoding that is known.
    """
    if not readable(path):
        known = ", ".join(sorted(DELIMITED | WORKBOOKS))
        raise UnreadableFile(f"{name} is of an unknown kind {path.suffix!r}; save it as one of {known}")
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise UnreadableFile(f"{name} cannot be opened: {error.strerror or error}") from error
    if not head:
        raise UnreadableFile(f"{name} is empty; a header and at least one row are needed")
    guesses = _guesses(head) if path.suffix.lower() in DELIMITED else ()
    digest, encoding = _digest_and_encoding(path, guesses)
    if guesses and encoding is None:
        raise UnreadableFile(f"{name} is text in no encoding that is known; save it as UTF-8")
    return InputFile(path, name, folder, digest, encoding)


def raw_tables(file: InputFile) -> Sequence[RawTable]:
    """Return the tables of a file: one for text, one for each sheet with content for a workbook."""
    return delimited_tables(file) if file.text_encoding else sheet_tables(file)


def _guesses(head: bytes) -> Sequence[str]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return (encoding,)
    return _GUESSES


def _digest_and_encoding(path: Path, guesses: Sequence[str]) -> tuple[Sha256, str | None]:
    digest = hashlib.sha256()
    decoders: dict[str, Callable[[bytes, bool], str]] = {
        name: codecs.getincrementaldecoder(name)().decode for name in guesses
    }
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            digest.update(chunk)
            for name in list(decoders):
                try:
                    decoders[name](chunk, not chunk)
                except UnicodeError:
                    del decoders[name]
            if not chunk:
                break
    return Sha256(digest.hexdigest()), next(iter(decoders), None)
