"""A change is followed from where it is made; what comes of it is what solving everything again gives."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.contagion import solve
from analytics.local import spreading
from analytics.local.spreading import LEAST, Spread, spread
from analytics.local.standing import Standing
from analytics.measures import NONE, Transmission
from analytics.network_pd.pairs import merged_rates
from bench.truth_books import GENERATORS, make
from graph.arrays import F64, I32
from tests.contagion.books import Tie, own, transmission, truth

unhurried = settings(max_examples=60, deadline=None, derandomize=True)
chance = st.floats(1e-5, 0.6)
rate = st.floats(0.0, 0.95)

A, B, C, D = range(4)
CHANCES = [0.1, 0.02, 0.05, 0.2]
TIES = [(A, B, 0.5), (B, A, 0.4), (B, C, 0.3), (B, C, 0.2), (C, D, 0.25), (D, C, 0.6)]


@st.composite
def books(draw: Callable[..., int]) -> tuple[list[float], list[Tie]]:
    """Six parties with up to sixteen ties, strong enough for groups or not."""
    ends = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
    ties = [(*draw(ends), draw(rate)) for _ in range(draw(st.integers(1, 16)))]
    return [draw(chance) for _ in range(6)], ties


def positions(*parties: int) -> I32:
    return np.array(parties, np.int32)


def stands(chances: list[float], ties: list[Tie]) -> Standing:
    return Standing.of(own(chances), transmission(ties))


def risen(found: Spread, parties: int) -> F64:
    rise = np.zeros(parties)
    rise[found.party] = found.rise
    return rise


def with_rates(standing: Standing, t: Transmission, changed: dict[int, float]) -> F64:
    rates = t.rate.copy()
    rates[list(changed)] = list(changed.values())
    return merged_rates(standing.pairs, rates)


def test_the_cascade_of_a_failing_party_is_that_solved_by_hand() -> None:
    found = spread(stands(CHANCES, TIES), failed=positions(A))
    expected = [(A, 1 - 0.1072), (B, 0.51 - 0.069), (C, 0.3515984 - 0.18938096), (D, 0.252636 - 0.2157684)]
    assert [each.party.tolist() for each in found.rounds] == [[party] for party, _ in expected]
    assert [float(each.rise[0]) for each in found.rounds] == pytest.approx([rise for _, rise in expected])
    assert risen(found, 4) == pytest.approx([rise for _, rise in expected])
    assert found.left_out == pytest.approx(0.0, abs=1e-15)
    assert found.followed


def test_nothing_changes_nothing() -> None:
    found = spread(stands(CHANCES, TIES), failed=NONE)
    assert (found.party.tolist(), found.left_out) == ([], 0.0)


def test_what_stands_is_left_as_it_is() -> None:
    standing = stands(CHANCES, TIES)
    before = [standing.alive.copy(), standing.factor.copy(), standing.blocks.arrays.factor.copy()]
    spread(standing, failed=positions(A, C))
    after = [standing.alive, standing.factor, standing.blocks.arrays.factor]
    assert all((one == other).all() for one, other in zip(before, after, strict=True))


@unhurried
@given(books(), st.sets(st.integers(0, 5), min_size=1, max_size=3))
def test_what_follows_a_failure_is_what_solving_everything_again_gives(
    book: tuple[list[float], list[Tie]], failed: set[int]
) -> None:
    chances, ties = book
    found = spread(stands(chances, ties), failed=positions(*failed), least=1e-13)
    before = solve(own(chances), transmission(ties)).pd
    after = solve(own(chances), transmission(ties), failed=positions(*failed)).pd
    assert before + risen(found, 6) == pytest.approx(after, abs=1e-9)


@unhurried
@given(st.lists(st.floats(0.1, 0.95), min_size=3, max_size=3), st.integers(0, 2))
def test_a_failure_within_a_group_is_that_of_every_world(rates: list[float], failed: int) -> None:
    chances = [0.1, 0.02, 0.3]
    ties = [(0, 1, rates[0]), (1, 2, rates[1]), (2, 0, rates[2]), (1, 0, 0.5)]
    found = spread(stands(chances, ties), failed=positions(failed), least=1e-13)
    after = truth([1.0 if each == failed else chances[each] for each in range(3)], ties)
    assert truth(chances, ties) + risen(found, 3) == pytest.approx(after, abs=1e-9)


@pytest.mark.parametrize("kind", GENERATORS)
def test_what_is_left_out_bounds_what_is_missing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = make(kind, 400, 5)
    spreading_everything = solve(book.own, book.ties, failed=positions(3, 17)).pd
    stood = solve(book.own, book.ties).pd
    standing = Standing.of(book.own, book.ties)
    for least in (1e-4, 1e-6, LEAST):
        monkeypatch.setattr(spreading, "_TOLERATED", 1.0)
        found = spread(standing, failed=positions(3, 17), least=least)
        assert found.followed
        missing = np.abs(stood + risen(found, book.size) - spreading_everything)
        assert missing.sum() <= found.left_out * _growth(book.ties, book.size) + 1e-10
        assert missing.max() <= 2000 * least


def _growth(t: Transmission, parties: int) -> float:
    """Return how much a change can grow in all at most, by walks of at most twelve ties over the rates."""
    step = np.zeros((parties, parties))
    np.add.at(step, (t.source, t.target), t.rate)
    reach, walk = np.ones(parties), np.ones(parties)
    for _ in range(12):
        walk = np.minimum(step @ walk, parties)
        reach += walk
    return float(reach.max())


@unhurried
@given(books(), st.integers(0, 5), st.integers(0, 5))
def test_failing_more_parties_never_lowers_anybody(
    book: tuple[list[float], list[Tie]], one: int, other: int
) -> None:
    standing = stands(*book)
    less = risen(spread(standing, failed=positions(one)), 6)
    more = risen(spread(standing, failed=positions(one, other)), 6)
    assert (less >= -1e-12).all()
    assert (more >= less - 1e-8).all()


@unhurried
@given(books(), st.integers(0, 15))
def test_removing_a_tie_never_raises_anybody(book: tuple[list[float], list[Tie]], removed: int) -> None:
    chances, ties = book
    t, standing = transmission(ties), stands(chances, ties)
    gone = with_rates(standing, t, {removed % len(ties): 0.0})
    assert (risen(spread(standing, failed=NONE, merged=gone), 6) <= 1e-9).all()


@unhurried
@given(books(), st.integers(0, 15))
def test_a_tie_that_is_gone_and_comes_back_leaves_everything_as_it_was(
    book: tuple[list[float], list[Tie]], removed: int
) -> None:
    chances, ties = book
    t = transmission(ties)
    standing = stands(chances, ties)
    gone = with_rates(standing, t, {removed % len(ties): 0.0})
    fallen = risen(spread(standing, failed=NONE, merged=gone, least=1e-13), 6)
    lacking = t._replace(rate=np.where(np.arange(len(ties)) == removed % len(ties), 0.0, t.rate))
    without = Standing.of(own(chances), lacking, groups_by=t.rate)
    back = spread(without, failed=NONE, merged=merged_rates(without.pairs, t.rate), least=1e-13)
    assert risen(back, 6) == pytest.approx(-fallen, abs=1e-9)


def test_a_change_felt_everywhere_is_solved_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book = make("shares", 300, 2)
    standing = Standing.of(book.own, book.ties)
    followed = spread(standing, failed=positions(7))
    monkeypatch.setattr(spreading, "_FOLLOWED", 0)
    at_once = spread(standing, failed=positions(7))
    assert (followed.followed, at_once.followed) == (True, False)
    assert risen(at_once, 300) == pytest.approx(risen(followed, 300), abs=1e-6)
    for found in (followed, at_once):
        together = np.zeros(300)
        for each in found.rounds:
            np.add.at(together, each.party, each.rise)
        assert together == pytest.approx(risen(found, 300), abs=1e-12)


def test_no_more_than_a_two_hundredth_of_a_change_is_left_out() -> None:
    book = make("independent", 400, 1)
    found = spread(Standing.of(book.own, book.ties), failed=positions(11), least=1e-3)
    assert not found.followed
    assert found.left_out == 0.0
    after = solve(book.own, book.ties, failed=positions(11)).pd
    assert solve(book.own, book.ties).pd + risen(found, 400) == pytest.approx(after, abs=1e-7)


def test_a_failed_party_of_the_book_cannot_fail_again() -> None:
    found = spread(stands([1.0, 0.02], [(0, 1, 0.5)]), failed=positions(0))
    assert found.party.tolist() == []
