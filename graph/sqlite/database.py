"""Connections to a store's file: readings that nothing blocks, and one writing transaction at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from graph.changes import FencingToken
from graph.errors import FencedOut, StoreRefused, StoreTooNew
from graph.sqlite.errors import not_ready, translated
from graph.sqlite.schema import APPLICATION_ID, PAGE_BYTES, make_schema
from graph.store import SCHEMA_VERSION, TOO_OLD
from graph.values import StoreVersion

_BUSY_MS = 5_000
_CACHE_KIB = 128 * 1024
_WRITER_CACHE_KIB = 384 * 1024
_CHECKPOINT_PAGES = 40_000


@dataclass(frozen=True, slots=True)
class View:
    """A transaction and the version that readers see in it."""

    connection: apsw.Connection
    version: StoreVersion


class Database:
    """The file of a store. Nothing is opened before the first call; any thread may call."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._read_only = read_only
        self._idle: list[apsw.Connection] = []
        self._writer: apsw.Connection | None = None
        self._writing = threading.Lock()
        self._closed = False

    def init(self) -> int:
        """Make the file and its tables where they are missing, and return the schema's number."""
        self.refuse_read_only()
        with translated(self.path), self._writing:
            if not self.path.parent.is_dir():
                raise StoreRefused(f"The folder {self.path.parent} does not exist; make it, or name another")
            connection = self._writer or self._open(apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
            _prepare(connection, self.path)
            self._writer = connection
            with _transaction(connection, "BEGIN IMMEDIATE"):
                if _has_store(connection):
                    _look(connection, self.path)
                make_schema(connection, SCHEMA_VERSION)
                return _look(connection, self.path)[0]

    @contextmanager
    def reading(self) -> Iterator[View]:
        """One consistent read; what a writer commits meanwhile is not seen."""
        with translated(self.path):
            connection = self._take_idle() or self._open_existing(apsw.SQLITE_OPEN_READONLY)
            try:
                connection.execute("BEGIN")
                yield View(connection, StoreVersion(_look(connection, self.path)[1]))
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._put_back(connection)

    @contextmanager
    def writing(self, token: FencingToken | None) -> Iterator[View]:
        """One durable transaction; `FencedOut` when `token` is not the newest. None only to take a lease."""
        self.refuse_read_only()
        with translated(self.path), self._writing:
            if self._writer is None:
                self._writer = self._open_existing(apsw.SQLITE_OPEN_READWRITE)
            connection = self._writer
            with _transaction(connection, "BEGIN IMMEDIATE"):
                _, version, newest = _look(connection, self.path)
                if token not in (None, newest):
                    raise FencedOut(f"Lease {token} was lost to lease {newest}; start the command again")
                yield View(connection, StoreVersion(version))

    def refuse_read_only(self) -> None:
        if self._read_only:
            raise StoreRefused(f"{self.path} was opened for reading only; open it for writing")

    def close(self) -> None:
        self._closed = True
        opened = [*self._idle, *filter(None, [self._writer])]
        self._idle, self._writer = [], None
        with translated(self.path):
            for connection in opened:
                connection.close()

    def _take_idle(self) -> apsw.Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _put_back(self, connection: apsw.Connection) -> None:
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    def _open_existing(self, flags: int) -> apsw.Connection:
        if not self.path.exists():
            raise not_ready(self.path)
        return self._open(flags)

    def _open(self, flags: int) -> apsw.Connection:
        if self._closed:
            raise StoreRefused(f"{self.path} was closed; open it again")
        connection = apsw.Connection(str(self.path), flags=flags)
        connection.set_busy_timeout(_BUSY_MS)
        connection.pragma("synchronous", "FULL")
        writes = flags & apsw.SQLITE_OPEN_READWRITE
        connection.pragma("cache_size", -(_WRITER_CACHE_KIB if writes else _CACHE_KIB))
        connection.wal_autocheckpoint(_CHECKPOINT_PAGES)
        return connection


@contextmanager
def _transaction(connection: apsw.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _prepare(connection: apsw.Connection, path: Path) -> None:
    """Mark a new file as ours and set how it is written; refuse a database of something else."""
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    if empty:
        connection.pragma("page_size", PAGE_BYTES)
        connection.pragma("application_id", APPLICATION_ID)
    elif connection.pragma("application_id") != APPLICATION_ID:
        raise StoreRefused(f"{path} is a database of another program; name another file")
    connection.pragma("journal_mode", "wal")


def _has_store(connection: apsw.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'store'").get)


def _look(connection: apsw.Connection, path: Path) -> tuple[int, int, int]:
    """Return (schema, version, newest token), or refuse a store that this code cannot read."""
    row: Any = connection.execute("SELECT schema, version, token FROM store").fetchone()
    if row is None:
        raise not_ready(path)
    schema, version, token = row
    if schema > SCHEMA_VERSION:
        raise StoreTooNew(
            f"{path} has schema {schema}, this program knows {SCHEMA_VERSION}; update riskweave"
        )
    if schema < SCHEMA_VERSION:
        raise StoreRefused(f"{path} {TOO_OLD.format(found=schema, known=SCHEMA_VERSION)}")
    return schema, version, token
