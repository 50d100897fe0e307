"""Compile the kernels before the first request needs them."""

import numpy as np

from analytics.contagion import contribution_paths, solve
from analytics.failing import lost, stopped
from analytics.measures import OwnRisk, Transmission
from analytics.ownership.answer import Holders
from analytics.ownership.stakes import Stakes
from analytics.production import Supplies, production
from analytics.stakes import loss_network
from analytics.spreading import spread
from analytics.standing import Standing


def warm() -> None:
    """Solve a book of two and let one fail: compiles every kernel, or loads it from the cache on disk."""
    ends, back = np.array([0, 1], np.int32), np.array([1, 0], np.int32)
    own = OwnRisk(np.array([0.1, 0.2]), np.ones(2), np.zeros((2, 1)))
    ties = Transmission(ends, back, np.array([0.5, 0.5]), back, ends, np.zeros(2, np.uint8))
    contribution_paths(solve(own, ties), ties, 0, coverage=1.0)
    held = Stakes.between(ends, back, np.array([0.5, 0.1]), np.array([0.5, 0.4]), parties=2)
    Holders(held, np.array([True, False])).ownership(0)
    one, first, other, known = np.ones(1), ends[:1], ends[1:], np.ones(2)
    supplies = Supplies(first, other, one, one == 1, one)
    stopped(production(supplies, ends, revenue=known, costs=known), {0: 1.0})
    lost(loss_network(first, other, one, equity=known), {0: 1.0})
    spread(Standing.of(own, ties), failed=ends[:1])
