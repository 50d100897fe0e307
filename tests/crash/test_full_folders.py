"""Places for reports and Books that cannot be written: one sentence, and the store is as sound as before."""

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import CannotWrite
from graph.store import GraphStore
from tests.contract.addresses import open_at
from tests.crash.loader import Step, Tell, Told, Work, load
from tests.crash.story import Shown, Story, second, shown

BAD = ["owner,owned,share", *(f"a{n},b{n},140%" for n in range(90))]


@contextmanager
def full_from(step: str) -> Iterator[Tell]:
    """Give a listener that lets this process write no more to files from a step on, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def tell(told: Told) -> None:
        if isinstance(told, Step) and told.name.startswith(step):
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))

    try:
        yield tell
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def story(embedded_story: Story) -> Story:
    return embedded_story


@pytest.fixture
def work(embedded: Work) -> Work:
    return embedded


@pytest.fixture
def store(embedded: Work) -> Iterator[GraphStore]:
    with closing(open_at(embedded.address)) as store:
        yield store


@pytest.fixture
def bad_rows(tmp_path: Path) -> Path:
    path = tmp_path / "ownership.csv"
    path.write_text("\n".join(BAD), encoding="utf-8")
    return path


def test_a_report_that_has_no_room_is_said_and_the_store_stays(
    store: GraphStore, work: Work, story: Story, bad_rows: Path
) -> None:
    with (
        full_from("Reading ownership") as tell,
        pytest.raises(CannotWrite, match=r"reject report .* \(File too large\); make room"),
    ):
        load(replace(work, paths=(bad_rows,)), tell)
    assert shown(store, work) == story.before
    assert store.check().problems == ()
    load(replace(work, paths=(bad_rows,)))


def test_a_report_that_has_no_folder_is_said_and_the_load_can_be_made_again(
    store: GraphStore, work: Work, story: Story, bad_rows: Path
) -> None:
    reports = work.folder / "rejects"
    reports.write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotWrite, match=r"reject report .*rejects"):
        load(replace(work, paths=(bad_rows,)))
    assert shown(store, work) == story.before
    reports.unlink()
    load(replace(work, paths=(bad_rows,)))
    assert store.version() == 2


@pytest.mark.parametrize("step", ["save", "switch"])
def test_a_book_that_has_no_room_is_said_and_the_former_one_stays(
    store: GraphStore, work: Work, story: Story, step: str
) -> None:
    with (
        full_from(step) as tell,
        pytest.raises(CannotWrite, match=r"new Book .* \(File too large\); make room .*riskweave score"),
    ):
        load(second(work, story.files), tell)
    assert shown(store, work) == Shown(story.after.store, story.before.book)
    assert store.check().problems == ()
    load(second(work, story.files))
    assert shown(store, work) == story.after
