"""The solved messages of a book, laid out to follow a change from party to party."""

from dataclasses import dataclass, replace

import numpy as np

from analytics.contagion import go_on_from
from analytics.kernels.rounds import Web
from analytics.measures import PD_CAP, PD_FLOOR, RATE_CAP, Contagion, OwnRisk, Transmission
from analytics.network_pd.blocks import Blocks, strong_blocks, with_rates
from analytics.network_pd.pairs import Pairs, paired
from graph.arrays import F64, I32, I64, Mask, starts

TOLERANCE = 1e-12
_MAX_SWEEPS = 100_000


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
        from analytics.kernels.messages import settle  # numba takes longer than to read a Book

        parties = len(own.pd)
        pairs = paired(ties if groups_by is None else ties._replace(rate=groups_by), parties)
        blocks = strong_blocks(pairs)
        merged = pairs.rates if groups_by is None else merged_rates(pairs, ties.rate)
        if groups_by is not None:
            blocks = replace(blocks, arrays=with_rates(blocks, merged))
        near, far = pairs.near[blocks.loose], pairs.far[blocks.loose]
        state = np.ones((len(near), 4))
        state[:, :2] = merged[blocks.loose]
        if start is not None:
            go_on_from(start, pairs, blocks, state)
        well, failed = np.empty(parties), np.zeros(parties, np.bool_)
        well[pairs.rank] = 1.0 - np.clip(own.pd, PD_FLOOR, PD_CAP)
        failed[pairs.rank] = own.pd >= 1.0
        alive, _, _ = settle(near, far, state, blocks.arrays, well, failed, TOLERANCE, _MAX_SWEEPS)
        return cls(
            pairs=pairs,
            blocks=blocks,
            web=_web(near, far, blocks, parties),
            party=np.argsort(pairs.rank).astype(np.int32),
            rates=np.ascontiguousarray(state[:, :2]),
            factor=np.ascontiguousarray(state[:, 2:]),
            alive=alive,
            well=well,
            failed=failed,
        )


def merged_rates(pairs: Pairs, rate: F64) -> F64:
    """Return the rates of all pairs (p, 2) where transmissions have other rates (m,); see `Pairs.rates`."""
    logs = np.log1p(-np.minimum(rate[pairs.used], RATE_CAP))
    way = 2 * pairs.pair + np.where(pairs.outward, 0, 1)
    merged = np.bincount(way, logs, 2 * len(pairs.near)).reshape(-1, 2)
    return np.minimum(-np.expm1(merged), RATE_CAP)


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
