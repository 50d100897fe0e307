"""What we buy of whom, and what would be missing."""

import numpy as np
import pytest

from analytics.contagion import solve
from analytics.money.joint import distress_given
from analytics.money.money_at_risk import Suppliers
from graph.changes import Batch
from graph.model import Record
from graph.relationships import Relationship, RelationshipKind, Terms
from tests.contagion.books import own, transmission
from tests.money.ours import EVERYBODY, FRIEND, HOUSE, SUPPLIER, at_risk, contract, signed
from tests.worlds import cny, company, position, tie

K = RelationshipKind


def buys(of: Record, product: str | None, amount: float | None = None) -> Relationship:
    terms = Terms(amount=None if amount is None else cny(amount))
    return tie(K.SUPPLIES, of, HOUSE, subject=product, terms=terms)


def row(*ties: Relationship, who: Record = SUPPLIER, facts: Batch | None = None) -> dict[str, float]:
    found, solution = at_risk(*ties, facts=facts)
    at = position(solution.snapshot, who)
    [place] = np.flatnonzero(found.suppliers.party == at).tolist()
    return {name: float(getattr(found.suppliers, name)[place]) for name in Suppliers._fields}


def test_purchases_add_up_to_a_share_of_our_costs() -> None:
    told = row(buys(SUPPLIER, "steel", 20_000), buys(SUPPLIER, "bolts", 5_000))
    assert (told["bought"], told["share"]) == (25_000, pytest.approx(0.05))


def test_the_only_one_who_sells_a_product_is_its_sole_source() -> None:
    assert row(buys(SUPPLIER, "steel"))["sole"] == 1
    assert row(buys(SUPPLIER, "steel"), buys(FRIEND, "steel"))["sole"] == 0
    assert row(buys(SUPPLIER, "steel"), buys(FRIEND, "bolts"))["sole"] == 1


def test_without_products_the_industry_decides_and_without_both_nobody_is_called_sole() -> None:
    assert row(buys(SUPPLIER, None))["sole"] == 1
    assert row(buys(FRIEND, None), who=FRIEND)["sole"] == 0


def test_amounts_that_nobody_tells_stay_unknown() -> None:
    told = row(buys(SUPPLIER, "steel"))
    assert np.isnan(told["bought"])
    assert np.isnan(told["share"])


def test_what_we_prepaid_is_at_stake_with_the_supplier() -> None:
    paper = contract(amount=1_000, delivered=0.1, prepaid=0.6)
    told = row(*signed(paper, seller=SUPPLIER, buyer=HOUSE), facts=Batch(contracts=[paper]))
    assert told["prepaid"] == pytest.approx(500)
    assert told["loss"] > 0


def test_what_a_supplier_owes_us_for_goods_is_not_prepaid() -> None:
    paper = contract(amount=1_000, delivered=0.6)
    told = row(*signed(paper, seller=HOUSE, buyer=SUPPLIER), facts=Batch(contracts=[paper]))
    assert (told["prepaid"], told["loss"]) == (0, 0)


def test_who_only_holds_the_role_is_listed_without_figures() -> None:
    idle = company("idle", roles=["supplier"])
    found, solution = at_risk(records=(*EVERYBODY, idle))
    assert position(solution.snapshot, idle) in found.suppliers.party.tolist()


def test_two_who_are_tied_both_ways_fail_together_as_counting_worlds_says() -> None:
    ties = [(0, 1, 0.3), (1, 0, 0.2)]
    t = transmission(ties)
    c = solve(own([0.1, 0.05]), t)
    first, second = np.array([0], np.int32), np.array([1], np.int32)
    # P(both) = .1 · .05 + .1 · .95 · .3 + .9 · .05 · .2 over P(first) = 1 - .9 · (1 - .05 · .2)
    assert distress_given(c, t, first, second)[0] == pytest.approx(0.0425 / 0.109, rel=1e-9)


def test_two_who_are_not_tied_fail_apart() -> None:
    t = transmission([(0, 1, 0.3)])
    c = solve(own([0.1, 0.05, 0.2]), t)
    given = distress_given(c, t, np.array([0], np.int32), np.array([2], np.int32))
    assert given[0] == pytest.approx(c.pd[2], rel=1e-12)
