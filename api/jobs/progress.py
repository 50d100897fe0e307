"""Progress of a job, written into its row: the place where a job hears that it should stop."""

import time
from dataclasses import dataclass
from threading import Event

from casebook.job import Job
from casebook.jobs import JobQueue
from graph.errors import StoreUnavailable

WRITE_EVERY_S = 1.0


class WorkerLeaves(BaseException):
    """This process was told to end; its job goes back to the queue. No error, so nothing catches it."""


@dataclass
class JobProgress:
    """Writes the step and how far it is, at most once a second between steps.

    Every call is a safe point: what was begun before is durable or will be made anew, so here it is that
    a job is cancelled, handed back or lost to another worker. A casebook that is away is not waited for.
    """

    queue: JobQueue
    job: Job
    leaving: Event
    name: str = ""
    total: int | None = None
    done: int = 0
    written: float = float("-inf")

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step.

        Raises
        ------
        Cancelled, FencedOut
            See `JobQueue.progress`.
        """
        self.name, self.total, self.done = name, total, 0
        self._write()

    def advance(self, count: int = 1) -> None:
        """Count things done; raises as `step` does."""
        self.done += count
        if self.leaving.is_set() or time.monotonic() - self.written >= WRITE_EVERY_S:
            self._write()

    def _write(self) -> None:
        if self.leaving.is_set():
            raise WorkerLeaves
        self.written = time.monotonic()
        try:
            self.queue.progress(self.job.id, done=self.done, total=self.total, message=self.name)
        except StoreUnavailable:
            return
