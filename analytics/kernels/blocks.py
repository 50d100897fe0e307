"""Small groups of strongly tied parties, solved exactly: which of them distress from outside takes down.

A block of n parties has rates a_ij between them; each falls by itself or by what reaches it from outside of
the block with probability m_j, s_j = 1 - m_j. γ_k is the probability that no peer's distress reaches k:

    R(S) = 1 - Σ_{T ⊊ S} R(T) · Π_{j ∈ S∖T} s_j w(T, j)      w(T, j) = Π_{i ∈ T} (1 - a_ij)
    γ_k = Σ_{S ∌ k} R(S) · w(S, k) · Π_{j ∉ S, j ≠ k} s_j w(S, j)

R(S) is the probability that all of S fall where there is nobody else. Sets are bit masks; all in O(3^n).
"""

from typing import NamedTuple

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask


class BlockArrays(NamedTuple):
    """b blocks with q members in all: those of block c are `start[c]:start[c + 1]`.

    member (q,): parties. rates: matrices a_ij one after the other, n² of block c from `at[c]` on;
    at (b + 1,). factor (q,): γ of each member. well (q,): the s that it was computed from, NaN at first.
    """

    start: I64
    member: I32
    at: I64
    rates: F64
    factor: F64
    well: F64


@compiled
def _ways(rates: F64, well: F64, size: int) -> tuple[F64, F64]:
    """Return R (2^n,) and w (2^n, n)."""
    sets = 1 << size
    spared = np.ones((sets, size))
    for i in range(size):
        for chosen in range(1 << i):
            for j in range(size):
                spared[1 << i | chosen, j] = spared[chosen, j] * (1.0 - rates[i * size + j])
    fallen = np.ones(sets)
    chance, union = np.empty(sets), np.empty(sets, np.int32)
    for chosen in range(sets):
        fallen[chosen] = max(0.0, fallen[chosen])  # below only by rounding
        chance[0], union[0] = fallen[chosen], chosen
        known = 1
        for j in range(size):
            if not (chosen >> j) & 1:
                unhurt = well[j] * spared[chosen, j]
                for each in range(known):
                    chance[known + each] = chance[each] * unhurt
                    union[known + each] = union[each] | 1 << j
                known *= 2
        for each in range(1, known):
            fallen[union[each]] -= chance[each]
    return fallen, spared


@compiled
def _weights(fallen: F64, spared: F64, well: F64, k: int) -> F64:
    """Return how likely exactly S falls of the others, whatever reaches k, for each S without k (2^n,)."""
    sets, size = spared.shape
    weight = np.zeros(sets)
    for chosen in range(sets):
        if not (chosen >> k) & 1:
            weight[chosen] = fallen[chosen]
            for j in range(size):
                if j != k and not (chosen >> j) & 1:
                    weight[chosen] *= well[j] * spared[chosen, j]
    return weight


@compiled
def factors(rates: F64, well: F64, into: F64) -> None:
    """Write γ of each member into `into` (n,). rates (n²,), well (n,): s."""
    size = well.shape[0]
    fallen, spared = _ways(rates, well, size)
    for k in range(size):
        weight = _weights(fallen, spared, well, k)
        total = 0.0
        for chosen in range(weight.shape[0]):
            total += weight[chosen] * spared[chosen, k]
        into[k] = min(1.0, total)


@compiled
def shares(rates: F64, well: F64, into: F64) -> None:
    """Write what each tie i → k has of -ln γ_k into `into` (n²,): Shapley values over the ties into k.

    The value of some of these ties is -ln γ_k where k has no others; Shapley, "A value for n-person
    games", Contributions to the Theory of Games II, 1953. They add up to -ln γ_k. O(n² · 2^n) after R.
    """
    size = well.shape[0]
    sets = 1 << size
    fallen, spared = _ways(rates, well, size)
    chance = np.empty(size - 1)  # of a set of so many ties to be the one before a given tie
    for count in range(size - 1):
        chance[count] = 1.0 / ((size - 1) * _choose(size - 2, count))
    value = np.empty(sets)
    into[:] = 0.0
    for k in range(size):
        kept_alive = _weights(fallen, spared, well, k)
        _by_kept(kept_alive, rates, size, k)
        for kept in range(sets):
            value[kept] = -np.log(min(1.0, kept_alive[kept]))
        for i in range(size):
            if rates[i * size + k] > 0.0:
                part = 0.0
                for kept in range(sets):
                    if not (kept >> i) & 1 and not (kept >> k) & 1:
                        part += chance[_members(kept)] * (value[kept | (1 << i)] - value[kept])
                into[i * size + k] = max(0.0, part)


@compiled
def _by_kept(weight: F64, rates: F64, size: int, k: int) -> None:
    """Turn the weight of each set S, in place, into Σ_S weight(S) · Π_{i ∈ S ∩ K} (1 - a_ik) for each set K.

    One member after the other, as in Yates, "The design and analysis of factorial experiments", 1937.
    """
    for i in range(size):
        member, spared = 1 << i, 1.0 - rates[i * size + k]
        for kept in range(weight.shape[0]):
            if not kept & member:
                weight[kept], weight[kept | member] = (
                    weight[kept] + weight[kept | member],
                    weight[kept] + spared * weight[kept | member],
                )


@compiled
def _members(chosen: int) -> int:
    count = 0
    while chosen:
        chosen &= chosen - 1
        count += 1
    return count


@compiled
def _choose(n: int, k: int) -> float:
    ways = 1.0
    for step in range(k):
        ways = ways * (n - step) / (step + 1)
    return ways


@compiled
def well_outside(blocks: BlockArrays, block: int, alive: F64, failed: Mask) -> F64:
    """Return s of the members of a block: that they do not fall but by their peers (n,)."""
    first, size = blocks.start[block], blocks.start[block + 1] - blocks.start[block]
    well = np.empty(size)
    for k in range(size):
        party = blocks.member[first + k]
        outside = alive[party] / blocks.factor[first + k]
        well[k] = 0.0 if failed[party] else min(1.0, outside)
    return well


@compiled
def sweep_blocks(blocks: BlockArrays, alive: F64, failed: Mask, slack: float) -> float:
    """Update the factors of every block once, in place; return the largest change. See `messages.sweep`.

    A block whose members' s have moved by less than `slack` together since it was computed is left as it is:
    γ of a member moves by no more than the s of its peers do together.
    """
    change = 0.0
    for block in range(blocks.start.shape[0] - 1):
        first, last = blocks.start[block], blocks.start[block + 1]
        well = well_outside(blocks, block, alive, failed)
        moved = 0.0
        for k in range(last - first):
            moved += abs(well[k] - blocks.well[first + k])
        if moved < slack:  # not so for NaN, the first time
            continue
        fresh = np.empty(last - first)
        factors(blocks.rates[blocks.at[block] : blocks.at[block + 1]], well, fresh)
        for k in range(last - first):
            party, former = blocks.member[first + k], blocks.factor[first + k]
            blocks.well[first + k] = well[k]
            if not failed[party]:
                change = max(change, abs(former - fresh[k]))
                alive[party] *= fresh[k] / former
                blocks.factor[first + k] = fresh[k]
    return change


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
