"""`jobs`: what is queued, runs and ended; cancel it, go on with it, or work through the queue here."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import result, result_json, result_table
from api.cli.options import Folder, Json, Store
from api.jobs.imports import IMPORT, cancel, go_on
from api.jobs.worker import hearing_the_end, run_next
from api.present_jobs import import_out, run_out
from api.settings import read_settings
from api.wiring import Product
from casebook.job import Job, JobId, JobState

Number = Annotated[int, typer.Argument(min=1, help="The number of the job")]
Most = Annotated[int, typer.Option("--limit", min=1, help="How many, the newest first")]
jobs = typer.Typer(help="What is queued, runs and ended.", invoke_without_command=True)


def register(app: typer.Typer) -> None:
    app.add_typer(jobs, name="jobs")


@jobs.callback()
def list_jobs(
    context: typer.Context, limit: Most = 20, store: Store = None, folder: Folder = None, json: Json = False
) -> None:
    """List the jobs, the newest first."""
    if context.invoked_subcommand is not None:
        return
    product = _product(store, folder)
    found = product.jobs.latest(limit=limit)
    if json:
        result_json([_data(product, job) for job in found])
        return
    result_table(["job", "kind", "state", "since", "how far", "what"], [_row(job) for job in found])


@jobs.command("cancel")
def cancel_job(number: Number, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Take a job out of the queue, or stop it at its next safe point: between two batches or steps."""
    product = _product(store, folder)
    _tell(product, cancel(product, JobId(number)), json=json)


@jobs.command()
def resume(number: Number, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Queue an import that was cancelled or failed again; its loads go on where they were."""
    product = _product(store, folder)
    _tell(product, go_on(product, JobId(number)), json=json)


@jobs.command()
def work(store: Store = None, folder: Folder = None) -> None:
    """Run what is queued, here and now, until nothing is left; `riskweave serve` does so all the time.

    Exit code 1 when one of them failed.
    """
    product, failed = _product(store, folder), False
    with hearing_the_end() as leaving:
        while not leaving.is_set() and (ended := run_next(product, leaving)):
            failed |= ended.state is JobState.FAILED
            result(_sentence(ended))
    if failed:
        raise typer.Exit(1)


def _product(store: str | None, folder: Path | None) -> Product:
    return Product(read_settings(store=store, folder=folder))


def _data(product: Product, job: Job) -> dict[str, object]:
    shown = import_out(product, job) if job.kind == IMPORT else run_out(job)
    return shown.model_dump(mode="json")


def _tell(product: Product, job: Job, *, json: bool) -> None:
    if json:
        result_json(_data(product, job))
    else:
        result(_sentence(job))


def _sentence(job: Job) -> str:
    if job.cancel_asked and job.state is JobState.RUNNING:
        return f"Job {job.id} stops at its next safe point; `riskweave jobs` says when it has"
    return f"Job {job.id} ({job.kind}) is {job.state}" + (f": {job.message}" if job.message else "")


def _row(job: Job) -> list[str]:
    since = job.ended_at or job.started_at or job.queued_at
    state = "stopping" if job.cancel_asked and job.state is JobState.RUNNING else job.state.value
    return [str(job.id), job.kind, state, _local(since), _how_far(job), job.message]


def _how_far(job: Job) -> str:
    if job.state is not JobState.RUNNING or not job.done:
        return ""
    far = f"{job.done:,} of {job.total:,}" if job.total else f"{job.done:,}"
    return far if job.remaining_s is None else f"{far}, {job.remaining_s:,.0f} s left"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
