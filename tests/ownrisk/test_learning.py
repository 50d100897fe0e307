"""The learned model: what it finds, what it keeps, and that it is a scorecard like any other."""

import sys
from functools import cache

import numpy as np
import pytest

from analytics.inputs import LearnedModel
from analytics.own.answers import Answers, answers, band_of, edges_of, points_of_bands
from analytics.own.bins import refined
from analytics.own.facts import Facts
from analytics.own.judging import Report, judged
from analytics.own.learned import learn, pds
from analytics.own.logistic import log_odds, weights_of
from analytics.own.scorecard import own_risk
from graph.errors import NotInstalled
from graph.relationships import RelationshipKind, Terms
from tests.ownrisk.cohorts import CARD, NAMES, four_years
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, position, tie, world


@cache
def learned() -> LearnedModel:
    return learn(four_years(), CARD, engine="test")


@cache
def report() -> Report:
    return judged(four_years(), CARD, learned())


def points(name: str) -> np.ndarray:
    return points_of_bands(learned().indicators[NAMES.index(name)])


def test_it_tells_failures_apart_better_than_the_scorecard_it_began_with() -> None:
    assert report().learned.auc > report().scorecard.auc
    assert report().learned.brier <= report().scorecard.brier


def test_the_challenger_is_reported_beside_it() -> None:
    assert 0.5 < report().challenger.auc < 1.0


def test_the_mean_pd_of_the_calibration_window_is_its_rate() -> None:
    calibration = four_years().calibration
    told = pds(calibration.answers, learned().as_card(CARD))
    assert told.mean() == pytest.approx(calibration.failed.mean(), abs=1e-9)


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(NotInstalled, match=r"pip install 'riskweave\[learn\]'"):
        learn(four_years(), CARD, engine="test")


def test_equal_windows_give_an_equal_model() -> None:
    assert learn(four_years(), CARD, engine="test") == learned()


def test_longer_overdue_and_thinner_margins_are_learned_as_worse() -> None:
    assert points("days_overdue")[-2] > points("days_overdue")[0]
    assert points("margin")[0] > points("margin")[-2]


def test_a_missing_answer_is_never_better_than_an_average_one() -> None:
    assert all(each.missing >= 0.0 for each in learned().indicators)


def test_a_band_that_nobody_was_in_keeps_the_order_of_the_scorecard() -> None:
    # nobody is on a watch list in these years, nobody sues, no events are there
    watch = points("watchlist")
    assert watch[1] - watch[0] > 0.5


def test_a_kind_of_party_that_was_not_met_keeps_its_base_rate() -> None:
    rates = learned().base_rates
    assert rates.person == CARD.base_rates.person
    assert rates.company != CARD.base_rates.company


def test_the_last_window_teaches_nothing() -> None:
    windows = four_years()
    later = windows.evaluation._replace(failed=~windows.evaluation.failed)
    changed = type(windows)(windows.training, windows.calibration, later)
    assert learn(changed, CARD, engine="test") == learned()


def test_finer_bands_say_what_the_scorecard_says() -> None:
    told = four_years().learned_from.answers
    finer = CARD.model_copy(update={"indicators": refined(CARD.indicators, told)})
    assert len(edges_of(finer.indicators[4])) > len(edges_of(CARD.indicators[4]))
    assert pds(told, finer) == pytest.approx(pds(told, CARD), abs=1e-15)


def test_a_missing_answer_has_a_band_of_its_own() -> None:
    for indicator in CARD.indicators:
        place = band_of(np.array([np.nan]), indicator)[0]
        assert points_of_bands(indicator)[place] == indicator.missing


def test_who_is_not_asked_gets_no_points() -> None:
    told = four_years().evaluation.answers
    nobody = Answers(told.value, np.zeros_like(told.asked), told.kind)
    weights = weights_of(CARD)
    assert log_odds(nobody, CARD.indicators, weights) == pytest.approx(weights.base[0])


def owing(days: int):
    terms = Terms(amount=cny(100), overdue=cny(60), days_overdue=days)
    mine, other = company("mine", revenue={"minor": 100_00, "currency": "CNY"}), company("other")
    s = world([mine, other], [tie(RelationshipKind.OWES, mine, other, terms=terms)])
    return s, position(s, mine)


def test_own_risk_is_told_by_the_model_where_there_is_one() -> None:
    s, mine = owing(100)
    inputs = shipped().model_copy(update={"model": learned()})
    by_model, by_card = own_risk(s, inputs), own_risk(s, shipped())
    assert by_model.pd[mine] != by_card.pd[mine]
    assert by_model.hazard_by_indicator.sum(1) == pytest.approx(-np.log1p(-by_model.pd), abs=1e-12)
    assert by_model.confidence == pytest.approx(by_card.confidence)


def test_the_model_says_the_same_of_a_party_as_of_its_answers() -> None:
    s, mine = owing(100)
    inputs = shipped().model_copy(update={"model": learned()})
    told = answers(Facts(s, inputs), CARD.indicators, np.array([mine]))
    assert pds(told, inputs.card)[0] == pytest.approx(own_risk(s, inputs).pd[mine], abs=1e-15)
