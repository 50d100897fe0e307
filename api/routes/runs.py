"""Runs: resolve and score again, done by the job process; what became of each stays readable."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.jobs.imports import cancel
from api.jobs.work import RUN
from api.present_jobs import run_out
from api.routes.dependencies import JobBefore, JobLimit, TheProduct
from api.schemas.jobs import RunOut, RunsOut
from casebook.job import Job, JobId
from graph.errors import JobNotFound

router = APIRouter(prefix="/v1/runs", tags=["runs"])


def known_run(product: TheProduct, run_id: Annotated[int, Path(ge=1)]) -> Job:
    """Return the run of this number, or raise `JobNotFound`."""
    job = product.jobs.get(JobId(run_id))
    if job.kind != RUN:
        raise JobNotFound(f"No run has the number {run_id}")
    return job


TheRun = Annotated[Job, Depends(known_run)]


@router.post("", status_code=202)
def start(product: TheProduct, response: Response) -> RunOut:
    """Queue a run; `Location` says where to ask how it goes."""
    job = product.jobs.get(product.jobs.enqueue(RUN, {}))
    response.headers["Location"] = f"/v1/runs/{job.id}"
    return run_out(job)


@router.get("")
def runs(product: TheProduct, limit: JobLimit = 50, before: JobBefore = None) -> RunsOut:
    """List runs, the newest first."""
    jobs = product.jobs.latest(RUN, limit=limit, before=None if before is None else JobId(before))
    more = jobs[-1].id if len(jobs) == limit else None
    return RunsOut(items=[run_out(job) for job in jobs], next=more)


@router.get("/{run_id}")
def run(job: TheRun) -> RunOut:
    """Return how a run goes or how it ended."""
    return run_out(job)


@router.delete("/{run_id}")
def stop(product: TheProduct, job: TheRun, response: Response) -> RunOut:
    """Cancel a run: a queued one at once, a running one at its next safe point (202)."""
    cancelled = cancel(product, job.id)
    response.status_code = 200 if cancelled.state.ended else 202
    return run_out(cancelled)
