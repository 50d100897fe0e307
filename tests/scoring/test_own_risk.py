from datetime import date, timedelta

import numpy as np
import pytest

from analytics.inputs import Scorecard
from analytics.own.attribution import hazard_of, hazard_shares, hazard_without
from analytics.own.facts import Facts
from analytics.own.indicators import NUMBERS
from analytics.own.scorecard import indicator_names, own_risk
from graph.changes import Batch
from graph.errors import InvalidSettings
from graph.model import Event, EventKind, IdentifierKind, Lawsuit, Origin
from graph.relationships import RelationshipKind, Terms
from graph.snapshot import Snapshot
from graph.values import FactId
from tests.scoring.shipped import shipped
from tests.worlds import TODAY, cny, company, holding, person, position, tie, world

MINE = company("mine", equity={"minor": 1_000_000_00, "currency": "CNY"}, revenue=None)
OTHER = company("other")
ORIGIN = Origin("x.csv", 2)


def case(status: str, *, outcome: str | None = None, claim: int = 400_000, days: int = 30) -> Lawsuit:
    number = f"{status}-{outcome}-{claim}-{days}"
    filed = TODAY - timedelta(days=days)
    return Lawsuit(
        FactId(f"lawsuit:court:x/{number}"), "x", number, "court", ORIGIN,
        filed=filed, status=status, claim=cny(claim), outcome=outcome,
    )  # fmt: skip


def sued(*cases: Lawsuit) -> Snapshot:
    ties = [tie(RelationshipKind.DEFENDANT_IN, MINE, each.id, by="court") for each in cases]
    return world([MINE, OTHER], ties, facts=Batch(lawsuits=cases))


def pd(s: Snapshot) -> float:
    return float(own_risk(s, shipped()).pd[position(s, MINE)])


def value(s: Snapshot, indicator: str) -> float:
    return float(NUMBERS[indicator](Facts(s, shipped()))[position(s, MINE)])


def owing(overdue: float, days: int | None) -> Snapshot:
    terms = Terms(amount=cny(100), overdue=cny(overdue), days_overdue=days)
    return world([MINE, OTHER], [tie(RelationshipKind.OWES, MINE, OTHER, terms=terms)])


def test_the_hazards_of_indicators_sum_to_the_hazard_of_the_pd() -> None:
    s = owing(60, 62)
    own = own_risk(s, shipped())
    assert own.hazard_by_indicator.sum(1) == pytest.approx(-np.log1p(-own.pd), abs=1e-12)
    assert own.hazard_by_indicator.shape == (2, len(indicator_names(shipped().scorecard)))


def test_shares_follow_the_points_even_when_they_cancel() -> None:
    base, parts = np.array([-4.0, -4.0]), np.array([[1.0, 2.0], [1.0, -1.0]])
    shares = hazard_shares(base, parts)
    assert shares[0, 2] == pytest.approx(2 * shares[0, 1])
    assert shares.sum(1) == pytest.approx(hazard_of(base + parts.sum(1)))


def test_the_hazard_without_an_indicator_is_that_of_its_points_taken_away() -> None:
    shares = hazard_shares(np.array([-4.0]), np.array([[1.0, 2.0]]))
    assert hazard_without(shares[0], 2) == pytest.approx(float(hazard_of(np.array([-3.0]))[0]))


def test_long_overdue_debts_raise_the_pd_and_paid_ones_lower_it() -> None:
    assert pd(owing(60, 62)) > pd(owing(5, 10)) > pd(owing(0, 0))
    assert value(owing(60, 62), "overdue_share") == pytest.approx(0.6)
    assert value(owing(60, 62), "days_overdue") == 62


def test_an_open_lawsuit_counts_by_claim_over_equity_and_one_that_was_won_hardly() -> None:
    assert value(sued(case("open")), "lawsuit_burden") == pytest.approx(0.4 * 0.5)
    assert value(sued(case("closed", outcome="dismissed")), "lawsuit_burden") < 0.01
    assert pd(sued(case("open"))) > pd(sued(case("closed", outcome="dismissed")))


def test_a_lost_lawsuit_fades() -> None:
    fresh, old = (sued(case("closed", outcome="原告胜诉", days=days)) for days in (1, 2_000))
    assert value(fresh, "lawsuits_as_defendant") > 0.99
    assert value(old, "lawsuits_as_defendant") < 0.1


def test_bad_news_fade_and_a_watch_list_does_not() -> None:
    events = [
        Event(FactId(f"event:news:{kind}{days}"), kind, 1.0, "news", ORIGIN, TODAY - timedelta(days=days))
        for kind, days in ((EventKind.NEGATIVE_NEWS, 270), (EventKind.WATCHLIST_HIT, 3_000))
    ]
    s = world(
        [MINE],
        [tie(RelationshipKind.ABOUT, each.id, MINE) for each in events],
        facts=Batch(events=events),
    )
    assert value(s, "negative_news") == pytest.approx(0.5)
    assert value(s, "watchlist") == 1


def test_what_is_dated_after_the_day_of_the_snapshot_does_not_count_yet() -> None:
    tomorrow = TODAY + timedelta(days=1)
    hit = Event(FactId("event:w:1"), EventKind.WATCHLIST_HIT, 1.0, "w", ORIGIN, tomorrow)
    s = world([MINE], [tie(RelationshipKind.ABOUT, hit.id, MINE)], facts=Batch(events=[hit]))
    assert value(s, "watchlist") == 0
    assert value(sued(case("open", days=-1)), "lawsuits_as_defendant") == 0


def test_forged_identifiers_count_once_each() -> None:
    held = [holding(MINE, IdentifierKind.COMPANY_NUMBER, "91X", failed="check digit")]
    assert value(world([MINE], holdings=held), "failed_checks") == 1


def test_knowing_less_lowers_the_confidence_and_never_the_pd() -> None:
    told = {"industry": "软件", "region": "杭州", "status": "存续"}
    known, unknown = company("known", **told), company("unknown")
    s = world([known, unknown])
    own = own_risk(s, shipped())
    places = [position(s, each) for each in (known, unknown)]
    assert own.confidence[places[0]] > own.confidence[places[1]]
    assert own.pd[places[0]] < own.pd[places[1]]


def test_a_party_of_mentions_alone_has_the_base_rate_and_the_lowest_confidence() -> None:
    mention = company("mention", mention=True)
    s = world([mention, MINE])
    own = own_risk(s, shipped())
    rates = shipped().scorecard.base_rates
    assert own.pd[position(s, mention)] == pytest.approx(rates.company)
    assert own.confidence[position(s, mention)] == own.confidence.min()


def test_a_lawsuit_raises_a_party_of_mentions_alone() -> None:
    mention, trial = company("mention", mention=True), case("open")
    s = world(
        [mention], [tie(RelationshipKind.DEFENDANT_IN, mention, trial.id)], facts=Batch(lawsuits=[trial])
    )
    assert own_risk(s, shipped()).pd[0] > shipped().scorecard.base_rates.company


def test_persons_are_not_asked_for_a_balance_sheet() -> None:
    s = world([person("somebody")])
    assert own_risk(s, shipped()).pd[0] == pytest.approx(shipped().scorecard.base_rates.person)


def test_years_of_cooperation_are_counted_to_the_day_of_the_snapshot() -> None:
    old = company("mine", cooperation_since=date(2016, 11, 1).isoformat())
    s = world([old])
    assert NUMBERS["cooperation_years"](Facts(s, shipped()))[0] == pytest.approx(10, abs=0.01)


def test_an_empty_world_has_no_risk() -> None:
    assert own_risk(world([]), shipped()).pd.shape == (0,)


def test_a_question_that_nobody_can_answer_is_refused() -> None:
    card = shipped().scorecard.model_dump()
    card["indicators"] = [{"name": "mood", "category": "market", "bands": [{"points": 1.0}]}]
    asked = shipped().model_copy(update={"scorecard": Scorecard.from_mapping(card, "mine.yaml")})
    with pytest.raises(InvalidSettings, match="'mood'"):
        own_risk(world([MINE]), asked)


def test_a_setting_that_does_not_exist_is_refused_with_its_place() -> None:
    card = shipped().scorecard.model_dump() | {"colour": "red"}
    with pytest.raises(InvalidSettings, match=r"mine.yaml, colour"):
        Scorecard.from_mapping(card, "mine.yaml")


def test_bands_that_do_not_ascend_are_refused() -> None:
    card = shipped().scorecard.model_dump()
    bands = [{"below": 2.0, "points": 1.0}, {"below": 1.0, "points": 2.0}, {"points": 3.0}]
    card["indicators"] = [{"name": "margin", "category": "market", "bands": bands}]
    with pytest.raises(InvalidSettings, match="ascend"):
        Scorecard.from_mapping(card, "mine.yaml")
