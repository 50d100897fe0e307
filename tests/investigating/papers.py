"""What papers say of those in the world: lawsuits, contracts, tenders, watch lists, identifiers."""

from collections.abc import Iterator
from datetime import UTC, datetime

from graph.model import Contract, Event, EventKind, Holding, IdentifierKind, Lawsuit, Origin, Tender
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import FactId
from tests.investigating.cast import PEOPLE, WHO
from tests.investigating.ties import FUTURE, PAST
from tests.worlds import cny, holding, tie

K = RelationshipKind
LAWSUITS = [
    Lawsuit(FactId("lawsuit:court:1"), "Harbour Court", "2026-17", "court", Origin("court.csv", 2),
            status="open", claim=cny(250_000)),
    Lawsuit(FactId("lawsuit:court:2"), "Harbour Court", "2025-03", "court", Origin("court.csv", 3)),
]  # fmt: skip
CONTRACTS = [
    Contract(FactId("contract:erp:1"), "HT-1", "erp", Origin("contracts.csv", 2), amount=cny(80_000),
             status="signed"),
]  # fmt: skip
TENDERS = [Tender(FactId("tender:erp:1"), "T-9", "erp", Origin("tenders.csv", 2))]
LISTED = ("w4", "s1", "o4", "g5", "bank", "lind-erp", "pam")
EVENTS = [
    *(Event(FactId(f"event:watch:{key}"), EventKind.WATCHLIST_HIT, 1.0, "watch", Origin("list.csv", line))
      for line, key in enumerate(LISTED, 2)),
    Event(FactId("event:press:1"), EventKind.NEGATIVE_NEWS, 0.4, "press", Origin("news.csv", 2)),
]  # fmt: skip


def facts() -> Iterator[Relationship]:
    for key in LISTED:
        yield tie(K.ABOUT, FactId(f"event:watch:{key}"), WHO[key], by="watch")
    yield tie(K.ABOUT, EVENTS[-1].id, WHO["w2"], by="press")
    yield tie(K.PLAINTIFF_IN, WHO["g1"], LAWSUITS[0].id, by="court")
    yield tie(K.DEFENDANT_IN, WHO["o1"], LAWSUITS[0].id, by="court")
    yield tie(K.DEFENDANT_IN, WHO["pam"], LAWSUITS[0].id, by="court")
    yield tie(K.DEFENDANT_IN, WHO["lind"], LAWSUITS[1].id, by="court")
    yield tie(K.SIGNED, WHO["o1"], CONTRACTS[0].id, subject="buyer")
    yield tie(K.SIGNED, WHO["lind-erp"], CONTRACTS[0].id, subject="seller")
    bid = Terms(amount=cny(64_000), at=datetime(2026, 9, 1, tzinfo=UTC), won=True)
    yield tie(K.BID_IN, WHO["o1"], TENDERS[0].id, terms=bid)
    yield tie(K.BID_IN, WHO["w1"], TENDERS[0].id)


def holdings() -> Iterator[Holding]:
    """Numbers of their own; a phone of four and its former holder, an agent's address."""
    for key, each in WHO.items():
        if key not in PEOPLE:
            yield holding(each, IdentifierKind.COMPANY_NUMBER, "N-lind" if key == "lind-erp" else f"N-{key}")
    for key in ("g1", "o1", "pam", "lind", "lind-erp"):
        yield holding(WHO[key], IdentifierKind.PHONE, "+4915100000001")
    yield holding(WHO["quin"], IdentifierKind.PHONE, "+4915100000001", until=PAST)
    yield holding(WHO["quin"], IdentifierKind.PHONE, "+4915100000002", until=PAST)
    yield holding(WHO["w1"], IdentifierKind.PHONE, "+4915100000002", since=PAST)
    yield holding(WHO["w2"], IdentifierKind.PHONE, "+4915100000002", since=FUTURE)
    yield holding(WHO["w5"], IdentifierKind.PHONE, "+4915100000002")
    yield holding(WHO["g1"], IdentifierKind.BANK_ACCOUNT, "DE001")
    yield holding(WHO["w1"], IdentifierKind.BANK_ACCOUNT, "DE001")
    for key in ("o1", *(f"s{place}" for place in range(25))):
        yield holding(WHO[key], IdentifierKind.ADDRESS, "1 agent street")
