"""One archive or packed file -> a folder, with nothing outside of it and no more than can be."""

import bz2
import gzip
import lzma
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeAlias

from graph.errors import UnreadableFile
from ingest.read.zip_names import name_of

LARGEST_BYTES = 16 << 30
LARGEST_GROWTH = 300
MOST_FILES = 10_000
_SURELY_FINE = 100 << 20
_SPARED_BYTES = 256 << 20
"""Of the disk, left to everybody else."""
_TARS = (".tgz", ".tar.gz", ".tar", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_ALONE: Mapping[str, Callable[[Path], Any]] = {
    ".gz": gzip.GzipFile,
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_TROUBLE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip
_LINK, _ENCRYPTED = 0o120000, 1

_Member: TypeAlias = tuple[str, AbstractContextManager[IO[bytes] | None]]


def is_packed(path: Path) -> bool:
    """Return whether the file's ending is one that is unpacked."""
    return path.name.lower().endswith((".zip", *_TARS, *_ALONE))


@dataclass
class Unpacker:
    """Unpacks `path`, known as `name`, into the empty folder `room`, `most` bytes at most.

    What members claim is not believed; `written` counts what they brought.
    """

    path: Path
    name: str
    room: Path
    most: int = LARGEST_BYTES
    written: int = 0

    def unpack(self) -> Path | None:
        """Unpack all files; return the file if it was packed alone. Links and devices are left out.

        Raises
        ------
        UnreadableFile
            When it is damaged, hostile, protected by a password, or too large.
        """
        lower = self.path.name.lower()
        try:
            if lower.endswith(".zip"):
                self._each(self._zipped())
            elif lower.endswith(_TARS):
                self._each(self._tarred())
            else:
                return self._alone()
        except _TROUBLE as error:
            raise UnreadableFile(f"{self.name} cannot be unpacked ({error}); pack it again") from error
        return None

    def _alone(self) -> Path:
        target = self.room / (self.path.stem or "file")
        with _ALONE[self.path.suffix.lower()](self.path) as content:
            self._write(content, target)
        return target

    def _each(self, members: Iterator[_Member]) -> None:
        for at, (name, opened) in enumerate(members):
            if at >= MOST_FILES:
                raise UnreadableFile(
                    f"{self.name} holds more than {MOST_FILES:,} files; unpack it and name a folder"
                )
            with opened as content:
                if content is not None:
                    self._write(content, self._target(name))

    def _zipped(self) -> Iterator[_Member]:
        with zipfile.ZipFile(self.path) as archive:
            for member in archive.infolist():
                if member.is_dir() or (member.external_attr >> 16) & 0o170000 == _LINK:
                    continue
                if member.flag_bits & _ENCRYPTED:
                    raise UnreadableFile(
                        f"{self.name} is protected by a password; unpack it and name a folder"
                    )
                yield name_of(member), archive.open(member)

    def _tarred(self) -> Iterator[_Member]:
        with tarfile.open(self.path) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                yield member.name, content or nullcontext()

    def _target(self, name: str) -> Path:
        inside = PurePosixPath(name.replace("\\", "/"))
        if not inside.parts or inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
            raise UnreadableFile(
                f"{self.name} holds a file that wants to leave its folder; it was not unpacked"
            )
        target = self.room.joinpath(*inside.parts)
        if target.exists():
            raise UnreadableFile(f"{self.name} holds {inside} twice; pack it again")
        return target

    def _write(self, content: IO[bytes], target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        most = min(self.most, max(_SURELY_FINE, LARGEST_GROWTH * self.path.stat().st_size))
        with target.open("wb") as file:
            while chunk := content.read(1 << 20):
                self.written += len(chunk)
                if self.written > most:
                    raise UnreadableFile(
                        f"{self.name} unpacks to more than {most >> 20:,} MiB; unpack it and name a folder"
                    )
                if shutil.disk_usage(self.room).free < len(chunk) + _SPARED_BYTES:
                    raise UnreadableFile(
                        f"{self.name} does not fit the temporary folder; unpack it and name a folder"
                    )
                file.write(chunk)
