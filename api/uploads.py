"""Uploads: multipart bodies, streamed to files as they come. Nothing about them is believed."""

import asyncio
import re
import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from fastapi import Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from graph.errors import CannotWrite, InvalidInput, TooLarge

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_FILES = 500
MOST_FIELDS = 50
LONGEST_FIELD = 4_096
_LONGEST_NAME = 120
_UNWANTED = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Received:
    """fields: text by name, the last of a name counts. files: paths within the folder by the field's name."""

    fields: Mapping[str, str]
    files: Mapping[str, tuple[str, ...]]


async def receive(request: Request, folder: Path, *, most_bytes: int) -> Received:
    """Write the files of a multipart body below `folder`, each in a folder of its own under a harmless name.

    Raises
    ------
    TooLarge
        When the body or the number of its files is over the limit.
    InvalidInput
        When it is no multipart/form-data, or breaks off.
    CannotWrite
        When the disk has no room for it.
    """
    parts = _Parts(folder, most_bytes)
    parser = MultipartParser(_boundary(request), parts.callbacks())
    _refuse_early(request, folder, most_bytes)
    try:
        async for chunk in request.stream():
            parts.refuse_more(len(chunk))
            await asyncio.to_thread(parser.write, chunk)
    except FormParserError as error:
        raise InvalidInput("The body is no sound multipart/form-data; send it again") from error
    except OSError as error:
        raise CannotWrite(f"The upload cannot be kept: {error.strerror or error}; make room") from error
    finally:
        parts.close()
    if not parts.whole:
        raise InvalidInput("The upload broke off before its end; send it again")
    return Received(parts.fields, {name: tuple(files) for name, files in parts.files.items()})


def harmless_name(given: str) -> str:
    """Return the last part of a file's name, with nothing in it that means something to a file system."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", given)[-1])
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = _UNWANTED.sub("_", name).strip(" .")
    if len(name.encode()) > _LONGEST_NAME:
        ending = name[-12:] if "." in name[-12:] else ""
        ending = ending[ending.find(".") :]
        head = name.encode()[: _LONGEST_NAME - len(ending.encode())]
        name = head.decode(errors="ignore").strip(" .") + ending
    if not name or _RESERVED.fullmatch(name):
        return f"_{name}"
    return name


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise InvalidInput("Send the files as multipart/form-data, each as a part named `file`")
    return boundary


def _refuse_early(request: Request, folder: Path, most_bytes: int) -> None:
    """Refuse what says of itself that it is too large, before it is sent."""
    told = request.headers.get("content-length", "")
    size = int(told) if told.isascii() and told.isdigit() else 0
    if size > most_bytes:
        raise _too_large(most_bytes)
    if size > shutil.disk_usage(folder).free:
        raise CannotWrite("The disk of the product's folder is too full for the upload; make room")


def _too_large(most_bytes: int) -> TooLarge:
    return TooLarge(
        f"An upload may have {most_bytes / (1 << 20):,.0f} MiB; send fewer files at once, pack them, or raise"
        " the setting upload_mb"
    )


@dataclass
class _Parts:
    """What the parser calls: writes each part as it comes."""

    folder: Path
    most_bytes: int
    fields: dict[str, str] = field(default_factory=dict[str, str])
    files: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    whole: bool = False
    _seen: int = 0
    _count: int = 0
    _name: str = ""
    _text: bytearray = field(default_factory=bytearray)
    _file: IO[bytes] | None = None
    _header: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _disposition: bytes = b""

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._part_begin,
            "on_part_data": self._part_data,
            "on_part_end": self._part_end,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_end": self._end,
        }

    def refuse_more(self, count: int) -> None:
        self._seen += count
        if self._seen > self.most_bytes:
            raise _too_large(self.most_bytes)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _part_begin(self) -> None:
        self._disposition, self._text = b"", bytearray()
        self._count += 1
        if self._count > MOST_FILES + MOST_FIELDS:
            raise TooLarge(f"An upload may have {MOST_FILES} files; pack them into a zip")

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._header, self._value = bytearray(), bytearray()

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._name = options.get(b"name", b"").decode(errors="replace")
        if b"filename" in options:
            self._open(harmless_name(options[b"filename"].decode(errors="replace")))

    def _open(self, name: str) -> None:
        if sum(map(len, self.files.values())) == MOST_FILES:
            raise TooLarge(f"An upload may have {MOST_FILES} files; pack them into a zip")
        place = Path(f"{self._count:04d}") / name
        (self.folder / place.parent).mkdir()
        self._file = (self.folder / place).open("xb")
        self.files.setdefault(self._name, []).append(place.as_posix())

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])
        elif len(self._text) + end - start > LONGEST_FIELD:
            raise TooLarge(f"{self._name[:40]!r} is longer than {LONGEST_FIELD} bytes; send it as a file")
        else:
            self._text += data[start:end]

    def _part_end(self) -> None:
        if self._file is None:
            self.fields[self._name] = self._text.decode(errors="replace")
        self.close()

    def _end(self) -> None:
        self.whole = True
