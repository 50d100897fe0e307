"""What the loaders load: a small demo book, and after it another one that changes, adds and closes rows."""

from dataclasses import dataclass, replace
from pathlib import Path

from book.catalogue import Shelf
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import Sha256
from ingest.demo.generate import SMALLEST, generate
from tests.crash.loader import Work

SEEDS = {"first": 7, "second": 8}
FIRST_SOURCES = ("crm",)
"""What the first load brings; the second one brings all sources and closes what they no longer have."""


@dataclass(frozen=True)
class Shown:
    """What everybody sees, whatever the number of its version: of the store, and of the Book read now."""

    store: Sha256
    book: Sha256


@dataclass(frozen=True)
class Story:
    """The files of both loads and what undisturbed runs of them show; `seconds` is what the second took."""

    files: Path
    before: Shown
    after: Shown
    seconds: float


def write_files(folder: Path) -> None:
    for name, seed in SEEDS.items():
        generate(folder / name, seed=seed, companies=SMALLEST)


def first(work: Work, files: Path) -> Work:
    return replace(work, paths=tuple(files / "first" / name for name in FIRST_SOURCES))


def second(work: Work, files: Path) -> Work:
    sources = sorted(each for each in (files / "second").iterdir() if each.name != "truth")
    return replace(work, paths=tuple(sources), replace=True)


def shown(store: GraphStore, work: Work) -> Shown:
    return Shown(stored_hash(store), Shelf(work.folder / "books").current().snapshot.content_hash)
