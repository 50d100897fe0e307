"""Small worlds with a story, solved."""

from collections.abc import Sequence

from analytics.contagion import solve
from analytics.own.scorecard import own_risk
from analytics.rings.ring import Ring
from analytics.solution import Solution
from analytics.transmission import transmission
from graph.changes import Batch
from graph.model import Contract, Event, EventKind, Json, Lawsuit, Origin
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.snapshot import Snapshot
from graph.values import FactId
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, person, tie, world

K = RelationshipKind
ORIGIN = Origin("x.csv", 2)


def money(amount: int) -> Json:
    return {"minor": amount * 100, "currency": "CNY"}


def solved(s: Snapshot, rings: Sequence[Ring] = ()) -> Solution:
    own, ties = own_risk(s, shipped()), transmission(s, shipped())
    return Solution(s, shipped(), own, ties, solve(own, ties), rings)


_BALANCE = {"equity": money(300), "revenue": money(600), "costs": money(500)}
_SOUND = {**_BALANCE, "industry": "软件", "region": "杭州", "status": "存续"}
MAKER = company("maker", name="宁川精密", equity=money(3), revenue=money(46), costs=money(45))
TIER_ONE = company("tier_one", name="海晏传动", **_SOUND)
CUSTOMER = company("customer", name="远澜重工", **_SOUND)
CREDITOR = company("creditor", equity=money(900_000))
CASES = tuple(
    Lawsuit(FactId(f"lawsuit:court:x/{n}"), "x", str(n), "court", ORIGIN, status="open", claim=cny(4))
    for n in range(3)
)
MISSPELT = company("(2026)1#defendants0", source="court", name="宁川精蜜", mention=True)


def failing_supplier(*, second_tier: bool = True) -> Solution:
    """A maker two tiers up is 62 days overdue and sued three times, once under a misspelt name."""
    sole = Terms(amount=cny(38), essential=True, substitutability=0.04)
    owed = Terms(amount=cny(9), overdue=cny(6), days_overdue=62)
    ties: list[Relationship] = [
        tie(K.SUPPLIES, MAKER, TIER_ONE, terms=sole),
        tie(K.OWES, MAKER, CREDITOR, terms=owed),
        *(tie(K.DEFENDANT_IN, MAKER, case.id, by="court") for case in CASES[:2]),
        tie(K.DEFENDANT_IN, MISSPELT, CASES[2].id, by="court"),
    ]
    if second_tier:
        ties.append(tie(K.SUPPLIES, TIER_ONE, CUSTOMER, terms=sole))
    firms = [MAKER, TIER_ONE, CUSTOMER, CREDITOR, MISSPELT]
    return solved(world(firms, ties, facts=Batch(lawsuits=CASES), same=[(MAKER, MISSPELT)]))


HOUSE = company("house", name="本公司", roles=["house"])
SIGNER, RIVAL = person("signer", name="覃若曦"), company("rival", name="朔原仪器", industry="C40")
CLIENT, SHOP = company("client", name="栖衡仪器", industry="C40"), company("shop")
PAPER = Contract(
    FactId("contract:legal:HT-9001"), "HT-9001", "legal", ORIGIN,
    type="sale", amount=cny(48), credit_limit=cny(30), status="active",
    clauses=("price", "delivery", "付款", "quality"),
)  # fmt: skip


def contract_with_gaps() -> Solution:
    """A contract over its limit, clauses missing, unsigned, by a director of the client's competitor."""
    ties = [
        tie(K.SIGNED, HOUSE, PAPER.id, subject="seller", by="legal"),
        tie(K.SIGNED, CLIENT, PAPER.id, subject="buyer", by="legal"),
        tie(K.SIGNED, SIGNER, PAPER.id, subject="signatory", by="legal"),
        tie(K.OFFICER_OF, SIGNER, RIVAL, subject="董事"),
        tie(K.SUPPLIES, CLIENT, SHOP, terms=Terms(amount=cny(6))),
        tie(K.SUPPLIES, RIVAL, SHOP, terms=Terms(amount=cny(6))),
    ]
    records = [HOUSE, SIGNER, RIVAL, CLIENT, SHOP]
    return solved(world(records, ties, facts=Batch(contracts=[PAPER])))


def listed() -> Solution:
    hit = Event(FactId("event:watch:1"), EventKind.WATCHLIST_HIT, 1.0, "watch", ORIGIN, text="sanctions")
    return solved(world([CLIENT], [tie(K.ABOUT, hit.id, CLIENT)], facts=Batch(events=[hit])))
