"""Counts of what is visible in a Neo4j store, and sentences about what is wrong with it."""

from collections.abc import Iterator

from graph.neo4j_database import Run, stored_version
from graph.neo4j_read import loads_at
from graph.schema import Table
from graph.store import StoreReport

_LABELS = {
    "RecordVersion": Table.RECORDS,
    "ContractVersion": Table.CONTRACTS,
    "LawsuitVersion": Table.LAWSUITS,
    "TenderVersion": Table.TENDERS,
    "EventVersion": Table.EVENTS,
}


def report(run: Run) -> StoreReport:
    """Count the rows of every table and look for dangling ends; it reads everything once."""
    version = stored_version(run)
    loads = loads_at(run, version)
    counts = dict.fromkeys(Table, 0)
    for label, count in run("read/count_versions", loads=loads):
        counts[_LABELS[label]] = count
    for kind, count in run("read/count_ties", loads=loads):
        counts[Table.HOLDINGS if kind == "HAS" else Table.RELATIONSHIPS] += count
    ((parties, links, possible),) = run("read/count_published", version=version)
    counts.update({Table.PARTIES: parties, Table.LINKS: links, Table.POSSIBLE: possible})
    return StoreReport(version, counts, tuple(_problems(run, loads, version)))


def _problems(run: Run, loads: list[int], version: int) -> Iterator[str]:
    for kind, count in run("read/dangling_ties", loads=loads):
        yield f"{count} {kind} rows end at something that is not visible; load its source again"
    ((count,),) = run("read/records_without_a_party", loads=loads, version=version)
    if count:
        yield f"{count} records belong to no party; run `riskweave resolve`"
    ((count,),) = run("read/links_without_a_party", version=version)
    if count:
        yield f"{count} links lead to a party that does not exist; run `riskweave resolve`"
