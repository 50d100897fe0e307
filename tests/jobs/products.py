"""Products over the databases of the contract, and files to import into them."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from api.jobs.imports import IMPORT, ImportOrder
from api.jobs.progress import WRITE_EVERY_S
from api.jobs.worker import run_next
from api.settings import Settings
from api.wiring import Product
from casebook.job import Job, JobId
from graph.errors import StoreError
from graph.store import GraphStore
from tests.contract.backends import Backend

PATIENCE_S = 240.0
MANY = 60_000
"""Rows that a loader writes in many batches."""


def product_at(backend: Backend, folder: Path) -> Product:
    """Return the product whose store is the backend's database."""
    address = backend.address
    if "path" in address:
        return Product(Settings(folder=folder, store=f"sqlite:///{address['path']}"))
    settings = Settings(
        folder=folder,
        store=address["uri"],
        store_user=address["user"],
        store_password=address["password"],
        store_database=address["database"],
    )
    return Product(settings)


def companies(folder: Path, count: int, *, bad: int = 0, name: str = "companies.csv", note: str = "") -> Path:
    """Write a file of companies, the last `bad` without a name, each with a note that nobody reads."""
    rows = [f"k{i},{'' if i >= count - bad else f'Firm number {i} Ltd'},{note}" for i in range(count)]
    path = folder / name
    path.write_text("source_key,name,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def queued(product: Product, file: Path, **options: object) -> JobId:
    order = ImportOrder((str(file),), source="crm", **options)
    return product.jobs.enqueue(IMPORT, order.payload())


def worked(product: Product) -> Job:
    """Run the next job in this process and return it as it ended."""
    ended = run_next(product, Event())
    assert ended is not None
    return ended


def worker(product: Product) -> "subprocess.Popen[str]":
    """Start a worker in a process of its own that works through the queue."""
    settings = product.settings
    command = [sys.executable, "-m", "api.cli.main", "jobs", "work", "--store", settings.store]
    return subprocess.Popen(
        [*command, "--folder", str(settings.folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ
        | {
            "RISKWEAVE_STORE_USER": settings.store_user,
            "RISKWEAVE_STORE_PASSWORD": settings.store_password.get_secret_value(),
        },
    )


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < until, f"waited in vain until {what}"
        time.sleep(0.02)


@contextmanager
def held_while_loading(product: Product, store: GraphStore, send: Callable[[int], object]) -> Iterator[None]:
    """Hold a worker, that `send` sends signals to, once rows of its load come in.

    Not while it writes into the casebook, which nobody else could do then. It goes on when the context
    ends, so much later that it tells how far it is.
    """
    wait_until(lambda: _rows_come_in(store), "rows come in")
    send(signal.SIGSTOP)
    while not _casebook_is_free(product):
        send(signal.SIGCONT)
        time.sleep(0.01)
        send(signal.SIGSTOP)
    until = time.monotonic() + WRITE_EVERY_S
    try:
        yield
    finally:
        time.sleep(max(0.0, until - time.monotonic()))
        send(signal.SIGCONT)


def _casebook_is_free(product: Product) -> bool:
    """Ask at once: the casebook itself would wait ten seconds for a writer that stands still."""
    with closing(sqlite3.connect(product.settings.folder / "casebook.db", timeout=0)) as casebook:
        try:
            casebook.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


def _rows_come_in(store: GraphStore) -> bool:
    try:
        return any(store.unpublished_rows().values())
    except StoreError:  # not made yet
        return False
