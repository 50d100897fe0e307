"""The stores under test: a test that asks for `store` runs on every one of them."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.contract.addresses import open_at
from tests.contract.backends import KILLED, NAMES, SHARE_OF_KILLS, Backend, Neo4jBackend, SqliteBackend
from tests.servers.neo4j import find_server

NO_NEO4J = "NO NEO4J HERE: half of the tests DID NOT RUN (set NEO4J_URI, or bring Docker, or Java and Maven)"
_WITHOUT = "without Neo4j"
LONGEST = (
    "crash/test_killed_server",
    "stories/",
    "jobs/test_imports",
    "journeys/",
    "crash/test_killed_loads",
)
"""What takes minutes, longest first: begun last, one would run on alone while the other side is idle."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--stores", default=",".join(NAMES), help="stores to test, parted by commas: sqlite,neo4j"
    )
    parser.addoption(
        "--kills", type=int, default=10, help="how many loads to kill, over all stores (default 10)"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on every store; kills are shared out among them, each with a seed of its own."""
    stores = metafunc.config.getoption("--stores").split(",")
    if "kill" in metafunc.fixturenames:
        share = metafunc.config.getoption("--kills") / sum(SHARE_OF_KILLS[name] for name in stores)
        kills = [(name, kill) for name in stores for kill in range(round(share * SHARE_OF_KILLS[name]))]
        metafunc.parametrize(("backend", "kill"), kills, indirect=["backend"])
    elif "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", stores, indirect=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests with one worker, and all stories: they read Books that take long to build.

    Kills go to whoever is free. The longest come first.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return the place of a test's file in `LONGEST`; those that are not in it follow in their own order."""
    file = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((turn for turn, each in enumerate(LONGEST) if file.startswith(each)), len(LONGEST))


def _group(item: pytest.Item) -> str:
    if "kill" in getattr(item, "fixturenames", ()):
        return item.nodeid
    return "stories" if item.path.parent.name == "stories" else item.nodeid.partition("::")[0]


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Keep what was skipped for want of a server out of the list of skips: one line says it for all."""
    if report.skipped and NO_NEO4J in str(report.longrepr):
        return _WITHOUT, "s", "WITHOUT NEO4J"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    killed = Counter(str(step) for each in reports for name, step in each.user_properties if name == KILLED)
    if killed:
        told = ", ".join(f"{count} in {step}" for step, count in sorted(killed.items()))
        terminalreporter.write_line(f"{killed.total()} loads were killed: {told}")
    if terminalreporter.stats.get(_WITHOUT):
        terminalreporter.write_line(NO_NEO4J, red=True, bold=True)


@pytest.fixture
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """Return an empty database; without a Neo4j server its half is skipped, in CI it fails."""
    if request.param == "sqlite":
        return SqliteBackend(tmp_path)
    server = find_server()
    if server:
        return Neo4jBackend(server)
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(NO_NEO4J)
    pytest.skip(NO_NEO4J)


@pytest.fixture
def open_store(backend: Backend) -> Iterator[Callable[[], GraphStore]]:
    """Return a function that opens one more handle on the database; all are closed with the test."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_at(backend.address)))


@pytest.fixture
def store(open_store: Callable[[], GraphStore]) -> GraphStore:
    """Return an empty store with its schema made."""
    store = open_store()
    store.init()
    return store
