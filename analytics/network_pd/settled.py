"""The message equations of a book, solved: the state from which network PDs, hazards and what-ifs follow."""

from dataclasses import dataclass, replace

import numpy as np

from analytics.measures import NONE, PD_CAP, PD_FLOOR, Contagion, OwnRisk, Transmission
from analytics.network_pd.blocks import WEAKEST, Blocks, strong_blocks, with_rates
from analytics.network_pd.pairs import Pairs, merged_rates, paired
from graph.arrays import F64, I32, Mask

TOLERANCE = 1e-12
_MAX_SWEEPS = 100_000


@dataclass(frozen=True, eq=False, slots=True)
class Settled:
    """Messages that no longer change; n parties by their rank in `pairs`, p loose pairs.

    near, far (p,): ends of the loose pairs; state (p, 4): their rates, then their factors, near → far and
    back each. alive (n,): Q; well (n,): that a party does not fall by itself; failed (n,). The factors of
    groups are in `blocks.arrays`. residual: the last change of a factor.
    """

    pairs: Pairs
    blocks: Blocks
    near: I32
    far: I32
    state: F64
    alive: F64
    well: F64
    failed: Mask
    sweeps: int
    residual: float

    @classmethod
    def of(
        cls,
        own: OwnRisk,
        ties: Transmission,
        *,
        tol: float = TOLERANCE,
        failed: I32 = NONE,
        weakest: float = WEAKEST,
        groups_by: F64 | None = None,
        start: Contagion | None = None,
    ) -> "Settled":
        """Solve the messages; see `contagion.solve`. groups_by (m,): rates that the groups are made by.

        A tie that only `groups_by` gives a rate has its place and sends nothing.
        """
        from analytics.kernels.messages import settle  # numba takes longer than to read a Book

        parties = len(own.pd)
        pairs = paired(ties if groups_by is None else ties._replace(rate=groups_by), parties)
        blocks, rates = strong_blocks(pairs, weakest=weakest), pairs.rates
        if groups_by is not None:
            rates = merged_rates(pairs, ties.rate)
            blocks = replace(blocks, arrays=with_rates(blocks, rates))
        near, far = pairs.near[blocks.loose], pairs.far[blocks.loose]
        state = np.ones((len(near), 4))
        state[:, :2] = rates[blocks.loose]
        if start is not None:
            _go_on_from(start, pairs, blocks, state)
        well, down = np.empty(parties), np.zeros(parties, np.bool_)
        well[pairs.rank] = 1.0 - np.clip(own.pd, PD_FLOOR, PD_CAP)
        down[pairs.rank] = own.pd >= 1.0
        down[pairs.rank[failed]] = True
        alive, sweeps, residual = settle(near, far, state, blocks.arrays, well, down, tol, _MAX_SWEEPS)
        return cls(pairs, blocks, near, far, state, alive, well, down, sweeps, float(residual))


def _go_on_from(start: Contagion, pairs: Pairs, blocks: Blocks, state: F64) -> None:
    """Write the factors that the hazards of a former solution stand for into `state` and the blocks."""
    hazard = np.zeros((len(pairs.near), 2))
    np.add.at(hazard, (pairs.pair, np.where(pairs.outward, 0, 1)), start.edge_hazard[pairs.used])
    state[:, 2:] = np.exp(-hazard[blocks.loose])
    into = blocks.arrays.start[-1]
    brought = np.bincount(blocks.far, hazard[blocks.inside, 0], into)
    brought += np.bincount(blocks.near, hazard[blocks.inside, 1], into)
    blocks.arrays.factor[:] = np.exp(-brought)
