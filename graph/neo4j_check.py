"""Counts of what is visible in a Neo4j store, and sentences about what is wrong with it."""

from collections.abc import Iterator

from cypher import schema_statements
from graph.neo4j_database import Run, stored_version
from graph.neo4j_loads import unpublished
from graph.neo4j_read import loads_at
from graph.schema import Table
from graph.store import SCHEMA_VERSION, StoreReport

_LABELS = {
    "Record": Table.RECORDS,
    "Contract": Table.CONTRACTS,
    "Lawsuit": Table.LAWSUITS,
    "Tender": Table.TENDERS,
    "Event": Table.EVENTS,
}


def report(run: Run) -> StoreReport:
    """Count the rows of every table and look for what hangs loose; it reads everything once."""
    version = stored_version(run)
    loads = loads_at(run, version)
    counts = dict.fromkeys(Table, 0)
    for label, count in run("read/count_versions", loads=loads):
        counts[_LABELS[label.removesuffix("Version")]] += count
    for kind, count in run("read/count_ties", loads=loads):
        counts[Table.HOLDINGS if kind == "HAS" else Table.RELATIONSHIPS] += count
    ((parties, links, possible),) = run("read/count_published", version=version)
    counts.update({Table.PARTIES: parties, Table.LINKS: links, Table.POSSIBLE: possible})
    ((_, number, edition),) = run("read/engine")
    return StoreReport(
        version=version,
        schema=SCHEMA_VERSION,
        counts=counts,
        problems=(*_missing_indexes(run), *_problems(run, loads, version)),
        unpublished=tuple(unpublished(run)),
        engine=f"Neo4j {number} {edition}",
        bytes=None,
    )


def _missing_indexes(run: Run) -> Iterator[str]:
    ((known,),) = run("read/indexes")
    for name in (each.removeprefix("schema/") for each in schema_statements()):
        if name not in known:
            yield f"Index {name} is missing or cannot be used; run `riskweave init`"


def _problems(run: Run, loads: list[int], version: int) -> Iterator[str]:
    for kind, count in run("read/dangling_ties", loads=loads):
        yield f"{count} {kind} rows end at something that is not visible; load its source again"
    ((alone,),) = run("read/records_without_a_party", loads=loads, version=version)
    ((unseen,),) = run("read/links_without_a_record", loads=loads, version=version)
    ((astray,),) = run("read/links_without_a_party", version=version)
    for count, sentence in (
        (alone, "records belong to no party"),
        (unseen, "links come from a record that is not visible"),
        (astray, "links lead to a party that does not exist"),
    ):
        if count:
            yield f"{count} {sentence}; run `riskweave resolve`"
