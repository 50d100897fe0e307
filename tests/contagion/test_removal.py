import numpy as np
import pytest

from analytics.contagion import Inflow, contribution_paths, solve
from analytics.local.removal import Circle
from tests.contagion.books import Tie, own, transmission


def dense_book() -> tuple[list[float], list[Tie]]:
    rng = np.random.default_rng(3)
    ties = [(a, b, float(rng.uniform(0.1, 0.6))) for a in range(5) for b in range(5) if a != b]
    return rng.uniform(0.01, 0.2, 5).tolist(), ties


def test_without_a_tie_a_small_world_is_solved_again_in_full() -> None:
    chances, ties = dense_book()
    t = transmission(ties)
    circle = Circle.around(t, Inflow.of(solve(own(chances), t), t), 2)
    for removed in range(len(ties)):
        left = solve(own(chances), transmission([*ties[:removed], *ties[removed + 1 :]]))
        assert circle.hazard_without([removed]) == pytest.approx(-np.log1p(-left.pd[2]), abs=1e-9)


def test_what_comes_from_outside_of_the_circle_is_kept() -> None:
    chain: list[Tie] = [(place, place + 1, 0.9) for place in range(8)]
    t = transmission(chain)
    c = solve(own([0.3] + [0.01] * 8), t)
    circle = Circle.around(t, Inflow.of(c, t), 8)
    assert len(circle.own) == 4
    assert circle.hazard == pytest.approx(-np.log1p(-c.pd[8]))
    assert circle.hazard_without([7]) == pytest.approx(-np.log1p(-0.01))


def test_paths_below_the_least_share_are_left_to_the_rest() -> None:
    chances, ties = dense_book()
    t = transmission(ties)
    c = solve(own(chances), t)
    shares = contribution_paths(c, t, 0, coverage=1.0, least=0.01)
    assert shares.residual > 0
    assert shares.covered + shares.residual == pytest.approx(-np.log1p(-c.pd[0]))
    assert len(shares.paths) < len(contribution_paths(c, t, 0, coverage=0.999).paths)
