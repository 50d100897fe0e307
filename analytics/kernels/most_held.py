"""The most that an owner can hold of each firm where shares are only known within bounds."""

import numpy as np

from analytics.kernels.compiled import compiled
from analytics.kernels.walks import by_component
from graph.arrays import F64, I32, I64

_SWEEPS = 2_000
_TOLERANCE = 1e-14
_MUCH, _BOUNDLESS = 30.0, 1e12
"""A value that has grown so far is taken for boundless: what comes of it is cut to a whole in the end."""


@compiled
def most_held(start: I64, owner: I32, low: F64, high: F64, left: F64, component: I32, holder: int) -> F64:
    """Return the largest share of each firm that `holder` can have over all chains (n,), at most 1.

    Owners of firm k: `start[k]:start[k + 1]` of owner, low, high (m,). left (n,): what of a firm's whole
    nobody is told to hold. Each firm gives what is left to the owners in whose hands it is worth most to the
    holder, none more than its high end: v_k = max Σ a_o (v_o + [o = holder]), low ≤ a ≤ high, Σ (a - low) ≤
    left_k. This is a Markov decision process; the values rise from zero (Puterman, "Markov Decision
    Processes", 1994, ch. 7). Where a circle does not settle, 1. component: see `components`, of ways from
    firm to owner. O(m) a sweep, one sweep without circles.
    """
    order, cut = by_component(component)
    value = np.zeros(left.shape[0])
    for number in range(cut.shape[0] - 1):
        members = order[cut[number] : cut[number + 1]]
        sweeps = _SWEEPS if members.shape[0] > 1 or _owns_itself(members[0], start, owner) else 1
        settled = False
        for _ in range(sweeps):
            change = 0.0
            for firm in members:
                worth = _worth(firm, start, owner, low, high, left, value, holder)
                change = max(change, worth - value[firm])
                value[firm] = worth
            if sweeps == 1 or change <= _TOLERANCE:
                settled = True
                break
            if value[members].max() > _MUCH:
                break
        if not settled:
            for firm in members:
                value[firm] = _BOUNDLESS if value[firm] > 0.0 else 0.0
    return np.minimum(value, 1.0)


@compiled
def most_of(
    start: I64, owner: I32, low: F64, high: F64, left: F64, component: I32, holders: I64, firm: int
) -> F64:
    """Return what each of some holders can have at most of one firm, (h,). `most_held` for each."""
    found = np.empty(holders.shape[0])
    for place in range(holders.shape[0]):
        found[place] = most_held(start, owner, low, high, left, component, holders[place])[firm]
    return found


@compiled
def _worth(
    firm: int, start: I64, owner: I32, low: F64, high: F64, left: F64, value: F64, holder: int
) -> float:
    begin, end = start[firm], start[firm + 1]
    sure = 0.0
    spare = 0
    worth = np.empty(end - begin)
    for stake in range(begin, end):
        each = owner[stake]
        worth[stake - begin] = value[each] + (1.0 if each == holder else 0.0)
        sure += low[stake] * worth[stake - begin]
        if high[stake] > low[stake] and worth[stake - begin] > 0.0:
            spare += 1
    if spare == 0 or left[firm] <= 0.0:
        return float(sure)
    rest = left[firm]
    for place in np.argsort(-worth):
        if worth[place] <= 0.0 or rest <= 0.0:
            break
        more = min(rest, high[begin + place] - low[begin + place])
        sure += more * worth[place]
        rest -= more
    return float(sure)


@compiled
def _owns_itself(firm: int, start: I64, owner: I32) -> bool:
    return bool(np.any(owner[start[firm] : start[firm + 1]] == firm))
