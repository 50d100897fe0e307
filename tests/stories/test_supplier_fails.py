"""Story 1: a component maker two tiers up fails, and its customer's customer is told why."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.contagion import solve
from analytics.score import Grade, score_all
from analytics.solution import Solution
from analytics.wording import text
from graph.values import PartyId
from tests.stories.told import Told

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book


def cast(told: Told) -> tuple[PartyId, PartyId, PartyId]:
    story = told.story("supplier_fails")
    (maker,), (tier_one,), (customer,) = (
        told.members(story, part) for part in ("maker", "tier_one", "customer")
    )
    return maker, tier_one, customer


def without_supply(told: Told, tail: PartyId, head: PartyId) -> Solution:
    """Return everything solved again as if nothing of `tail`'s distress could reach `head`."""
    before = told.book.solution
    cut = (before.ties.source == told.position(tail)) & (before.ties.target == told.position(head))
    assert cut.any()
    ties = before.ties._replace(rate=np.where(cut, 0.0, before.ties.rate))
    return replace(before, ties=ties, contagion=solve(before.own, ties))


def test_each_of_the_three_is_one_party(told: Told) -> None:
    assert len(set(cast(told))) == 3


def test_the_customer_is_sound_by_itself_and_red_by_its_network(told: Told) -> None:
    *_, customer = cast(told)
    place = told.position(customer)
    assert told.book.own.pd[place] < 0.02
    assert told.book.contagion.pd[place] > 0.2
    assert told.book.scores.grade_of(place) is Grade.RED


def test_the_path_from_the_maker_is_the_largest_part_of_the_customers_risk(told: Told) -> None:
    maker, tier_one, customer = cast(told)
    score = told.book.explain(told.position(customer))
    first, *others = score.reasons
    assert first.path == (maker, tier_one, customer)
    assert first.points > sum(reason.points for reason in others if reason.points > 0)


def test_the_reason_names_the_maker_and_its_days_overdue(told: Told) -> None:
    *_, customer = cast(told)
    first = told.book.explain(told.position(customer)).reasons[0]
    sentence = text(first, "en")
    assert "宁川精密部件有限公司" in sentence
    assert "62" in sentence


@pytest.mark.parametrize("cut", [(0, 1), (1, 2)])
def test_taking_a_tie_of_the_path_away_lowers_the_customers_grade(told: Told, cut: tuple[int, int]) -> None:
    people = cast(told)
    place = told.position(people[2])
    after = score_all(without_supply(told, people[cut[0]], people[cut[1]]))
    assert told.book.scores.grade_of(place) is Grade.RED
    assert after.grade_of(place) is Grade.GREEN


def test_a_lawsuit_under_a_misspelt_name_raises_the_makers_own_risk_and_says_through_which_record(
    told: Told,
) -> None:
    maker, *_ = cast(told)
    misspelt = told.story("supplier_fails")["expect"]["misspelt_as"]
    records = told.book.snapshot.records
    (mention,) = [
        key
        for key, name in zip(records["key"].to_pylist(), records["name"].to_pylist(), strict=True)
        if name == misspelt
    ]
    reasons = told.book.explain(told.position(maker)).reasons
    assert told.party_of(mention) == maker
    (lawsuits,) = [reason for reason in reasons if reason.code == "lawsuits_as_defendant"]
    assert mention in lawsuits.records
    assert lawsuits.points > 0
