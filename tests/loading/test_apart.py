"""Files that are read in a process of their own load as they do in one."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from graph.errors import StoreError, TooManyRejects
from graph.store import GraphStore
from graph.values import LoadId
from ingest.apart import load_apart
from ingest.load import LoadOptions, LoadReport
from tests.contract.addresses import open_at
from tests.contract.backends import Backend
from tests.loading.examples import CURRENCIES, TODAY, load_into, write
from tests.loading.test_unchanged import hash_of

COMPANIES = ("source_key,name,phones", *(f"C{n},公司{n},1380000{n:04d}" for n in range(300)), "C1,另一个,")
TIES = ("supplier,buyer,amount", *(f"C{n},C{n + 1},{n}" for n in range(299)), "C1,C2,x")


@contextmanager
def reopened(address: dict[str, str]) -> Iterator[GraphStore]:
    with closing(open_at(address)) as store:
        yield store


@contextmanager
def killed(address: dict[str, str]) -> Iterator[GraphStore]:
    """Open the store in a process that is gone before it says a word."""
    os.kill(os.getpid(), signal.SIGKILL)
    with reopened(address) as store:
        yield store


class Watched:
    """Progress that counts rows, and stops the load at a number of them."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.rows, self.stop_at = 0, stop_at

    def step(self, name: str, total: int | None = None) -> None:
        del name, total

    def advance(self, count: int = 1) -> None:
        self.rows += count
        if self.stop_at is not None and self.rows >= self.stop_at:
            raise KeyboardInterrupt


def apart(store: GraphStore, backend: Backend, *paths: Path, **others: object) -> LoadReport:
    options = LoadOptions(source="erp", report_folder=paths[0].parent / "rejects", currencies=CURRENCIES)
    given = {"reopen": partial(reopened, backend.address), "progress": None, **others}
    with store.lease("a test", wait_s=5) as token:
        return load_apart(store, paths=paths, options=options, token=token, today=TODAY, **given)


def test_the_rows_and_the_report_are_the_same_as_in_one_process(
    store: GraphStore, backend: Backend, tmp_path: Path
) -> None:
    files = write(tmp_path, "companies.csv", *COMPANIES), write(tmp_path, "supplies.csv", *TIES)
    watched = Watched()
    report = apart(store, backend, *files, progress=watched)
    told = hash_of(store)
    with store.lease("a test", wait_s=5) as token:
        store.drop_load(report.loads["erp"], token=token)
    alone = load_into(store, *files, source="erp")
    assert told == hash_of(store)
    assert watched.rows == report.total.rows == 601
    assert report == replace(alone, seconds=report.seconds, loads=report.loads)
    assert report.reasons == {"duplicate_key": 1, "not_a_number": 1}


def test_an_error_of_the_reader_is_raised_here_and_nothing_is_left(
    store: GraphStore, backend: Backend, tmp_path: Path
) -> None:
    bad = write(tmp_path, "companies.csv", "source_key,name", *(f"C{n}," for n in range(200)))
    with pytest.raises(TooManyRejects, match="200 of 200"):
        apart(store, backend, bad)
    assert store.loads() == []


def test_a_reader_that_dies_is_said_to_have_died(store: GraphStore, backend: Backend, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="without a word"):
        apart(
            store,
            backend,
            write(tmp_path, "companies.csv", *COMPANIES),
            reopen=partial(killed, backend.address),
        )


def test_a_load_that_is_stopped_here_closes_its_report_and_can_be_gone_on_with(
    store: GraphStore, backend: Backend, tmp_path: Path
) -> None:
    files = write(tmp_path, "companies.csv", *COMPANIES), write(tmp_path, "supplies.csv", *TIES)
    with pytest.raises(KeyboardInterrupt):
        apart(store, backend, *files, progress=Watched(stop_at=300))
    (left,) = store.loads()
    assert left.finished_at is None
    assert apart(store, backend, *files).loads == {"erp": LoadId(left.id)}
