from datetime import date

import pytest

from analytics.own.windows import Window, Windows
from graph.errors import InvalidInput
from tests.ownrisk.cohorts import DAYS, four_years, window


def of(*days: date) -> Windows:
    return Windows.of([window(day, seed, firms=600) for seed, day in enumerate(days)])


def test_the_last_window_judges_and_the_one_before_it_calibrates() -> None:
    windows = four_years()
    assert [each.as_of for each in windows.training] == list(DAYS[:2])
    assert (windows.calibration.as_of, windows.evaluation.as_of) == DAYS[2:]


def test_the_order_in_which_windows_come_does_not_matter() -> None:
    assert of(*reversed(DAYS)).evaluation.as_of == DAYS[-1]


def test_windows_that_overlap_are_refused_with_both_days() -> None:
    with pytest.raises(InvalidInput, match="2021-12-31 overlap: the first ends on 2022-01-01"):
        of(DAYS[0], DAYS[1], date(2021, 12, 31))


def test_the_same_day_twice_is_an_overlap() -> None:
    with pytest.raises(InvalidInput, match="overlap"):
        of(DAYS[0], DAYS[1], DAYS[1])


def test_two_windows_are_too_few() -> None:
    with pytest.raises(InvalidInput, match="2 windows are too few"):
        of(*DAYS[:2])


@pytest.mark.parametrize("value", [True, False])
def test_a_window_in_which_all_outcomes_are_alike_is_refused(value: bool) -> None:
    parts = [window(day, seed) for seed, day in enumerate(DAYS)]
    failed = parts[2].failed.copy()
    failed[:] = value
    parts[2] = Window(parts[2].as_of, parts[2].answers, failed)
    with pytest.raises(InvalidInput, match=r"in the window of 2022-01-01: where all outcomes are alike"):
        Windows.of(parts)


def test_a_handful_of_failures_is_too_little_to_learn_from() -> None:
    with pytest.raises(InvalidInput, match="chance decides"):
        Windows.of([window(day, seed, firms=250) for seed, day in enumerate(DAYS[1:])])
