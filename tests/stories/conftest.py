"""One Book of the demo book for each store; built once, read by all stories."""

from collections.abc import Callable

import pytest

from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from tests.contract.backends import Backend
from tests.stories.told import Told, tell


@pytest.fixture(scope="session")
def already_told() -> dict[str, Told]:
    return {}


@pytest.fixture
def told(
    backend: Backend,
    open_store: Callable[[], GraphStore],
    already_told: dict[str, Told],
    tmp_path_factory: pytest.TempPathFactory,
) -> Told:
    """Return the demo book as told through each store; the first test that asks waits for it."""
    name = type(backend).__name__
    if name not in already_told:
        store = open_store()
        store.init()
        already_told[name] = tell(store, tmp_path_factory.mktemp("told"))
    return already_told[name]


@pytest.fixture(scope="session")
def told_by_sqlite(already_told: dict[str, Told], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the demo book as the embedded store tells it, whatever store the test is about."""
    if "SqliteBackend" not in already_told:
        folder = tmp_path_factory.mktemp("embedded")
        store = SqliteStore(folder / "book.db")
        store.init()
        already_told["SqliteBackend"] = tell(store, folder)
        store.close()
    return already_told["SqliteBackend"]
