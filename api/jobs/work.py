"""What kinds of job there are, and what one is to its worker."""

from typing import TYPE_CHECKING, Protocol

from api.jobs.imports import IMPORT
from api.wiring import Product
from casebook.job import Job, JobState
from graph.errors import InvalidInput
from graph.model import Json

if TYPE_CHECKING:
    from ingest.load_report import Progress

RUN = "run"
"""The kind of job that resolves and refreshes."""


class Work(Protocol):
    """A job under way. `outcome` is filled while it goes on, so that also a failed one can be understood."""

    outcome: dict[str, Json]

    def run(self, progress: "Progress") -> None:
        """Do it. It may have been begun before: by a worker that died, or until it was cancelled."""
        ...

    def left(self) -> str:
        """Return what a job that was cancelled here leaves, in one sentence."""
        ...

    def ended(self, state: JobState, error: Exception | None) -> None:
        """Tidy up what only this job needed; called once it has ended, whatever way."""
        ...


def work_of(product: Product, job: Job) -> Work:
    """Return the work of a job; `InvalidInput` where its kind or payload is not known to this version.

    What it needs is imported now: a worker that waits stays small, and `riskweave jobs` quick.
    """
    if job.kind == RUN:
        from api.jobs.runs import RunWork

        return RunWork(product, job)
    if job.kind == IMPORT:
        from api.jobs.import_work import ImportWork

        return ImportWork(product, job)
    raise InvalidInput(f"This version knows no jobs of the kind {job.kind}; update riskweave")
