from datetime import UTC, date, datetime, timedelta

from graph.changes import Batch, PossibleMatch
from graph.model import Contract, Event, EventKind, IdentifierKind, Lawsuit, Origin, Tender
from graph.relationships import RelationshipKind, Terms
from graph.snapshot import Snapshot
from graph.store import GraphStore
from graph.values import FactId, Share
from tests.contract.worlds import publish
from tests.worlds import CNY, TODAY, cny, company, holding, party_id, person, resolution, tie, world

A = company(
    "a",
    name="宁川精密机械有限公司",
    industry="钢铁",
    equity={"minor": 5, "currency": "CNY"},
    roles=["customer"],
)
B = company("b", name="Bolt", phones=["1", "2"])
P = person("p", source="hr", name="李雷", birth_date="1980-02-03")
SUPPLIES = RelationshipKind.SUPPLIES
WHERE = Origin("f.csv", 3)
FACTS = Batch(
    contracts=[
        Contract(
            FactId("contract:erp:1"),
            "1",
            "erp",
            WHERE,
            amount=cny("12.34"),
            signed=TODAY,
            clauses=("delivery", "penalty"),
        )
    ],
    lawsuits=[Lawsuit(FactId("lawsuit:court:宁川/1"), "宁川", "1", "court", WHERE, claim=cny(7))],
    tenders=[Tender(FactId("tender:t:1"), "1", "t", WHERE)],
    events=[
        Event(FactId("event:news:1"), EventKind.COMPLAINT, 0.3, "news", WHERE, at=TODAY, text="多次投诉")
    ],
)
TIES = [
    tie(SUPPLIES, A, B, subject="钢", since=date(2020, 1, 1), terms=Terms(amount=cny(100), essential=True)),
    tie(RelationshipKind.OWNS, P, A, terms=Terms(share=Share(0.2, 0.4))),
    tie(
        RelationshipKind.TRANSFERRED,
        A,
        B,
        terms=Terms(amount=cny("0.1"), at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)),
    ),
    tie(RelationshipKind.SIGNED, A, FACTS.contracts[0].id, subject="seller"),
    tie(RelationshipKind.DEFENDANT_IN, B, FACTS.lawsuits[0].id),
    tie(RelationshipKind.BID_IN, B, FACTS.tenders[0].id, terms=Terms(won=False)),
    tie(RelationshipKind.ABOUT, FACTS.events[0].id, A),
]
HOLDINGS = [holding(A, IdentifierKind.PHONE, "+8613800000001", since=TODAY, failed="length")]
POSSIBLE = [PossibleMatch(*sorted((party_id(A), party_id(B))), 0.25)]


def test_a_store_gives_the_snapshot_that_its_content_gives(store: GraphStore) -> None:
    publish(
        store,
        [A, B, P],
        TIES,
        change=resolution([A, B, P], possible=POSSIBLE),
        holdings=HOLDINGS,
        contracts=FACTS.contracts,
        lawsuits=FACTS.lawsuits,
        tenders=FACTS.tenders,
        events=FACTS.events,
    )
    read = Snapshot.of(store, valid_on=TODAY, rates=CNY)
    made = world([A, B, P], TIES, facts=FACTS, holdings=HOLDINGS, possible=POSSIBLE)
    assert read.parties.to_pylist() == made.parties.to_pylist()
    assert read.ties.to_pylist() == made.ties.to_pylist()
    assert read.content_hash == made.content_hash
    assert {kind: len(edges) for kind, edges in read.edges.items() if len(edges)} == dict.fromkeys(
        (RelationshipKind(each.kind) for each in TIES), 1
    )


def test_what_was_known_earlier_stays_readable(store: GraphStore) -> None:
    publish(store, [A, B], TIES[:1], change=resolution([A, B]))
    first = store.versions()[store.version()]
    publish(store, [P], [TIES[1]], change=resolution([P]))
    then = Snapshot.of(store, valid_on=TODAY, rates=CNY, known_at=first)
    now = Snapshot.of(store, valid_on=TODAY, rates=CNY)
    assert (len(then), then.version, then.known_at) == (2, 1, first)
    assert (len(now), now.version) == (3, 2)
    assert len(Snapshot.of(store, valid_on=TODAY, rates=CNY, known_at=first - timedelta(days=1))) == 0
