"""A small world in which there is something for every question that a person asks in Neo4j Browser."""

from graph.changes import Batch
from tests.investigating.cast import WHO
from tests.investigating.papers import CONTRACTS, EVENTS, LAWSUITS, TENDERS, facts, holdings
from tests.investigating.ties import guarantees, offices, payments, shares, trade

BATCH = Batch(
    records=list(WHO.values()),
    holdings=list(holdings()),
    contracts=CONTRACTS,
    lawsuits=LAWSUITS,
    tenders=TENDERS,
    events=EVENTS,
    relationships=[*guarantees(), *shares(), *offices(), *trade(), *payments(), *facts()],
)
