"""Who controls whom: more than half of the shares together with what one controls already."""

import numpy as np

from analytics.kernels.compiled import compiled
from analytics.kernels.growing import longer
from graph.arrays import F64, I32, I64, U8

ROUNDING = 1e-9
"""So much above the majority may come of shares that were added up: it is no majority."""


@compiled
def control_pairs(
    start: I64, far: I32, low: F64, high: F64, whole: F64, roots: I64, majority: float
) -> tuple[I32, I32, F64]:
    """Return (root, controlled, joint share), grouped by root in the order in which control comes about.

    The "company control" of Ceri, Gottlob, Tanca, "Logic Programming and Databases", 1990. Stakes of i:
    `start[i]:start[i + 1]` of far, low, high (m,); whole (n,): what is told of each firm in all, its stakes
    by their low ends. A root controls a firm if it and those it controls hold more than `majority` of it:
    of the high ends, but not more than the others' low ends leave of a whole; equal ends ask what is sure.
    A root that controls itself over others is not told. O(stakes of all controlled) a root.
    """
    sure, likely, state, touched, queue = _nothing_held(whole.shape[0])
    head = np.empty(max(16, whole.shape[0]), np.int32)
    member, joint = np.empty(head.shape[0], np.int32), np.empty(head.shape[0])
    count = 0
    for root in roots:
        held, known = _spread(
            root, start, far, low, high, whole, majority, sure, likely, state, touched, queue
        )
        while count + held > head.shape[0]:
            head, member, joint = longer(head), longer(member), longer(joint)
        for place in range(1, held):
            head[count], member[count] = root, queue[place]
            joint[count] = _joint(queue[place], sure, likely, whole)
            count += 1
        _forget(touched, known, sure, likely, state)
    return head[:count].copy(), member[:count].copy(), joint[:count].copy()


@compiled
def joint_shares_in(
    start: I64, far: I32, low: F64, high: F64, whole: F64, party: int, majority: float
) -> F64:
    """Return what each party has of one, together with all that it controls, where that is control, (n,).

    As `control_pairs` from everybody; 0 where there is no control, and of the party itself.
    """
    sure, likely, state, touched, queue = _nothing_held(whole.shape[0])
    found = np.zeros(whole.shape[0])
    for root in range(whole.shape[0]):
        _, known = _spread(root, start, far, low, high, whole, majority, sure, likely, state, touched, queue)
        if root != party and state[party] == 2:
            found[root] = _joint(party, sure, likely, whole)
        _forget(touched, known, sure, likely, state)
    return found


@compiled
def _spread(
    root: int,
    start: I64,
    far: I32,
    low: F64,
    high: F64,
    whole: F64,
    majority: float,
    sure: F64,
    likely: F64,
    state: U8,
    touched: I32,
    queue: I32,
) -> tuple[int, int]:
    """Write whom a root controls into the queue behind itself; return how far it is filled, and `touched`.

    state: 1 where some share is held, 2 where there is control; sure and likely: what is held together.
    """
    queue[0], touched[0], state[root] = root, root, 2
    known, held, done = 1, 1, 0
    while done < held:
        holder = queue[done]
        done += 1
        for stake in range(start[holder], start[holder + 1]):
            owned = far[stake]
            if state[owned] == 0:
                state[owned], touched[known] = 1, owned
                known += 1
            sure[owned] += low[stake]
            likely[owned] += high[stake]
            if state[owned] == 1 and _joint(owned, sure, likely, whole) > majority + ROUNDING:
                state[owned], queue[held] = 2, owned
                held += 1
    return held, known


@compiled
def _nothing_held(parties: int) -> tuple[F64, F64, U8, I32, I32]:
    """Return room for one root: sure, likely, state, touched, queue."""
    touched, queue = np.empty(parties, np.int32), np.empty(parties, np.int32)
    return np.zeros(parties), np.zeros(parties), np.zeros(parties, np.uint8), touched, queue


@compiled
def _forget(touched: I32, known: int, sure: F64, likely: F64, state: U8) -> None:
    for place in range(known):
        state[touched[place]] = 0
        sure[touched[place]] = likely[touched[place]] = 0.0


@compiled
def _joint(owned: int, sure: F64, likely: F64, whole: F64) -> float:
    """Return what may be held of a firm at most, but no less than what surely is."""
    left = 1.0 - whole[owned] + sure[owned]
    return float(max(sure[owned], min(likely[owned], left)))
