"""The jobs that change something, each under the store's lease: load, resolve, refresh.

The command line and the job process call the same functions.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from api.days import today
from api.turn import writers_turn
from api.wiring import Product, opened_store
from book.book import Book
from book.refresh import refresh
from graph.changes import FencingToken
from graph.store import GraphStore
from graph.values import CommandId
from ingest.apart import load_apart
from ingest.load import LoadOptions, LoadReport, Progress, load
from ingest.resolve import ResolveReport, resolve

APART_BYTES = 32 << 20
"""From so many bytes on, files are read in a process of their own: it takes a second to start."""


@dataclass(frozen=True)
class Loaded:
    """What a load left behind; `resolved` and `book` are None where it was told to stop earlier."""

    report: LoadReport
    resolved: ResolveReport | None = None
    book: Book | None = None


def load_options(product: Product) -> LoadOptions:
    """Return what the settings say about loading."""
    settings = product.settings
    return LoadOptions(
        reject_limit=settings.reject_limit,
        report_folder=settings.folder / "rejects",
        book_currency=settings.currency,
        currencies=frozenset(product.inputs.rates.currencies),
    )


def load_files(
    product: Product,
    paths: Sequence[Path],
    options: LoadOptions,
    *,
    then_refresh: bool,
    progress: Progress,
    tell: Callable[[LoadReport], object] | None = None,
) -> Loaded:
    """Load files, then resolve and refresh, in one turn as the store's writer.

    `tell` hears the report of the load also where that, or what comes after it, goes wrong.
    """
    with writers_turn(product, make=True) as (store, token):
        apart = partial(load_apart, reopen=partial(opened_store, product.settings))
        reading = apart if size_of(paths) >= APART_BYTES else load
        report = reading(
            store, paths=paths, options=options, token=token, today=today(), progress=progress, tell=tell
        )
        if report.dry_run or not then_refresh:
            return Loaded(report)
        resolved = _resolve(store, token, progress)
        return Loaded(report, resolved, _refresh(product, store, token, progress))


def size_of(paths: Sequence[Path]) -> int:
    """Return how many bytes the files at and below these paths have; what is missing has none."""
    inside = (each for path in paths for each in (path.rglob("*") if path.is_dir() else [path]))
    return sum(each.stat().st_size for each in inside if each.is_file())


def resolve_and_refresh(product: Product, *, progress: Progress) -> tuple[ResolveReport, Book]:
    """Publish what was loaded, decide who is who, and build a new Book."""
    with writers_turn(product) as (store, token):
        resolved = _resolve(store, token, progress)
        return resolved, _refresh(product, store, token, progress)


def refresh_only(product: Product, *, progress: Progress) -> Book:
    """Build a new Book from what is published."""
    with writers_turn(product) as (store, token):
        return _refresh(product, store, token, progress)


def _resolve(store: GraphStore, token: FencingToken, progress: Progress) -> ResolveReport:
    return resolve(store, command=CommandId(uuid.uuid4().hex), token=token, progress=progress)


def _refresh(product: Product, store: GraphStore, token: FencingToken, progress: Progress) -> Book:
    return refresh(
        store,
        product.shelf,
        product.inputs,
        token=token,
        valid_on=today(),
        now=datetime.now(UTC),
        progress=progress,
    )
