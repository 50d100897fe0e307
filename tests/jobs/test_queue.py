import multiprocessing
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.db.session import open_casebook
from casebook.job import JobId, JobState
from casebook.jobs import MOST_DEATHS, JobQueue
from casebook.worker_name import is_gone, this_worker
from graph.errors import Cancelled, FencedOut, InvalidInput, InvalidSettings, JobNotFound, StoreUnavailable


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


def test_a_job_whose_process_is_gone_is_taken_over_at_once(url: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CLAIM, url], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    assert "attempt=1" in ended.stdout
    taken = JobQueue(open_casebook(url)).claim("w")
    assert taken is not None
    assert (taken.attempt, taken.deaths) == (2, 1)


CLAIM = """
import sys
from casebook.db.session import open_casebook
from casebook.jobs import JobQueue
from casebook.worker_name import this_worker
queue = JobQueue(open_casebook(sys.argv[1]))
queue.enqueue("run", {})
print(queue.claim(this_worker()))
"""


def test_a_worker_of_another_machine_is_not_taken_for_gone() -> None:
    assert not is_gone("elsewhere/1")
    assert not is_gone(this_worker())


def test_a_job_that_was_the_death_of_many_workers_is_given_up(url: str, clock: Clock) -> None:
    queue = JobQueue(open_casebook(url), clock, heartbeat_s=3600.0)
    deadly, harmless = queue.enqueue("run", {}), queue.enqueue("run", {})
    for _ in range(MOST_DEATHS):
        assert queue.claim("w").id == deadly
        queue.progress(deadly, done=1, total=None, message="matching")
        clock.now += queue.stale_s + 1
    assert queue.claim("w").id == harmless
    assert queue.get(deadly).state is JobState.FAILED
    assert "matching" in queue.get(deadly).message


def test_a_queued_job_is_cancelled_at_once(queue: JobQueue) -> None:
    job = queue.enqueue("run", {})
    assert queue.cancel(job).state is JobState.CANCELLED
    assert queue.claim("w") is None


def test_a_running_job_hears_of_its_cancelling_when_it_tells_how_far_it_is(queue: JobQueue) -> None:
    job = queue.enqueue("run", {})
    queue.claim("w")
    asked = queue.cancel(job)
    assert (asked.state, asked.cancel_asked) == (JobState.RUNNING, True)
    with pytest.raises(Cancelled):
        queue.progress(job, done=1, total=None, message="contagion")
    assert queue.stop(job, "Stopped at contagion", {"parties": 3})
    ended = queue.get(job)
    assert (ended.state, ended.message, ended.outcome) == (
        JobState.CANCELLED,
        "Stopped at contagion",
        {"parties": 3},
    )


def test_a_running_job_of_a_dead_worker_is_cancelled_at_once(queue: JobQueue, clock: Clock) -> None:
    job = queue.enqueue("run", {})
    queue.claim("w")
    clock.now += queue.stale_s + 1
    assert queue.cancel(job).state is JobState.CANCELLED
    assert not queue.finish(job)
    assert queue.get(job).state is JobState.CANCELLED


def test_cancelling_what_has_ended_changes_nothing(queue: JobQueue) -> None:
    job = queue.enqueue("run", {})
    queue.claim("w")
    queue.finish(job)
    assert (queue.cancel(job).state, queue.cancel(job).cancel_asked) == (JobState.DONE, False)


def test_a_job_that_was_handed_back_is_the_next_one_and_no_death(queue: JobQueue) -> None:
    first, _ = queue.enqueue("run", {}), queue.enqueue("run", {})
    queue.claim("w")
    assert queue.hand_back(first)
    again = queue.claim("x")
    assert (again.id, again.attempt, again.deaths) == (first, 2, 0)


def test_a_cancelled_job_can_be_queued_again_and_a_done_one_not(queue: JobQueue) -> None:
    job = queue.enqueue("run", {})
    queue.cancel(job)
    assert queue.queue_again(job).state is JobState.QUEUED
    queue.claim("w")
    queue.progress(job, done=1, total=2, message="not cancelled any more")
    queue.finish(job)
    assert queue.queue_again(job).state is JobState.DONE


def test_the_time_that_a_step_still_takes_follows_its_pace(queue: JobQueue, clock: Clock) -> None:
    job = queue.enqueue("run", {})
    queue.claim("w")
    queue.progress(job, done=0, total=40, message="reading")
    assert queue.get(job).remaining_s is None
    clock.now += 6
    queue.progress(job, done=10, total=40, message="reading")
    assert queue.get(job).remaining_s == 18
    queue.progress(job, done=10, total=None, message="reading")
    assert queue.get(job).remaining_s is None


def test_a_casebook_of_an_earlier_version_is_completed(url: str, tmp_path: Path) -> None:
    open_casebook(url).close()
    connection = sqlite3.connect(tmp_path / "folder" / "casebook.db")
    for column in ("step_at", "cancel_at", "deaths", "outcome"):
        connection.execute(f"ALTER TABLE jobs DROP COLUMN {column}")
    connection.execute(
        "INSERT INTO jobs (kind, payload, state, attempt, queued_at, done, message)"
        " VALUES ('run', '{}', 'queued', 0, 1, 0, '')"
    )
    connection.commit()
    connection.close()
    claimed = JobQueue(open_casebook(url)).claim("w")
    assert claimed is not None
    assert (claimed.deaths, claimed.cancel_asked, claimed.outcome) == (0, False, {})


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
    assert [job.id for job in queue.latest(limit=9, before=jobs[1])] == [jobs[0]]


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
