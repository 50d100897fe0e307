"""Compile the kernels before the first request needs them."""

import numpy as np

from analytics.contagion import contribution_paths, solve
from analytics.local.spreading import spread
from analytics.local.standing import Standing
from analytics.measures import OwnRisk, Transmission
from analytics.ownership.answer import Holders
from analytics.ownership.stakes import Stakes
from analytics.systemic.failing import lost, stopped
from analytics.systemic.loss_network import loss_network
from analytics.systemic.production import Supplies, production

_ENDS, _BACK = np.array([0, 1], np.int32), np.array([1, 0], np.int32)
_OWN = OwnRisk(np.array([0.1, 0.2]), np.ones(2), np.zeros((2, 1)))
_TIES = Transmission(_ENDS, _BACK, np.array([0.5, 0.5]), _BACK, _ENDS, np.zeros(2, np.uint8))


def warm() -> None:
    """Solve a book of two parties: compiles what the pages of parties need, or loads it from the cache."""
    contribution_paths(solve(_OWN, _TIES), _TIES, 0, coverage=1.0)


def warm_further() -> None:
    """Ask what owners, importance and what-ifs of two parties are: seconds the first time."""
    spread(Standing.of(_OWN, _TIES), failed=_ENDS[:1])
    held = Stakes.between(_ENDS, _BACK, np.array([0.5, 0.1]), np.array([0.5, 0.4]), parties=2)
    Holders(held, np.array([True, False])).ownership(0)
    one, first, other, known = np.ones(1), _ENDS[:1], _ENDS[1:], np.ones(2)
    stopped(
        production(Supplies(first, other, one, one == 1, one), _ENDS, revenue=known, costs=known), {0: 1.0}
    )
    lost(loss_network(first, other, one, equity=known), {0: 1.0})
