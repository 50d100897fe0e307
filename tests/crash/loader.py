"""`riskweave load` in a process of its own that tells what it has done, so that it can be killed and judged.

It does what the command does, by the same functions: load, resolve, publish, refresh.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from api import pipeline
from api.pipeline import load_files, load_options
from api.wiring import Product
from graph.changes import Batch, Counts, FencingToken
from graph.errors import RiskError
from graph.store import GraphStore
from graph.values import LoadId
from tests.contract.addresses import open_at, settings_at

LEASE_S = 1.5
"""How long a killed loader blocks the next one where the lease has to time out."""
FROZEN_S = 6.0
"""How long a loader that is frozen in a transaction blocks the next one, where it is told so."""


@dataclass(frozen=True)
class Step:
    """A step of the work begins."""

    name: str


@dataclass(frozen=True)
class Acknowledged:
    """The store said that it has this batch, the `number`th of the run."""

    number: int
    counts: Counts


@dataclass(frozen=True)
class Done:
    """The Book was switched."""


@dataclass(frozen=True)
class Refused:
    """The work ended with an error of ours, of this kind and with this sentence."""

    kind: str
    sentence: str


Told = Step | Acknowledged | Done | Refused
Tell = Callable[[Told], object]


@dataclass(frozen=True)
class Work:
    """What to load into the store at `address`; Books go to `folder`.

    `hold`: the step at which to wait for ever instead of going on. `apart`: read the files in a process
    of its own, as is done with large ones. `transaction_s`: after how long the server ends a step; a
    server that has planned nothing yet takes seconds for one.
    """

    address: dict[str, str]
    folder: Path
    paths: tuple[Path, ...] = ()
    replace: bool = False
    timeout_s: float = 15.0
    transaction_s: float = 120.0
    hold: str | None = None
    apart: bool = False


class TellingStore:
    """A store that tells of each batch after the store has acknowledged it."""

    def __init__(self, store: GraphStore, tell: Tell) -> None:
        self._store, self._tell, self._written = store, tell, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(self, load: LoadId, batch: Batch, *, token: FencingToken) -> Counts:
        counts = self._store.write(load, batch, token=token)
        self._tell(Acknowledged(self._written, counts))
        self._written += 1
        return counts

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        self._tell(Step("Finishing"))
        return self._store.finish_load(load, token=token)


@dataclass
class TellingProgress:
    """Tells of each step and stays at the one it is to be held at."""

    tell: Tell
    hold: str | None

    def step(self, name: str, total: int | None = None) -> None:
        del total
        self.tell(Step(name))
        while name == self.hold:
            signal.pause()

    def advance(self, count: int = 1) -> None:
        del count


@dataclass(frozen=True)
class TellingProduct(Product):
    """The product over the store at an address, whose lease ends early."""

    work: Work = field(kw_only=True)
    tell: Tell = field(kw_only=True)

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[GraphStore]:
        opened = open_at(
            self.work.address,
            lease_s=LEASE_S,
            timeout_s=self.work.timeout_s,
            transaction_s=self.work.transaction_s,
        )
        with closing(opened):
            yield opened if read_only else TellingStore(opened, self.tell)


def the_day() -> date:
    """Return the day that all Books are of: those of two days differ, and tests run over midnight."""
    return date(2026, 11, 24)


def load(work: Work, tell: Tell = lambda _: None) -> None:
    """Do the work in this process."""
    product = TellingProduct(settings_at(work.address, work.folder), work=work, tell=tell)
    options = replace(load_options(product), replace=work.replace)
    progress = TellingProgress(tell, work.hold)
    load_files(product, work.paths, options, then_refresh=True, progress=progress)


def load_and_tell(work: Work, told: Connection) -> None:
    """Do the work and tell of it through a pipe; the process may die at any point."""
    pipeline.APART_BYTES = 0 if work.apart else pipeline.APART_BYTES
    pipeline.today = the_day
    try:
        load(work, told.send)
    except RiskError as error:
        told.send(Refused(type(error).__name__, str(error)))
    else:
        told.send(Done())
