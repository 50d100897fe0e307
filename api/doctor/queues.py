"""The casebook and its jobs, and the files that were uploaded for them."""

from pathlib import Path

from api.doctor.findings import Finding, Findings, Level, size
from api.jobs.imports import IMPORT, can_go_on, leftovers, spool_of
from api.wiring import Product
from casebook.job import Job, JobState

_LOOKED_AT = 200
_WORK = "`riskweave serve` or `riskweave jobs work`"


def examine_jobs(product: Product) -> Findings:
    """Tell what is queued, runs, hangs or failed. A casebook that nobody made yet is not made here."""
    if not product.settings.casebook_exists:
        yield Finding("jobs", Level.FINE, "There is no casebook yet; `riskweave serve` makes it")
        return
    unfinished, stuck = product.jobs.unfinished(), product.jobs.stuck()
    dead = {job.id for job in stuck}
    running = [job for job in unfinished if job.state is JobState.RUNNING and job.id not in dead]
    queued = [job for job in unfinished if job.state is JobState.QUEUED]
    yield Finding("jobs", Level.FINE, f"{len(running)} jobs run, {len(queued)} are queued")
    for job in stuck:
        text = f"Job {job.id} ({job.kind}) hangs: its worker ended; {_WORK} goes on with it"
        yield Finding("jobs", Level.WRONG, text)
    if queued and not running and not stuck:
        yield Finding("jobs", Level.NOTE, f"{len(queued)} jobs wait for a worker; {_WORK} is one")
    last = next(iter(product.jobs.latest()), None)
    if last is not None and last.state is JobState.FAILED:
        yield Finding("jobs", Level.NOTE, f"The last job ({last.kind} {last.id}) failed: {last.message}")
    yield from _examine_spool(product)


def _examine_spool(product: Product) -> Findings:
    spool = spool_of(product)
    left = leftovers(product)
    if left:
        kept = size(sum(_bytes_below(spool.folder(name)) for name in left))
        text = f"{len(left)} uploads are left over ({kept}); the next job removes them"
        yield Finding("jobs", Level.NOTE, text)
    for job in product.jobs.latest(IMPORT, limit=_LOOKED_AT):
        if job.payload.get("spool") is not None and can_go_on(product, job):
            yield Finding("jobs", Level.NOTE, _waits(product, job))


def _waits(product: Product, job: Job) -> str:
    kept = size(_bytes_below(spool_of(product).folder(str(job.payload["spool"]))))
    return f"Import {job.id} was {job.state}, its files are kept ({kept}); `riskweave jobs resume {job.id}`"


def _bytes_below(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
