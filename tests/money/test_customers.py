"""Exposure at default, expected loss and limit of customers, worked out by hand.

Shipped constants: loss given default .6, a guarantee is called with .8, an open case won with .5, what
is yet to be delivered counts with .4; limit: a tenth of equity, halved when yellow.
"""

import numpy as np
import pytest

from analytics.money.at_stake import StakeKind
from analytics.money.limits import LimitRule
from analytics.money.money_at_risk import Customers, MoneyAtRisk
from analytics.solution import Solution
from graph.changes import Batch
from graph.model import Event, EventKind, Lawsuit, Record
from graph.relationships import RelationshipKind, Terms
from graph.values import FactId
from tests.money.ours import (
    BANK,
    CUSTOMER,
    EVERYBODY,
    FRIEND,
    HOUSE,
    ORIGIN,
    SUPPLIER,
    at_risk,
    contract,
    money,
    signed,
)
from tests.worlds import TODAY, cny, company, position, tie

K = RelationshipKind


def receivable(amount: float, who: Record = CUSTOMER):
    return tie(K.OWES, who, HOUSE, terms=Terms(amount=cny(amount)))


def row(found: tuple[MoneyAtRisk, Solution], who: Record = CUSTOMER) -> dict[str, float]:
    """Return what is said of a customer, by name."""
    customers, at = found[0].customers, position(found[1].snapshot, who)
    [place] = np.flatnonzero(customers.party == at).tolist()
    return {name: float(getattr(customers, name)[place]) for name in Customers._fields}


def test_a_receivable_is_at_stake_whole_and_lost_in_part() -> None:
    found = at_risk(receivable(800))
    told = row(found)
    pd = found[1].contagion.pd[position(found[1].snapshot, CUSTOMER)]
    assert (told["gross"], told["covered"], told["ead"]) == (800, 0, 800)
    assert told["loss"] == pytest.approx(pd * 0.6 * 800, rel=1e-12)


def test_what_is_delivered_counts_whole_and_what_is_committed_by_its_factor() -> None:
    paper = contract(amount=1_000, delivered=0.5, prepaid=0.2)
    found = at_risk(*signed(paper, seller=HOUSE, buyer=CUSTOMER), facts=Batch(contracts=[paper]))
    # (.5 - .2) · 1,000 unpaid, and .4 · (1 - .5) · 1,000 yet to be delivered
    assert row(found)["ead"] == pytest.approx(300 + 200)
    kinds = [StakeKind(kind) for kind in found[0].lines.kind.tolist()]
    assert kinds == [StakeKind.CONTRACT, StakeKind.COMMITTED]


def test_a_receivable_covers_what_the_contract_leaves_unpaid() -> None:
    paper = contract(amount=1_000, delivered=1.0)
    ties = [*signed(paper, seller=HOUSE, buyer=CUSTOMER), receivable(1_000)]
    assert row(at_risk(*ties, facts=Batch(contracts=[paper])))["ead"] == 1_000


def test_a_supply_does_not_hide_what_a_contract_leaves_unpaid() -> None:
    paper = contract(amount=1_000, delivered=1.0)
    ties = [*signed(paper, seller=HOUSE, buyer=CUSTOMER), tie(K.SUPPLIES, HOUSE, CUSTOMER)]
    assert row(at_risk(*ties, facts=Batch(contracts=[paper])))["ead"] == 1_000


def test_claims_and_our_own_guarantees_count_by_their_chances() -> None:
    case = Lawsuit(FactId("lawsuit:c:1"), "x", "1", "court", ORIGIN, status="open", claim=cny(400))
    ties = [
        tie(K.DEFENDANT_IN, CUSTOMER, case.id),
        tie(K.PLAINTIFF_IN, HOUSE, case.id),
        tie(K.GUARANTEES, HOUSE, CUSTOMER, terms=Terms(amount=cny(1_000))),
    ]
    # .5 · 400 and .8 · 1,000
    assert row(at_risk(*ties, facts=Batch(lawsuits=[case])))["ead"] == pytest.approx(200 + 800)


def test_a_guarantee_covers_as_far_as_its_guarantor_survives() -> None:
    found = at_risk(receivable(800), tie(K.GUARANTEES, FRIEND, CUSTOMER, terms=Terms(amount=cny(500))))
    s, c = found[1].snapshot, found[1].contagion
    # Friend and customer are tied by the guarantee alone: a = .8 · .6 · 500 / 30,000 from customer to friend.
    rate = 0.008
    mine, theirs = c.pd[position(s, CUSTOMER)], found[1].own.pd[position(s, FRIEND)]
    together = 1 - (1 - theirs) * (1 - rate)
    assert c.pd[position(s, FRIEND)] == pytest.approx(1 - (1 - theirs) * (1 - rate * mine), rel=1e-9)
    assert row(found)["covered"] == pytest.approx(500 * (1 - together), rel=1e-9)


def test_a_guarantee_for_everything_covers_us_in_proportion() -> None:
    others = tie(K.OWES, CUSTOMER, BANK, terms=Terms(amount=cny(2_400)))
    guarantee = tie(K.GUARANTEES, FRIEND, CUSTOMER, terms=Terms(amount=cny(500)))
    alone, shared = row(at_risk(receivable(800), guarantee)), row(at_risk(receivable(800), others, guarantee))
    assert shared["covered"] == pytest.approx(alone["covered"] / 4, rel=1e-3)


def test_a_guarantor_of_our_contract_covers_us_alone_and_one_of_anothers_does_not() -> None:
    paper, theirs = contract(amount=1_000, delivered=1.0), contract("2", amount=5_000)
    ties = [
        *signed(paper, seller=HOUSE, buyer=CUSTOMER, guarantor=FRIEND),
        *signed(theirs, seller=BANK, buyer=CUSTOMER, guarantor=SUPPLIER),
    ]
    found = at_risk(*ties, facts=Batch(contracts=[paper, theirs]))
    cover = found[0].lines.kind == StakeKind.COVER
    assert int(cover.sum()) == 1
    assert 0.8 < row(found)["covered"] / 1_000 < 1.0


def test_no_guarantee_covers_more_than_is_at_stake() -> None:
    large = tie(K.GUARANTEES, FRIEND, CUSTOMER, terms=Terms(amount=cny(20_000)))
    assert row(at_risk(receivable(800), large))["ead"] == 0


def test_a_guarantee_that_would_ruin_its_guarantor_covers_next_to_nothing() -> None:
    ruinous = tie(K.GUARANTEES, FRIEND, CUSTOMER, terms=Terms(amount=cny(10**9)))
    assert row(at_risk(receivable(800_000), ruinous))["covered"] == pytest.approx(30_000 * 0.001, rel=0.05)


def test_a_stake_is_no_credit_and_money_between_our_own_firms_is_not_at_stake() -> None:
    sister = company("sister", roles=["house"])
    ties = [
        tie(K.OWNS, HOUSE, CUSTOMER, terms=Terms(amount=cny(9_000))),
        tie(K.OWES, sister, HOUSE, terms=Terms(amount=cny(700))),
    ]
    found = at_risk(*ties, records=(*EVERYBODY, sister))
    assert row(found)["ead"] == 0
    assert len(found[0].lines.party) == 0
    assert len(found[0].customers.party) == 1


def test_the_limit_is_a_share_of_equity_by_grade() -> None:
    told = row(at_risk(receivable(800)))
    assert (told["limit"], told["rule"]) in [(4_000, LimitRule.EQUITY), (2_000, LimitRule.EQUITY)]


def test_equity_that_is_only_estimated_counts_half() -> None:
    guess = company("guess", roles=["customer"], registered_capital=money(40_000))
    known, guessed = row(at_risk()), row(at_risk(records=(HOUSE, guess)), guess)
    assert guessed["rule"] == LimitRule.ESTIMATED
    assert guessed["limit"] in [known["limit"] / 2, known["limit"] / 4, known["limit"]]


def test_no_customer_may_owe_us_more_than_a_quarter_of_our_own_equity() -> None:
    giant = company("giant", roles=["customer"], equity=money(10**9))
    told = row(at_risk(records=(HOUSE, giant)), giant)
    assert (told["limit"], told["rule"]) == (250_000, LimitRule.OWN_EQUITY)


def test_a_watch_listed_customer_pays_in_advance() -> None:
    hit = Event(FactId("event:l:1"), EventKind.WATCHLIST_HIT, 1.0, "list", ORIGIN, at=TODAY)
    told = row(at_risk(tie(K.ABOUT, hit.id, CUSTOMER), facts=Batch(events=[hit])))
    assert (told["limit"], told["rule"]) == (0, LimitRule.GRADE)


def test_who_has_no_equity_left_gets_none_and_who_tells_nothing_gets_no_advice() -> None:
    broke = company("broke", roles=["customer"], equity=money(-1))
    silent = company("silent", roles=["customer"])
    found = at_risk(records=(HOUSE, broke, silent))
    assert (row(found, broke)["limit"], row(found, broke)["rule"]) == (0, LimitRule.NO_EQUITY)
    assert np.isnan(row(found, silent)["limit"])
    assert row(found, silent)["rule"] == LimitRule.UNKNOWN


def test_without_a_house_nothing_is_at_stake_and_customers_still_have_limits() -> None:
    found = at_risk(tie(K.OWES, CUSTOMER, BANK, terms=Terms(amount=cny(9))), records=(CUSTOMER, BANK))
    assert row(found)["ead"] == 0
    assert row(found)["limit"] > 0
    assert len(found[0].lines.party) == 0


@pytest.mark.parametrize("unit", [1e-2, 1e9])
def test_the_unit_of_money_scales_the_answer(unit: float) -> None:
    rich = company("customer", roles=["customer"], equity=money(40_000 * unit))
    home = company("house", roles=["house"], equity=money(1_000_000 * unit))
    debt = tie(K.OWES, rich, home, terms=Terms(amount=cny(800 * unit)))
    scaled, plain = row(at_risk(debt, records=(home, rich)), rich), row(at_risk(receivable(800)))
    assert scaled["ead"] == pytest.approx(plain["ead"] * unit)
    assert scaled["limit"] == pytest.approx(plain["limit"] * unit)


def test_an_empty_world_has_nobody() -> None:
    found, _ = at_risk(records=())
    assert len(found.customers.party) == len(found.suppliers.party) == len(found.lines.party) == 0
