"""A scorecard is checked before it is used: mistakes with their lines, oddities, worked rows."""

from functools import cache

import pytest

from analytics.inputs import Scorecard
from analytics.own.doubts import DoubtKind, doubts, unanswered
from analytics.own.facts import Facts
from analytics.own.scorecard import own_risk
from analytics.own.worked import invented, worked
from book.inputs import RunInputs
from book.scorecard_check import Checked, check_scorecard
from graph.errors import InvalidSettings
from tests.scoring.shipped import shipped
from tests.scoring.stories import MAKER, failing_supplier
from tests.worlds import company, position, world

SHIPPED = RunInputs.read().texts["scorecard"]


def checked(old: str = "", new: str = "") -> Checked:
    assert old in SHIPPED
    return check_scorecard(SHIPPED.replace(old, new, 1), "mine.yaml", None)


def line_of(text: str, whole: str = SHIPPED) -> int:
    return whole[: whole.index(text)].count("\n") + 1


def test_the_shipped_scorecard_has_nothing_to_remark() -> None:
    found = checked()
    assert (found.mistakes, found.remarks) == ((), ())
    assert [row.party for row in found.rows] == [
        "invented: all is well",
        "invented: nothing known",
        "invented: all is bad",
    ]


def test_every_mistake_is_told_with_line_and_place() -> None:
    text = SHIPPED.replace("company: 0.012", "company: 12").replace("points: 40}", "points: many}")
    mistakes = check_scorecard(text, "mine.yaml", None).mistakes
    assert [(each.line, each.place) for each in mistakes] == [
        (line_of("company: 12", text), "base_rates.company"),
        (line_of("points: many", text), "indicators[4].bands[1].points"),
    ]


def test_a_question_that_nobody_asks_is_a_mistake() -> None:
    [mistake] = checked("name: margin", "name: mood").mistakes
    assert mistake.line == line_of("name: margin")
    assert "'mood'" in mistake.text


def test_a_key_that_stands_twice_is_a_mistake() -> None:
    [mistake] = checked("  yellow: 6", "  yellow: 6\n  yellow: 9").mistakes
    assert mistake.line == line_of("  yellow: 6") + 1
    assert "twice" in mistake.text


def test_a_worse_band_with_fewer_points_is_remarked() -> None:
    [remark] = checked("{below: 60, points: 24}", "{below: 60, points: 4}").remarks
    assert remark.kind == DoubtKind.FEWER_POINTS
    assert remark.line == line_of("{below: 60, points: 24}")
    assert "days_overdue: larger is worse, but from 30 on the points go from 10 to 4" in remark.text


def test_where_smaller_is_worse_points_must_fall() -> None:
    [remark] = checked("{below: 0.15, points: 8}", "{below: 0.15, points: -8}").remarks
    assert "equity_to_revenue: smaller is worse" in remark.text


def test_a_band_outside_of_what_can_be_answered_is_remarked() -> None:
    old = "  - {below: 0.6, points: 26}"
    [remark] = checked(old, f"{old}\n      - {{below: 2, points: 30}}").remarks
    assert remark.kind == DoubtKind.UNREACHABLE
    assert "answers lie between 0 and 1" in remark.text


def test_a_word_that_an_earlier_one_hides_is_remarked() -> None:
    [remark] = checked("[存续, 在业", "[非正常户, 存续, 在业").remarks
    assert "'非正常户' never counts, '非正常' above it is met first" in remark.text


def test_not_to_answer_must_not_be_the_best_answer() -> None:
    [remark] = checked("    missing: 2\n", "    missing: -20\n").remarks
    assert remark.kind == DoubtKind.MISSING_IS_BEST


def test_a_text_that_is_no_yaml_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidSettings, match="line 2"):
        check_scorecard("a: 1\nb: [", "mine.yaml", None)


def test_indicators_that_nobody_answers_are_remarked() -> None:
    s = world([company("a", industry="软件")])
    found = {each.text.split(":")[0] for each in unanswered(Facts(s, shipped()), shipped().scorecard)}
    assert "margin" in found
    assert "industry" not in found
    assert "watchlist" not in found


def test_a_worked_row_comes_to_what_own_risk_says() -> None:
    solution = failing_supplier()
    place = position(solution.snapshot, MAKER)
    row = worked(solution.facts, shipped().scorecard, place)
    own = own_risk(solution.snapshot, shipped())
    assert row.pd == pytest.approx(own.pd[place], abs=1e-15)
    assert row.confidence == pytest.approx(own.confidence[place], abs=1e-15)
    assert row.base + sum(line.log_odds for line in row.lines) == pytest.approx(row.log_odds)
    told = {line.indicator: (line.answer, line.band, line.points) for line in row.lines}
    assert told["days_overdue"] == ("62", "from 60 below 90", 34.0)
    assert told["registration_status"] == ("", "missing", 1.0)


@cache
def all_is(which: int):
    return invented(shipped().scorecard)[which]


def test_invented_parties_are_the_best_the_unknown_and_the_worst() -> None:
    assert all_is(0).pd < all_is(1).pd < all_is(2).pd
    assert all_is(1).confidence == pytest.approx(0.3)


def test_an_answer_of_an_invented_party_is_in_the_band_that_is_shown() -> None:
    best = {line.indicator: line for line in all_is(0).lines}
    assert best["margin"].band == "from 0.15"
    assert best["overdue_share"].answer == "0"


def test_doubts_come_in_the_order_of_the_indicators() -> None:
    assert list(doubts(Scorecard.model_validate(shipped().scorecard.model_dump()))) == []
