from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics.contagion import solve
from analytics.measures import Transmission
from analytics.network_pd.blocks import strong_blocks
from analytics.network_pd.pairs import paired
from tests.contagion.books import Tie, node_fixed_point, own, transmission, truth

chance = st.floats(1e-5, 0.6)
rate = st.floats(0.0, 0.95)
unhurried = settings(max_examples=40, deadline=None, derandomize=True)


@st.composite
def trees(draw: Callable[..., int]) -> tuple[list[float], list[Tie]]:
    """A tree of up to six parties with ties both ways and one parallel tie."""
    parties = draw(st.integers(2, 6))
    ties: list[Tie] = []
    for child in range(1, parties):
        parent = draw(st.integers(0, child - 1))
        ties += [(parent, child, draw(rate)), (child, parent, draw(rate))]
    ties.append((*ties[0][:2], draw(rate)))
    return [draw(chance) for _ in range(parties)], ties


@st.composite
def graphs(draw: Callable[..., int]) -> tuple[list[float], list[Tie]]:
    """Any five parties with at most nine ties."""
    ends = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1])
    ties = [(*draw(ends), draw(rate)) for _ in range(draw(st.integers(1, 9)))]
    return [draw(chance) for _ in range(5)], ties


@unhurried
@given(trees())
def test_on_trees_messages_equal_the_share_of_worlds(book: tuple[list[float], list[Tie]]) -> None:
    chances, ties = book
    assert solve(own(chances), transmission(ties)).pd == pytest.approx(truth(chances, ties), abs=1e-9)


@unhurried
@given(graphs())
def test_with_loops_network_pds_lie_between_truth_and_node_fixed_point(
    book: tuple[list[float], list[Tie]],
) -> None:
    chances, ties = book
    found = solve(own(chances), transmission(ties)).pd
    assert np.all(truth(chances, ties) <= found + 1e-9)
    assert np.all(found <= node_fixed_point(chances, ties) + 1e-9)


@unhurried
@given(graphs())
def test_hazards_of_own_risk_and_ties_add_up(book: tuple[list[float], list[Tie]]) -> None:
    chances, ties = book
    t = transmission(ties)
    c = solve(own(chances), t)
    total = c.own_hazard + np.bincount(t.target, c.edge_hazard, len(chances))
    assert total == pytest.approx(-np.log1p(-c.pd), abs=1e-10)


@unhurried
@given(graphs(), st.integers(0, 4), st.floats(0, 0.3))
def test_more_own_risk_never_lowers_anybody(
    book: tuple[list[float], list[Tie]], party: int, more: float
) -> None:
    chances, ties = book
    worse = [each + more * (place == party) for place, each in enumerate(chances)]
    before, after = (solve(own(each), transmission(ties)).pd for each in (chances, worse))
    assert np.all(after >= before - 1e-10)


@unhurried
@given(graphs())
def test_stronger_ties_never_lower_anybody_while_groups_are_the_same(
    book: tuple[list[float], list[Tie]],
) -> None:
    chances, ties = book
    stronger = [(source, target, min(0.99, rate * 1.2)) for source, target, rate in ties]
    both = [transmission(each) for each in (ties, stronger)]
    assume(_groups(both[0]) == _groups(both[1]))
    before, after = (solve(own(chances), each).pd for each in both)
    assert np.all(after >= before - 1e-10)


def _groups(ties: Transmission) -> list[int]:
    arrays = strong_blocks(paired(ties, 5)).arrays
    return [*arrays.start.tolist(), *arrays.member.tolist()]


@unhurried
@given(graphs(), st.permutations(range(5)))
def test_names_of_parties_do_not_matter(book: tuple[list[float], list[Tie]], order: list[int]) -> None:
    chances, ties = book
    moved = [(order[source], order[target], rate) for source, target, rate in ties]
    renamed = np.empty(5)
    renamed[order] = chances
    before = solve(own(chances), transmission(ties), tol=1e-14).pd
    after = solve(own(renamed), transmission(moved), tol=1e-14).pd
    assert after[order] == pytest.approx(before, abs=1e-9)


def test_certainty_stays_finite() -> None:
    t = transmission([(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1.0), (2, 1, 0.999)])
    c = solve(own([1.0, 1.0, 0.01]), t)
    assert c.pd[:2].tolist() == [1.0, 1.0]
    assert 0.99 < c.pd[2] <= 1
    assert np.isfinite(c.own_hazard).all()
    assert np.isfinite(c.edge_hazard).all()


def test_a_failed_party_hands_on_its_full_rate_and_gets_nothing_back() -> None:
    t = transmission([(0, 1, 0.5), (1, 0, 0.5)])
    c = solve(own([0.01, 0.1]), t, failed=np.array([0], np.int32))
    assert c.pd == pytest.approx([1.0, 1 - 0.9 * 0.5])
    assert c.edge_hazard[1] == 0


def test_a_large_star_does_not_ignite() -> None:
    leaves = range(1, 21)
    ties = [(0, leaf, 0.3) for leaf in leaves] + [(leaf, 0, 0.3) for leaf in leaves]
    assert solve(own([1e-4] * 21), transmission(ties)).pd[0] == pytest.approx(0.0007, abs=5e-5)


def test_hundreds_of_certain_neighbours_do_not_underflow_into_nonsense() -> None:
    ties = [(leaf, 0, 0.999) for leaf in range(1, 301)] + [(0, leaf, 0.5) for leaf in range(1, 301)]
    c = solve(own([0.01] + [0.999] * 300), transmission(ties))
    assert c.pd[0] == 1.0
    assert np.isfinite(c.edge_hazard).all()


def test_ties_that_carry_nothing_change_nothing() -> None:
    c = solve(own([0.1, 0.2]), transmission([(0, 1, 0.0), (1, 1, 0.5)]))
    assert c.pd == pytest.approx([0.1, 0.2])
    assert (c.sweeps, c.radius) == (1, 0.0)


def test_a_book_without_ties_or_parties_is_solved() -> None:
    empty = transmission([])
    assert solve(own([0.1]), empty).pd == pytest.approx([0.1])
    assert len(solve(own([]), empty).pd) == 0


def test_the_radius_tells_how_strongly_loops_feed_themselves() -> None:
    ring: Transmission = transmission([(0, 1, 0.6), (1, 2, 0.6), (2, 0, 0.6)])
    assert solve(own([0.1] * 3), ring).radius == pytest.approx(0.6, abs=1e-3)


@unhurried
@given(graphs(), st.integers(0, 2**31))
def test_wherever_the_sweeps_begin_they_end_at_the_same_network_pds(
    book: tuple[list[float], list[Tie]], seed: int
) -> None:
    chances, ties = book
    t = transmission(ties)
    found = solve(own(chances), t)
    anywhere = found._replace(edge_hazard=np.random.default_rng(seed).exponential(0.5, len(ties)))
    for start in (found, anywhere):
        again = solve(own(chances), t, start=start)
        assert again.pd == pytest.approx(found.pd, abs=1e-10)
        assert again.edge_hazard == pytest.approx(found.edge_hazard, abs=1e-9)


def test_going_on_from_a_solution_takes_fewer_sweeps() -> None:
    rng = np.random.default_rng(3)
    ties = [(*map(int, rng.choice(60, 2, replace=False)), float(rng.uniform(0.05, 0.4))) for _ in range(150)]
    risk, t = own(rng.uniform(0.01, 0.1, 60)), transmission(ties)
    found = solve(risk, t)
    assert solve(risk, t, start=found).sweeps < found.sweeps
    sweeps = np.zeros(2)
    for party in range(10):
        failed = np.array([party], np.int32)
        cold, warm = solve(risk, t, failed=failed), solve(risk, t, failed=failed, start=found)
        assert warm.pd == pytest.approx(cold.pd, abs=1e-10)
        sweeps += warm.sweeps, cold.sweeps
    assert sweeps[0] < sweeps[1]
