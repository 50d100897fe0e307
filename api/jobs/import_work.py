"""Imports: load files, then resolve and refresh, as a job that can be cancelled and gone on with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from api.jobs.imports import ImportOrder, discard, report_folder, spool_of
from api.jobs.outcomes import load_outcome, resolved_outcome
from api.pipeline import load_files, load_options
from api.wiring import Product
from casebook.job import Job, JobState
from graph.changes import LoadState
from graph.errors import InvalidInput, InvalidSettings, StoreError
from graph.model import Json
from ingest.load_report import LoadOptions, LoadReport, Progress


@dataclass
class ImportWork:
    product: Product
    job: Job
    outcome: dict[str, Json] = field(default_factory=dict[str, Json])

    def run(self, progress: Progress) -> None:
        order = ImportOrder.of(self.job.payload)
        loaded = load_files(
            self.product,
            self._paths(order, order.files),
            self._options(order),
            then_refresh=order.refresh,
            progress=progress,
            tell=self._hear,
        )
        self.outcome.update(resolved_outcome(loaded.resolved, loaded.book))

    def left(self) -> str:
        try:
            with self.product.store(read_only=True) as store:
                mine = [each for each in store.loads() if self._is_mine(each)]
        except StoreError:
            mine = []
        self.outcome["loads"] = {each.manifest.source: int(each.id) for each in mine}
        return _left(mine)

    def _is_mine(self, load: LoadState) -> bool:
        """Return whether a load was begun or resumed here: the report may not say it yet."""
        told = self.outcome.get("loads")
        if load.version is not None:
            return isinstance(told, dict) and load.id in told.values()
        names = [Path(each).name for each in ImportOrder.of(self.job.payload).files]
        outermost = (each.name.partition("/")[0] for each in load.manifest.files)
        return any(name.startswith(each) for each in outermost for name in names)

    def ended(self, state: JobState, error: Exception | None) -> None:
        """Remove the uploaded files unless the import can be gone on with."""
        in_vain = isinstance(error, InvalidInput) and not isinstance(error, InvalidSettings)
        if state is JobState.DONE or in_vain:
            discard(self.product, self.job)

    def _hear(self, report: LoadReport) -> None:
        self.outcome.update(load_outcome(report))

    def _paths(self, order: ImportOrder, names: Sequence[str]) -> list[Path]:
        if order.spool is None:
            return [Path(each) for each in names]
        spool = spool_of(self.product)
        if not spool.has(order.spool):
            raise InvalidInput("The uploaded files are gone; upload them again")
        return [spool.folder(order.spool) / each for each in names]

    def _options(self, order: ImportOrder) -> LoadOptions:
        return replace(
            load_options(self.product),
            source=order.source,
            table=order.table,
            mappings=tuple(self._paths(order, order.mappings)),
            dry_run=order.dry_run,
            replace=order.replace_source,
            report_folder=report_folder(self.product, self.job.id),
        )


def _left(loads: Sequence[LoadState]) -> str:
    """Return what loads of a cancelled import are left, and what to do with them."""
    unpublished = [each for each in loads if each.version is None]
    if unpublished:
        named = ", ".join(f"{each.id} ({each.manifest.source})" for each in reversed(unpublished))
        last = unpublished[-1].id
        return f"load {named} can be gone on with, or dropped with `riskweave loads drop {last}`"
    if loads:
        return "what was loaded is published, and the Book is as it was; `riskweave score` makes a new one"
    return "nothing was loaded"
