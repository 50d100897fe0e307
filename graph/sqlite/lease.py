"""The one writer of a SQLite store: a lock on a file beside it, which a dead holder leaves free."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from graph.changes import FencingToken
from graph.errors import StoreBusy
from graph.sqlite.database import Database
from graph.sqlite.errors import translated

_PAUSE_S = 0.05


@contextmanager
def lease(database: Database, holder: str, *, wait_s: float) -> Iterator[FencingToken]:
    """Hold the lock until the context ends and yield the next token; `StoreBusy` after `wait_s` seconds."""
    database.refuse_read_only()
    with database.reading():
        pass  # a store that is missing or too new is said before a lock file is made
    lock = _locked(database, wait_s)
    try:
        yield _take(database, holder)
    finally:
        lock.close()


def lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _locked(database: Database, wait_s: float) -> apsw.Connection:
    """Return a connection that holds the lock file exclusively, on every system the same way."""
    deadline = time.monotonic() + wait_s
    path = lock_path(database.path)
    with translated(path):
        lock = apsw.Connection(str(path))
        while True:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except apsw.BusyError:
                if time.monotonic() >= deadline:
                    lock.close()
                    raise _busy(database) from None
                time.sleep(_PAUSE_S)
            else:
                return lock


def _busy(database: Database) -> StoreBusy:
    with database.reading() as view:
        holder = view.connection.execute("SELECT holder FROM store").get or "Another process"
    return StoreBusy(f"{holder} is writing to {database.path}; wait until it has finished and try again")


def _take(database: Database, holder: str) -> FencingToken:
    with database.writing(None) as view:
        view.connection.execute("UPDATE store SET token = token + 1, holder = ?", (holder,))
        return FencingToken(view.connection.execute("SELECT token FROM store").get)
