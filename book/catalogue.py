"""The shelf: a folder of Books, and the pointer that says which one is read now."""

import os
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from book.book import Book
from book.manifest import Manifest
from graph.errors import BookDamaged, CannotWrite, NoBook

_POINTER = "current"
_BUILDING = ".building-"
_KEPT = re.compile(r"\d{6}-[0-9a-f-]+")
_Mark: TypeAlias = tuple[int, int, int]
_TRIES = 5


@dataclass
class Shelf:
    """Books in `folder`, the newest `keep` of them. Threads and processes may read while one writer puts.

    A Book that says the same as the one before it takes its place, so that what is kept are states.

    A reader who holds a Book keeps it: its files stay mapped also when the folder was removed.
    """

    folder: Path
    keep: int = 3
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)
    _open: "tuple[_Mark, Book] | None" = field(default=None, init=False, repr=False)
    _former: "tuple[str, Book] | None" = field(default=None, init=False, repr=False)

    def current(self) -> Book:
        """Return the Book to read now: one look at the pointer, and opened only when that changed.

        Raises
        ------
        NoBook
            Before the first refresh.
        BookDamaged
            When its files do not match its manifest.
        """
        opened = self._open
        if opened is not None and opened[0] == self._mark():
            return opened[1]
        with self._lock:
            for _ in range(_TRIES):
                mark = self._mark()
                if self._open is not None and self._open[0] == mark:
                    return self._open[1]
                if (book := self._opened(mark)) is not None:
                    self._open = mark, book
                    return book
        raise BookDamaged(f"The Books in {self.folder} change faster than they can be opened; try again")

    def versions(self) -> Sequence[Manifest]:
        """Return the manifests of the Books that are kept, the newest first."""
        return [Manifest.open(folder) for folder in reversed(self._folders())]

    def before(self, book: Book) -> Book | None:
        """Return the newest kept Book before this one that says something else; it is remembered.

        None where none is kept, none can be read any more, or `book` itself is not kept.
        """
        folders = self._folders()
        mine = [place for place, each in enumerate(folders) if _id(each) == book.manifest.id]
        earlier = folders[: mine[-1]] if mine else []
        for folder in reversed([each for each in earlier if _id(each) != book.manifest.id]):
            with self._lock:
                if self._former is not None and self._former[0] == folder.name:
                    return self._former[1]
                try:
                    self._former = folder.name, Book.open(folder)
                except BookDamaged:  # of an earlier version of the program, or removed meanwhile
                    continue
                return self._former[1]
        return None

    def begin(self) -> Path:
        """Return an empty folder to build a Book in, and remove what a killed builder left behind.

        For the one writer alone; nothing of it is seen before `put`.
        """
        with self.writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            for dead in self.folder.glob(f"{_BUILDING}*"):
                shutil.rmtree(dead, ignore_errors=True)
            building = self.folder / f"{_BUILDING}{os.getpid()}"
            building.mkdir()
        return building

    def put(self, building: Path) -> Path:
        """Make the Book in `building` durable and the current one, and remove the oldest ones.

        Readers see the old Book or the new one, never anything between, also after a power cut.
        """
        content = Manifest.open(building)
        number = 1 + max((int(folder.name[:6]) for folder in self._folders()), default=0)
        final = self.folder / f"{number:06d}-{content.id}"
        with self.writing():
            for file in building.rglob("*"):
                _sync(file)
            _sync(building)
            building.rename(final)
            _sync(self.folder)
            self._switch(final.name)
        self._tidy()
        return final

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Raise `CannotWrite` with what the system has against writing here; the current Book stays."""
        try:
            yield
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else error
            raise CannotWrite(
                f"The new Book cannot be written to {self.folder} ({reason});"
                " make room or see who owns it, and run `riskweave score`"
            ) from error

    def _tidy(self) -> None:
        """Remove the second newest Book if it says what the newest says, then those beyond `keep`."""
        folders = self._folders()
        if len(folders) > 1 and _id(folders[-2]) == _id(folders[-1]):
            shutil.rmtree(folders.pop(-2), ignore_errors=True)
        for old in folders[: -self.keep]:
            shutil.rmtree(old, ignore_errors=True)

    def _switch(self, name: str) -> None:
        fresh = self.folder / f".{_POINTER}"
        fresh.write_text(name, encoding="utf-8")
        _sync(fresh)
        fresh.replace(self.folder / _POINTER)
        _sync(self.folder)

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(each for each in self.folder.iterdir() if _KEPT.fullmatch(each.name))

    def _mark(self) -> _Mark:
        try:
            found = (self.folder / _POINTER).stat()
        except FileNotFoundError as error:
            raise NoBook(
                f"There is no Book in {self.folder} yet; `riskweave load` or `riskweave score` makes one"
            ) from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _opened(self, mark: _Mark) -> Book | None:
        """Open what the pointer says, or return None when it changed meanwhile."""
        name = (self.folder / _POINTER).read_text(encoding="utf-8")
        if not _KEPT.fullmatch(name):
            raise BookDamaged(f"{self.folder / _POINTER} names no Book; run `riskweave score`")
        try:
            book = Book.open(self.folder / name)
        except BookDamaged:
            if self._mark() != mark:
                return None
            raise
        return book if self._mark() == mark else None


def _id(folder: Path) -> str:
    """Return the id of the Book in a folder of the shelf."""
    return folder.name.partition("-")[2]


def _sync(path: Path) -> None:
    """Force a file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
