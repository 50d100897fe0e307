"""Runs: resolve and score again, done by the job process; what became of each stays readable."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from api.routes.dependencies import TheProduct
from api.worker import RUN
from casebook.jobs import Job, JobId

router = APIRouter(prefix="/v1/runs", tags=["runs"])


class RunOut(BaseModel):
    """`state` is queued, running, done, failed or cancelled; `message` is the step, or why it failed."""

    id: int
    kind: str
    state: str
    message: str
    done: int
    total: int | None
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, job: Job) -> "RunOut":
        return cls.model_validate(job, from_attributes=True)


@router.post("", status_code=202)
def start(product: TheProduct, response: Response) -> RunOut:
    """Queue a run; `Location` says where to ask how it goes."""
    job = product.jobs.get(product.jobs.enqueue(RUN, {}))
    response.headers["Location"] = f"/v1/runs/{job.id}"
    return RunOut.of(job)


@router.get("/{run_id}")
def run(product: TheProduct, run_id: Annotated[int, Path(ge=1)]) -> RunOut:
    """Return how a run goes or how it ended."""
    return RunOut.of(product.jobs.get(JobId(run_id)))
