"""From whom each member of a small group could catch distress: all it takes to solve a group again and again.

A tie i → j of a group hands on with probability a_ij or not. The ancestors of k are k and those from whom
ways of ties that do lead to k; k is spared if none of the others falls by itself or by what reaches it from
outside of the group. So with s_j, the probability that j does not,

    γ_k = Σ_{A ∋ k} c_k(A) · Π_{j ∈ A, j ≠ k} s_j      c_k(A) = D_k(A) · Π_{j ∉ A} v(j, A)
    D_k(A) = 1 - Σ_{B ⊊ A, B ∋ k} D_k(B) · Π_{j ∈ A∖B} v(j, B)      v(j, B) = Π_{i ∈ B} (1 - a_ji)

where D_k(A) is the probability that ways lead to k from all of A within A. The chances c follow from the
rates alone; only connected sets have any, of which a sparse group has few: a ring of ten 91 of 1,023. Sets
are bit masks.
"""

from typing import NamedTuple

import numpy as np

from analytics.kernels.compiled import compiled
from analytics.kernels.growing import longer
from graph.arrays import F64, I32, I64, Mask


class Ancestors(NamedTuple):
    """The connected sets of members of b groups, and how likely each is just the ancestors of its members.

    Sets of group g: `start[g]:start[g + 1]` of chosen, ascending, so that subsets come first. chance: c of
    the members of each set, by member; those of group g: `at[g]:at[g + 1]`. start, at (b + 1,).
    """

    start: I64
    chosen: I32
    at: I64
    chance: F64


@compiled
def connected_sets(start: I64, at: I64, tied: Mask) -> Ancestors:
    """Lay out the connected sets of all groups; the chances are still to be written (`weigh`).

    Members of group g: `start[g]:start[g + 1]`. tied: whether there is a tie between two of them, n² of group
    g from `at[g]` on. O(n · 2^n) a group.
    """
    groups = start.shape[0] - 1
    first, places = np.zeros(groups + 1, np.int64), np.zeros(groups + 1, np.int64)
    chosen = np.empty(16, np.int32)
    count = 0
    for group in range(groups):
        linked = _linked(tied[at[group] : at[group + 1]], start[group + 1] - start[group])
        places[group + 1] = places[group]
        for each in range(linked.shape[0]):
            if linked[each]:
                if count == chosen.shape[0]:
                    chosen = longer(chosen)
                chosen[count] = each
                count += 1
                places[group + 1] += members_in(each)
        first[group + 1] = count
    return Ancestors(first, chosen[:count].copy(), places, np.zeros(places[groups]))


@compiled
def weigh(start: I64, at: I64, rates: F64, groups: I64, into: Ancestors) -> None:
    """Write the chances of some groups. rates: a_ij of them all, as `tied` in `connected_sets`. O(3^n)."""
    for g in range(groups.shape[0]):
        group = groups[g]
        size = start[group + 1] - start[group]
        inward = rates[at[group] : at[group + 1]].reshape(size, size).T
        _weigh(
            inward,
            into.chosen[into.start[group] : into.start[group + 1]],
            into.chance[into.at[group] : into.at[group + 1]],
        )


@compiled
def factors(ancestors: Ancestors, group: int, well: F64, into: F64) -> None:
    """Write γ of each member of a group into `into` (n,). well (n,): s. O(n · connected sets + 2^n)."""
    size = well.shape[0]
    unhurt = np.ones(1 << size)
    for j in range(size):
        for each in range(1 << j):
            unhurt[1 << j | each] = unhurt[each] * well[j]
    into[:] = 0.0
    place = ancestors.at[group]
    for at in range(ancestors.start[group], ancestors.start[group + 1]):
        chosen = ancestors.chosen[at]
        for k in range(size):
            if (chosen >> k) & 1:
                into[k] += ancestors.chance[place] * unhurt[chosen ^ 1 << k]
                place += 1
    for k in range(size):
        into[k] = min(1.0, into[k])  # above only by rounding


@compiled
def _linked(tied: Mask, size: int) -> Mask:
    """Return which sets are connected (2^n,): a connected set stays so without one member at least."""
    linked = np.zeros(1 << size, np.bool_)
    beside = np.zeros(size, np.int64)
    for i in range(size):
        linked[1 << i] = True
        for j in range(size):
            if tied[i * size + j]:
                beside[i] |= 1 << j
    for chosen in range(1 << size):
        for j in range(size):
            if (chosen >> j) & 1 and linked[chosen ^ 1 << j] and beside[j] & chosen:
                linked[chosen] = True
                break
    return linked


@compiled
def _weigh(inward: F64, sets: I32, chance: F64) -> None:
    """Write c. inward (n, n): a_ji at [i, j]; sets: the connected ones, ascending."""
    size = inward.shape[0]
    missed = spared(inward)  # v
    led = np.zeros((1 << size, size))  # D_k of each connected set
    for at in range(sets.shape[0]):
        for k in range(size):
            if (sets[at] >> k) & 1:
                led[sets[at], k] = 1.0
    cut, union = np.empty(1 << size), np.empty(1 << size, np.int32)
    place = 0
    for at in range(sets.shape[0]):
        chosen = sets[at]
        for k in range(size):
            led[chosen, k] = max(0.0, led[chosen, k])  # below only by rounding
        cut[0], union[0] = 1.0, chosen
        known = 1
        for j in range(size):
            if not (chosen >> j) & 1:
                for each in range(known):
                    cut[known + each] = cut[each] * missed[chosen, j]
                    union[known + each] = union[each] | 1 << j
                known *= 2
        for each in range(1, known):
            for k in range(size):
                led[union[each], k] -= led[chosen, k] * cut[each]
        for k in range(size):
            if (chosen >> k) & 1:
                chance[place] = led[chosen, k] * cut[known - 1]
                place += 1


@compiled
def spared(rates: F64) -> F64:
    """Return Π_{i ∈ S} (1 - rates[i, j]) of each set S and member j (2^n, n). rates (n, n)."""
    size = rates.shape[0]
    product = np.ones((1 << size, size))
    for i in range(size):
        for chosen in range(1 << i):
            for j in range(size):
                product[1 << i | chosen, j] = product[chosen, j] * (1.0 - rates[i, j])
    return product


@compiled
def members_in(chosen: int) -> int:
    """Return how many members a set has."""
    count = 0
    while chosen:
        chosen &= chosen - 1
        count += 1
    return count
