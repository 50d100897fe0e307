"""From a job to the answers of `api.schemas.jobs`."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from api.jobs.imports import ImportOrder, can_go_on
from api.jobs.reject_files import reject_files
from api.schemas.jobs import ImportOut, JobOut, RunOut
from api.wiring import Product
from casebook.job import Job

_PLAIN = ("records", "parties", "changed", "possible", "problems", "book")
_LOADED = (*_PLAIN, "tables", "reasons", "warnings", "examples", "skipped", "unused", "loads")


def run_out(job: Job) -> RunOut:
    return RunOut.model_validate({**_job(job), **_some(job.outcome, _PLAIN)})


def import_out(product: Product, job: Job) -> ImportOut:
    """Return an import; of the files only their names, wherever they are."""
    order = ImportOrder.of(job.payload)
    address = f"/v1/imports/{job.id}/rejects"
    found = reject_files(product, job)
    rejects = [f"{address}?form=json"] if found.json else []
    rejects += [f"{address}?form=csv&part={part}" for part in range(1, len(found.sheets) + 1)]
    return ImportOut.model_validate(
        {
            **_job(job),
            **_some(job.outcome, _LOADED),
            "files": [PurePath(each).name for each in order.files],
            "table": order.table,
            "source": order.source,
            "dry_run": order.dry_run,
            "replace_source": order.replace_source,
            "refresh": order.refresh,
            "rejects": rejects,
            "resolved": job.outcome.get("records") is not None,
            "can_go_on": can_go_on(product, job),
        }
    )


def _job(job: Job) -> dict[str, Any]:
    return JobOut.model_validate(job, from_attributes=True).model_dump()


def _some(outcome: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: outcome[name] for name in names if name in outcome}
