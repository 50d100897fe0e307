"""Folders, zips and tars -> the files inside them, unpacked where nothing can escape or swell."""

import shutil
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from graph.errors import UnreadableFile

_TARS = (".tgz", ".tar.gz", ".tar", ".tar.bz2", ".tar.xz")
LARGEST_BYTES = 16 << 30
MOST_FILES = 10_000


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with the name people know it by. `asked` is whether it was named itself."""

    path: Path
    name: str
    folder: str | None
    asked: bool


@contextmanager
def files_of(paths: Sequence[Path]) -> Iterator[Sequence[FoundFile]]:
    """Give every file of these files, folders and archives, sorted; unpacked ones go at the end.

    Raises
    ------
    UnreadableFile
        When a path is missing, a folder holds no files, or an archive is damaged, hostile or too large.
    """
    with TemporaryDirectory(prefix="riskweave-") as room:
        found: list[FoundFile] = []
        for at, path in enumerate(paths):
            found.extend(_expand(path, Path(room) / str(at)))
        yield found


def _expand(path: Path, room: Path) -> Sequence[FoundFile]:
    if path.is_dir():
        return _below(path, path.resolve().name)
    if not path.is_file():
        raise UnreadableFile(f"{path} does not exist; check the path")
    if not _is_archive(path):
        return [FoundFile(path, path.name, None, True)]
    room.mkdir()
    try:
        if path.suffix.lower() == ".zip":
            _unpack_zip(path, room)
        else:
            _unpack_tar(path, room)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError, OSError) as error:
        raise UnreadableFile(f"{path.name} cannot be unpacked ({error}); pack it again") from error
    return _below(room, path.name)


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith((".zip", *_TARS))


def _below(root: Path, name: str) -> Sequence[FoundFile]:
    files = sorted(each for each in root.rglob("*") if each.is_file() and not _hidden(each.relative_to(root)))
    if not files:
        raise UnreadableFile(f"{name} holds no files; name a file or a folder with tables")
    return [
        FoundFile(each, f"{name}/{each.relative_to(root).as_posix()}", _folder(each, root, name), False)
        for each in files
    ]


def _folder(file: Path, root: Path, name: str) -> str:
    """Return the name of the folder that a file stands in; an archive's own name counts as one."""
    return name if file.parent == root else file.parent.name


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in relative.parts)


def _unpack_zip(path: Path, room: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        left = LARGEST_BYTES
        for at, member in enumerate(archive.infolist()):
            if member.is_dir() or (member.external_attr >> 16) & 0o170000 == 0o120000:
                continue
            with archive.open(member) as content:
                left = _unpack(content, _target(room, member.filename, at, path.name), left, path.name)


def _unpack_tar(path: Path, room: Path) -> None:
    with tarfile.open(path) as archive:
        left = LARGEST_BYTES
        for at, member in enumerate(archive):
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None:
                left = _unpack(content, _target(room, member.name, at, path.name), left, path.name)


def _target(room: Path, name: str, at: int, archive: str) -> Path:
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
        raise UnreadableFile(f"{archive} holds a file that wants to leave its folder; it was not unpacked")
    if at >= MOST_FILES:
        raise UnreadableFile(f"{archive} holds more than {MOST_FILES:,} files; unpack it and name a folder")
    return room.joinpath(*inside.parts)


def _unpack(content: IO[bytes], target: Path, left: int, archive: str) -> int:
    """Write a member and return how many bytes may still follow; its claimed size is not believed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        while chunk := content.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                raise UnreadableFile(
                    f"{archive} unpacks to more than {LARGEST_BYTES >> 30} GiB; unpack it yourself"
                )
            if shutil.disk_usage(target.parent).free < len(chunk):
                raise UnreadableFile(f"{archive} does not fit the temporary folder; unpack it elsewhere")
            file.write(chunk)
    return left
