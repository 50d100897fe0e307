"""A load that dies after it was published and before its Book: the former Book goes on, and says so."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli.main import app
from graph.store import GraphStore
from tests.contract.addresses import settings_at
from tests.crash.loader import Work
from tests.crash.runs import started, whole
from tests.crash.story import Shown, Story, second, shown

Command = Callable[..., tuple[str, str]]
FIRST_OF_THE_BOOK = "snapshot"


@pytest.fixture
def riskweave(work: Work, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs a command over the store and gives its stdout and stderr."""
    settings = settings_at(work.address, work.folder)
    monkeypatch.setenv("RISKWEAVE_STORE_PASSWORD", settings.store_password.get_secret_value())

    def run(command: str) -> tuple[str, str]:
        places = ["--store", settings.store, "--folder", str(settings.folder)]
        done = CliRunner().invoke(app, [command, *places], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout, done.stderr

    return run


@pytest.fixture
def without_a_book(store: GraphStore, work: Work, story: Story) -> Story:
    """Publish the second load and die at the first step of its Book."""
    with started(replace(second(work, story.files), hold=FIRST_OF_THE_BOOK)) as run:
        run.hear_step(FIRST_OF_THE_BOOK)
    assert shown(store, work) == Shown(story.after.store, story.before.book)
    return story


@pytest.mark.usefixtures("without_a_book")
def test_the_former_book_answers_and_says_that_newer_data_waits(work: Work, riskweave: Command) -> None:
    served = create_app(settings_at(work.address, work.folder))
    with TestClient(served, base_url="http://localhost") as client:
        answer = client.get("/v1/book").json()
        assert answer["pending"]
        assert client.get("/v1/parties").json()["total"] == answer["parties"]
    printed, told = riskweave("rings")
    assert printed
    assert "riskweave score" in told


def test_score_builds_the_missing_book(
    without_a_book: Story, store: GraphStore, work: Work, riskweave: Command
) -> None:
    riskweave("score")
    assert shown(store, work) == without_a_book.after
    assert riskweave("rings")[1] == ""


def test_the_next_load_builds_the_missing_book(without_a_book: Story, store: GraphStore, work: Work) -> None:
    whole(second(work, without_a_book.files))
    assert shown(store, work) == without_a_book.after
