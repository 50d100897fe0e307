"""A house with a customer and a supplier, solved; balance sheets of round numbers."""

from analytics.contagion import solve
from analytics.money.money_at_risk import MoneyAtRisk, money_at_risk
from analytics.own.scorecard import own_risk
from analytics.score import ScoreTable, score_all
from analytics.solution import Solution
from analytics.transmission import transmission
from graph.changes import Batch
from graph.model import Contract, Json, Origin, Record
from graph.relationships import Relationship, RelationshipKind
from graph.snapshot import Snapshot
from graph.values import FactId
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, tie, world

ORIGIN = Origin("x.csv", 2)


def money(amount: float) -> Json:
    return {"minor": round(amount * 100), "currency": "CNY"}


HOUSE = company("house", roles=["house"], equity=money(1_000_000), costs=money(500_000))
CUSTOMER = company("customer", roles=["customer"], equity=money(40_000))
SUPPLIER = company("supplier", roles=["supplier"], industry="C33", equity=money(40_000))
BANK = company("bank", equity=money(9_000_000))
FRIEND = company("friend", equity=money(30_000))
EVERYBODY = (HOUSE, CUSTOMER, SUPPLIER, BANK, FRIEND)


def solved(
    *ties: Relationship, facts: Batch | None = None, records: tuple[Record, ...] = EVERYBODY
) -> tuple[Solution, ScoreTable]:
    return of_snapshot(world(records, ties, facts=facts or Batch()))


def of_snapshot(s: Snapshot) -> tuple[Solution, ScoreTable]:
    own, ties = own_risk(s, shipped()), transmission(s, shipped())
    solution = Solution(s, shipped(), own, ties, solve(own, ties), ())
    return solution, score_all(solution)


def at_risk(
    *ties: Relationship, facts: Batch | None = None, records: tuple[Record, ...] = EVERYBODY
) -> tuple[MoneyAtRisk, Solution]:
    solution, scores = solved(*ties, facts=facts, records=records)
    return money_at_risk(solution, scores), solution


def contract(
    number: str = "1", *, amount: float = 1_000, delivered: float | None = None, prepaid: float | None = None
) -> Contract:
    key = FactId(f"contract:legal:{number}")
    return Contract(
        key, number, "legal", ORIGIN, amount=cny(amount), status="active",
        delivered_share=delivered, prepaid_share=prepaid,
    )  # fmt: skip


def signed(paper: Contract, **roles: Record) -> list[Relationship]:
    return [
        tie(RelationshipKind.SIGNED, who, paper.id, subject=role, by="legal") for role, who in roles.items()
    ]
