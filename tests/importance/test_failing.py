"""Importance of the parties of a snapshot: from supplies, balance sheets and claims to who is hurt."""

from typing import Any

import numpy as np
import pytest

from analytics.importance import importance
from analytics.systemic.failing import Networks, failure, stopped
from analytics.systemic.production import LEAST_OUTSIDE
from graph.model import Json, Record
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.snapshot import Snapshot
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, person, position, tie, world

K = RelationshipKind
LOSS = shipped().calibration.loss_given_default


def money(amount: float) -> Json:
    return {"minor": round(amount * 100), "currency": "CNY"}


def firm(key: str, **more: Any) -> Record:
    figures: dict[str, Any] = {
        "equity": money(1_000), "revenue": money(10_000), "costs": money(8_000), "industry": key
    }  # fmt: skip
    return company(key, **(figures | more))


def supply(a: Record, b: Record, amount: float | None, **terms: object) -> Relationship:
    given = Terms(amount=None if amount is None else cny(amount), **terms)  # type: ignore[arg-type]
    return tie(K.SUPPLIES, a, b, terms=given)


def networks(records: list[Record], ties: list[Relationship]) -> tuple[Snapshot, Networks]:
    s = world(records, ties)
    return s, Networks.of(s, shipped())


MAKER, TIER, HOUSE, SHOP = firm("maker"), firm("tier"), firm("us", roles=["house"]), firm("shop")


def test_what_stops_at_our_house_if_a_supplier_two_tiers_up_fails() -> None:
    ties = [
        supply(MAKER, TIER, 500, essential=True, substitutability=0.2),
        supply(TIER, HOUSE, 900, essential=True, substitutability=0.0),
        supply(TIER, SHOP, 800, substitutability=0.0),
    ]
    s, n = networks([MAKER, TIER, HOUSE, SHOP], ties)
    told = failure(n, position(s, MAKER))
    (house,) = told.house
    assert house.party == position(s, HOUSE)
    assert house.part == pytest.approx(0.8)
    assert house.money == pytest.approx(8_000)
    assert {each.party: each.part for each in told.production} == {
        position(s, TIER): pytest.approx(0.8),
        position(s, HOUSE): pytest.approx(0.8),
        position(s, SHOP): pytest.approx(0.08),
    }
    assert [each.money for each in told.production] == sorted(
        (each.money for each in told.production), reverse=True
    )
    assert told.esri == pytest.approx((500 + 0.8 * 1_700) / 2_200)
    assert told.output == pytest.approx(told.esri * 2_200)


def test_costs_and_revenue_beyond_the_book_dampen_both_ways() -> None:
    s, n = networks([MAKER, TIER], [supply(MAKER, TIER, 400, substitutability=0.0)])
    down = stopped(n.production, {position(s, MAKER): 1.0})
    up = stopped(n.production, {position(s, TIER): 1.0})
    assert down.downstream[position(s, TIER)] == pytest.approx(400 / 8_000)
    assert up.upstream[position(s, MAKER)] == pytest.approx(400 / 10_000)


def test_firms_of_one_industry_stand_in_for_each_other_where_nothing_else_is_told() -> None:
    makers = [firm(key, industry="steel") for key in ("m1", "m2", "m3")]
    ties = [supply(maker, TIER, 100, essential=True) for maker in makers]
    s, n = networks([*makers, TIER], ties)
    found = stopped(n.production, {position(s, makers[0]): 1.0})
    assert found.downstream[position(s, TIER)] == pytest.approx(1 / 3 / 2)


def test_money_is_lost_by_creditors_and_stops_at_their_equity() -> None:
    small = firm("small", equity=money(30))
    ties = [
        tie(K.OWES, MAKER, TIER, terms=Terms(amount=cny(500))),
        tie(K.OWES, MAKER, small, terms=Terms(amount=cny(700))),
        tie(K.OWES, MAKER, small, subject="more", terms=Terms(amount=cny(100))),
    ]
    s, n = networks([MAKER, TIER, small], ties)
    told = failure(n, position(s, MAKER))
    assert [(each.party, each.part, each.money) for each in told.equity] == [
        (position(s, TIER), pytest.approx(LOSS * 0.5), pytest.approx(LOSS * 500)),
        (position(s, small), 1.0, 30.0),
    ]
    assert told.money == pytest.approx(LOSS * 500 + 30)


@pytest.mark.parametrize("equity", [0, -5_000])
def test_who_has_no_equity_left_has_none_to_lose_and_is_taken_down_by_any_loss(equity: float) -> None:
    broke = firm("broke", equity=money(equity))
    s, n = networks([MAKER, broke], [tie(K.OWES, MAKER, broke, terms=Terms(amount=cny(0.01)))])
    told = failure(n, position(s, MAKER))
    assert [(each.part, each.money) for each in told.equity] == [(1.0, 0.0)]


def test_a_creditor_without_any_known_figure_loses_money_of_an_unknown_part() -> None:
    stranger = person("stranger")
    s, n = networks([MAKER, stranger], [tie(K.OWES, MAKER, stranger, terms=Terms(amount=cny(500)))])
    told = failure(n, position(s, MAKER))
    assert [(each.part, each.money) for each in told.equity] == [(None, pytest.approx(LOSS * 500))]


def test_supplies_without_an_amount_are_left_out_and_counted() -> None:
    _, n = networks([MAKER, TIER, SHOP], [supply(MAKER, TIER, None), supply(TIER, SHOP, 5)])
    found = importance(n.production, n.losses)
    assert (found.without_amount, found.assumed) == (1, 0)
    assert np.isfinite(found.esri).all()


def test_revenue_below_what_is_sold_is_counted_and_taken_to_be_a_little_more() -> None:
    seller = firm("seller", revenue=money(50))
    s, n = networks([seller, SHOP], [supply(seller, SHOP, 100)])
    assert importance(n.production, n.losses).assumed == 1
    left = stopped(n.production, {position(s, SHOP): 1.0}).upstream[position(s, seller)]
    assert left == pytest.approx(1 - LEAST_OUTSIDE)


def test_the_list_is_by_importance_and_leaves_out_who_hurts_nobody() -> None:
    debt = tie(K.OWES, SHOP, HOUSE, terms=Terms(amount=cny(5)))
    ties = [supply(MAKER, TIER, 500), supply(TIER, SHOP, 100), debt]
    s, n = networks([MAKER, TIER, HOUSE, SHOP], ties)
    found = importance(n.production, n.losses)
    order = found.order.tolist()
    assert order == sorted(order, key=lambda at: (-found.esri[at], -found.money[at], at))
    assert position(s, HOUSE) not in order
    assert found.money[position(s, SHOP)] == pytest.approx(LOSS * 5)


@pytest.mark.parametrize("records", [[], [MAKER, HOUSE]])
def test_a_book_without_ties_has_nobody_of_importance(records: list[Record]) -> None:
    _, n = networks(records, [])
    found = importance(n.production, n.losses)
    assert found.esri.tolist() == [0.0] * len(records)
    assert len(found.order) == 0


def test_one_and_many_threads_give_equal_bytes() -> None:
    firms = [firm(f"f{number}", industry=f"i{number % 3}") for number in range(30)]
    rng = np.random.default_rng(3)
    pairs = {tuple(rng.choice(30, 2, replace=False).tolist()) for _ in range(150)}
    ties = [supply(firms[a], firms[b], 1 + 10 * (a + b)) for a, b in sorted(pairs)]
    _, n = networks(firms, ties)
    one, many = (importance(n.production, n.losses, threads=count) for count in (1, 5))
    assert one.esri.tobytes() == many.esri.tobytes()
    assert one.money.tobytes() == many.money.tobytes()
