"""Shares that are known within bounds, or not at all."""

import numpy as np
import pytest

from analytics.ownership.integrated import held_by, owners_of
from analytics.ownership.stakes import Stakes
from tests.ownership.books import UNKNOWN, dense_integrated, random_rows, stakes

SEEDS = range(5)
SAMPLES = 60


def test_an_unknown_share_is_at_most_what_the_others_leave() -> None:
    book = stakes([(0, 2, 0.7), (1, 2, UNKNOWN)], 3)
    assert owners_of(book, 2).of(1) == pytest.approx((0.0, 0.3))
    assert owners_of(book, 2).of(0) == pytest.approx((0.7, 0.7))


def test_a_range_goes_no_further_than_a_whole() -> None:
    book = stakes([(0, 2, 0.7), (1, 2, 0.1, 0.9)], 3)
    assert owners_of(book, 2).of(1) == pytest.approx((0.1, 0.3))


def test_nothing_is_left_for_an_unknown_share_where_the_others_hold_all() -> None:
    book = stakes([(0, 2, 1.0), (1, 2, UNKNOWN)], 3)
    assert owners_of(book, 2).of(1) == (0.0, 0.0)


def test_two_unknown_shares_share_one_rest() -> None:
    # Both firms that person 0 owns hold an unknown share of 3: together at most the .4 that are left.
    book = stakes([(0, 1, 1.0), (0, 2, 0.5), (1, 3, UNKNOWN), (2, 3, UNKNOWN), (4, 3, 0.6)], 5)
    assert owners_of(book, 3).of(0) == pytest.approx((0.0, 0.4))
    assert held_by(book, 0).of(3) == pytest.approx((0.0, 0.4))


def test_unknown_shares_in_a_circle_stay_within_a_whole() -> None:
    book = stakes([(0, 1, UNKNOWN), (2, 1, UNKNOWN), (1, 2, UNKNOWN)], 3)
    assert owners_of(book, 1).of(0) == pytest.approx((0.0, 1.0))
    assert owners_of(book, 1).of(2) == pytest.approx((0.0, 1.0))


def loosened(rng: np.random.Generator, seed_rows: list[tuple[int, int, float]]) -> Stakes:
    """Return the same stakes, a third of them within bounds only, a sixth not known at all."""
    rows: list[tuple[int, int, float, float]] = []
    for owner, owned, share in seed_rows:
        dice = rng.random()
        if dice < 1 / 6:
            rows.append((owner, owned, UNKNOWN, UNKNOWN))
        elif dice < 1 / 2:
            rows.append((owner, owned, share * 0.5, min(1.0, share * 2)))
        else:
            rows.append((owner, owned, share, share))
    return stakes(rows, 12)


def completed(rng: np.random.Generator, book: Stakes) -> np.ndarray:
    """Return one way in which the shares may truly be, (n, n), no firm held beyond a whole."""
    direct = np.zeros((12, 12))
    left = book.left.copy()
    for place in rng.permutation(len(book)):
        owned = book.owned[place]
        more = rng.choice([0.0, rng.random(), 1.0]) * min(book.high[place] - book.low[place], left[owned])
        left[owned] -= more
        direct[book.owner[place], owned] = book.low[place] + more
    return direct


@pytest.mark.parametrize("seed", SEEDS)
def test_every_completion_lies_within_the_bounds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    book = loosened(rng, random_rows(rng, 12, 26))
    up, down = ([find(book, party) for party in range(12)] for find in (owners_of, held_by))
    for _ in range(SAMPLES):
        direct = completed(rng, book)
        if np.abs(np.linalg.eigvals(direct)).max() > 1 - 1e-6:
            continue
        true = np.minimum(dense_integrated(direct), 1.0)
        for owner in range(12):
            for owned in range(12):
                for low, high in (up[owned].of(owner), down[owner].of(owned)):
                    assert min(low, 1.0) - 1e-9 <= true[owner, owned] <= high + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_both_sides_tell_the_same_bounds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    book = loosened(rng, random_rows(rng, 12, 26))
    for owner in range(12):
        down = held_by(book, owner)
        for owned in range(12):
            assert owners_of(book, owned).of(owner) == pytest.approx(down.of(owned), abs=1e-9)


def test_the_high_end_is_what_the_best_completion_gives() -> None:
    # What is left of 3 (.5) is worth most with firm 1, whose high end is .3; the rest goes to firm 2.
    book = stakes([(0, 1, 0.9), (0, 2, 0.4), (1, 3, 0.0, 0.3), (2, 3, UNKNOWN), (4, 3, 0.5)], 5)
    assert held_by(book, 0).of(3) == pytest.approx((0.0, 0.9 * 0.3 + 0.4 * 0.2))
