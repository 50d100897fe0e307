"""A durable queue of jobs: API processes put them in, one job process takes them out, one at a time."""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NewType

from casebook.db import job_rows
from casebook.db.session import Casebook
from graph.errors import FencedOut, InvalidInput, JobNotFound, RiskError
from graph.model import Json

JobId = NewType("JobId", int)
HEARTBEAT_S = 5.0
STALE_S = 30.0
_SECRET = re.compile(r"passw|secret|token|api_?key|credential", re.IGNORECASE)


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
    """A job as the queue knows it. `message` is the step under way, or why it failed.

    done of total: how far the step is; total is None where nobody knows. attempt: 1 for the first
    claim, one more for each time that a silent worker's job was taken over.
    """

    id: JobId
    kind: str
    payload: Mapping[str, Json]
    state: JobState
    attempt: int
    worker: str | None
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int | None
    message: str


@dataclass
class JobQueue:
    """The queue in a casebook. Threads and processes may use it at once.

    clock: seconds since 1970. A worker that is silent for `stale_s` counts as dead.
    """

    casebook: Casebook
    clock: Callable[[], float] = time.time
    stale_s: float = STALE_S
    heartbeat_s: float = HEARTBEAT_S
    _claims: "dict[JobId, _Claim]" = field(default_factory=dict, init=False, repr=False)

    def enqueue(self, kind: str, payload: Mapping[str, Json]) -> JobId:
        """Put a job at the end of the queue; it is on disk when this returns.

        Raises
        ------
        InvalidInput
            When the payload is not JSON, or names a secret: secrets belong into the settings.
        """
        named = next((name for name in payload if _SECRET.search(name)), None)
        if named is not None:
            raise InvalidInput(f"A job keeps no secrets: leave {named!r} out and set it in the settings")
        try:
            text = json.dumps(payload, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise InvalidInput(f"The payload of a {kind} job is not JSON: {error}") from error
        with self.casebook.writing() as connection:
            return JobId(job_rows.add(connection, kind, text, now=self.clock()))

    def claim(self, worker: str) -> Job | None:
        """Take the next job, or None when there is none or another one runs.

        A running job whose worker fell silent is taken over from its start. The claimed job's
        heartbeat is kept up by a thread of this process until it ends.
        """
        with self.casebook.writing() as connection:
            now = self.clock()
            row = job_rows.next_row(connection, stale_before=now - self.stale_s)
            if row is None or not job_rows.start(connection, row, worker, now=now):
                return None
            taken = job_rows.one(connection, row["id"])
        if taken is None:
            return None
        job = _job(taken)
        self._claims[job.id] = _Claim(job.attempt)
        self._claims[job.id].beat(lambda: self._heartbeat(job), every_s=self.heartbeat_s)
        return job

    def progress(self, job: JobId, *, done: int, total: int | None, message: str) -> None:
        """Say which step is under way and how far it is.

        Raises
        ------
        FencedOut
            When the job ended meanwhile or was taken over by another worker: stop working on it.
        """
        values = {"done": done, "total": total, "message": message, "heartbeat_at": self.clock()}
        if not self._change_running(job, values):
            raise FencedOut(f"Job {job} is no longer run by this worker; nothing of it may be written")

    def finish(self, job: JobId) -> bool:
        """End a running job as done; False, and nothing changes, when it is not this worker's any more."""
        return self._end(job, JobState.DONE, {})

    def fail(self, job: JobId, message: str) -> bool:
        """End a running job as failed with a sentence for the person who reads it. See `finish`."""
        return self._end(job, JobState.FAILED, {"message": message})

    def cancel(self, job: JobId) -> Job:
        """Take a queued job out of the queue and return it; a running or ended one is left as it is."""
        with self.casebook.writing() as connection:
            values = {"state": JobState.CANCELLED.value, "ended_at": self.clock()}
            job_rows.change(connection, job, values, state=JobState.QUEUED.value, attempt=None)
        return self.get(job)

    def get(self, job: JobId) -> Job:
        """Return a job, ended ones included, or raise `JobNotFound`."""
        with self.casebook.reading() as connection:
            row = job_rows.one(connection, job)
        if row is None:
            raise JobNotFound(f"No job has the number {job}")
        return _job(row)

    def latest(self, kind: str | None = None, *, limit: int = 1) -> Sequence[Job]:
        """Return the newest jobs of a kind (None: of any), the newest first."""
        with self.casebook.reading() as connection:
            return [_job(row) for row in job_rows.newest(connection, kind, limit)]

    def unfinished(self) -> Sequence[Job]:
        """Return what is queued or running, the oldest first."""
        with self.casebook.reading() as connection:
            return [_job(row) for row in job_rows.unfinished(connection)]

    def _end(self, job: JobId, state: JobState, values: Mapping[str, Any]) -> bool:
        now = self.clock()
        ended = self._change_running(
            job, {"state": state.value, "slot": None, "ended_at": now, "heartbeat_at": now, **values}
        )
        if claim := self._claims.pop(job, None):
            claim.stop()
        return ended

    def _change_running(self, job: JobId, values: Mapping[str, Any]) -> bool:
        claim = self._claims.get(job)
        with self.casebook.writing() as connection:
            return job_rows.change(
                connection,
                job,
                values,
                state=JobState.RUNNING.value,
                attempt=None if claim is None else claim.attempt,
            )

    def _heartbeat(self, job: Job) -> bool:
        try:
            return self._change_running(job.id, {"heartbeat_at": self.clock()})
        except RiskError:
            return True


@dataclass
class _Claim:
    """A job that this process runs, and the thread that says so."""

    attempt: int
    _ended: threading.Event = field(default_factory=threading.Event)

    def beat(self, alive: Callable[[], bool], *, every_s: float) -> None:
        """Call `alive` again and again until it says no or the claim is stopped."""

        def keep_on() -> None:
            while not self._ended.wait(every_s) and alive():
                pass

        threading.Thread(target=keep_on, name="job heartbeat", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()


def _job(row: job_rows.JobRow) -> Job:
    return Job(
        id=JobId(row["id"]),
        kind=row["kind"],
        payload=json.loads(row["payload"]),
        state=JobState(row["state"]),
        attempt=row["attempt"],
        worker=row["worker"],
        queued_at=datetime.fromtimestamp(row["queued_at"], UTC),
        started_at=_moment(row["started_at"]),
        ended_at=_moment(row["ended_at"]),
        done=row["done"],
        total=row["total"],
        message=row["message"],
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
