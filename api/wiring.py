"""Turns settings into objects. The only place that knows which stores there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.settings import Settings
from book.catalogue import Shelf
from book.inputs import RunInputs
from casebook.db.session import open_casebook
from casebook.jobs import JobQueue
from graph.neo4j_store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore


@dataclass(frozen=True)
class Product:
    """Everything a command or a route works with, opened when first asked for."""

    settings: Settings

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[GraphStore]:
        """Open the store that the settings name; it is closed when the context ends."""
        store = open_store(self.settings, read_only=read_only)
        try:
            yield store
        finally:
            store.close()

    @cached_property
    def shelf(self) -> Shelf:
        return Shelf(self.settings.shelf)

    @cached_property
    def inputs(self) -> RunInputs:
        return RunInputs.read(self.settings.inputs, currency=self.settings.currency)

    @cached_property
    def jobs(self) -> JobQueue:
        self.settings.folder.mkdir(parents=True, exist_ok=True)
        return JobQueue(open_casebook(self.settings.casebook_url))


def open_store(settings: Settings, *, read_only: bool = False) -> GraphStore:
    """Return the store behind `settings.store_url`.

    Raises
    ------
    StoreUnavailable, StoreRefused
        When it does not answer or does not let us in.
    """
    url = settings.store_url
    if url.startswith("sqlite:///"):
        return SqliteStore(Path(url.removeprefix("sqlite:///")), read_only=read_only)
    return Neo4jStore(
        url,
        user=settings.store_user,
        password=settings.store_password.get_secret_value(),
        database=settings.store_database,
    )
