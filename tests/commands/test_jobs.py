"""Jobs and loads from the command line, and a server whose job process is killed in mid-import."""

import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from typer.testing import CliRunner

from api.cli.main import app
from api.pipeline import APART_BYTES
from api.settings import Settings
from api.wiring import Product
from tests.commands.refusals import refused
from tests.commands.test_beside_a_server import served
from tests.jobs.products import MANY, companies, held_while_loading, wait_until


def said(*arguments: object) -> str:
    """Run a command in this process and return what it says."""
    done = CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_queued_load_is_listed_run_and_dropped_again(tmp_path: Path) -> None:
    here = ("--folder", tmp_path / "f")
    file = companies(tmp_path, 5, bad=1)
    assert "Job 1 is queued" in said("load", file, "--source", "crm", "--queue", "--no-refresh", *here)
    assert "Job 2 is queued" in said("load", file, "--source", "erp", "--queue", *here)
    assert "Job 2 (import) is cancelled" in said("jobs", "cancel", 2, *here)
    assert "Job 1 (import) is done" in said("jobs", "work", *here)
    second, first = json.loads(said("jobs", "--json", *here))
    assert (first["state"], first["tables"]["companies"]["rejected"]) == ("done", 1)
    assert (second["state"], second["can_go_on"]) == ("cancelled", True)
    [load] = json.loads(said("loads", "--json", *here))
    assert (load["source"], load["version"], load["rows"]) == ("crm", None, 4)
    assert "waits for `riskweave resolve`" in said("loads", *here)
    assert "4 rows are erased" in said("loads", "drop", load["id"], *here)
    assert json.loads(said("loads", "--json", *here)) == []


def test_what_is_not_there_is_refused_before_anything_is_queued(tmp_path: Path) -> None:
    here = ("--folder", tmp_path / "f")
    assert "does not exist" in refused("load", tmp_path / "none.csv", "--queue", *here)
    assert "No job has the number 9" in refused("jobs", "cancel", 9, *here)


def test_a_servers_imports_outlive_its_job_process_and_can_be_cancelled(tmp_path: Path) -> None:
    product = Product(Settings(folder=tmp_path / "f"))
    file = companies(tmp_path, MANY)
    with (
        served(product.settings.folder) as address,
        httpx.Client(base_url=address, timeout=30) as client,
        product.store() as store,
    ):

        def upload(file: Path) -> str:
            with file.open("rb") as content:
                answer = client.post(
                    "/v1/imports", files={"file": content}, data={"source": "crm", "refresh": "false"}
                )
            assert answer.status_code == 202, answer.text
            return answer.headers["location"]

        def tell_worker(number: int) -> None:
            [job] = product.jobs.unfinished()
            with suppress(ProcessLookupError):  # it was killed
                os.kill(int((job.worker or "").rpartition("/")[2]), number)

        def wait_for(job: str, state: str) -> dict[str, Any]:
            wait_until(lambda: client.get(job).json()["state"] == state, f"it is {state}")
            return client.get(job).json()

        first = upload(file)
        with held_while_loading(product, store, tell_worker):
            tell_worker(signal.SIGKILL)
        done = wait_for(first, "done")
        assert (done["attempt"], done["loads"]) == (2, {"crm": 1})
        said("loads", "drop", 1, "--folder", product.settings.folder)
        second = upload(file)
        with held_while_loading(product, store, tell_worker):
            asked = client.delete(second)
        assert (asked.status_code, asked.json()["cancel_asked"]) == (202, True)
        stopped = wait_for(second, "cancelled")
        assert stopped["can_go_on"]
        assert "riskweave loads drop" in stopped["message"]
        assert client.post(f"{second}/resume").status_code == 202
        wait_for(second, "done")
        long = companies(tmp_path, 1_200, note="x" * 30_000)
        assert long.stat().st_size > APART_BYTES
        wait_for(upload(long), "done")
    assert list((product.settings.folder / "spool").iterdir()) == []
