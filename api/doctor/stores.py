"""The store: whether it answers and is whole, and what waits in it."""

from api.doctor.findings import Finding, Findings, Level, size
from api.wiring import Product
from graph.changes import LoadState
from graph.errors import StoreNotReady
from graph.schema import Table
from graph.store import StoreReport

_COUNTED = (Table.RECORDS, Table.PARTIES, Table.RELATIONSHIPS, Table.HOLDINGS, Table.EVENTS)


def examine_store(product: Product, *, deep: bool) -> Findings:
    """Tell what the store's own check finds. One that nobody made yet is no trouble before the first load."""
    try:
        with product.store(read_only=True) as store:
            report = store.check(deep=deep)
    except StoreNotReady as error:
        known = (product.settings.shelf / "current").exists()
        yield Finding("store", Level.WRONG if known else Level.NOTE, str(error))
        return
    yield Finding("store", Level.FINE, _told(product, report))
    for problem in report.problems:
        yield Finding("store", Level.WRONG, problem)
    for load in report.unpublished:
        yield Finding("store", Level.NOTE, _waiting(load))


def _told(product: Product, report: StoreReport) -> str:
    counts = ", ".join(f"{report.counts[table]:,} {table}" for table in _COUNTED if report.counts)
    kept = f", {size(report.bytes)}" if report.bytes is not None else ""
    place = f"{product.settings.store_url} ({report.engine}, schema {report.schema}{kept})"
    return f"{place} is at version {report.version}: {counts or 'not counted'}"


def _waiting(load: LoadState) -> str:
    named = f"Load {load.id} of {load.manifest.source}"
    begun = f"{load.started_at.astimezone():%Y-%m-%d %H:%M}"
    if load.finished_at is None:
        return (
            f"{named}, begun {begun}, is not finished: load the same files again to go on, or drop it with"
            f" `riskweave loads drop {load.id}`"
        )
    return f"{named}, begun {begun}, is not seen yet: `riskweave resolve` publishes it"
