"""A disk with little room, as SQLite sees it: files grow until it is full, what stands can be overwritten."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import apsw


class SmallDisk(apsw.VFS):
    """`room` is how many bytes the files may still grow; set it at any time."""

    def __init__(self) -> None:
        self.room = sys.maxsize
        self.below = apsw.vfs_names()[0]
        super().__init__("small disk", self.below, makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, disk: SmallDisk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__(disk.below, name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write what there is room for, and fail where that is not all, as a disk does."""
        growth = max(0, offset + len(data) - self.xFileSize())
        fitting = len(data) - max(0, growth - self._disk.room)
        if fitting > 0:
            super().xWrite(data[:fitting], offset)
        self._disk.room -= min(growth, self._disk.room)
        if fitting < len(data):
            raise apsw.FullError("no room")

    def xLock(self, level: int) -> None:
        """Lock, or be refused: what cannot be locked for writing because it was opened for reading, too."""
        try:
            super().xLock(level)
        except apsw.IOError as error:
            raise apsw.BusyError("opened for reading") from error

    def xTruncate(self, size: int) -> None:
        self._disk.room += max(0, self.xFileSize() - size)
        super().xTruncate(size)


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """Let every SQLite file that is opened meanwhile lie on a small disk; at first it has room for all."""
    disk = SmallDisk()
    try:
        yield disk
    finally:
        disk.unregister()
