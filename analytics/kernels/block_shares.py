"""What each tie within a group brings to its head: Shapley values of the ties.

R(S) is the probability that all of S fall where there is nobody else, s_j that j does not fall but by peers:

    R(S) = 1 - Σ_{T ⊊ S} R(T) · Π_{j ∈ S∖T} s_j w(T, j)      w(T, j) = Π_{i ∈ T} (1 - a_ij)

From it follows how likely exactly S falls of the others, whatever reaches k, and what k's own ties make of
that. Sets are bit masks. O(3^n) and n² · 2^n for a group of n.
"""

import numpy as np

from analytics.kernels.ancestors import members_in, spared
from analytics.kernels.blocks import BlockArrays, well_outside
from analytics.kernels.compiled import compiled
from graph.arrays import F64, Mask


@compiled
def block_shares(blocks: BlockArrays, alive: F64, failed: Mask) -> F64:
    """Return the hazard of every tie within a block, laid out as `rates`; none at failed parties."""
    hazard = np.zeros(blocks.rates.shape[0])
    for block in range(blocks.start.shape[0] - 1):
        first, size = blocks.start[block], blocks.start[block + 1] - blocks.start[block]
        own = hazard[blocks.at[block] : blocks.at[block + 1]]
        well = well_outside(blocks, block, alive, failed)
        shares(blocks.rates[blocks.at[block] : blocks.at[block + 1]], well, own)
        for k in range(size):
            if failed[blocks.member[first + k]]:
                for i in range(size):
                    own[i * size + k] = 0.0
    return hazard


@compiled
def shares(rates: F64, well: F64, into: F64) -> None:
    """Write what each tie i → k has of -ln γ_k into `into` (n²,): Shapley values over the ties into k.

    The value of some of these ties is -ln γ_k where k has no others; Shapley, "A value for n-person
    games", Contributions to the Theory of Games II, 1953. They add up to -ln γ_k. O(n² · 2^n) after R.
    """
    size = well.shape[0]
    sets = 1 << size
    kept_by = spared(rates.reshape(size, size))
    fallen = _fallen(kept_by, well)
    chance = np.empty(size - 1)  # of a set of so many ties to be the one before a given tie
    for count in range(size - 1):
        chance[count] = 1.0 / ((size - 1) * _choose(size - 2, count))
    value = np.empty(sets)
    into[:] = 0.0
    for k in range(size):
        kept_alive = _weights(fallen, kept_by, well, k)
        _by_kept(kept_alive, rates, size, k)
        for kept in range(sets):
            value[kept] = -np.log(min(1.0, kept_alive[kept]))
        for i in range(size):
            if rates[i * size + k] > 0.0:
                part = 0.0
                for kept in range(sets):
                    if not (kept >> i) & 1 and not (kept >> k) & 1:
                        part += chance[members_in(kept)] * (value[kept | (1 << i)] - value[kept])
                into[i * size + k] = max(0.0, part)


@compiled
def _by_kept(weight: F64, rates: F64, size: int, k: int) -> None:
    """Turn the weight of each set S, in place, into Σ_S weight(S) · Π_{i ∈ S ∩ K} (1 - a_ik) for each set K.

    One member after the other, as in Yates, "The design and analysis of factorial experiments", 1937.
    """
    for i in range(size):
        member, missed = 1 << i, 1.0 - rates[i * size + k]
        for kept in range(weight.shape[0]):
            if not kept & member:
                weight[kept], weight[kept | member] = (
                    weight[kept] + weight[kept | member],
                    weight[kept] + missed * weight[kept | member],
                )


@compiled
def _choose(n: int, k: int) -> float:
    ways = 1.0
    for step in range(k):
        ways = ways * (n - step) / (step + 1)
    return ways


@compiled
def _fallen(kept_by: F64, well: F64) -> F64:
    """Return R (2^n,). kept_by (2^n, n): w."""
    sets, size = kept_by.shape
    fallen = np.ones(sets)
    chance, union = np.empty(sets), np.empty(sets, np.int32)
    for chosen in range(sets):
        fallen[chosen] = max(0.0, fallen[chosen])  # below only by rounding
        chance[0], union[0] = fallen[chosen], chosen
        known = 1
        for j in range(size):
            if not (chosen >> j) & 1:
                unhurt = well[j] * kept_by[chosen, j]
                for each in range(known):
                    chance[known + each] = chance[each] * unhurt
                    union[known + each] = union[each] | 1 << j
                known *= 2
        for each in range(1, known):
            fallen[union[each]] -= chance[each]
    return fallen


@compiled
def _weights(fallen: F64, kept_by: F64, well: F64, k: int) -> F64:
    """Return how likely exactly S falls of the others, whatever reaches k, for each S without k (2^n,)."""
    sets, size = kept_by.shape
    weight = np.zeros(sets)
    for chosen in range(sets):
        if not (chosen >> k) & 1:
            weight[chosen] = fallen[chosen]
            for j in range(size):
                if j != k and not (chosen >> j) & 1:
                    weight[chosen] *= well[j] * kept_by[chosen, j]
    return weight
