"""Folders and archives -> the files inside them, unpacked where nothing can escape or swell."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import UnreadableFile
from ingest.read.unpack import LARGEST_BYTES, Unpacker, is_packed

DEEPEST = 3
"""Archives inside of archives are opened up to so many levels."""


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
        search = _Search(Path(room))
        yield [each for path in paths for each in search.under(path)]


@dataclass
class _Search:
    """Looks for files; unpacks below `room`, each archive into a folder of its own."""

    room: Path
    unpacked: int = 0
    most: int = LARGEST_BYTES

    def under(self, path: Path) -> Sequence[FoundFile]:
        if path.is_dir():
            return self._below(path, path.resolve().name, DEEPEST)
        if not path.exists():
            raise UnreadableFile(f"{path} does not exist; check the path")
        if not path.is_file():
            raise UnreadableFile(f"{path} is no file; name a file or a folder with tables")
        if not is_packed(path):
            return [FoundFile(path, path.name, None, True)]
        return self._inside(path, path.name, None, DEEPEST)

    def _inside(self, path: Path, name: str, folder: str | None, deeper: int) -> Sequence[FoundFile]:
        """Return the files of an archive; a file that is packed alone counts like itself."""
        if not deeper:
            raise UnreadableFile(f"{name} is packed more than {DEEPEST} times; unpack it and name a folder")
        room = self.room / str(self.unpacked)
        self.unpacked += 1
        room.mkdir()
        unpacker = Unpacker(path, name, room, self.most)
        alone = unpacker.unpack()
        self.most -= unpacker.written
        if alone is None:
            return self._below(room, name, deeper - 1)
        inner = name.removesuffix(path.suffix)
        if is_packed(alone):
            return self._inside(alone, inner, folder, deeper - 1)
        return [FoundFile(alone, inner, folder, folder is None)]

    def _below(self, root: Path, name: str, deeper: int) -> Sequence[FoundFile]:
        files = sorted(
            each for each in root.rglob("*") if each.is_file() and not _hidden(each.relative_to(root))
        )
        if not files:
            raise UnreadableFile(f"{name} holds no files; name a file or a folder with tables")
        found: list[FoundFile] = []
        for each in files:
            called = f"{name}/{each.relative_to(root).as_posix()}"
            folder = name if each.parent == root else each.parent.name
            if is_packed(each):
                found.extend(self._inside(each, called, folder, deeper))
            else:
                found.append(FoundFile(each, called, folder, False))
        return found


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in relative.parts)
