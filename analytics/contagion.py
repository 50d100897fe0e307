"""Network PD: in which share of possible worlds a party is in distress once its ties are counted."""

import numpy as np

from analytics.measures import FAILED_HAZARD, NONE, PD_CAP, PD_FLOOR, Contagion, OwnRisk, Transmission
from analytics.network_pd.blocks import WEAKEST, within_blocks
from analytics.network_pd.contributions import (
    Contribution,
    Inflow,
    PathShares,
    contribution_paths,
    delta_if_removed,
)
from analytics.network_pd.pairs import Pairs
from analytics.network_pd.settled import TOLERANCE, Settled
from graph.arrays import F64, I32

__all__ = [
    "Contagion",
    "Contribution",
    "Inflow",
    "PathShares",
    "contribution_paths",
    "delta_if_removed",
    "solve",
]

_RADIUS_STEPS = 12


def solve(
    own: OwnRisk,
    ties: Transmission,
    *,
    tol: float = TOLERANCE,
    failed: I32 = NONE,
    weakest: float = WEAKEST,
    start: Contagion | None = None,
) -> Contagion:
    """Solve the message equations of `kernels.messages`, groups of strongly tied parties exactly.

    Exact on trees and where every loop lies within one group; else an upper estimate. `failed` are
    positions of parties taken as failed (an intervention: nothing is inferred about their causes); so is
    whoever has a pd of 1. Other pds are kept within [1e-6, .999]. `weakest`: see `blocks.strong_blocks`;
    above 1 there are no groups. `start`: a solution of the same transmissions to go on from; where it begins
    changes how many sweeps it takes, not what comes out.
    """
    settled = Settled.of(own, ties, tol=tol, failed=failed, weakest=weakest, start=start)
    rank = settled.pairs.rank
    down = settled.failed[rank]
    edge_hazard, message = _per_tie(settled, len(ties.rate))
    return Contagion(
        pd=np.where(down, 1.0, 1.0 - settled.alive[rank]),
        own_hazard=np.where(down, FAILED_HAZARD, -np.log1p(-np.clip(own.pd, PD_FLOOR, PD_CAP))),
        edge_hazard=edge_hazard,
        message=message,
        sweeps=settled.sweeps,
        residual=settled.residual,
        radius=_radius(settled.pairs, len(rank)),
    )


def _per_tie(settled: Settled, ties: int) -> tuple[F64, F64]:
    """Return (hazard at the head, message of the tail) of each transmission."""
    pairs, blocks, state, alive = settled.pairs, settled.blocks, settled.state, settled.alive
    hazards, messages = np.zeros((len(pairs.near), 2)), np.zeros((len(pairs.near), 2))
    hazards[blocks.loose] = -np.log(state[:, 2:])
    messages[blocks.loose, 0] = 1.0 - alive[settled.near] / state[:, 3]
    messages[blocks.loose, 1] = 1.0 - alive[settled.far] / state[:, 2]
    hazards[blocks.inside], messages[blocks.inside] = within_blocks(blocks, alive, settled.failed)
    near_failed, far_failed = settled.failed[pairs.near], settled.failed[pairs.far]
    hazards[far_failed, 0] = 0.0
    hazards[near_failed, 1] = 0.0
    messages[near_failed, 0] = 1.0
    messages[far_failed, 1] = 1.0
    way = np.where(pairs.outward, 0, 1)
    edge_hazard, message = np.zeros(ties), np.zeros(ties)
    edge_hazard[pairs.used] = hazards[pairs.pair, way] * pairs.share
    message[pairs.used] = messages[pairs.pair, way]
    return edge_hazard, message


def _radius(pairs: Pairs, parties: int) -> float:
    """Return the spectral radius of the merged rates by a few steps of the power method."""
    from scipy import sparse  # for this alone

    ends = np.concatenate([pairs.far, pairs.near]), np.concatenate([pairs.near, pairs.far])
    spread = sparse.csr_array((pairs.rates.T.ravel(), ends), shape=(parties, parties))
    level, growth = np.ones(parties), 0.0
    for _ in range(_RADIUS_STEPS):
        # Half a step of rest keeps two-way ties from swinging between two states.
        level = 0.5 * (level + spread @ level)
        growth = float(level.max(initial=0.0))
        if growth == 0.0:
            return 0.0
        level /= growth
    return max(0.0, 2.0 * growth - 1.0)
