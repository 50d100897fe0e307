"""Files read in a process of their own: whichever of the two is killed, the other one ends as well."""

import os
import signal
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.addresses import open_at
from tests.crash.loader import Work
from tests.crash.runs import lost, started, whole
from tests.crash.story import Story, second, shown

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells children")
LONGEST_S = 30.0


@pytest.fixture
def work(embedded: Work, embedded_story: Story) -> Work:
    return replace(second(embedded, embedded_story.files), apart=True)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_loader_takes_its_reader_with_it_and_is_resumed(work: Work, embedded_story: Story) -> None:
    with started(work) as run:
        run.hear_batches(5)
        [reader] = run.children
        run.kill()
    until = time.monotonic() + LONGEST_S
    while lives(reader) and time.monotonic() < until:
        time.sleep(0.05)
    assert not lives(reader)
    assert not lost(run, whole(work))
    with closing(open_at(work.address)) as store:
        assert shown(store, work) == embedded_story.after


def test_a_loader_whose_reader_was_killed_says_so_and_is_resumed(work: Work, embedded_story: Story) -> None:
    with started(work) as run:
        run.hear_batches(5)
        [reader] = run.children
        os.kill(reader, signal.SIGKILL)
        run.hear()
    assert run.refused
    assert "load again" in run.refused.sentence
    assert not lost(run, whole(work))
    with closing(open_at(work.address)) as store:
        assert shown(store, work) == embedded_story.after
