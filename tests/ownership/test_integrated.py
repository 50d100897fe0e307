"""Integrated ownership: circles solved by hand, the dense inverse as a slow twin, what always holds."""

import numpy as np
import pytest

from analytics.kernels.components import components
from analytics.kernels.walks import walk_sums
from analytics.ownership.integrated import held_by, owners_of, whole_book
from tests.ownership.books import dense_integrated, matrix, random_rows, stakes

EXACT = 1e-12
SEEDS = range(6)


def test_a_chain_conveys_the_product_of_its_shares() -> None:
    book = stakes([(0, 1, 0.8), (1, 2, 0.5)], 3)
    assert owners_of(book, 2).of(0) == pytest.approx((0.4, 0.4), abs=EXACT)
    assert held_by(book, 0).of(2) == pytest.approx((0.4, 0.4), abs=EXACT)


def test_a_circular_holding_is_counted_out() -> None:
    # A person has .55 of firm 1, which has .6 of firm 2, which has .25 of firm 1: .55 / (1 - .6 · .25).
    book = stakes([(0, 1, 0.55), (1, 2, 0.6), (2, 1, 0.25)], 3)
    assert owners_of(book, 1).of(0)[0] == pytest.approx(0.55 / 0.85, abs=EXACT)
    assert owners_of(book, 2).of(0)[0] == pytest.approx(0.6 * 0.55 / 0.85, abs=EXACT)


def test_firms_that_hold_each_other_hold_some_of_themselves() -> None:
    book = stakes([(0, 1, 0.5), (1, 0, 0.5)], 2)
    assert owners_of(book, 1).of(0)[0] == pytest.approx(2 / 3, abs=EXACT)
    assert owners_of(book, 1).of(1)[0] == pytest.approx(1 / 3, abs=EXACT)


def test_own_shares_count_for_the_other_owners() -> None:
    book = stakes([(0, 1, 0.6), (1, 1, 0.2)], 2)
    assert owners_of(book, 1).of(0)[0] == pytest.approx(0.75, abs=EXACT)


def test_parallel_stakes_add_up() -> None:
    book = stakes([(0, 1, 0.3), (0, 1, 0.2)], 2)
    assert len(book) == 1
    assert owners_of(book, 1).of(0)[0] == pytest.approx(0.5, abs=EXACT)


def test_a_party_without_stakes_has_no_owners_and_holds_nothing() -> None:
    book = stakes([(0, 1, 1.0)], 3)
    assert len(owners_of(book, 2).party) == len(held_by(book, 2).party) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_every_share_is_that_of_the_dense_inverse(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed), 30, 90)
    book, dense = stakes(rows, 30), dense_integrated(matrix(rows, 30))
    every = whole_book(book)
    for party in range(30):
        up, down = owners_of(book, party), held_by(book, party)
        assert [up.of(each)[0] for each in range(30)] == pytest.approx(dense[:, party], abs=EXACT)
        assert [down.of(each)[0] for each in range(30)] == pytest.approx(dense[party], abs=EXACT)
        assert np.array_equal(up.low, up.high)
        owned, share = every.of(party)
        row = np.zeros(30)
        row[owned] = share
        assert row == pytest.approx(dense[party], abs=EXACT)


def test_a_circle_of_many_firms_is_swept_to_the_same_shares() -> None:
    rng = np.random.default_rng(3)
    around = [(each, (each + 1) % 600, 0.7) for each in range(600)]
    rows = around + [(a, b, 0.02) for a, b, _ in random_rows(rng, 600, 900)]
    book, dense = stakes(rows, 600), dense_integrated(matrix(rows, 600))
    assert components(book.out, book.owned).max() == 0
    assert owners_of(book, 7).low == pytest.approx(dense[:, 7][dense[:, 7] > 0], abs=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_names_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, 25, 60)
    new = rng.permutation(25)
    book = stakes(rows, 25)
    renamed = stakes([(int(new[a]), int(new[b]), share) for a, b, share in rows], 25)
    for party in range(25):
        before, after = owners_of(book, party), owners_of(renamed, int(new[party]))
        for each in before.party.tolist():
            assert after.of(int(new[each])) == pytest.approx(before.of(each), abs=EXACT)


@pytest.mark.parametrize("seed", SEEDS)
def test_taking_a_stake_away_never_raises_what_anybody_holds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, 20, 50)
    gone = int(rng.integers(len(rows)))
    before = dense_integrated(matrix(rows, 20))
    after = stakes(rows[:gone] + rows[gone + 1 :], 20)
    for party in range(20):
        held = held_by(after, party)
        assert all(low <= before[party, each] + EXACT for each, low, _ in held.rows())


@pytest.mark.parametrize("seed", SEEDS)
def test_what_sources_hold_and_what_nobody_is_told_to_hold_make_a_whole(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed), 20, 45)
    book = stakes(rows, 20)
    for party in range(20):
        up = owners_of(book, party)
        owned = book.whole > 0
        sources = sum(low for each, low, _ in up.rows() if not owned[each])
        gaps = sum(book.left[each] * low for each, low, _ in up.rows() if owned[each])
        assert sources + gaps + (book.left[party] if owned[party] else 1) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("share", [1.0, 0.9])
def test_a_circle_that_leaves_nothing_to_others_is_marked_and_has_no_sum(share: float) -> None:
    # Firms 1 and 2 hold 100 % of each other, or more than that together with a third.
    book = stakes([(0, 1, 0.2), (1, 2, 1.0), (2, 1, 1.0), (2, 3, share)], 4)
    up = owners_of(book, 3)
    assert up.party[up.closed].tolist() == [1, 2]
    assert up.of(0) == (0.0, 1.0)
    assert np.isfinite(up.low).all()
    assert np.isfinite(up.high).all()
    assert whole_book(book).closed.tolist() == [False, True, True, False]


def test_a_large_closed_circle_ends_too() -> None:
    size = 500
    book = stakes([(each, (each + 1) % size, 1.0) for each in range(size)], size)
    assert owners_of(book, 0).closed.all()


def test_a_circle_that_leaves_next_to_nothing_is_solved() -> None:
    left = 1e-6
    book = stakes([(0, 1, left), (1, 2, 1.0), (2, 1, 1 - left)], 3)
    assert owners_of(book, 2).of(0)[0] == pytest.approx(1.0, abs=1e-9)


def test_a_system_without_nodes_is_solved() -> None:
    nothing = np.empty(0)
    start, far = np.zeros(1, np.int64), np.empty(0, np.int32)
    total, mark = walk_sums(start, far, nothing, nothing, components(start, far))
    assert len(total) == len(mark) == 0


def test_shares_above_a_whole_are_told_as_they_are() -> None:
    book = stakes([(0, 2, 0.9), (1, 2, 0.8)], 3)
    assert book.whole[2] == pytest.approx(1.7)
    assert owners_of(book, 2).of(0) == pytest.approx((0.9, 0.9))
