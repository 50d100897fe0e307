"""A worked example solved by hand and checked against all possible worlds.

Independent cascade; message passing after Karrer and Newman, PRE 82, 016101 (2010) and Lokhov et al.,
PRE 90, 012801 (2014). A ↔ B → C ↔ D, two parallel ties from B to C.
"""

import numpy as np
import pytest

from analytics.contagion import contribution_paths, delta_if_removed, solve
from tests.contagion.books import own, transmission

A, B, C, D = range(4)
CHANCES = [0.1, 0.02, 0.05, 0.2]
TIES = [(A, B, 0.5), (B, A, 0.4), (B, C, 0.3), (B, C, 0.2), (C, D, 0.25), (D, C, 0.6)]
T = transmission(TIES)
SOLVED = solve(own(CHANCES), T)
EXACT = 1e-10


def points(hazard: float) -> float:
    """Points of C: its score of 100 · X shared by hazard."""
    return float(100 * SOLVED.pd[C] * hazard / -np.log1p(-SOLVED.pd[C]))


def test_network_pds_are_those_solved_by_hand() -> None:
    assert SOLVED.pd == pytest.approx([0.1072, 0.069, 0.18938096, 0.2157684], abs=EXACT)


def test_the_message_leaves_out_what_came_from_its_receiver() -> None:
    assert SOLVED.message[4] == pytest.approx(0.078842, abs=EXACT)


def test_points_of_ties_are_those_solved_by_hand() -> None:
    expected = [1.710667640355, 1.070230636814, 11.53055045553]
    assert [points(SOLVED.edge_hazard[tie]) for tie in (2, 3, 5)] == pytest.approx(expected, abs=EXACT)
    assert points(SOLVED.own_hazard[C]) == pytest.approx(4.6266472673, abs=EXACT)


def test_points_of_paths_are_those_solved_by_hand() -> None:
    shares = contribution_paths(SOLVED, T, C, coverage=1.0)
    by_cause: dict[tuple[int, ...], float] = {}
    for path in shares.paths:
        by_cause[path.parties] = by_cause.get(path.parties, 0.0) + points(path.hazard)
    assert by_cause == pytest.approx(
        {(C,): 4.6266472673, (D, C): 11.53055045553, (A, B, C): 1.995096657028, (B, C): 0.785801620141},
        abs=EXACT,
    )
    assert shares.residual == pytest.approx(0, abs=EXACT)


def test_paths_never_turn_back_over_their_tie() -> None:
    paths = contribution_paths(SOLVED, T, B, coverage=1.0).paths
    assert {path.parties for path in paths} == {(B,), (A, B)}


def test_what_a_removed_tie_takes_away_is_exact_on_a_tree() -> None:
    without = solve(own(CHANCES), transmission(TIES[:5])).pd[C]
    assert delta_if_removed(SOLVED, T, 5) == pytest.approx(SOLVED.pd[C] - without, abs=EXACT)


def test_a_low_coverage_tells_the_greatest_paths_and_an_honest_rest() -> None:
    shares = contribution_paths(SOLVED, T, C, coverage=0.8)
    assert [path.parties for path in shares.paths] == [(D, C), (C,)]
    assert shares.covered + shares.residual == pytest.approx(-np.log1p(-SOLVED.pd[C]))


def test_paths_through_a_longer_loop_are_labelled() -> None:
    t = transmission([(0, 1, 0.6), (1, 2, 0.6), (2, 0, 0.6)])
    shares = contribution_paths(solve(own([0.1] * 3), t), t, 0, coverage=0.9999)
    assert {path.parties: path.looped for path in shares.paths}[0, 1, 2, 0]
    assert not {path.parties: path.looped for path in shares.paths}[1, 2, 0]
