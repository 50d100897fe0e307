"""Message passing without backtracking for the independent cascade, on pairs of parties.

Karrer, Newman, "Message passing approach for general epidemic models", Phys. Rev. E 82, 016101 (2010);
Lokhov, Mézard, Ohta, Zdeborová, "Inferring the origin of an epidemic with a dynamic message-passing
algorithm", Phys. Rev. E 90, 012801 (2014).

    Q_j = s_j · Π_i g_ij      g_ij = 1 - a_ij · m_{i→j}      m_{i→j} = 1 - Q_i / g_ji

s_j is the probability that j does not fall by itself, Q_j that it does not fall at all. What `kernels.blocks`
solves exactly enters Q as one factor more for each block. Layout: pair t joins i = near[t] and j = far[t];
state[t] = (a_ij, a_ji, g_ij, g_ji).
"""

import numpy as np

from analytics.kernels.blocks import BlockArrays, sweep_blocks
from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, Mask


@compiled
def sweep(near: I32, far: I32, state: F64, alive: F64, failed: Mask) -> float:
    """Update every pair once, in place (Gauss-Seidel); return the largest change of a factor.

    `alive` (n,) holds Q and must fit `state`. A failed party sends 1 whatever reaches it. From factors
    of 1 upwards every change lowers a factor, so sweeping always converges. O(pairs), one division each.
    """
    change = 0.0
    for t in range(near.shape[0]):
        i, j = near[t], far[t]
        into_j, into_i = state[t, 2], state[t, 3]
        rest = 1.0 / (into_j * into_i)
        without_j = alive[i] * into_j * rest
        without_i = alive[j] * into_i * rest
        new_j = 1.0 - state[t, 0] * (1.0 if failed[i] else 1.0 - without_j)
        new_i = 1.0 - state[t, 1] * (1.0 if failed[j] else 1.0 - without_i)
        alive[j] = without_i * new_j
        alive[i] = without_j * new_i
        state[t, 2] = new_j
        state[t, 3] = new_i
        change = max(change, abs(into_j - new_j), abs(into_i - new_i))
    return change


@compiled
def survival(near: I32, far: I32, state: F64, blocks: BlockArrays, start: F64) -> F64:
    """Return Q (n,) from the factors: s times the product of all that point at a party."""
    alive = start.copy()
    for t in range(near.shape[0]):
        alive[far[t]] *= state[t, 2]
        alive[near[t]] *= state[t, 3]
    for place in range(blocks.member.shape[0]):
        alive[blocks.member[place]] *= blocks.factor[place]
    return alive


@compiled
def settle(
    near: I32,
    far: I32,
    state: F64,
    blocks: BlockArrays,
    start: F64,
    failed: Mask,
    tol: float,
    max_sweeps: int,
) -> tuple[F64, int, float]:
    """Sweep until no factor changes by `tol`; write the factors into `state` (p, 4) and `blocks`.

    Returns Q (n,), the sweeps taken and the last change, which is >= tol where `max_sweeps` ended it.
    """
    alive = survival(near, far, state, blocks, start)
    change = np.inf
    sweeps = 0
    while change >= tol and sweeps < max_sweeps:
        change = max(sweep(near, far, state, alive, failed), sweep_blocks(blocks, alive, failed, tol))
        sweeps += 1
        if sweeps % 16 == 0:
            alive = survival(near, far, state, blocks, start)
    return survival(near, far, state, blocks, start), sweeps, change
