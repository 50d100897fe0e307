"""Turns settings into objects. The only place that knows which stores there are.

What an object is made of is imported when it is asked for: most commands need one or two of them, and a
driver or a Book takes longer to import than they run.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import Settings
from graph.errors import CannotWrite, RiskError

if TYPE_CHECKING:
    from book.book import Book
    from book.catalogue import Shelf
    from book.compare import Comparisons
    from book.inputs import RunInputs
    from casebook.jobs import JobQueue
    from graph.store import GraphStore

_ASK_AFTER_S = 1.0
_ASK_AWAY_AFTER_S = 15.0
TIMEOUT_S = 15.0
_LOOK_TIMEOUT_S = 1.0
"""How long one who only looks waits for a server that may be away: a request of a page is behind it."""


@dataclass(frozen=True)
class Product:
    """Everything a command or a route works with, opened when first asked for."""

    settings: Settings
    _freshness: "_Freshness" = field(default_factory=lambda: _Freshness(), init=False, repr=False)

    @contextmanager
    def store(self, *, read_only: bool = False, timeout_s: float | None = None) -> Iterator["GraphStore"]:
        """Open the store that the settings name; it is closed when the context ends.

        timeout_s: how long a server may let us wait, little for one who only reads unless it is given.
        """
        if not (read_only or self.settings.store):
            made_folder(self.settings.folder)
        store = open_store(self.settings, read_only=read_only, timeout_s=timeout_s)
        try:
            yield store
        finally:
            store.close()

    @cached_property
    def shelf(self) -> "Shelf":
        from book.catalogue import Shelf

        return Shelf(self.settings.shelf)

    @cached_property
    def comparisons(self) -> "Comparisons":
        from book.compare import Comparisons

        return Comparisons(self.shelf)

    @cached_property
    def inputs(self) -> "RunInputs":
        from book.inputs import RunInputs

        return RunInputs.read(self.settings.inputs, currency=self.settings.currency)

    @cached_property
    def jobs(self) -> "JobQueue":
        from casebook.db.session import open_casebook
        from casebook.jobs import JobQueue

        made_folder(self.settings.folder)
        return JobQueue(open_casebook(self.settings.casebook_url))

    def pending(self, book: "Book") -> bool:
        """Say whether a job or a load is under way, or something newer than `book` is published.

        The store and the queue are asked at most once a second; one that is away says nothing new and is
        left alone for a while.
        """
        if time.monotonic() - self._freshness.asked_at > _ASK_AFTER_S:
            self._freshness.asked_at = time.monotonic()
            self._ask()
        newer = self._freshness.version not in (None, book.snapshot.version)
        return newer or self._freshness.under_way

    def age_s(self, book: "Book") -> float:
        """Return how long ago `book` was built, in seconds."""
        return (datetime.now(UTC) - book.manifest.built_at).total_seconds()

    def _ask(self) -> None:
        try:
            with self.store(read_only=True) as store:
                self._freshness.version = store.version()
                loading = any(each.version is None for each in store.loads())
            self._freshness.under_way = loading or bool(self.jobs.unfinished())
        except RiskError:
            self._freshness.version, self._freshness.under_way = None, False
            self._freshness.asked_at = time.monotonic() + _ASK_AWAY_AFTER_S - _ASK_AFTER_S


@dataclass
class _Freshness:
    """What was last heard of store and queue; `version` is None where nobody answered."""

    asked_at: float = float("-inf")
    version: int | None = None
    under_way: bool = False


def open_store(
    settings: Settings, *, read_only: bool = False, timeout_s: float | None = None
) -> "GraphStore":
    """Return the store behind `settings.store_url`.

    Raises
    ------
    StoreUnavailable, StoreRefused
        When it does not answer or does not let us in.
    """
    url = settings.store_url
    if url.startswith("sqlite:///"):
        from graph.sqlite.store import SqliteStore

        return SqliteStore(Path(url.removeprefix("sqlite:///")), read_only=read_only)
    from graph.neo4j_store import Neo4jStore

    return Neo4jStore(
        url,
        user=settings.store_user,
        password=settings.store_password.get_secret_value(),
        database=settings.store_database,
        timeout_s=timeout_s or (_LOOK_TIMEOUT_S if read_only else TIMEOUT_S),
    )


@contextmanager
def opened_store(settings: Settings) -> Iterator["GraphStore"]:
    """Give one more handle on the store behind the settings, in whatever process this is."""
    store = open_store(settings)
    try:
        yield store
    finally:
        store.close()


def made_folder(folder: Path) -> None:
    """Make the folder and those above it where they are missing.

    Raises `CannotWrite` where that is not possible.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror or error}); name another with --folder"
        ) from error
