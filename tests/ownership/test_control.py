"""Who controls whom: jointly with what one controls, within bounds, in circles; and groups of it."""

import numpy as np
import pytest

from analytics.ownership.control import Control, controlled_by, controllers_of, joint_control, pairs
from analytics.ownership.groups import control_groups
from tests.ownership.books import UNKNOWN, matrix, random_rows, slow_control, stakes

SEEDS = range(8)


def test_exactly_half_is_no_control_however_it_was_added_up() -> None:
    book = stakes([(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (1, 4, 0.29), (2, 4, 0.12), (3, 4, 0.09)], 5)
    assert controlled_by(book, 0).of(4) == (Control.NO, 0.0, 0.0)


def test_more_than_half_with_controlled_firms_is_control() -> None:
    book = stakes([(0, 1, 0.6), (0, 2, 0.3), (1, 2, 0.21), (2, 3, 0.51)], 4)
    assert controlled_by(book, 0).of(3) == pytest.approx((Control.CERTAIN, 0.51, 0.51))
    assert controllers_of(book, 2).of(0) == pytest.approx((Control.CERTAIN, 0.51, 0.51))
    assert controllers_of(book, 2).of(1)[0] is Control.NO


def test_a_circle_of_majorities_controls_itself_and_makes_one_group() -> None:
    book = stakes([(0, 1, 0.6), (1, 2, 0.6), (2, 0, 0.6), (2, 3, 0.9)], 5)
    groups = control_groups(book)
    assert groups.of(3).tolist() == [0, 1, 2, 3]
    assert groups.head_of(3) == 0
    assert groups.of(4).tolist() == [4]


def test_an_unknown_share_makes_control_possible_where_enough_is_left() -> None:
    book = stakes([(0, 2, UNKNOWN), (1, 2, 0.45), (3, 4, UNKNOWN), (1, 4, 0.5)], 5)
    assert controllers_of(book, 2).of(0)[0] is Control.POSSIBLE
    assert controllers_of(book, 4).of(3)[0] is Control.NO


def test_possible_control_is_passed_on() -> None:
    book = stakes([(0, 1, 0.4, 0.6), (1, 2, 0.8)], 3)
    assert controlled_by(book, 0).of(2) == pytest.approx((Control.POSSIBLE, 0.0, 0.8))


def test_two_parents_with_half_each_control_jointly() -> None:
    book = stakes([(0, 2, 0.5), (1, 2, 0.5)], 3)
    assert joint_control(book, 2) == (0, 1)


def test_a_half_that_a_group_holds_is_its_heads() -> None:
    book = stakes([(0, 1, 0.8), (0, 2, 0.7), (1, 4, 0.3), (2, 4, 0.2), (3, 4, 0.5)], 5)
    assert joint_control(book, 4) == (0, 3)


def test_unequal_or_single_parents_do_not_control_jointly() -> None:
    book = stakes([(0, 2, 0.4), (1, 2, 0.4), (0, 3, 0.5), (4, 5, 0.6), (0, 5, 0.4)], 6)
    assert [joint_control(book, party) for party in (2, 3, 5)] == [(), (), ()]


@pytest.mark.parametrize("seed", SEEDS)
def test_all_pairs_are_those_found_by_asking_again_until_nothing_changes(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed), 25, 60, told=1.0)
    found = pairs(stakes(rows, 25), np.arange(25))
    ends = zip(found.controller.tolist(), found.controlled.tolist(), strict=True)
    told = dict(zip(ends, found.joint.tolist(), strict=True))
    assert told == pytest.approx(slow_control(matrix(rows, 25)), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_join_all_pairs_and_nobody_else(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed), 40, 70, told=1.0)
    book = stakes(rows, 40)
    groups, slow = control_groups(book), slow_control(matrix(rows, 40))
    name = list(range(40))
    for one, other in slow:
        name = [name[one] if each == name[other] else each for each in name]
    together = {frozenset(np.flatnonzero(np.array(name) == each).tolist()) for each in set(name)}
    assert {frozenset(groups.of(party).tolist()) for party in range(40)} == together
    reach = np.bincount([one for one, _ in slow], minlength=40)
    assert all(reach[groups.head_of(party)] == reach[groups.of(party)].max() for party in range(40))


@pytest.mark.parametrize("seed", SEEDS)
def test_taking_a_stake_away_never_gives_anybody_control(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, 25, 60, told=1.0)
    gone = int(rng.integers(len(rows)))
    after = slow_control(matrix(rows[:gone] + rows[gone + 1 :], 25))
    found = pairs(stakes(rows, 25), np.arange(25))
    assert set(after) <= set(zip(found.controller.tolist(), found.controlled.tolist(), strict=True))
