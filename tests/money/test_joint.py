"""How probable it is that two fail together, beside counting every possible world."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from analytics.contagion import solve
from analytics.money.joint import distress_given
from tests.contagion.books import Tie, own, transmission


def counted(chances: Sequence[float], ties: Sequence[Tie], failed: int, other: int) -> float:
    """Return P(other | failed) over all worlds: every party's own state times every tie's."""
    both = alone = 0.0
    for states in product((False, True), repeat=len(chances)):
        for open_ties in product((False, True), repeat=len(ties)):
            weight = np.prod([p if on else 1 - p for p, on in zip(chances, states, strict=True)])
            weight *= np.prod([tie[2] if on else 1 - tie[2] for tie, on in zip(ties, open_ties, strict=True)])
            ill = list(states)
            for _ in chances:
                for (source, target, _rate), on in zip(ties, open_ties, strict=True):
                    ill[target] = ill[target] or (on and ill[source])
            alone += weight * ill[failed]
            both += weight * (ill[failed] and ill[other])
    return both / alone


@pytest.mark.parametrize("seed", range(6))
def test_two_neighbours_in_a_tree_fail_together_as_counting_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chances = rng.uniform(0.01, 0.3, 4).tolist()
    parents = [0, int(rng.integers(0, 2)), int(rng.integers(0, 3))]
    ties = [(child, parent, float(rng.uniform(0, 0.6))) for child, parent in enumerate(parents, 1)]
    ties += [(parent, child, float(rng.uniform(0, 0.6))) for child, parent, _ in ties]
    t = transmission(ties)
    c = solve(own(chances), t)
    for child, parent, _ in ties:
        given = distress_given(c, t, np.array([child], np.int32), np.array([parent], np.int32))
        assert given[0] == pytest.approx(counted(chances, ties, child, parent), abs=1e-9)


def test_nobody_asked_is_nothing_answered() -> None:
    t = transmission([(0, 1, 0.3)])
    nobody = np.empty(0, np.int32)
    assert distress_given(solve(own([0.1, 0.2]), t), t, nobody, nobody).tolist() == []


def test_parties_that_are_certain_to_fail_stay_in_range() -> None:
    t = transmission([(0, 1, 0.999), (1, 0, 0.999)])
    c = solve(own([0.999, 0.999]), t)
    given = distress_given(c, t, np.array([0], np.int32), np.array([1], np.int32))
    assert 0.99 < given[0] <= 1.0
