"""Sums over all chains of shares, circles included: integrated ownership.

Brioschi, Buzzacchi, Colombo, "Risk capital financing and the separation of ownership and control in business
groups", J. Banking & Finance 13, 1989: a chain conveys the product of its shares, and what i has of j over
all chains is the entry of (I - A)^-1 A = A + A² + A³ …, A_ij what i holds of j directly. Nodes are taken in
an order in which all that one depends on stands before it, circles as one: each is a small linear system,
solved by elimination, or by sweeps where it is large. A circle of which no share is left for anybody else
(spectral radius 1 or more) has no such sum: its inner shares then count as nothing, and it is marked.
"""

import numpy as np

from analytics.kernels.compiled import compiled
from analytics.kernels.growing import longer
from graph.arrays import F64, I32, I64, U8, Mask

_ELIMINATED = 400
"""A circle of more nodes is solved by sweeps."""
_SWEEPS = 20_000
_TOLERANCE = 1e-15
_NOTHING_LEFT = 1e-12
_BOUNDLESS = 1e9

BELOW_CLOSED, CLOSED = 1, 2
"""Marks of a node that depends on a closed circle, and of one that lies in it."""


@compiled
def walk_sums(start: I64, far: I32, weight: F64, base: F64, component: I32) -> tuple[F64, U8]:
    """Return x (n,) with x_v = base_v + Σ weight_vu · x_u, and the mark of each node, 0 for none.

    CSR of what each node depends on: (n + 1,), (m,), (m,); weights are shares, 0 or more. component: see
    `components`. O(n + m + Σ size³) over circles of up to 400, a sweep costs their ways in larger ones.
    """
    order, cut = by_component(component)
    total = base.copy()
    mark = np.zeros(base.shape[0], np.uint8)
    local = np.empty(base.shape[0], np.int64)
    for number in range(cut.shape[0] - 1):
        members = order[cut[number] : cut[number + 1]]
        circle, below = False, False
        for node in members:
            for way in range(start[node], start[node + 1]):
                if component[far[way]] == number:
                    circle = circle or weight[way] > 0.0
                else:
                    total[node] += weight[way] * total[far[way]]
                    below = below or (mark[far[way]] > 0 and weight[way] > 0.0)
        if below:
            mark[members] = BELOW_CLOSED
        if circle:
            known = total[members].reshape((members.shape[0], 1)).copy()
            if _settled(start, far, weight, component, members, local, known):
                total[members] = known[:, 0]
            else:
                mark[members] = CLOSED
    return total, mark


@compiled
def all_walk_sums(start: I64, far: I32, weight: F64, component: I32) -> tuple[I64, I64, I32, F64, Mask]:
    """Return every row of W + W² + W³ … at once, and which nodes lie in a closed circle (n,).

    Row v is `begin[v]:end[v]` of column and value, in no order. O(entries · ways out of a node) and, in
    a circle, its size² for each entry.
    """
    nodes = start.shape[0] - 1
    order, cut = by_component(component)
    begin, end = np.zeros(nodes, np.int64), np.zeros(nodes, np.int64)
    column, value = np.empty(max(16, far.shape[0]), np.int32), np.empty(max(16, far.shape[0]))
    closed = np.zeros(nodes, np.bool_)
    local, slot = np.empty(nodes, np.int64), np.full(nodes, -1, np.int64)
    touched = np.empty(nodes, np.int32)
    used = 0
    for number in range(cut.shape[0] - 1):
        members = order[cut[number] : cut[number + 1]]
        width, circle = 0, False
        for node in members:
            for way in range(start[node], start[node + 1]):
                other = far[way]
                if slot[other] < 0:
                    slot[other], touched[width] = width, other
                    width += 1
                if component[other] == number:
                    circle = circle or weight[way] > 0.0
                    continue
                for entry in range(begin[other], end[other]):
                    if slot[column[entry]] < 0:
                        slot[column[entry]], touched[width] = width, column[entry]
                        width += 1
        known = np.zeros((members.shape[0], width))
        for row in range(members.shape[0]):
            for way in range(start[members[row]], start[members[row] + 1]):
                other = far[way]
                known[row, slot[other]] += weight[way]
                if component[other] != number:
                    for entry in range(begin[other], end[other]):
                        known[row, slot[column[entry]]] += weight[way] * value[entry]
        if circle and not _settled(start, far, weight, component, members, local, known):
            closed[members] = True
        while used + members.shape[0] * width > column.shape[0]:
            column, value = longer(column), longer(value)
        for row in range(members.shape[0]):
            begin[members[row]] = used
            for place in range(width):
                if known[row, place] > 0.0:
                    column[used], value[used] = touched[place], known[row, place]
                    used += 1
            end[members[row]] = used
        for place in range(width):
            slot[touched[place]] = -1
    return begin, end, column[:used].copy(), value[:used].copy(), closed


@compiled
def by_component(component: I32) -> tuple[I64, I64]:
    """Return the nodes by component, and where each one begins and the last one ends."""
    count = 0
    for each in component:
        count = max(count, each + 1)
    cut = np.zeros(count + 1, np.int64)
    for each in component:
        cut[each + 1] += 1
    for number in range(count):
        cut[number + 1] += cut[number]
    place, order = cut[:-1].copy(), np.empty(component.shape[0], np.int64)
    for node in range(component.shape[0]):
        order[place[component[node]]] = node
        place[component[node]] += 1
    return order, cut


@compiled
def _settled(start: I64, far: I32, weight: F64, component: I32, members: I64, local: I64, known: F64) -> bool:
    """Solve x = known + W x within one circle in place, (size, columns); False: closed, known stands."""
    for place in range(members.shape[0]):
        local[members[place]] = place
    if members.shape[0] > _ELIMINATED:
        return _swept(start, far, weight, component, members, local, known)
    size = members.shape[0]
    matrix, x = np.eye(size), known.copy()
    for row in range(size):
        for way in range(start[members[row]], start[members[row] + 1]):
            if component[far[way]] == component[members[row]]:
                matrix[row, local[far[way]]] -= weight[way]
    # An M-matrix needs no pivoting, and is one exactly while every pivot stays above zero.
    for pivot in range(size):
        if matrix[pivot, pivot] <= _NOTHING_LEFT:
            return False
        for row in range(pivot + 1, size):
            share = matrix[row, pivot] / matrix[pivot, pivot]
            if share != 0.0:
                matrix[row, pivot:] -= share * matrix[pivot, pivot:]
                x[row] -= share * x[pivot]
    for row in range(size - 1, -1, -1):
        for other in range(row + 1, size):
            if matrix[row, other] != 0.0:
                x[row] -= matrix[row, other] * x[other]
        x[row] /= matrix[row, row]
    known[:] = x
    return True


@compiled
def _swept(start: I64, far: I32, weight: F64, component: I32, members: I64, local: I64, known: F64) -> bool:
    """Solve the same by Gauss and Seidel's sweeps; they rise from `known` and end, or there is no end."""
    x = known.copy()
    for _ in range(_SWEEPS):
        change = largest = 0.0
        for row in range(members.shape[0]):
            own = 1.0
            fresh = known[row].copy()
            for way in range(start[members[row]], start[members[row] + 1]):
                if far[way] == members[row]:
                    own -= weight[way]
                elif component[far[way]] == component[members[row]]:
                    fresh += weight[way] * x[local[far[way]]]
            if own <= _NOTHING_LEFT:
                return False
            for place in range(fresh.shape[0]):
                settled = fresh[place] / own
                change = max(change, abs(settled - x[row, place]))
                largest = max(largest, settled)
                x[row, place] = settled
        if largest > _BOUNDLESS:
            return False
        if change <= _TOLERANCE * max(1.0, largest):
            known[:] = x
            return True
    return False
