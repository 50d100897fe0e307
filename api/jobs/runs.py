"""Runs: resolve what was loaded and score again."""

from dataclasses import dataclass, field

from api.jobs.outcomes import resolved_outcome
from api.pipeline import resolve_and_refresh
from api.wiring import Product
from casebook.job import Job, JobState
from graph.model import Json
from ingest.load_report import Progress


@dataclass
class RunWork:
    product: Product
    job: Job
    outcome: dict[str, Json] = field(default_factory=dict[str, Json])

    def run(self, progress: Progress) -> None:
        resolved, book = resolve_and_refresh(self.product, progress=progress)
        self.outcome.update(resolved_outcome(resolved, book))

    def left(self) -> str:
        return "the Book is as it was; another run does everything anew"

    def ended(self, state: JobState, error: Exception | None) -> None:
        del state, error
