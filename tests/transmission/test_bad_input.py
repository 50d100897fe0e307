"""What cannot be right has a stated result, and never a NaN."""

import numpy as np
import pytest

from analytics.measures import Basis
from analytics.ties.flows import Flow
from analytics.transmission import tie_bases, transmission
from graph.changes import Batch
from graph.model import Json, Record
from graph.relationships import RelationshipKind, Terms
from graph.values import Share
from tests.scoring.shipped import shipped
from tests.transmission.ways import A, B, between, firm, money, ways
from tests.worlds import cny, company, position, tie, world

C = shipped().calibration
K = RelationshipKind


@pytest.mark.parametrize("equity", [0, -500])
@pytest.mark.parametrize("owed", ["0.01", 5, 10**13])
def test_who_has_no_equity_can_bear_no_loss_of_any_size(equity: int, owed: float) -> None:
    poor = firm("b", equity=money(equity))
    debt = tie(K.OWES, A, poor, terms=Terms(amount=cny(owed)))
    assert between(debt, records=(A, poor)) == {("a", "b"): (0.999, Basis.MEASURED)}


def test_no_money_hurts_nobody_however_poor() -> None:
    poor = firm("b", equity=money(-500))
    for amount in (0, -300):
        debt = tie(K.OWES, A, poor, terms=Terms(amount=cny(amount)))
        assert between(debt, records=(A, poor)) == {}


def test_a_share_of_a_firm_without_equity_is_worth_nothing() -> None:
    empty = firm("b", equity=money(-500))
    found = between(tie(K.OWNS, A, empty, terms=Terms(share=Share.exactly(0.3))), records=(A, empty))
    assert found == {}


def test_missing_balance_sheets_and_amounts_stand_on_defaults() -> None:
    x, y = company("x"), company("y")
    ties = [
        tie(K.OWES, x, y, terms=Terms(amount=cny(100))),
        tie(K.SUPPLIES, x, y, terms=Terms(amount=cny(100), substitutability=0.5)),
    ]
    s = world([x, y], ties)
    t = transmission(s, shipped())
    assert sorted(t.rate.tolist()) == sorted([C.default_debt, C.default_supply, C.default_sale])
    assert set(t.basis.tolist()) == {Basis.DEFAULT}
    assert set(tie_bases(t, s.ties.num_rows).tolist()) == {Basis.DEFAULT}


def test_a_guessed_substitutability_is_a_default_and_the_amounts_still_count() -> None:
    found = between(tie(K.SUPPLIES, A, B, terms=Terms(amount=cny(2_000))))
    expected = C.supplier_failure * 0.25 * (1 - C.default_substitutability)
    assert found["a", "b"] == (pytest.approx(expected), Basis.DEFAULT)
    assert found["b", "a"][1] == Basis.MEASURED


def test_a_supplier_of_unknown_industry_is_taken_to_be_its_own_and_says_so() -> None:
    terms = Terms(amount=cny(10), essential=True, substitutability=0.0)
    assert between(tie(K.SUPPLIES, A, B, terms=terms))["a", "b"] == (C.supplier_failure, Basis.DEFAULT)


def test_nobody_loses_more_than_all_its_sales_or_costs() -> None:
    buyers = [firm(f"f{n}") for n in range(4)]
    ties = [tie(K.SUPPLIES, A, each, terms=Terms(amount=cny(5_000), substitutability=0.0)) for each in buyers]
    found = between(*ties, records=(A, *buyers))
    # Revenue 10,000 is below the 20,000 that is sold: each buyer is a quarter of it.
    assert [found[f"f{n}", "a"][0] for n in range(4)] == pytest.approx([C.buyer_failure / 4] * 4)
    ties = [tie(K.SUPPLIES, each, B, terms=Terms(amount=cny(4_000), substitutability=0.0)) for each in buyers]
    found = between(*ties, records=(B, *buyers))
    assert [found[f"f{n}", "b"][0] for n in range(4)] == pytest.approx([C.supplier_failure / 4] * 4)


def test_shares_above_a_whole_are_scaled_down_to_it() -> None:
    other = firm("c")
    ties = [tie(K.OWNS, each, B, terms=Terms(share=Share.exactly(0.8))) for each in (A, other)]
    found = between(*ties, records=(A, B, other))
    assert found["b", "a"][0] == found["b", "c"][0] == pytest.approx(0.5)


def test_a_tie_of_a_party_with_itself_carries_nothing() -> None:
    twin = company("a2")
    debt = tie(K.OWES, A, twin, terms=Terms(amount=cny(500)))
    assert ways(world([A, twin], [debt], same=[(A, twin)])) == {}


def test_parallel_ties_are_each_kept_with_their_own_key() -> None:
    ties = [
        tie(K.SUPPLIES, A, B, subject=name, terms=Terms(amount=cny(400), substitutability=0.0))
        for name in ("steel", "bolts")
    ]
    t = transmission(world([A, B], ties), shipped())
    assert len(t.rate) == 4
    assert len(set(t.key.tolist())) == 2


@pytest.mark.parametrize("unit", [1e-2, 1.0, 1e6, 1e12])
def test_the_unit_of_money_does_not_matter(unit: float) -> None:
    def rich(key: str, **figures: float) -> Record:
        fields: dict[str, Json] = {name: money(value * unit) for name, value in figures.items()}
        return company(key, **fields)

    x = rich("a", equity=1_000, revenue=10_000, costs=8_000)
    y = rich("b", equity=-5, revenue=10_000, costs=8_000)
    ties = [
        tie(K.SUPPLIES, x, y, terms=Terms(amount=cny(800 * unit), substitutability=0.25)),
        tie(K.OWES, y, x, terms=Terms(amount=cny(300 * unit))),
        tie(K.GUARANTEES, y, x, terms=Terms(amount=cny(300 * unit))),
        tie(K.OWNS, y, x, terms=Terms(share=Share.exactly(0.6))),
    ]
    s = world([x, y], ties)
    t = transmission(s, shipped())
    there = t.source == position(s, x)
    assert sorted(t.rate[there].tolist()) == pytest.approx(sorted([0.06, 0.999, 0.999]))
    assert sorted(t.rate[~there].tolist()) == pytest.approx(sorted([0.032, 0.18, 0.15]))


@pytest.mark.parametrize("amount", [10**15, "0.000001"])
def test_huge_and_tiny_amounts_stay_in_range(amount: float) -> None:
    kinds = (K.SUPPLIES, K.OWES, K.GUARANTEES, K.OWNS)
    t = transmission(
        world([A, B], [tie(kind, A, B, terms=Terms(amount=cny(amount))) for kind in kinds]), shipped()
    )
    assert np.isfinite(t.rate).all()
    assert ((t.rate > 0) & (t.rate <= 0.999)).all()


def test_no_number_at_all_becomes_the_default_and_infinity_the_cap() -> None:
    two = np.array([0, 1], np.int32)
    flow = Flow.of(two, two[::-1], np.array([np.nan, np.inf]), two.astype(np.int64), default=0.02)
    assert flow.rate.tolist() == [0.02, 0.999]
    assert flow.basis.tolist() == [Basis.DEFAULT, Basis.MEASURED]


def test_an_empty_world_and_one_without_facts_transmit_nothing() -> None:
    for records in ((), (A,)):
        t = transmission(world(records, facts=Batch()), shipped())
        assert [len(part) for part in t] == [0] * 6
