"""What groups owe the house, and how concentrated that is."""

import numpy as np
import pytest

from analytics.ownership.concentration import Concentration, concentration, listed
from analytics.ownership.groups import control_groups, dependent_pairs
from analytics.ties.exposures import ExposureKind, Exposures
from graph.relationships import RelationshipKind, Terms
from tests.ownership.books import stakes
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, position, tie, world

HOUSE, BRANCH, MOTHER, DAUGHTER, ALONE, NOBODY, SISTER = range(7)
OWNED = [(HOUSE, BRANCH, 0.9), (MOTHER, DAUGHTER, 0.6), (NOBODY, SISTER, 0.7)]
OWED = [(MOTHER, HOUSE, 300.0), (DAUGHTER, BRANCH, 300.0), (ALONE, HOUSE, 400.0), (BRANCH, HOUSE, 50.0)]


def found(owed: list = OWED, house: tuple[int, ...] = (HOUSE,)) -> Concentration:
    debtor, creditor, amount = (np.array([row[part] for row in owed]) for part in range(3))
    money = Exposures(
        debtor.astype(np.int32),
        creditor.astype(np.int32),
        amount.astype(np.float64),
        amount * 0.6,
        np.full(len(owed), ExposureKind.DEBT, np.uint8),
        np.arange(len(owed), dtype=np.int32),
    )
    return concentration(control_groups(stakes(OWNED, 7)), money, np.isin(np.arange(7), house))


def test_what_a_group_owes_is_added_up_and_shared() -> None:
    both = found([(MOTHER, HOUSE, 300.0), (DAUGHTER, HOUSE, 300.0), (ALONE, HOUSE, 400.0)])
    assert both.amount.tolist() == [600.0, 400.0]
    assert both.loss == pytest.approx([360.0, 240.0])
    assert both.groups.head[both.group].tolist() == [MOTHER, ALONE]
    assert both.debtors(int(both.group[0])) == [(MOTHER, 300.0), (DAUGHTER, 300.0)]
    assert both.herfindahl == pytest.approx(0.52)
    assert [both.largest(count) for count in (1, 5)] == pytest.approx([0.6, 1.0])


def test_only_what_is_owed_to_the_house_counts_and_its_own_firms_stand_apart() -> None:
    told = found()
    assert (told.total, told.within_own) == (700.0, 50.0)
    assert told.owed[DAUGHTER] == 0.0


def test_without_a_house_nothing_is_at_stake() -> None:
    nothing = found(house=())
    assert (nothing.total, nothing.herfindahl, nothing.largest(10)) == (0.0, 0.0, 0.0)
    assert len(nothing.group) == 0


def test_the_list_begins_with_those_that_owe_and_ends_with_other_groups() -> None:
    told = found()
    heads = told.groups.head[listed(told)].tolist()
    assert heads[:2] == [ALONE, MOTHER]
    assert set(heads[2:]) == {HOUSE, NOBODY}


def test_units_of_money_do_not_matter() -> None:
    small, large = found(), found([(debtor, creditor, each * 1e15) for debtor, creditor, each in OWED])
    assert large.herfindahl == pytest.approx(small.herfindahl)
    assert large.share == pytest.approx(small.share)


def test_a_supplier_that_lives_on_one_buyer_is_connected_with_it() -> None:
    maker = company("maker", revenue={"minor": 100_00, "currency": "CNY"})
    free = company("free", revenue={"minor": 1000_00, "currency": "CNY"})
    unknown, buyer = company("unknown"), company("buyer")
    supplies = RelationshipKind.SUPPLIES
    ties = [
        tie(supplies, maker, buyer, terms=Terms(amount=cny(30)), subject="bolts"),
        tie(supplies, maker, buyer, terms=Terms(amount=cny(20)), subject="nuts"),
        tie(supplies, free, buyer, terms=Terms(amount=cny(499))),
        tie(supplies, unknown, buyer, terms=Terms(amount=cny(499))),
    ]
    s = world([maker, free, unknown, buyer], ties)
    supplier, depends_on = dependent_pairs(s, shipped())
    assert supplier.tolist() == [position(s, maker)]
    assert depends_on.tolist() == [position(s, buyer)]
    assert len(control_groups(stakes([], 4), also=[(supplier, depends_on)]).of(position(s, buyer))) == 2
