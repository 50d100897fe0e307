"""Statements on the table of jobs. Each runs in the transaction that it is given."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError

from casebook.db.tables import JOBS

Connection: TypeAlias = sql.Connection
JobRow: TypeAlias = sql.RowMapping
_RUNNING = "running"


def add(connection: Connection, kind: str, payload: str, *, now: float) -> int:
    """Append a queued job and return its number."""
    values = {"kind": kind, "payload": payload, "state": "queued", "queued_at": now}
    inserted = connection.execute(sql.insert(JOBS).values(values)).inserted_primary_key
    return int(inserted[0]) if inserted else 0


def running(connection: Connection) -> JobRow | None:
    return _first(connection, JOBS.c.state == _RUNNING)


def oldest_queued(connection: Connection) -> JobRow | None:
    return _first(connection, JOBS.c.state == "queued")


def start(connection: Connection, job: JobRow, worker: str, *, now: float) -> bool:
    """Mark the job as run by `worker`; False when another one was faster."""
    values = {
        "state": _RUNNING,
        "slot": 1,
        "attempt": job["attempt"] + 1,
        "deaths": job["deaths"] + (job["state"] == _RUNNING),
        "worker": worker,
        "started_at": now,
        "heartbeat_at": now,
        "step_at": now,
        "done": 0,
        "total": None,
        "message": "",
    }
    same = (JOBS.c.id == job["id"]) & (JOBS.c.attempt == job["attempt"]) & (JOBS.c.state == job["state"])
    try:
        return connection.execute(sql.update(JOBS).where(same).values(values)).rowcount == 1
    except IntegrityError:
        return False


def change(
    connection: Connection, job: int, values: Mapping[str, Any], *, state: str, attempt: int | None
) -> bool:
    """Change a job that is in `state` and, unless None, in this attempt; False when it is not."""
    where = (JOBS.c.id == job) & (JOBS.c.state == state)
    if attempt is not None:
        where &= JOBS.c.attempt == attempt
    return connection.execute(sql.update(JOBS).where(where).values(**values)).rowcount == 1


def one(connection: Connection, job: int) -> JobRow | None:
    return _first(connection, JOBS.c.id == job)


def newest(connection: Connection, kind: str | None, *, limit: int, before: int | None) -> Sequence[JobRow]:
    """Return jobs of a kind (None: of any) with numbers below `before` (None: all), the newest first."""
    wanted = sql.select(JOBS).order_by(JOBS.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(JOBS.c.id < before)
    if kind is not None:
        wanted = wanted.where(JOBS.c.kind == kind)
    return connection.execute(wanted).mappings().all()


def unfinished(connection: Connection) -> Sequence[JobRow]:
    """Return what is queued or running, the oldest first."""
    wanted = sql.select(JOBS).where(JOBS.c.state.in_(("queued", _RUNNING))).order_by(JOBS.c.id)
    return connection.execute(wanted).mappings().all()


def _first(connection: Connection, where: sql.ColumnElement[bool]) -> JobRow | None:
    return connection.execute(sql.select(JOBS).where(where).order_by(JOBS.c.id).limit(1)).mappings().first()
