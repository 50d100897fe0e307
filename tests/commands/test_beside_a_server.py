"""What happens to a served page while runs and loads go on in other processes."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.commands.conftest import riskweave, start

LONGEST_S = 90


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port and give the address."""
    process = start("serve", "--port", 0, "--folder", folder)
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    try:
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_runs_and_loads_of_other_processes_switch_the_served_book(own_demo: Path, tmp_path: Path) -> None:
    companies = tmp_path / "companies.csv"
    companies.write_text("source_key,name\nn1,Newcomer Ltd\n", encoding="utf-8")
    with (
        served(own_demo) as address,
        httpx.Client(base_url=address, timeout=30) as client,
        client.stream("GET", "/v1/book/events") as events,
    ):
        lines = events.iter_lines()
        assert next(lines) == "event: book"
        first = client.get("/v1/book").json()["id"]
        run = client.post("/v1/runs").headers["location"]
        until = time.monotonic() + LONGEST_S
        while client.get(run).json()["state"] in ("queued", "running") and time.monotonic() < until:
            time.sleep(0.1)
        assert client.get(run).json()["state"] == "done"
        second = client.get("/v1/book").json()["id"]
        assert second != first
        assert riskweave("load", companies, "--source", "new", "--folder", own_demo).returncode == 0
        third = client.get("/v1/book").json()["id"]
        assert third not in (first, second)
        assert any(third in line for line in lines)
