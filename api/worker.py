"""The job process: runs what API workers queued, one job at a time, beside them."""

import os
import time
from dataclasses import dataclass

from api.pipeline import resolve_and_refresh
from api.settings import Settings
from api.wiring import Product
from casebook.jobs import Job
from graph.errors import RiskError, StoreError

_LOOK_EVERY_S = 1.0
RUN = "run"
"""The kind of job that resolves and refreshes."""


@dataclass
class JobProgress:
    """Writes the step and how far it is into the job's row, at most once a second."""

    product: Product
    job: Job
    name: str = ""
    total: int | None = None
    done: int = 0
    written: float = 0.0

    def step(self, name: str, total: int | None = None) -> None:
        self.name, self.total, self.done = name, total, 0
        self._write()

    def advance(self, count: int = 1) -> None:
        self.done += count
        if time.monotonic() - self.written >= _LOOK_EVERY_S:
            self._write()

    def _write(self) -> None:
        self.written = time.monotonic()
        self.product.jobs.progress(self.job.id, done=self.done, total=self.total, message=self.name)


def run_worker(settings: Settings) -> None:
    """Run queued jobs until the process that started this one is gone."""
    product, parent = Product(settings), os.getppid()
    name = f"worker-{os.getpid()}"
    while os.getppid() == parent:
        try:
            job = product.jobs.claim(name)
        except StoreError:  # the casebook is away: it may come back
            job = None
        if job is None:
            time.sleep(_LOOK_EVERY_S)
        else:
            run_job(product, job)


def run_job(product: Product, job: Job) -> None:
    """Run one job; a deliberate error ends it as failed with its sentence."""
    try:
        resolve_and_refresh(product, progress=JobProgress(product, job))
    except RiskError as error:
        product.jobs.fail(job.id, str(error))
    else:
        product.jobs.finish(job.id)
