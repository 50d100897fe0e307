"""A job as the queue knows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType

from casebook.db.job_rows import JobRow
from graph.model import Json

JobId = NewType("JobId", int)


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Job:
    """`message` is the step under way, or how it ended.

    done of total: how far the step is; total is None where nobody knows. step_at: when it began.
    attempt: 1 for the first claim, one more for each later one. deaths: workers that fell silent over it.
    cancel_asked: somebody wants it stopped; a running one stops at its next safe point. outcome: what it
    made or found, in words of its kind; empty before it ended.
    """

    id: JobId
    kind: str
    payload: Mapping[str, Json]
    state: JobState
    attempt: int
    deaths: int
    worker: str | None
    queued_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    step_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int | None
    message: str
    cancel_asked: bool
    outcome: Mapping[str, Json]

    @property
    def remaining_s(self) -> float | None:
        """Return how long the step will take from here at its pace so far; None where nobody knows."""
        if self.state is not JobState.RUNNING or not (self.done and self.total):
            return None
        if self.step_at is None or self.heartbeat_at is None:
            return None
        elapsed = (self.heartbeat_at - self.step_at).total_seconds()
        return max(0.0, elapsed / self.done * (self.total - self.done))


def job_of(row: JobRow) -> Job:
    return Job(
        id=JobId(row["id"]),
        kind=row["kind"],
        payload=json.loads(row["payload"]),
        state=JobState(row["state"]),
        attempt=row["attempt"],
        deaths=row["deaths"],
        worker=row["worker"],
        queued_at=datetime.fromtimestamp(row["queued_at"], UTC),
        started_at=_moment(row["started_at"]),
        heartbeat_at=_moment(row["heartbeat_at"]),
        step_at=_moment(row["step_at"]),
        ended_at=_moment(row["ended_at"]),
        done=row["done"],
        total=row["total"],
        message=row["message"],
        cancel_asked=row["cancel_at"] is not None,
        outcome=json.loads(row["outcome"]) if row["outcome"] else {},
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
