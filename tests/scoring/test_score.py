import numpy as np
import pytest

from analytics.contracts import GapKind
from analytics.inputs import Category
from analytics.reasons import Reason
from analytics.rings.ring import Ring, Term, Typology, mint_ring_id
from analytics.score import Grade, explain, score_all, top_reason
from analytics.solution import Solution
from analytics.wording import text
from graph.values import PartyId
from tests.scoring.stories import (
    CASES,
    CLIENT,
    CUSTOMER,
    HOUSE,
    MAKER,
    MISSPELT,
    PAPER,
    TIER_ONE,
    contract_with_gaps,
    failing_supplier,
    listed,
    solved,
)
from tests.worlds import company, party_id, position, world


def reasons_of(solution: Solution, place: int) -> dict[str, Reason]:
    return {reason.code: reason for reason in explain(solution, place).reasons}


def path_from_maker(solution: Solution) -> Reason:
    score = explain(solution, position(solution.snapshot, CUSTOMER))
    chain = tuple(party_id(each) for each in (MAKER, TIER_ONE, CUSTOMER))
    return next(reason for reason in score.reasons if reason.path == chain)


@pytest.mark.parametrize("story", [failing_supplier, contract_with_gaps, listed])
def test_points_sum_to_the_score_of_every_party(story: type) -> None:
    solution: Solution = story()
    table = score_all(solution)
    for place in range(len(solution.snapshot)):
        score = explain(solution, place)
        assert sum(reason.points for reason in score.reasons) == pytest.approx(score.value, abs=1e-9)
        assert score.value == pytest.approx(table.value[place], abs=1e-9)
        assert score.grade == table.grade_of(place)


@pytest.mark.parametrize("story", [failing_supplier, contract_with_gaps, listed])
def test_the_top_reason_is_the_first_of_all_reasons(story: type) -> None:
    solution: Solution = story()
    for place in range(len(solution.snapshot)):
        first, top = explain(solution, place).reasons[0], top_reason(solution, place)
        assert top is not None
        assert (top.code, top.path, top.values) == (first.code, first.path, first.values)
        assert (top.relationships, top.records) == (first.relationships, first.records)
        assert top.points == pytest.approx(first.points, abs=1e-9)


def test_the_failing_supplier_two_tiers_up_is_the_largest_part_of_the_network_risk() -> None:
    solution = failing_supplier()
    score = explain(solution, position(solution.snapshot, CUSTOMER))
    path = path_from_maker(solution)
    assert path.code == "supplier_distress"
    assert path == max(score.reasons, key=lambda reason: reason.points)
    assert len(path.relationships) == 2


def test_taking_the_tie_away_lowers_the_grade_as_the_reason_says() -> None:
    solution = failing_supplier()
    place = position(solution.snapshot, CUSTOMER)
    before = explain(solution, place)
    after = explain(failing_supplier(second_tier=False), place)
    assert (before.grade, after.grade) == (Grade.RED, Grade.GREEN)
    assert path_from_maker(solution).delta_if_removed == pytest.approx(before.value - after.value, abs=1e-6)


def test_a_path_is_told_from_the_cause_on_with_its_finding() -> None:
    path = path_from_maker(failing_supplier())
    assert "宁川精密 → 海晏传动 → this party" in text(path, "en")
    assert "起因于 宁川精密" in text(path, "zh")


def test_a_misspelt_defendant_raises_the_right_party_and_names_the_record() -> None:
    solution = failing_supplier()
    reason = reasons_of(solution, position(solution.snapshot, MAKER))["lawsuits_as_defendant"]
    assert set(reason.records) == {*(case.id for case in CASES), MAKER.id, MISSPELT.id}
    assert reason.points > 0
    assert text(reason, "en") == "Defendant in 3 lawsuits that count"


def test_gaps_of_a_contract_are_reasons_that_name_contract_and_clause() -> None:
    solution = contract_with_gaps()
    reasons = reasons_of(solution, position(solution.snapshot, CLIENT))
    told = {kind: reasons[f"contract_{kind}"] for kind in GapKind if f"contract_{kind}" in reasons}
    assert set(told) == set(GapKind) - {GapKind.EXPIRED_RUNNING}
    assert all(PAPER.id in reason.records for reason in told.values())
    missing = told[GapKind.MISSING_CLAUSES]
    assert text(missing, "en") == "Contract HT-9001 lacks clauses: liability, termination, dispute resolution"
    assert text(missing, "zh") == "合同 HT-9001 缺少条款：违约责任、合同解除、争议解决"
    assert "朔原仪器" in text(told[GapKind.COMPETING_SIGNATORY], "en")


def test_our_own_firm_does_not_answer_for_the_gaps_of_a_contract() -> None:
    solution = contract_with_gaps()
    codes = reasons_of(solution, position(solution.snapshot, HOUSE))
    assert not [code for code in codes if code.startswith("contract_o")]


def test_a_watch_list_turns_the_grade_black() -> None:
    assert explain(listed(), 0).grade is Grade.BLACK
    assert score_all(listed()).has_grade("black").tolist() == [True]


def test_a_suspected_ring_alone_turns_no_grade_black() -> None:
    members = tuple(company(key) for key in ("a", "b"))
    ids = tuple(PartyId(party_id(each)) for each in members)
    nothing = Term("none", 0.0, {})
    certain = Ring(mint_ring_id(ids), Typology.SHARED, ids, (1.0, 1.0), 1.0, (nothing,), nothing, ())
    table = score_all(solved(world(members), [certain]))
    assert table.value.min() > 99
    assert {table.grade_of(place) for place in range(2)} == {Grade.RED}


def test_a_ring_adds_to_the_score_and_stays_outside_of_the_network_pd() -> None:
    members = tuple(company(key) for key in ("a", "b"))
    ids = tuple(PartyId(party_id(each)) for each in members)
    nothing = Term("none", 0.0, {})
    ring = Ring(mint_ring_id(ids), Typology.SHARED, ids, (1.0, 0.5), 0.8, (nothing,), nothing, ())
    s = world(members)
    plain, ringed = solved(s), solved(s, [ring])
    place = position(s, members[1])
    reason = reasons_of(ringed, place)["fraud_ring"]
    gap = score_all(ringed).value[place] - score_all(plain).value[place]
    assert reason.category is Category.IDENTITY
    assert reason.delta_if_removed == pytest.approx(gap)
    assert -np.expm1(-ringed.fraud_hazard[place]) == pytest.approx(0.4)
    assert ringed.contagion.pd == pytest.approx(plain.contagion.pd)


def test_every_reason_of_the_stories_has_a_sentence_in_both_languages() -> None:
    for solution in (failing_supplier(), contract_with_gaps(), listed()):
        for place in range(len(solution.snapshot)):
            for reason in explain(solution, place).reasons:
                for language in ("en", "zh"):
                    assert text(reason, language) != reason.code
                    assert "{" not in text(reason, language)


def test_names_with_braces_or_markup_are_shown_as_they_are() -> None:
    reason = path_from_maker(failing_supplier())
    hostile = "{cause}<img onerror=x>"
    values = {**reason.values, "cause": hostile, "via": hostile}
    told = text(Reason(reason.code, reason.category, 1.0, (), (), (), values, None), "en")
    assert hostile in told


def test_grades_count_rated_parties_only() -> None:
    s = world([CLIENT, company("mention", mention=True)])
    assert sum(score_all(solved(s)).grades().values()) == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"cause_share": 0.25, "cause_days": 40.0}, "25% of debts overdue, longest 40 days"),
        ({"cause_share": 0.25}, "25% of debts overdue"),
    ],
)
def test_days_that_nobody_told_are_not_told_as_none(values: dict[str, float], told: str) -> None:
    said: dict[str, str | float] = {"cause": "甲", "hops": 1.0, "why": "overdue_share", **values}
    reason = Reason("debtor_distress", Category.RELATIONSHIP, 1.0, (), (), (), said, None)
    assert text(reason, "en") == f"A debtor may not pay: 甲 ({told})"
