"""Network PD: in which share of possible worlds a party is in distress once its ties are counted."""

import numpy as np

from analytics.measures import FAILED_HAZARD, NONE, PD_CAP, PD_FLOOR, Contagion, OwnRisk, Transmission
from analytics.network_pd.blocks import WEAKEST, Blocks, strong_blocks, within_blocks
from analytics.network_pd.contributions import (
    Contribution,
    Inflow,
    PathShares,
    contribution_paths,
    delta_if_removed,
)
from analytics.network_pd.pairs import Pairs, paired
from graph.arrays import F64, I32, Mask

__all__ = [
    "Contagion",
    "Contribution",
    "Inflow",
    "PathShares",
    "contribution_paths",
    "delta_if_removed",
    "solve",
]

_MAX_SWEEPS = 100_000
_RADIUS_STEPS = 12


def solve(
    own: OwnRisk,
    ties: Transmission,
    *,
    tol: float = 1e-12,
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
    from analytics.kernels.messages import settle  # numba takes longer than to read a Book

    parties = len(own.pd)
    down = own.pd >= 1.0
    down[failed] = True
    pairs = paired(ties, parties)
    blocks = strong_blocks(pairs, weakest=weakest)
    chance = np.clip(own.pd, PD_FLOOR, PD_CAP)
    near, far = pairs.near[blocks.loose], pairs.far[blocks.loose]
    state = np.ones((len(near), 4))
    state[:, :2] = pairs.rates[blocks.loose]
    if start is not None:
        go_on_from(start, pairs, blocks, state)
    spared, fallen = np.empty(parties), np.zeros(parties, np.bool_)
    spared[pairs.rank], fallen[pairs.rank] = 1.0 - chance, down
    alive, sweeps, residual = settle(near, far, state, blocks.arrays, spared, fallen, tol, _MAX_SWEEPS)
    edge_hazard, message = _per_tie(pairs, blocks, state, alive, fallen, len(ties.rate))
    return Contagion(
        pd=np.where(down, 1.0, 1.0 - alive[pairs.rank]),
        own_hazard=np.where(down, FAILED_HAZARD, -np.log1p(-chance)),
        edge_hazard=edge_hazard,
        message=message,
        sweeps=sweeps,
        residual=float(residual),
        radius=_radius(pairs, parties),
    )


def go_on_from(start: Contagion, pairs: Pairs, blocks: Blocks, state: F64) -> None:
    """Write the factors that the hazards of a former solution stand for into `state` and the blocks."""
    hazard = np.zeros((len(pairs.near), 2))
    np.add.at(hazard, (pairs.pair, np.where(pairs.outward, 0, 1)), start.edge_hazard[pairs.used])
    state[:, 2:] = np.exp(-hazard[blocks.loose])
    into = blocks.arrays.start[-1]
    brought = np.bincount(blocks.far, hazard[blocks.inside, 0], into)
    brought += np.bincount(blocks.near, hazard[blocks.inside, 1], into)
    blocks.arrays.factor[:] = np.exp(-brought)


def _per_tie(
    pairs: Pairs, blocks: Blocks, state: F64, alive: F64, fallen: Mask, ties: int
) -> tuple[F64, F64]:
    """Return (hazard at the head, message of the tail) of each transmission."""
    near, far = pairs.near[blocks.loose], pairs.far[blocks.loose]
    hazards, messages = np.zeros((len(pairs.near), 2)), np.zeros((len(pairs.near), 2))
    hazards[blocks.loose] = -np.log(state[:, 2:])
    messages[blocks.loose, 0] = 1.0 - alive[near] / state[:, 3]
    messages[blocks.loose, 1] = 1.0 - alive[far] / state[:, 2]
    hazards[blocks.inside], messages[blocks.inside] = within_blocks(blocks, alive, fallen)
    hazards[fallen[pairs.far], 0] = 0.0
    hazards[fallen[pairs.near], 1] = 0.0
    messages[fallen[pairs.near], 0] = 1.0
    messages[fallen[pairs.far], 1] = 1.0
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
