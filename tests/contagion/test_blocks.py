"""Groups of strongly tied parties are found and solved exactly."""

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.contagion import solve
from analytics.network_pd.blocks import LARGEST, SMALLEST, WEAKEST, Blocks, strong_blocks
from analytics.network_pd.pairs import paired
from tests.contagion.books import Tie, own, transmission, truth

unhurried = settings(max_examples=60, deadline=None, derandomize=True)
strong = st.floats(0.3, 0.95)
chance = st.floats(1e-5, 0.6)


@st.composite
def strong_groups(draw: Callable[..., int]) -> tuple[list[float], list[Tie]]:
    """Up to five parties with at most eleven ties that are all strong."""
    parties = draw(st.integers(3, 5))
    ends = st.tuples(st.integers(0, parties - 1), st.integers(0, parties - 1)).filter(
        lambda pair: pair[0] != pair[1]
    )
    pairs = draw(st.lists(ends, min_size=3, max_size=11, unique=True))
    return [draw(chance) for _ in range(parties)], [(*pair, draw(strong)) for pair in pairs]


@st.composite
def graphs_of_twelve(draw: Callable[..., list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Twelve parties with ties in any order, each pair once."""
    pair = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda tie: tie[0] < tie[1])
    return draw(st.lists(pair, unique=True, max_size=30))


def blocks_of(ties: Sequence[Tie], parties: int) -> tuple[Blocks, list[set[int]]]:
    pairs = paired(transmission(ties), parties)
    blocks = strong_blocks(pairs)
    party = np.argsort(pairs.rank)
    cuts = pairwise(blocks.arrays.start.tolist())
    return blocks, [set(party[blocks.arrays.member[first:last]].tolist()) for first, last in cuts]


def ring(parties: Sequence[int], rate: float) -> list[Tie]:
    return [(a, b, rate) for a, b in zip(parties, [*parties[1:], parties[0]], strict=True)]


@unhurried
@given(strong_groups())
def test_a_group_of_strong_ties_equals_the_share_of_worlds(book: tuple[list[float], list[Tie]]) -> None:
    chances, ties = book
    assert solve(own(chances), transmission(ties)).pd == pytest.approx(truth(chances, ties), abs=1e-11)


def test_groups_that_share_a_party_equal_the_share_of_worlds() -> None:
    ties = [*ring([0, 1, 2], 0.5), *ring([2, 3, 4], 0.7), (2, 1, 0.4), (4, 5, 0.2), (5, 4, 0.1)]
    chances = [0.1, 0.02, 0.05, 0.2, 0.01, 0.3]
    assert blocks_of(ties, 6)[1] == [{0, 1, 2}, {2, 3, 4}] or blocks_of(ties, 6)[1] == [{2, 3, 4}, {0, 1, 2}]
    assert solve(own(chances), transmission(ties)).pd == pytest.approx(truth(chances, ties), abs=1e-11)


def test_a_weak_tie_between_two_of_a_group_belongs_to_it() -> None:
    blocks, groups = blocks_of([*ring([0, 1, 2, 3], 0.5), (0, 2, 0.01)], 4)
    assert groups == [{0, 1, 2, 3}]
    assert not blocks.loose.any()


def test_the_strongest_loops_are_groups_where_one_of_all_would_be_too_large() -> None:
    triangles = [[each, each + 1, each + 2] for each in range(0, LARGEST + 2, 3)]
    parties = 3 * len(triangles)
    between = [(last, (last + 1) % parties, 0.35) for *_, last in triangles]
    blocks, groups = blocks_of([tie for each in triangles for tie in ring(each, 0.8)] + between, parties)
    assert sorted(map(sorted, groups)) == triangles
    assert int(blocks.loose.sum()) == len(between)


def test_a_loop_of_more_parties_than_a_group_may_have_is_left_to_messages() -> None:
    blocks, groups = blocks_of(ring(range(LARGEST + 1), 0.95), LARGEST + 1)
    assert groups == []
    assert blocks.loose.all()


def test_ties_too_weak_for_a_group_make_none() -> None:
    assert blocks_of(ring([0, 1, 2], 0.9 * WEAKEST), 3)[1] == []


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("parties", [3, 5, LARGEST])
def test_a_tie_that_becomes_strong_enough_for_a_group_moves_nobody_far(parties: int, rate: float) -> None:
    strong = [*ring(range(parties), rate), *ring(range(parties)[::-1], rate)][1:-1]
    for chance in (0.01, 0.05, 0.2):
        below, above = (
            solve(own([chance] * parties), transmission([(0, 1, weak), (1, 0, weak), *strong])).pd
            for weak in (WEAKEST - 1e-9, WEAKEST + 1e-9)
        )
        assert np.abs(above - below).max() < 0.005


def test_a_failed_party_takes_its_group_along_as_in_every_world() -> None:
    ties = [*ring([0, 1, 2], 0.5), (1, 0, 0.6), (2, 1, 0.3)]
    found = solve(own([0.1, 0.2, 0.05]), transmission(ties), failed=np.array([1], np.int32))
    assert found.pd == pytest.approx(truth([0.1, 1.0, 0.05], ties), abs=1e-11)
    assert found.edge_hazard[[0, 4]].tolist() == [0.0, 0.0]


def test_near_certainty_within_a_group_stays_a_probability() -> None:
    ties = [(a, b, 0.999) for a in range(8) for b in range(8) if a != b]
    for pd in (0.999, 0.9, 1e-6):
        t = transmission(ties)
        found = solve(own([pd] * 8), t)
        assert np.isfinite(found.edge_hazard).all()
        assert (found.edge_hazard >= 0).all()
        assert ((found.pd >= pd) & (found.pd <= 1)).all()


def test_equal_parties_of_a_group_bring_equal_hazard() -> None:
    ties = [(a, b, 0.4) for a in range(3) for b in range(3) if a != b]
    found = solve(own([0.1] * 3), transmission(ties))
    assert found.edge_hazard == pytest.approx([found.edge_hazard[0]] * 6)


@unhurried
@given(graphs_of_twelve())
def test_groups_without_a_limit_are_the_biconnected_components_of_networkx(
    edges: list[tuple[int, int]],
) -> None:
    ties = [(a, b, 0.2 + 0.05 * place % 0.7) for place, (a, b) in enumerate(edges)]
    pairs = paired(transmission(ties), 12)
    party = np.argsort(pairs.rank)
    arrays = strong_blocks(pairs, largest=12).arrays
    found = {
        frozenset(party[arrays.member[first:last]].tolist())
        for first, last in pairwise(arrays.start.tolist())
    }
    components = nx.biconnected_components(nx.Graph(edges))
    assert found == {frozenset(each) for each in components if len(each) >= SMALLEST}


@unhurried
@given(graphs_of_twelve())
def test_no_group_is_too_large_and_no_pair_is_in_two(edges: list[tuple[int, int]]) -> None:
    blocks, groups = blocks_of([(*edge, 0.2 + 0.07 * (place % 10)) for place, edge in enumerate(edges)], 12)
    assert all(SMALLEST <= len(each) <= LARGEST for each in groups)
    assert all(len(one & other) <= 1 for one, other in combinations(groups, 2))
    assert len(blocks.inside) + int(blocks.loose.sum()) == len(edges)
