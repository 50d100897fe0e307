import shutil
import threading
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from book.book import Book
from book.catalogue import Shelf
from book.manifest import Manifest
from book.refresh import build_book
from graph.changes import Batch
from graph.errors import BookDamaged, NoBook
from graph.snapshot import Snapshot
from tests.book.books import INPUTS, NEWS, NOW, RECORDS, SAME, holdings, ties
from tests.worlds import world


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two saved Books that differ in one amount."""
    made = []
    for amount in (80_000, 90_000):
        snapshot = small_world(amount)
        manifest = Manifest.of(snapshot, INPUTS.hash, built_at=NOW + timedelta(seconds=amount))
        made.append(tmp_path_factory.mktemp("book") / "book")
        build_book(snapshot, INPUTS, manifest).save(made[-1])
    return made


def small_world(amount: int) -> Snapshot:
    return world(RECORDS, ties(amount), facts=Batch(events=[NEWS]), holdings=holdings(), same=SAME)


def put(shelf: Shelf, book: Path) -> Path:
    building = shelf.begin()
    shutil.copytree(book, building, dirs_exist_ok=True)
    return shelf.put(building)


def test_before_the_first_book_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoBook, match="riskweave load"):
        Shelf(tmp_path / "books").current()
    assert Shelf(tmp_path / "books").versions() == []


def test_a_book_is_opened_once_until_the_pointer_changes(tmp_path: Path, books: list[Path]) -> None:
    shelf, reader = Shelf(tmp_path), Shelf(tmp_path)
    put(shelf, books[0])
    first = reader.current()
    assert reader.current() is first
    put(shelf, books[1])
    second = reader.current()
    assert second.manifest.id != first.manifest.id
    assert reader.current() is second


def test_a_held_book_works_on_after_its_folder_is_gone(tmp_path: Path, books: list[Path]) -> None:
    shelf = Shelf(tmp_path, keep=1)
    folder = put(shelf, books[0])
    held = Shelf(tmp_path).current()
    put(shelf, books[1])
    assert not folder.exists()
    assert held.explain(0).party == held.party_id(0)
    assert held.index.find("Bolt", limit=1)
    assert np.isfinite(held.contagion.pd).all()
    assert held.network.degree.sum() > 0


def test_readers_never_see_anything_between_two_books(tmp_path: Path, books: list[Path]) -> None:
    writer, reader = Shelf(tmp_path, keep=2), Shelf(tmp_path)
    put(writer, books[0])
    expected = {Manifest.open(book).id: Book.open(book).scores.value.tolist() for book in books}
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            book = reader.current()
            if book.scores.value.tolist() != expected[book.manifest.id]:
                wrong.append(book.manifest.id)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for each in threads:
        each.start()
    for turn in range(12):
        put(writer, books[turn % 2])
    done.set()
    for each in threads:
        each.join()
    assert not wrong
    assert reader.current().manifest.id == Manifest.open(books[1]).id


def test_the_last_books_are_kept_newest_first(tmp_path: Path, books: list[Path]) -> None:
    shelf = Shelf(tmp_path, keep=3)
    for turn in range(5):
        put(shelf, books[turn % 2])
    ids = [Manifest.open(each).id for each in books]
    assert [each.id for each in shelf.versions()] == [ids[0], ids[1], ids[0]]


def test_what_a_killed_builder_left_is_removed_and_never_read(tmp_path: Path, books: list[Path]) -> None:
    shelf = Shelf(tmp_path)
    put(shelf, books[0])
    left = tmp_path / ".building-999999"
    left.mkdir()
    (left / "half").write_text("written")
    assert shelf.current().manifest.id == Manifest.open(books[0]).id
    put(shelf, books[1])
    assert not left.exists()


@pytest.mark.parametrize(
    "name", ["snapshot/parties.arrow", "scores/value.npy", "rings.json", "inputs/rates.yaml"]
)
def test_a_damaged_file_is_named(tmp_path: Path, books: list[Path], name: str) -> None:
    shelf = Shelf(tmp_path)
    file = put(shelf, books[0]) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    with pytest.raises(BookDamaged, match=name):
        shelf.current()


def test_a_missing_file_is_named(tmp_path: Path, books: list[Path]) -> None:
    shelf = Shelf(tmp_path)
    (put(shelf, books[0]) / "moved.arrow").unlink()
    with pytest.raises(BookDamaged, match=r"moved\.arrow.*missing"):
        shelf.current()


def test_a_pointer_to_nowhere_is_damage(tmp_path: Path, books: list[Path]) -> None:
    shelf = Shelf(tmp_path)
    put(shelf, books[0])
    (tmp_path / "current").write_text("../../etc")
    with pytest.raises(BookDamaged, match="riskweave score"):
        shelf.current()
