"""The solved messages of a book, laid out to follow a change from party to party."""

from dataclasses import dataclass

import numpy as np

from analytics.kernels.rounds import Web
from analytics.measures import Contagion, OwnRisk, Transmission
from analytics.network_pd.blocks import Blocks
from analytics.network_pd.pairs import Pairs
from analytics.network_pd.settled import Settled
from graph.arrays import F64, I32, I64, Mask, starts


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """What every party sends in a solved book; n parties by their rank in `pairs`, p loose pairs.

    party (n,): position of each rank. rates, factor (p, 2): of the loose pairs, near → far and back. alive
    (n,): Q; well (n,): that a party does not fall by itself; failed (n,). The factors of groups are in
    `blocks.arrays`.
    """

    pairs: Pairs
    blocks: Blocks
    web: Web
    party: I32
    rates: F64
    factor: F64
    alive: F64
    well: F64
    failed: Mask

    @classmethod
    def of(
        cls,
        own: OwnRisk,
        ties: Transmission,
        *,
        groups_by: F64 | None = None,
        start: Contagion | None = None,
    ) -> "Standing":
        """Solve the messages as `contagion.solve` does. groups_by (m,): rates that the groups are made by.

        A tie that only `groups_by` gives a rate has its place and sends nothing. `start`: a solution of the
        same ties to go on from. Seconds at a million parties.
        """
        settled = Settled.of(own, ties, groups_by=groups_by, start=start)
        pairs, blocks = settled.pairs, settled.blocks
        return cls(
            pairs=pairs,
            blocks=blocks,
            web=_web(settled.near, settled.far, blocks, len(settled.alive)),
            party=np.argsort(pairs.rank).astype(np.int32),
            rates=np.ascontiguousarray(settled.state[:, :2]),
            factor=np.ascontiguousarray(settled.state[:, 2:]),
            alive=settled.alive,
            well=settled.well,
            failed=settled.failed,
        )


def _web(near: I32, far: I32, blocks: Blocks, parties: int) -> Web:
    ends = np.stack([near, far], 1).ravel()
    member = blocks.arrays.member
    sizes = np.diff(blocks.arrays.start)
    return Web(
        near=near,
        far=far,
        start=starts(np.bincount(ends, minlength=parties)),
        way=_by(ends),
        first=starts(np.bincount(member, minlength=parties)),
        place=_by(member),
        group=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
    )


def _by(party: I32) -> I64:
    """Return the places in the order of their parties."""
    return np.argsort(party, kind="stable").astype(np.int64)
