"""A disk that gets full at any byte: one clear sentence, nothing seen by half, and on with more room."""

import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreRefused
from tests.contract.addresses import open_at
from tests.crash.loader import Work, load
from tests.crash.small_disk import SmallDisk, small_disk
from tests.crash.story import Story, second, shown

POINTS = 6
"""At how many places the disk gets full, anywhere within what a whole load needs."""


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk() as disk:
        yield disk


@pytest.fixture
def needed(embedded: Work, embedded_story: Story, disk: SmallDisk, tmp_path: Path) -> int:
    """Return by how many bytes the second load lets the files grow."""
    room = disk.room
    load(second(copy_of(embedded, tmp_path / "undisturbed"), embedded_story.files))
    return room - disk.room


def copy_of(work: Work, folder: Path) -> Work:
    shutil.copytree(work.folder.parent, folder)
    return Work({"path": str(folder / "book.db")}, folder / work.folder.name)


def assert_whole(work: Work, story: Story) -> None:
    """The store is sound and shows all of the second load or nothing, as its version says."""
    with closing(open_at(work.address)) as store:
        assert store.check().problems == ()
        assert shown(store, work).store == (story.before if store.version() == 1 else story.after).store


def test_a_load_that_fills_the_disk_is_resumed_when_there_is_room(
    embedded: Work, embedded_story: Story, disk: SmallDisk, needed: int, tmp_path: Path
) -> None:
    for room in random.Random(7).sample(range(needed), POINTS):
        work = second(copy_of(embedded, tmp_path / str(room)), embedded_story.files)
        disk.room = room
        with pytest.raises(StoreRefused, match="is full; make room and try again"):
            load(work)
        assert_whole(work, embedded_story)
        disk.room = sys.maxsize
        load(work)
        with closing(open_at(work.address)) as store:
            assert shown(store, work) == embedded_story.after
