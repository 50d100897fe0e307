"""Loaders killed at any moment: nothing acknowledged is lost, nothing is seen by half, and all is resumed."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from graph.store import GraphStore
from tests.crash.loader import Work
from tests.crash.runs import Run, killed, lost, whole
from tests.crash.story import Story, second, shown

AGAIN = 0.25
"""How often the loader that resumes is killed as well."""
APART = 7
"""One in so many loads reads its files in a process of its own, as is done with large ones."""


def test_a_load_killed_at_any_moment_is_whole_once_it_is_resumed(
    store: GraphStore, work: Work, story: Story, kill: int, count_kill: Callable[[str], None]
) -> None:
    chance, version = random.Random(kill), store.version()
    loading = replace(second(work, story.files), apart=kill % APART == APART - 1)
    runs: list[Run] = []
    while not runs or runs[-1].done or chance.random() < AGAIN:
        runs.append(killed(loading, after_s=chance.uniform(0.0, story.seconds)))
        if not runs[-1].done:
            count_kill(phase(runs[-1]))
        seen = shown(store, work)
        assert seen.store == (story.before if store.version() == version else story.after).store
        assert seen.book in (story.before.book, story.after.book)
        assert store.check().problems == ()
    runs.append(whole(loading))
    assert shown(store, work) == story.after
    assert store.check().problems == ()
    assert all(each.version is not None for each in store.loads())
    assert runs[-1].acknowledged.keys() >= runs[0].acknowledged.keys()
    assert not [each for pair in pairwise(runs) for each in lost(*pair)]


def phase(run: Run) -> str:
    """Return in a word what a run was doing when it ended."""
    last = run.steps[-1] if run.steps else "starting"
    return "reading and writing" if last.startswith("Reading ") and "from" in last else last.lower()
