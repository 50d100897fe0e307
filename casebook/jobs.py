"""A durable queue of jobs: API processes put them in, one job process takes them out, one at a time."""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casebook.db import job_rows
from casebook.db.job_rows import Connection, JobRow
from casebook.db.session import Casebook
from casebook.heartbeat import Heartbeat
from casebook.job import Job, JobId, JobState, job_of
from casebook.worker_name import is_gone
from graph.errors import Cancelled, FencedOut, InvalidInput, JobNotFound, RiskError
from graph.model import Json

HEARTBEAT_S = 5.0
STALE_S = 30.0
MOST_DEATHS = 5
"""So many workers may die over a job before it is given up: it may be what kills them."""
_SECRET = re.compile(r"passw|secret|token|api_?key|credential", re.IGNORECASE)
_STOPPED = "Stopped before it began; nothing was done"


@dataclass
class JobQueue:
    """The queue in a casebook. Threads and processes may use it at once.

    clock: seconds since 1970. A worker that is silent for `stale_s`, or whose process is `gone`, counts
    as dead.
    """

    casebook: Casebook
    clock: Callable[[], float] = time.time
    stale_s: float = STALE_S
    heartbeat_s: float = HEARTBEAT_S
    gone: Callable[[str], bool] = is_gone
    _hearts: dict[JobId, Heartbeat] = field(default_factory=dict[JobId, Heartbeat], init=False, repr=False)

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
        text = _json(payload, f"The payload of a {kind} job")
        with self.casebook.writing() as connection:
            return JobId(job_rows.add(connection, kind, text, now=self.clock()))

    def claim(self, worker: str) -> Job | None:
        """Take the next job, or None when there is none or another one runs.

        A running job whose worker died is taken over from its start, or given up when it was the death
        of too many. The claimed job's heartbeat is kept up by a thread of this process until it ends.
        """
        with self.casebook.writing() as connection:
            now = self.clock()
            row = self._next(connection, now)
            if row is None or not job_rows.start(connection, row, worker, now=now):
                return None
            taken = job_rows.one(connection, row["id"])
        if taken is None:
            return None
        job = job_of(taken)
        self._hearts[job.id] = Heartbeat(job.attempt)
        self._hearts[job.id].beat(lambda: self._heartbeat(job), every_s=self.heartbeat_s)
        return job

    def progress(self, job: JobId, *, done: int, total: int | None, message: str) -> None:
        """Say which step is under way and how far it is.

        Raises
        ------
        FencedOut
            When the job ended meanwhile or was taken over by another worker: stop working on it.
        Cancelled
            When somebody asked to stop it: leave things as they are, tidy, and say so with `stop`.
        """
        now = self.clock()
        values = {"done": done, "total": total, "message": message, "heartbeat_at": now}
        if not done:
            values["step_at"] = now
        if not self._change_running(job, values):
            raise FencedOut(f"Job {job} is no longer run by this worker; nothing of it may be written")
        if self.get(job).cancel_asked:
            raise Cancelled(f"Job {job} was asked to stop while it was at: {message}")

    def finish(self, job: JobId, outcome: Mapping[str, Json] | None = None) -> bool:
        """End a running job as done; False, and nothing changes, when it is not this worker's any more."""
        return self._end(job, JobState.DONE, "", outcome)

    def fail(self, job: JobId, message: str, outcome: Mapping[str, Json] | None = None) -> bool:
        """End a running job as failed with a sentence for the person who reads it. See `finish`."""
        return self._end(job, JobState.FAILED, message, outcome)

    def stop(self, job: JobId, message: str, outcome: Mapping[str, Json] | None = None) -> bool:
        """End a running job as cancelled, with a sentence that says what was left. See `finish`."""
        return self._end(job, JobState.CANCELLED, message, outcome)

    def hand_back(self, job: JobId) -> bool:
        """Put a running job back to the queue, for a worker that has to go. See `finish`."""
        values = {"state": JobState.QUEUED.value, "slot": None, "worker": None}
        try:
            return self._change_running(job, values)
        finally:
            self._stop_heart(job)

    def cancel(self, job: JobId) -> Job:
        """Take a queued job out of the queue, or ask the worker of a running one to stop; return the job.

        A worker that died is not waited for. An ended job is left as it is.
        """
        with self.casebook.writing() as connection:
            now = self.clock()
            row = job_rows.one(connection, job)
            if row is not None and (row["state"] == JobState.QUEUED or self._is_dead(row, now)):
                self._cancel_now(connection, row, now)
            else:
                running = JobState.RUNNING.value
                job_rows.change(connection, job, {"cancel_at": now}, state=running, attempt=None)
        return self.get(job)

    def queue_again(self, job: JobId) -> Job:
        """Put a failed or cancelled job to the end of the queue as it was; others are left as they are."""
        values = {
            "state": JobState.QUEUED.value,
            "cancel_at": None,
            "ended_at": None,
            "deaths": 0,
            "message": "",
            "outcome": None,
        }
        with self.casebook.writing() as connection:
            for state in (JobState.FAILED, JobState.CANCELLED):
                job_rows.change(connection, job, values, state=state.value, attempt=None)
        return self.get(job)

    def get(self, job: JobId) -> Job:
        """Return a job, ended ones included, or raise `JobNotFound`."""
        with self.casebook.reading() as connection:
            row = job_rows.one(connection, job)
        if row is None:
            raise JobNotFound(f"No job has the number {job}")
        return job_of(row)

    def latest(
        self, kind: str | None = None, *, limit: int = 1, before: JobId | None = None
    ) -> Sequence[Job]:
        """Return the newest jobs of a kind (None: of any) with lower numbers than `before`, newest first."""
        with self.casebook.reading() as connection:
            return [job_of(row) for row in job_rows.newest(connection, kind, limit=limit, before=before)]

    def unfinished(self) -> Sequence[Job]:
        """Return what is queued or running, the oldest first."""
        with self.casebook.reading() as connection:
            return [job_of(row) for row in job_rows.unfinished(connection)]

    def stuck(self) -> Sequence[Job]:
        """Return running jobs whose worker died; the next worker takes them over."""
        with self.casebook.reading() as connection:
            now = self.clock()
            return [job_of(row) for row in job_rows.unfinished(connection) if self._is_dead(row, now)]

    def _next(self, connection: Connection, now: float) -> JobRow | None:
        """Return the row to run now: the running one if its worker died, else the oldest queued one."""
        running = job_rows.running(connection)
        if running is None:
            return job_rows.oldest_queued(connection)
        if not self._is_dead(running, now):
            return None
        if running["deaths"] + 1 < MOST_DEATHS:
            return running
        why = f"Given up: {MOST_DEATHS} workers ended over it, the last one at: {running['message']}"
        values = {"state": JobState.FAILED.value, "slot": None, "ended_at": now, "message": why}
        job_rows.change(connection, running["id"], values, state=JobState.RUNNING.value, attempt=None)
        return job_rows.oldest_queued(connection)

    def _is_dead(self, row: JobRow, now: float) -> bool:
        if row["state"] != JobState.RUNNING:
            return False
        return row["heartbeat_at"] < now - self.stale_s or self.gone(row["worker"])

    def _cancel_now(self, connection: Connection, row: JobRow, now: float) -> None:
        message = f"Stopped; its worker had left it at: {row['message']}" if row["attempt"] else _STOPPED
        values = {
            "state": JobState.CANCELLED.value,
            "slot": None,
            "ended_at": now,
            "cancel_at": now,
            "message": message,
        }
        job_rows.change(connection, row["id"], values, state=row["state"], attempt=row["attempt"])

    def _end(self, job: JobId, state: JobState, message: str, outcome: Mapping[str, Json] | None) -> bool:
        now = self.clock()
        text = None if outcome is None else _json(outcome, "The outcome of a job")
        values = {
            "state": state.value,
            "slot": None,
            "ended_at": now,
            "heartbeat_at": now,
            "message": message,
            "outcome": text,
        }
        try:
            return self._change_running(job, values)
        finally:
            self._stop_heart(job)

    def _stop_heart(self, job: JobId) -> None:
        if heart := self._hearts.pop(job, None):
            heart.stop()

    def _change_running(self, job: JobId, values: Mapping[str, Any]) -> bool:
        heart = self._hearts.get(job)
        with self.casebook.writing() as connection:
            return job_rows.change(
                connection,
                job,
                values,
                state=JobState.RUNNING.value,
                attempt=None if heart is None else heart.attempt,
            )

    def _heartbeat(self, job: Job) -> bool:
        try:
            return self._change_running(job.id, {"heartbeat_at": self.clock()})
        except RiskError:
            return True


def _json(data: Mapping[str, Json], what: str) -> str:
    try:
        return json.dumps(data, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"{what} is not JSON: {error}") from error
