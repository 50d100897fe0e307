"""Sampled worlds of the independent cascade."""

import numpy as np
import pytest

from analytics.kernels.worlds import distressed
from graph.arrays import I64
from tests.contagion.books import truth

TIES = [(0, 1, 0.5), (0, 2, 0.3), (1, 2, 0.4), (2, 0, 0.6), (3, 2, 0.2)]
CHANCES = [0.1, 0.02, 0.05, 0.2]
WORLDS = 200_000


def counted(worlds: int, seed: int) -> I64:
    start = np.array([0, 2, 3, 4, 5], np.int64)
    target = np.array([tie[1] for tie in TIES], np.int32)
    rate = np.array([tie[2] for tie in TIES])
    return distressed(start, target, rate, np.array(CHANCES), worlds, seed)


def test_the_share_of_sampled_worlds_is_that_of_all_worlds() -> None:
    expected = truth(CHANCES, TIES)
    error = np.sqrt(expected * (1 - expected) / WORLDS)
    assert counted(WORLDS, 1) / WORLDS == pytest.approx(expected, abs=5 * error.max())


def test_equal_seeds_give_equal_worlds_and_others_do_not() -> None:
    assert counted(1_000, 7).tolist() == counted(1_000, 7).tolist()
    assert counted(1_000, 7).tolist() != counted(1_000, 8).tolist()


def test_no_worlds_hold_no_distress() -> None:
    assert counted(0, 1).tolist() == [0, 0, 0, 0]
