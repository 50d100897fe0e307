"""Load files into a store: read, type, gather, write; invisible until somebody publishes."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from graph.changes import Counts, FencingToken, FileDigest, LoadManifest
from graph.collector import paused_collector
from graph.errors import InvalidInput, TooManyRejects
from graph.schema import Table
from graph.values import LoadId, RecordId, Sha256
from ingest.faults import in_column_order
from ingest.gathering import Gathering
from ingest.keys import FindKeys, KeyBook
from ingest.load_report import LoadOptions, LoadReport, Progress, Silent, TableCount, Target
from ingest.mentions import gather
from ingest.plan import Feed, Plan, Planner, by_source
from ingest.read.archive import files_of
from ingest.reasons import Warned
from ingest.rejects import RejectedFrom, RejectReport, reject_report
from ingest.typed import FaultyRow, FedBatch, TypedBatch
from ingest.typer import RowTyper
from ingest.unchanged import Unchanged

__all__ = ["LoadOptions", "LoadReport", "Progress", "TableCount", "Target", "load"]

FEW_ROWS = 100
"""Below so many rows of a table, bad ones never stop a load."""
EXAMPLES = 3
"""Rejected rows that are told at once; the others are in the reject report."""


def load(
    store: Target,
    paths: Sequence[Path],
    options: LoadOptions,
    *,
    token: FencingToken,
    today: date,
    progress: Progress | None = None,
    tell: Callable[[LoadReport], object] | None = None,
) -> LoadReport:
    """Load files, folders and archives: one load for each source, finished but not published.

    A bad row is reported and never half-loaded. Memory stays constant but for the keys. A call that
    was killed and is made again resumes its loads. With `dry_run` the store is only asked for keys.
    `tell` is given the report also where the load ended early, as far as it got.

    Raises
    ------
    UnreadableFile, InvalidMapping, InvalidInput
        About files, mappings and headers, before anything is written.
    TooManyRejects
        When a table has more bad rows than the limit; the loads are dropped, the report is kept.
    """
    began = perf_counter()
    with files_of(paths) as found:
        planner = Planner(options.table, options.source, options.mappings, today)
        plan = planner.plan(found)
        manifests = _manifests(plan, options)
        folder = options.report_folder / _report_name(manifests)
        with reject_report(folder, [each.path for each in plan.mappings]) as rejects:
            run = _Run(store, options, token, today, progress or Silent(), rejects)
            try:
                with paused_collector():
                    run.load(plan, manifests)
            finally:
                report = run.report(plan, perf_counter() - began)
                if tell is not None:
                    tell(report)
    return report


@dataclass
class _Run:
    """One call of `load` under way."""

    store: Target
    options: LoadOptions
    token: FencingToken
    today: date
    progress: Progress
    rejects: RejectReport
    loads: dict[str, LoadId] = field(default_factory=dict)
    tables: dict[str, TableCount] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    warnings: Counter[Warned] = field(default_factory=Counter)
    written: Counts = field(default_factory=Counts)
    read: list[FileDigest] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def load(self, plan: Plan, manifests: Mapping[str, LoadManifest]) -> None:
        """Load source after source; what is wrong with the input drops all of them."""
        try:
            for source, feeds in by_source(plan.feeds).items():
                self._load_source(source, feeds, manifests[source])
            self._refuse_too_many()
            for opened in self.loads.values():
                self.written += self.store.finish_load(opened, token=self.token)
        except InvalidInput:
            for opened in reversed(self.loads.values()):  # the newest first: it may count on the others
                self.store.drop_load(opened, token=self.token)
            raise

    def report(self, plan: Plan, seconds: float) -> LoadReport:
        return LoadReport(
            dry_run=self.options.dry_run,
            loads=self.loads,
            tables=self.tables,
            reasons=dict(self.reasons),
            warnings={code.value: count for code, count in self.warnings.items() if count},
            written=self.written,
            files=tuple(self.read),
            skipped=tuple(plan.skipped),
            unused=tuple(plan.unused),
            reports=tuple(self.rejects.paths),
            examples=tuple(self.examples),
            seconds=seconds,
        )

    def _load_source(self, source: str, feeds: Sequence[Feed], manifest: LoadManifest) -> None:
        if not self.options.dry_run:
            self.loads[source] = self.store.begin_load(manifest, token=self.token)
        out = Gathering(source, KeyBook(source, self._find_keys()), warnings=self.warnings)
        if any(feed.binding.model.table == "events" for feed in feeds):
            out.contract_numbers |= self._contract_numbers(source)
        for feed in feeds:
            self._load_feed(feed, out)

    def _find_keys(self) -> FindKeys:
        """Return who knows the keys of earlier loads: nobody where this load replaces all they brought."""
        return _no_keys if self.options.replace else self.store.find_keys

    def _load_feed(self, feed: Feed, out: Gathering) -> None:
        table, model = feed.table, feed.binding.model
        options = self.options
        typer = RowTyper(
            table,
            feed.binding,
            today=self.today,
            currency=options.book_currency,
            currencies=options.currencies | {options.book_currency},
        )
        self.progress.step(f"Reading {model.table} from {table.file.name}", table.rows)
        rows = 0
        unchanged = self._unchanged(feed, out)
        for batch in table.batches():
            good, bad = self._gather(feed, typer, typer.fed(batch), out, unchanged)
            self._count(feed, good, bad)
            if out.size >= self.store.write_rows:
                self._write(feed.source, out)
            self.progress.advance(len(batch.rows) + len(batch.faulty))
            rows += len(batch.rows) + len(batch.faulty)
        self._write(feed.source, out)
        if unchanged:
            self.written += Counts(unchanged=unchanged.rows)
            self.warnings[Warned.REPEATED] += unchanged.repeated
        self.read.append(FileDigest(table.file.name, table.file.sha256, rows))

    def _gather(
        self, feed: Feed, typer: RowTyper, rows: FedBatch, out: Gathering, unchanged: Unchanged | None
    ) -> tuple[int, list[FaultyRow]]:
        """Gather rows that are not known as they are; return how many were good, and the bad ones."""
        if unchanged is None:
            return self._gather_typed(feed, typer.typed_rows(rows), out, None)
        left = unchanged.left
        news = typer.typed_rows(unchanged.news(rows))
        good, bad = self._gather_typed(feed, news, out, unchanged.leave_before)
        if late := unchanged.late(rows):
            more, worse = self._gather_typed(feed, typer.typed_rows(late), out, None)
            good, bad = good + more, bad + worse
        return good + unchanged.left - left, bad

    def _gather_typed(
        self, feed: Feed, typed: TypedBatch, out: Gathering, before: Callable[[int], None] | None
    ) -> tuple[int, list[FaultyRow]]:
        self.warnings[Warned.CURRENCY_ASSUMED] += typed.assumed
        refused = gather(typed.good, feed.table.file.name, feed.table.sheet, out, before=before)
        bad = [*typed.faulty, *(_as_shown(each, feed) for each in refused)]
        return len(typed.good) - len(refused), bad

    def _unchanged(self, feed: Feed, out: Gathering) -> Unchanged | None:
        """Return what leaves known rows alone; None where every row has to be looked at."""
        load, options = self.loads.get(feed.source), self.options
        if load is None or options.replace:
            return None
        currencies = (options.book_currency, feed.binding.currency or "", *sorted(options.currencies))
        rules = (feed.source, feed.binding.model.table, *sorted(feed.binding.fed), *currencies)
        return Unchanged(partial(self.store.known_rows, load), out.seen, rules)

    def _write(self, source: str, out: Gathering) -> None:
        batch = out.take()
        if not self.options.dry_run:
            self.written += self.store.write(self.loads[source], batch, token=self.token)

    def _count(self, feed: Feed, good: int, bad: Sequence[FaultyRow]) -> None:
        table = feed.binding.model.table
        counted = TableCount(good + len(bad), good, len(bad))
        self.tables[table] = self.tables.get(table, TableCount()) + counted
        for row in bad:
            self.reasons.update({fault.reason.value: 1 for fault in row.faults})
        for row in bad[: EXAMPLES - len(self.examples)]:
            self.examples.append(f"{feed.table.place_of(row.line)}: {row.sentences()[0]}")
        place = RejectedFrom(
            feed.table.file.name, feed.table.sheet, table, feed.source, tuple(feed.table.headers)
        )
        self.rejects.write(place, bad)

    def _refuse_too_many(self) -> None:
        for table, count in self.tables.items():
            if count.rows >= FEW_ROWS and count.rejected > self.options.reject_limit * count.rows:
                raise TooManyRejects(
                    f"{count.rejected:,} of {count.rows:,} rows of {table} are bad, more than"
                    f" {self.options.reject_limit:.0%}; nothing was loaded, see {self.rejects.folder}"
                )

    def _contract_numbers(self, source: str) -> set[str]:
        """Return the numbers of the source's contracts in the store, so that events may speak of them."""
        found: set[str] = set()
        for batch in self.store.pending(Table.CONTRACTS):
            sources = batch.column("reported_by").to_pylist()
            numbers = batch.column("number").to_pylist()
            found.update(str(number) for number, by in zip(numbers, sources, strict=True) if by == source)
        return found


def _no_keys(_source: str, _keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
    return {}


def _as_shown(row: FaultyRow, feed: Feed) -> FaultyRow:
    """Return the row with the columns of its faults called as in the file."""
    shown = feed.binding.shown
    faults = (replace(each, column=shown.get(each.column, each.column)) for each in row.faults)
    return replace(row, faults=in_column_order(faults, feed.table.headers))


def _manifests(plan: Plan, options: LoadOptions) -> Mapping[str, LoadManifest]:
    """Return what is loaded from each source: its files, and a hash of everything that says how."""
    manifests = {}
    for source, feeds in by_source(plan.feeds).items():
        digests = {FileDigest(feed.table.file.name, feed.table.file.sha256) for feed in feeds}
        told = [options.book_currency, *(each.sha256 for each in plan.mappings)]
        told += [feed.binding.model.table for feed in feeds]
        how = Sha256(hashlib.sha256("\x1f".join(told).encode()).hexdigest())
        files = tuple(sorted(digests, key=lambda each: each.name))
        manifests[source] = LoadManifest(source, files, how, options.replace)
    return manifests


def _report_name(manifests: Mapping[str, LoadManifest]) -> str:
    """Return the report's folder: equal loads share it."""
    digest = hashlib.sha256(repr(sorted(manifests.items())).encode()).hexdigest()[:8]
    return f"{'+'.join(manifests)[:60]}-{digest}"
