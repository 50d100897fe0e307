"""Imports as jobs: what was ordered, and what can be done with one that is queued or has ended."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from api.jobs.spool import Spool
from api.wiring import Product
from casebook.job import Job, JobId, JobState
from graph.errors import InvalidInput, JobNotFound
from graph.model import Json

IMPORT = "import"
"""The kind of job that loads files."""
_ORPHAN_S = 24 * 3600.0
_KEPT_S = 7 * 24 * 3600.0
"""How long the files of an import that can be gone on with are kept."""
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to load and how. files, mappings: paths, within the folder of the spool where there is one.

    spool: the folder of uploaded files; None where the files stay where somebody has them.
    """

    files: tuple[str, ...]
    mappings: tuple[str, ...] = ()
    spool: str | None = None
    table: str | None = None
    source: str | None = None
    dry_run: bool = False
    replace_source: bool = False
    refresh: bool = True

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "ImportOrder":
        """Read a payload; `InvalidInput` where it is none of this version's."""
        try:
            order = cls(**payload)
            return replace(order, files=tuple(order.files), mappings=tuple(order.mappings))
        except TypeError as error:
            raise InvalidInput(
                "This version cannot read the job; update riskweave, or queue it again"
            ) from error

    def payload(self) -> dict[str, Json]:
        return asdict(self)


def spool_of(product: Product) -> Spool:
    return Spool(product.settings.folder / "spool")


def report_folder(product: Product, job: JobId) -> Path:
    """Return the folder below which the reject report of an import is."""
    return product.settings.folder / "rejects" / f"import-{job}"


def import_job(product: Product, job: JobId) -> Job:
    """Return an import, or raise `JobNotFound`."""
    found = product.jobs.get(job)
    if found.kind != IMPORT:
        raise JobNotFound(f"No import has the number {job}")
    return found


def can_go_on(product: Product, job: Job) -> bool:
    """Return whether an ended import's files are still there, so that it can be queued again."""
    spool = job.payload.get("spool")
    if job.kind != IMPORT or job.state not in (JobState.FAILED, JobState.CANCELLED):
        return False
    return spool is None or spool_of(product).has(str(spool))


def go_on(product: Product, job: JobId) -> Job:
    """Queue an ended import again: its loads are resumed where they were left.

    Raises
    ------
    InvalidInput
        When it has not ended, or its files were removed.
    """
    found = import_job(product, job)
    if not can_go_on(product, found):
        raise InvalidInput(f"Import {job} is {found.state} and its files are not kept; import them again")
    return product.jobs.queue_again(job)


def discard(product: Product, job: Job) -> None:
    """Remove the files that were uploaded for a job."""
    spool = job.payload.get("spool")
    if spool is not None:
        spool_of(product).remove(str(spool))


def cancel(product: Product, job: JobId) -> Job:
    """Cancel a job of any kind, see `JobQueue.cancel`; uploads that nothing was done with go at once."""
    cancelled = product.jobs.cancel(job)
    if cancelled.state is JobState.CANCELLED and not cancelled.attempt:
        discard(product, cancelled)
    return cancelled


def leftovers(product: Product) -> Sequence[str]:
    """Return the folders of the spool that no job will read any more."""
    spool = spool_of(product)
    jobs = {each.payload.get("spool"): each for each in product.jobs.latest(IMPORT, limit=_MANY)}
    return [each for each in spool.names() if _is_leftover(jobs.get(each), spool.age_s(each))]


def sweep(product: Product) -> None:
    """Remove what `leftovers` finds."""
    for name in leftovers(product):
        spool_of(product).remove(name)


def _is_leftover(job: Job | None, age_s: float) -> bool:
    if job is None:
        return age_s > _ORPHAN_S  # until then it may be an upload under way
    return job.state is JobState.DONE or (job.state.ended and age_s > _KEPT_S)
