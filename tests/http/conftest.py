"""The application over a small demo book, made once by the ordinary commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli.demo import make
from api.settings import Settings


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a folder that holds a loaded and scored demo book of 300 firms."""
    settings = Settings(folder=tmp_path_factory.mktemp("demo"))
    make(settings, seed=7, size=300)
    return settings


@pytest.fixture(scope="session")
def client(demo: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture
def nothing_loaded(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(folder=tmp_path)), base_url="http://localhost") as client:
        yield client
