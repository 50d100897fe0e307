"""What a group remembers: which sets can be the ancestors of a member, and how likely each is."""

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.network_pd.blocks import LARGEST, Blocks, strong_blocks, with_rates
from analytics.network_pd.pairs import merged_rates, paired
from graph.arrays import F64
from tests.contagion.books import Tie, transmission

PARTIES = 6
TIES = st.lists(
    st.tuples(
        st.integers(0, PARTIES - 1), st.integers(0, PARTIES - 1), st.sampled_from([0.01, 0.2, 0.5, 0.99])
    ).filter(lambda tie: tie[0] != tie[1]),
    min_size=3,
    max_size=20,
    unique_by=lambda tie: tie[:2],
)
unhurried = settings(max_examples=60, deadline=None, derandomize=True)


def ring(parties: int, rate: float) -> list[Tie]:
    return [(each, (each + 1) % parties, rate) for each in range(parties)]


def blocks_of(ties: Sequence[Tie], parties: int = PARTIES) -> Blocks:
    return strong_blocks(paired(transmission(ties), parties))


def chances_of(blocks: Blocks, group: int) -> F64:
    """Return the chance of each set and member of a group (sets, n), 0 where the member is not in the set."""
    ancestors = blocks.arrays.ancestors
    size = int(np.diff(blocks.arrays.start)[group])
    sets = ancestors.chosen[ancestors.start[group] : ancestors.start[group + 1]]
    found = np.zeros((len(sets), size))
    member = (sets[:, None] >> np.arange(size)) & 1 == 1
    found[member] = ancestors.chance[ancestors.at[group] : ancestors.at[group + 1]]
    return found


@unhurried
@given(TIES)
def test_some_set_is_the_ancestors_of_each_member(ties: list[Tie]) -> None:
    blocks = blocks_of(ties)
    for group in range(len(blocks.arrays.start) - 1):
        chances = chances_of(blocks, group)
        assert np.all(chances >= 0)
        assert chances.sum(0) == pytest.approx(1.0, abs=1e-12)


def test_in_a_ring_the_ancestors_are_those_that_come_before_without_a_gap() -> None:
    blocks = blocks_of(ring(3, 0.25), 3)
    into_first = sorted(chances_of(blocks, 0)[:, 0].tolist(), reverse=True)
    assert into_first[:3] == pytest.approx([0.75, 0.25 * 0.75, 0.25 * 0.25])
    assert into_first[3:] == [0.0] * (len(into_first) - 3)


def test_a_ring_has_as_many_connected_sets_as_it_has_arcs() -> None:
    chosen = blocks_of(ring(LARGEST, 0.5), LARGEST).arrays.ancestors.chosen
    assert len(chosen) == LARGEST * (LARGEST - 1) + 1


@unhurried
@given(TIES)
def test_sets_are_those_that_networkx_calls_connected(ties: list[Tie]) -> None:
    blocks = blocks_of(ties)
    arrays = blocks.arrays
    for group in range(len(arrays.start) - 1):
        first, last = arrays.start[group : group + 2].tolist()
        size = last - first
        between = arrays.rates[arrays.at[group] : arrays.at[group + 1]].reshape(size, size)
        graph = nx.from_numpy_array((between + between.T) > 0)
        connected = [
            chosen
            for chosen in range(1, 1 << size)
            if nx.is_connected(graph.subgraph(each for each in range(size) if chosen >> each & 1))
        ]
        ancestors = arrays.ancestors
        assert ancestors.chosen[ancestors.start[group] : ancestors.start[group + 1]].tolist() == connected


@unhurried
@given(TIES, st.data())
def test_other_rates_make_the_chances_that_they_would_have_made_at_first(
    ties: list[Tie], data: st.DataObject
) -> None:
    pairs = paired(transmission(ties), PARTIES)
    blocks = strong_blocks(pairs)
    rates = np.array(data.draw(st.lists(st.sampled_from([0.3, 0.6]), min_size=len(ties), max_size=len(ties))))
    other = with_rates(blocks, merged_rates(pairs, rates))
    back = with_rates(replace(blocks, arrays=other), pairs.rates)
    assert back.ancestors.chance.tolist() == blocks.arrays.ancestors.chance.tolist()
    assert np.isnan(back.well).all()
