"""The importance of all parties is kept in the Book's folder: by a refresh, of a large book later."""

from pathlib import Path

import pytest

import book.refresh
from book.book import Book
from book.importance import FOLDER, of_all
from graph.errors import BookDamaged, NotComputed
from graph.store import GraphStore
from tests.book.books import MILL, SHOP, publish_world, refreshed
from tests.worlds import party_id


def test_a_refresh_keeps_the_importance_of_a_small_book(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    kept = refreshed(store, tmp_path)
    found = of_all(kept)
    assert found.esri[kept.position(party_id(MILL))] > 0
    assert found.money[kept.position(party_id(SHOP))] > 0
    assert any(name.startswith(f"{FOLDER}/") for name in kept.manifest.files)


@pytest.fixture
def large(store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Return a Book that counts as too large for a refresh to compute it."""
    monkeypatch.setattr(book.refresh, "AT_ONCE", 0)
    publish_world(store)
    return refreshed(store, tmp_path)


def test_of_a_large_book_it_is_computed_when_asked_for_and_seen_by_every_reader(large: Book) -> None:
    reader = Book.open(large.folder or Path())
    with pytest.raises(NotComputed, match="riskweave importance --all"):
        of_all(reader)
    found = large.compute_importance()
    assert of_all(reader).esri.tobytes() == found.esri.tobytes()
    assert of_all(Book.open(large.folder or Path())).order.tolist() == found.order.tolist()


def test_two_that_compute_it_at_once_leave_one_result(large: Book) -> None:
    folder = large.folder or Path()
    one, other = Book.open(folder), Book.open(folder)
    assert one.importance is None
    assert other.importance is None
    one.compute_importance()
    other.compute_importance()
    assert [each.name for each in folder.iterdir() if FOLDER in each.name] == [FOLDER]


def test_a_result_that_cannot_be_read_is_said(large: Book) -> None:
    large.compute_importance()
    folder = large.folder or Path()
    (folder / FOLDER / "esri.npy").write_bytes(b"")
    with pytest.raises(BookDamaged, match="riskweave score"):
        of_all(Book.open(folder))
