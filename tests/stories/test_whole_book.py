"""The demo book as a whole: what is refused, who is who, and that no store tells it differently."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from analytics.score import Grade
from tests.stories.told import Told

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book


def pairs(groups: Iterable[object]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def precision_and_recall(told: Told) -> tuple[float, float]:
    who: Mapping[str, str] = {**told.truth["entities"], **told.truth["mentions"]}
    decided = {record: told.party_of(record) for record in who}
    right = pairs((decided[record], entity) for record, entity in who.items())
    return right / pairs(decided.values()), right / pairs(who.values())


def test_all_rows_load_but_the_two_that_are_broken_on_purpose(told: Told) -> None:
    refused = Counter(reason for load in told.loads for reason, n in load.reasons.items() for _ in range(n))
    assert sorted(refused.elements()) == ["not_a_number", "share_out_of_range"]


def test_records_are_put_together_precisely(told: Told) -> None:
    precision, recall = precision_and_recall(told)
    assert precision >= 0.99
    assert recall >= 0.95


def test_most_firms_are_green_some_yellow_few_red(told: Told) -> None:
    grades = told.book.scores.grades()
    assert grades["green"] > 20 * grades["yellow"] > 20 * grades["red"] > 0


def test_the_points_of_everybodys_reasons_sum_to_the_score(told_by_sqlite: Told) -> None:
    book = told_by_sqlite.book
    for position in range(len(book.snapshot)):
        score = book.explain(position)
        assert abs(sum(reason.points for reason in score.reasons) - score.value) <= 1e-9


def test_each_guarantor_of_the_circle_looks_fine_alone(told: Told) -> None:
    for party in told.members(told.story("guarantee_circle")):
        assert told.book.own.pd[told.position(party)] < 0.02


def test_ordinary_life_is_never_red(told: Told) -> None:
    grades = {
        told.book.scores.grade_of(told.position(party)) for party in told.members(told.story("ordinary_life"))
    }
    assert grades <= {Grade.GREEN, Grade.YELLOW}


def test_only_the_listed_firm_of_the_hidden_owner_is_black(told: Told) -> None:
    story = told.story("hidden_owner")
    black = [
        party
        for party in told.members(story)
        if told.book.scores.grade_of(told.position(party)) is Grade.BLACK
    ]
    listed = next(each for each in story["members"] if each["entity"] == story["expect"]["watch_listed"])
    assert black == [told.party_of(listed["records"][0])]


def test_every_store_tells_the_same_book(told: Told, told_by_sqlite: Told) -> None:
    here, there = told.book, told_by_sqlite.book
    assert here.snapshot.content_hash == there.snapshot.content_hash
    assert np.array_equal(here.scores.value, there.scores.value)
    assert np.array_equal(here.contagion.pd, there.contagion.pd)
    assert here.rings.rings == there.rings.rings
