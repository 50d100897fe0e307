"""One store is enough here: what is read does not depend on where it is kept."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.contract.addresses import open_at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    """Return an empty store in a file."""
    with closing(open_at({"path": str(tmp_path / "book.db")})) as opened:
        opened.init()
        yield opened
