"""Transmissions merged into pairs of parties, laid out for the message kernel."""

from dataclasses import dataclass

import numpy as np

from analytics.measures import RATE_CAP, Transmission
from graph.arrays import F64, I32, I64, Mask


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """p pairs over n parties renumbered by falling degree, grouped under their end of lower degree.

    rank (n,): new number of each party. keys (p,): near · n + far, ascending. near, far (p,): the ends,
    near > far. rates (p, 2): near → far and back, parallel ties merged as 1 - Π(1 - a). used (u,):
    positions of transmissions that carry anything; pair, outward (u,): the pair of each and whether it
    runs near → far. share (u,): its part of the merged hazard, by ln(1 - a).
    """

    rank: I32
    keys: I64
    near: I32
    far: I32
    rates: F64
    used: I64
    pair: I64
    outward: Mask
    share: F64


def paired(ties: Transmission, parties: int) -> Pairs:
    """Merge the transmissions; loops and rates of 0 carry nothing. O(m log m)."""
    used = np.flatnonzero((ties.rate > 0) & (ties.source != ties.target))
    source, target = ties.source[used], ties.target[used]
    rank = _ranks(source, target, parties)
    tail, head = rank[source].astype(np.int64), rank[target].astype(np.int64)
    keys, pair = np.unique(np.maximum(tail, head) * parties + np.minimum(tail, head), return_inverse=True)
    outward = tail > head
    logs = np.log1p(-np.minimum(ties.rate[used], RATE_CAP))
    merged = np.stack([_summed(logs, pair, outward, len(keys)), _summed(logs, pair, ~outward, len(keys))], 1)
    return Pairs(
        rank=rank,
        keys=keys.astype(np.int64),
        near=(keys // max(1, parties)).astype(np.int32),
        far=(keys % max(1, parties)).astype(np.int32),
        rates=np.minimum(-np.expm1(merged), RATE_CAP),
        used=used,
        pair=pair.astype(np.int64),
        outward=outward,
        share=logs / merged[pair, np.where(outward, 0, 1)],
    )


def merged_rates(pairs: Pairs, rate: F64) -> F64:
    """Return the rates of all pairs (p, 2) where transmissions have other rates (m,); see `Pairs.rates`."""
    logs = np.log1p(-np.minimum(rate[pairs.used], RATE_CAP))
    way = 2 * pairs.pair + np.where(pairs.outward, 0, 1)
    merged = np.bincount(way, logs, 2 * len(pairs.near)).reshape(-1, 2)
    return np.minimum(-np.expm1(merged), RATE_CAP)


def _ranks(source: I32, target: I32, parties: int) -> I32:
    degree = np.bincount(source, minlength=parties) + np.bincount(target, minlength=parties)
    rank = np.empty(parties, np.int32)
    rank[np.argsort(-degree, kind="stable")] = np.arange(parties, dtype=np.int32)
    return rank


def _summed(logs: F64, pair: I64, which: Mask, size: int) -> F64:
    return np.bincount(pair[which], logs[which], size).astype(np.float64)
