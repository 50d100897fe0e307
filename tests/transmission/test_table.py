"""Each row of the table of transmission, by a number that was worked out by hand.

Firms have equity 1,000, revenue 10,000 and costs 8,000. Shipped constants: supplier failure .8, buyer
failure .4, guarantee called .8, loss given default .6, owner's support .15, partner and officer .02.
"""

import pytest

from analytics.measures import Basis
from graph.changes import Batch
from graph.model import Contract, Lawsuit
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import FactId, Share
from tests.transmission.ways import ORIGIN, A, B, between, firm
from tests.worlds import cny, person, tie

K = RelationshipKind


def measured(rate: float) -> tuple[object, int]:
    return pytest.approx(rate, abs=1e-12), Basis.MEASURED


def test_supplies() -> None:
    found = between(tie(K.SUPPLIES, A, B, terms=Terms(amount=cny(2_000), substitutability=0.25)))
    # .8 · 2,000 / 8,000 · .75 and .4 · 2,000 / 10,000
    assert found == {("a", "b"): measured(0.15), ("b", "a"): measured(0.08)}


def test_essential_supplies() -> None:
    one, other = firm("one", industry="C33"), firm("other", industry="C33")
    ties = [
        tie(K.SUPPLIES, maker, B, terms=Terms(amount=cny(amount), essential=True, substitutability=0.5))
        for maker, amount in ((one, 300), (other, 100))
    ]
    # .8 · 300 / (300 + 100) · .5
    assert between(*ties, records=(one, other, B))["one", "b"] == measured(0.3)


def test_owes() -> None:
    # .6 · 250 / 1,000
    assert between(tie(K.OWES, A, B, terms=Terms(amount=cny(250)))) == {("a", "b"): measured(0.15)}


def test_guarantees() -> None:
    # .8 · .6 · 500 / 1,000
    found = between(tie(K.GUARANTEES, A, B, terms=Terms(amount=cny(500))))
    assert found == {("b", "a"): measured(0.24)}


def test_owns() -> None:
    found = between(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.51))))
    # .51 · 1,000 / 1,000, and support under control
    assert found == {("b", "a"): measured(0.51), ("a", "b"): measured(0.15)}


def paper(**shares: float) -> Contract:
    number = FactId("contract:legal:1")
    return Contract(number, "1", "legal", ORIGIN, amount=cny(1_000), status="active", **shares)


def signed(contract: Contract, **roles: object) -> list[Relationship]:
    return [tie(K.SIGNED, who, contract.id, subject=role, by="legal") for role, who in roles.items()]


def test_a_contract_prepaid_and_one_unpaid() -> None:
    ahead, behind = paper(prepaid_share=0.3, delivered_share=0.1), paper(delivered_share=0.5)
    facts = [Batch(contracts=[each]) for each in (ahead, behind)]
    # .6 · .2 · 1,000 / 1,000 and .6 · .5 · 1,000 / 1,000
    assert between(*signed(ahead, seller=A, buyer=B), facts=facts[0]) == {("a", "b"): measured(0.12)}
    assert between(*signed(behind, seller=A, buyer=B), facts=facts[1]) == {("b", "a"): measured(0.3)}


def test_a_contract_guaranteed() -> None:
    contract = paper()
    found = between(*signed(contract, buyer=A, guarantor=B), facts=Batch(contracts=[contract]))
    # .8 · .6 · 1,000 / 1,000
    assert found == {("a", "b"): measured(0.48)}


def test_a_claim_at_court() -> None:
    case = Lawsuit(FactId("lawsuit:c:1"), "x", "1", "court", ORIGIN, status="open", claim=cny(400))
    ties = [tie(K.DEFENDANT_IN, A, case.id), tie(K.PLAINTIFF_IN, B, case.id)]
    # .5 (an open case) · 400 · .6 / 1,000
    assert between(*ties, facts=Batch(lawsuits=[case])) == {("a", "b"): measured(0.12)}


def test_partners_and_officers() -> None:
    boss, other = person("boss"), firm("other")
    ties = [tie(K.OFFICER_OF, boss, each, subject="director") for each in (A, B)]
    found = between(*ties, tie(K.PARTNERS_WITH, A, other), records=(boss, A, B, other))
    assert set(found) == {("a", "b"), ("b", "a"), ("a", "other"), ("other", "a")}
    assert set(found.values()) == {(0.02, Basis.DEFAULT)}


def test_payments() -> None:
    assert between(tie(K.TRANSFERRED, A, B, terms=Terms(amount=cny(500)))) == {}
