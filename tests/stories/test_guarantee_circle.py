"""Story 2: five firms that each look fine alone guarantee one another, and each is told through whom."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.contagion import solve
from analytics.reasons import Reason
from analytics.wording import text
from graph.values import PartyId
from tests.stories.told import Told

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book


def circle(told: Told) -> list[PartyId]:
    """Return the guarantors; each guarantees the next, the last the first."""
    return told.members(told.story("guarantee_circle"))


def guarantee_reasons(told: Told, party: PartyId) -> list[Reason]:
    reasons = told.book.explain(told.position(party)).reasons
    return [each for each in reasons if each.code == "guarantee_called"]


def test_each_looks_fine_alone_and_worse_with_its_network(told: Told) -> None:
    for party in circle(told):
        place = told.position(party)
        assert told.book.own.pd[place] < 0.02
        assert told.book.contagion.pd[place] > 1.5 * told.book.own.pd[place]


def test_each_is_told_of_the_debtor_that_it_guarantees(told: Told) -> None:
    five = circle(told)
    for place, party in enumerate(five):
        debtor = five[(place + 1) % 5]
        reasons = guarantee_reasons(told, party)
        assert (debtor, party) in [each.path for each in reasons]
        assert all(set(each.path) <= set(five) for each in reasons if each.path[-2] == debtor)


def test_the_reason_goes_around_the_circle(told: Told) -> None:
    five = circle(told)
    longest = max((each.path for each in guarantee_reasons(told, five[0])), key=len)
    assert len(longest) >= 3
    assert list(longest) == five[: len(longest)][::-1]


@pytest.mark.parametrize(("language", "words"), [("en", "A guarantee may be called"), ("zh", "担保可能代偿")])
def test_the_reason_names_the_debtor_in_both_languages(told: Told, language: str, words: str) -> None:
    five = circle(told)
    direct = next(each for each in guarantee_reasons(told, five[0]) if each.path == (five[1], five[0]))
    sentence = text(direct, language)
    assert words in sentence
    assert told.book.name(told.position(five[1])) in sentence


def test_the_reason_leads_to_the_guarantee_of_the_bank(told: Told) -> None:
    five = circle(told)
    direct = next(each for each in guarantee_reasons(told, five[0]) if each.path == (five[1], five[0]))
    keys = told.book.snapshot.ties["key"].to_pylist()
    kinds = {told.book.snapshot.ties["kind"][keys.index(key)].as_py() for key in direct.relationships}
    assert kinds == {"GUARANTEES"}


def test_one_guarantee_less_lowers_the_risk_of_its_guarantor_most(told: Told) -> None:
    five, before = circle(told), told.book.solution
    cut = (before.ties.source == told.position(five[1])) & (before.ties.target == told.position(five[0]))
    assert cut.any()
    ties = before.ties._replace(rate=np.where(cut, 0.0, before.ties.rate))
    after = replace(before, ties=ties, contagion=solve(before.own, ties)).contagion.pd
    falls = [before.contagion.pd[told.position(each)] - after[told.position(each)] for each in five]
    assert falls[0] == max(falls) > 0
    assert min(falls) >= -1e-9
