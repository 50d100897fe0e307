import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.db.session import open_casebook
from casebook.jobs import JobId, JobQueue, JobState
from graph.errors import FencedOut, InvalidInput, InvalidSettings, JobNotFound, StoreUnavailable


@dataclass
class Clock:
    """A clock that stands still until it is put forward."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'folder' / 'casebook.db'}"


@pytest.fixture
def queue(url: str, clock: Clock) -> Iterator[JobQueue]:
    casebook = open_casebook(url)
    yield JobQueue(casebook, clock, heartbeat_s=3600.0)
    casebook.close()


def test_a_job_is_queued_run_and_done(queue: JobQueue) -> None:
    job = queue.enqueue("run", {"why": "新数据"})
    assert queue.get(job).state is JobState.QUEUED
    claimed = queue.claim("w")
    assert claimed is not None
    assert (claimed.id, claimed.payload, claimed.state) == (job, {"why": "新数据"}, JobState.RUNNING)
    queue.progress(job, done=3, total=7, message="contagion")
    assert (queue.get(job).done, queue.get(job).total, queue.get(job).message) == (3, 7, "contagion")
    assert queue.finish(job)
    assert queue.get(job).state is JobState.DONE
    assert queue.unfinished() == []


def test_jobs_run_one_at_a_time_in_the_order_they_came(queue: JobQueue) -> None:
    first, second = queue.enqueue("run", {}), queue.enqueue("run", {})
    assert queue.claim("a").id == first
    assert queue.claim("b") is None
    queue.fail(first, "The store is away.")
    assert queue.get(first).message == "The store is away."
    assert queue.claim("b").id == second


def test_a_silent_workers_job_is_taken_over_and_the_worker_fenced_out(url: str, clock: Clock) -> None:
    dead, alive = (JobQueue(open_casebook(url), clock, heartbeat_s=3600.0) for _ in range(2))
    job = dead.enqueue("run", {})
    dead.claim("dead")
    clock.now += dead.stale_s
    assert alive.claim("alive") is None
    clock.now += 1
    taken = alive.claim("alive")
    assert (taken.id, taken.attempt, taken.worker) == (job, 2, "alive")
    with pytest.raises(FencedOut):
        dead.progress(job, done=1, total=None, message="still here")
    assert not dead.finish(job)
    assert alive.get(job).state is JobState.RUNNING
    assert alive.finish(job)


def test_a_claimed_jobs_heart_beats_without_progress(url: str, clock: Clock) -> None:
    beating = JobQueue(open_casebook(url), clock, heartbeat_s=0.01)
    job = beating.enqueue("run", {})
    beating.claim("w")
    clock.now += 2 * beating.stale_s
    seen = threading.Event()
    for _ in range(200):
        if _heartbeat_of(url, job) == clock.now:
            seen.set()
            break
        seen.wait(0.02)
    assert seen.is_set()
    assert JobQueue(beating.casebook, clock).claim("other") is None
    beating.finish(job)


def test_a_queued_job_can_be_cancelled_and_a_running_one_not(queue: JobQueue) -> None:
    first, second = queue.enqueue("run", {}), queue.enqueue("run", {})
    queue.claim("w")
    assert queue.cancel(first).state is JobState.RUNNING
    assert queue.cancel(second).state is JobState.CANCELLED
    queue.finish(first)
    assert queue.claim("w") is None


def test_a_payload_without_sense_or_with_a_secret_is_refused(queue: JobQueue) -> None:
    with pytest.raises(InvalidInput, match="store_password"):
        queue.enqueue("run", {"store_password": "x"})
    with pytest.raises(InvalidInput, match="JSON"):
        queue.enqueue("run", {"x": float("nan")})
    assert queue.latest() == []


def test_a_job_that_never_was_is_not_found(queue: JobQueue) -> None:
    with pytest.raises(JobNotFound, match="77"):
        queue.get(JobId(77))


def test_the_latest_job_of_a_kind_is_found(queue: JobQueue) -> None:
    jobs = [queue.enqueue(kind, {}) for kind in ("run", "export", "run")]
    assert [job.id for job in queue.latest("run")] == [jobs[2]]
    assert [job.id for job in queue.latest(limit=2)] == [jobs[2], jobs[1]]


def test_many_threads_queue_and_each_job_is_claimed_once(queue: JobQueue) -> None:
    def put() -> None:
        for _ in range(5):
            queue.enqueue("run", {})

    threads = [threading.Thread(target=put) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    claimed = []
    while (job := queue.claim("w")) is not None:
        claimed.append(job.id)
        queue.finish(job.id)
    assert len(set(claimed)) == len(claimed) == 20


def test_of_several_processes_that_claim_at_once_one_wins(url: str) -> None:
    JobQueue(open_casebook(url)).enqueue("run", {})
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(3) as pool:
        won = pool.map(claims_one, [url] * 3)
    assert sum(won) == 1


def claims_one(url: str) -> bool:
    return JobQueue(open_casebook(url)).claim("w") is not None


def test_the_file_has_a_rollback_journal(queue: JobQueue, tmp_path: Path) -> None:
    queue.enqueue("run", {})
    connection = sqlite3.connect(tmp_path / "folder" / "casebook.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_a_casebook_that_cannot_be_opened_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreUnavailable, match="file/casebook"):
        open_casebook(f"sqlite:///{tmp_path / 'file' / 'casebook.db'}")
    with pytest.raises(InvalidSettings, match="casebook"):
        open_casebook("nonsense")


def _heartbeat_of(url: str, job: JobId) -> float:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    [(at,)] = connection.execute("SELECT heartbeat_at FROM jobs WHERE id = ?", (job,)).fetchall()
    connection.close()
    return float(at)
