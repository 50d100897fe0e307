"""The reject report of an import, as the files that it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.jobs.imports import report_folder
from api.wiring import Product
from casebook.job import Job


@dataclass(frozen=True, slots=True)
class RejectFiles:
    """json: all bad rows. sheets: CSV files that can be mended and loaded again, one for each table."""

    json: Path | None
    sheets: Sequence[Path]


def reject_files(product: Product, job: Job) -> RejectFiles:
    """Return what an import refused; nothing before it has ended, or when every row was good."""
    told = job.outcome.get("rejects")
    within = report_folder(product, job.id).resolve()
    paths = [Path(str(each)) for each in told] if isinstance(told, list) else []
    there = [each for each in paths if each.is_file() and each.resolve().is_relative_to(within)]
    sheets = [each for each in there if each.suffix == ".csv"]
    return RejectFiles(next((each for each in there if each.suffix == ".json"), None), sheets)
