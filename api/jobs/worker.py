"""The job process: runs what was queued, one job at a time, beside the API workers."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

from api.jobs.imports import sweep
from api.jobs.progress import JobProgress, WorkerLeaves
from api.jobs.work import Work, work_of
from api.settings import Settings
from api.wiring import Product
from casebook.job import Job, JobState
from casebook.jobs import JobQueue
from casebook.worker_name import this_worker
from graph.errors import Cancelled, RiskError, StoreBusy, StoreError, StoreUnavailable

_LOOK_EVERY_S = 1.0
_PAUSES_S = (2, 5, 10, 20, 30, 60, 60, 60)
"""How long a job waits, again and again, for a store that is away; it is given up after the last one."""
_log = logging.getLogger("riskweave.jobs")


def run_worker(settings: Settings) -> None:
    """Run queued jobs until this process is told to end, or the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; who started us decides
    product, parent = Product(settings), os.getppid()
    with hearing_the_end() as leaving:
        while os.getppid() == parent and not leaving.is_set():
            try:
                ran = run_next(product, leaving)
            except StoreError:  # the casebook is away: it may come back
                ran = None
            if ran is None:
                leaving.wait(_LOOK_EVERY_S)


@contextmanager
def hearing_the_end() -> Iterator[Event]:
    """Give what is set once this process is told to end (SIGTERM). Only for the main thread."""
    leaving = Event()
    before = signal.signal(signal.SIGTERM, lambda *_: leaving.set())
    try:
        yield leaving
    finally:
        signal.signal(signal.SIGTERM, before)


def run_next(product: Product, leaving: Event) -> Job | None:
    """Run the next job and return it as it ended; None when there is none to run now."""
    job = product.jobs.claim(this_worker())
    if job is None:
        return None
    sweep(product)
    run_job(product, job, leaving)
    return product.jobs.get(job.id)


def run_job(product: Product, job: Job, leaving: Event) -> None:
    """Run one job; whatever happens to it is one sentence in its row."""
    try:
        work = work_of(product, job)
    except RiskError as error:
        product.jobs.fail(job.id, str(error))
        return
    ended = _run(work, JobProgress(product.jobs, job, leaving))
    if _write_end(product.jobs, job, ended, work):
        work.ended(ended.state, ended.error)


@dataclass(frozen=True, slots=True)
class _Ended:
    """How it went; queued where this process has to leave."""

    state: JobState
    message: str = ""
    error: Exception | None = None


def _run(work: Work, progress: JobProgress) -> _Ended:
    try:
        _run_patiently(work, progress)
    except WorkerLeaves:
        return _Ended(JobState.QUEUED)
    except Cancelled:
        return _Ended(JobState.CANCELLED, f"Stopped at “{progress.name}”: {work.left()}")
    except RiskError as error:
        return _Ended(JobState.FAILED, str(error), error)
    except OSError as error:
        why = f"{error.filename or 'The system'}: {error.strerror or error}; mend that and try again"
        return _Ended(JobState.FAILED, why, error)
    except Exception as error:  # noqa: BLE001  # the outermost loop
        _log.exception("A job failed")
        why = f"This is our mistake ({type(error).__name__}); the server's log has the details"
        return _Ended(JobState.FAILED, why, error)
    return _Ended(JobState.DONE)


def _write_end(queue: JobQueue, job: Job, ended: _Ended, work: Work) -> bool:
    """Write how it ended; False where another worker has the job by now, or where it goes on."""
    match ended.state:
        case JobState.QUEUED:
            queue.hand_back(job.id)
            return False
        case JobState.CANCELLED:
            return queue.stop(job.id, ended.message, work.outcome)
        case JobState.FAILED:
            return queue.fail(job.id, ended.message, work.outcome)
        case _:
            return queue.finish(job.id, work.outcome)


def _run_patiently(work: Work, progress: JobProgress) -> None:
    """Run it, and again after a while when somebody else writes or the store is away: work is resumed."""
    pauses = iter(_PAUSES_S)
    while True:
        try:
            work.run(progress)
        except StoreBusy as busy:
            _wait(progress, str(busy), _LOOK_EVERY_S)
        except StoreUnavailable as away:
            pause = next(pauses, None)
            if pause is None:
                raise
            _wait(progress, str(away), pause)
        else:
            return


def _wait(progress: JobProgress, why: str, seconds: float) -> None:
    """Wait, and say why; who cancels is heard at once."""
    for _ in range(round(seconds / _LOOK_EVERY_S)):
        progress.step(f"Waiting: {why}")
        progress.leaving.wait(_LOOK_EVERY_S)
