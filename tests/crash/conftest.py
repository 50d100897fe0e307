"""A store to crash on, the loads that crash, and what they show when nobody disturbs them."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from api import pipeline
from graph.store import GraphStore
from tests.contract.addresses import open_at
from tests.contract.backends import KILLED, Backend, Neo4jBackend
from tests.crash.loader import Work, the_day
from tests.crash.runs import whole
from tests.crash.story import Story, first, second, shown, write_files
from tests.neo4j_only.conftest import server
from tests.servers.neo4j import Server

__all__ = ["server"]


@pytest.fixture
def count_kill(backend: Backend, record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that counts a kill in a step for the last line of the run."""
    return lambda step: record_property(KILLED, f"{step} ({backend.name})")


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "today", the_day)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_files(folder)
    return folder


@pytest.fixture(scope="session")
def stories() -> dict[str, Story]:
    """Return the stories that were told already, by store."""
    return {}


@pytest.fixture
def work(backend: Backend, tmp_path: Path) -> Work:
    return Work(backend.address, tmp_path / "product")


@pytest.fixture
def story(backend: Backend, work: Work, files: Path, stories: dict[str, Story]) -> Story:
    """Return what undisturbed loads show on this store; the first of them is in it afterwards."""
    if backend.name not in stories:
        stories[backend.name] = undisturbed(work, files)
        backend.wipe()
        shutil.rmtree(work.folder)
    whole(first(work, files))
    return stories[backend.name]


@pytest.fixture
def store(story: Story, work: Work, open_store: Callable[[], GraphStore]) -> GraphStore:
    """Return a store that shows the first load."""
    store = open_store()
    assert shown(store, work) == story.before
    return store


def undisturbed(work: Work, files: Path) -> Story:
    with closing(open_at(work.address)) as store:
        whole(first(work, files))
        before, began = shown(store, work), perf_counter()
        whole(second(work, files))
        return Story(files, before, shown(store, work), perf_counter() - began)


@pytest.fixture(scope="session")
def told(files: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Path]:
    """Return what undisturbed loads into SQLite show, and a folder with the first of them."""
    folder = tmp_path_factory.mktemp("embedded")
    story = undisturbed(embedded_in(folder / "both"), files)
    whole(first(embedded_in(folder / "first"), files))
    return story, folder / "first"


@pytest.fixture
def embedded_story(told: tuple[Story, Path]) -> Story:
    return told[0]


@pytest.fixture
def embedded(told: tuple[Story, Path], tmp_path: Path) -> Work:
    """Return the work on an SQLite store of the test's own that shows the first load."""
    return embedded_in(Path(shutil.copytree(told[1], tmp_path / "own")))


@pytest.fixture
def server_work(server: Server, tmp_path: Path) -> Work:
    """Return the work on an empty Neo4j store."""
    return Work(Neo4jBackend(server).address, tmp_path / "product")


def embedded_in(folder: Path) -> Work:
    folder.mkdir(exist_ok=True)
    return Work({"path": str(folder / "book.db")}, folder / "product")
