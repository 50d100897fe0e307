"""Supply chains as arrays, and the losses of one cascade on them. The steps are in `kernels.esri`."""

from typing import NamedTuple

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask

TOUCHED, MARKETS, DOWN, UP = 0, 1, 2, 3
NOBODY = -1


class Chains(NamedTuple):
    """n firms, m supplies, q inputs of firms, k markets.

    By supplier, those of j are `start[j]:start[j + 1]`: buyer, share (m,): Λ; place (m,): which input of its
    buyer it is part of, those of i are `inputs[i]:inputs[i + 1]`; told (m,): handed on as ℓ instead of c, as
    no market replaces it. By buyer, those of j are `into[j]:into[j + 1]`: supplier, demand (m,): U. output,
    weight (n,): s and w; market (n,): where each firm sells. supplied (k,): Σ s.
    """

    start: I64
    buyer: I32
    share: F64
    place: I32
    told: Mask
    into: I64
    supplier: I32
    demand: F64
    output: F64
    weight: F64
    market: I32
    supplied: F64
    inputs: I64


class Reach(NamedTuple):
    """By how much ESRI can grow for each unit that a firm has yet to hand on: of ℓu, ℓd and c, all (n,)."""

    up: F64
    told: F64
    market: F64


class Workspace(NamedTuple):
    """What one cascade works with, clean in between; the losses of firms are read from `down` and `up` (n,).

    demand (n,), arrived (q,): sums of what arrived; sent_* (n,): what was handed on of ℓd, c and ℓu. left
    (k,): what markets still supply, by `counted` (n,) of ℓd; first (k,), after (n,): chains of the firms in a
    market that lost anything; moved (k,), known (n,), waits (2, n): who is in a list. Lists, their lengths in
    `sizes`: touched firms, moved markets, who waits to hand on, down and up. sending, amount: of one step.
    """

    down: F64
    up: F64
    demand: F64
    arrived: F64
    sent_down: F64
    sent_market: F64
    sent_up: F64
    counted: F64
    left: F64
    first: I32
    after: I32
    moved: Mask
    known: Mask
    waits: Mask
    touched: I32
    markets: I32
    queue: I32
    sending: I32
    amount: F64
    sizes: I64


@compiled
def workspace(net: Chains) -> Workspace:
    """Return a clean workspace for cascades on these chains; O(n + q + k) memory."""
    firms, markets = net.output.shape[0], net.supplied.shape[0]
    return Workspace(
        np.zeros(firms),
        np.zeros(firms),
        np.zeros(firms),
        np.zeros(net.inputs[firms]),
        np.zeros(firms),
        np.zeros(firms),
        np.zeros(firms),
        np.zeros(firms),
        net.supplied.copy(),
        np.full(markets, NOBODY, np.int32),
        np.full(firms, NOBODY, np.int32),
        np.zeros(markets, np.bool_),
        np.zeros(firms, np.bool_),
        np.zeros((2, firms), np.bool_),
        np.empty(firms, np.int32),
        np.empty(markets, np.int32),
        np.empty((2, firms), np.int32),
        np.empty((2, firms), np.int32),
        np.empty((3, firms)),
        np.zeros(4, np.int64),
    )


@compiled
def weighed(net: Chains, ws: Workspace) -> tuple[float, float, float]:
    """Return ESRI of the cascade in `ws`, and what it would be by ℓd and by ℓu alone."""
    both, down, up = 0.0, 0.0, 0.0
    for place in range(ws.sizes[TOUCHED]):
        firm = ws.touched[place]
        both += net.weight[firm] * max(ws.down[firm], ws.up[firm])
        down += net.weight[firm] * ws.down[firm]
        up += net.weight[firm] * ws.up[firm]
    return float(both), float(down), float(up)


@compiled
def clear(net: Chains, ws: Workspace) -> None:
    """Make a workspace clean after a cascade; O(firms that it reached and their inputs)."""
    for place in range(ws.sizes[TOUCHED]):
        firm = ws.touched[place]
        ws.down[firm] = ws.up[firm] = ws.demand[firm] = ws.counted[firm] = 0.0
        ws.sent_down[firm] = ws.sent_market[firm] = ws.sent_up[firm] = 0.0
        ws.waits[0, firm] = ws.waits[1, firm] = ws.known[firm] = False
        ws.arrived[net.inputs[firm] : net.inputs[firm + 1]] = 0.0
        ws.first[net.market[firm]] = NOBODY
        ws.left[net.market[firm]] = net.supplied[net.market[firm]]
        ws.moved[net.market[firm]] = False
    ws.sizes[:] = 0


@compiled
def wait(ws: Workspace, way: int, firm: int) -> None:
    """Queue a firm that has something to hand on: way 0 down, 1 up."""
    if not ws.waits[way, firm]:
        ws.waits[way, firm] = True
        ws.queue[way, ws.sizes[DOWN + way]] = firm
        ws.sizes[DOWN + way] += 1
        if not ws.known[firm]:
            ws.known[firm] = True
            ws.touched[ws.sizes[TOUCHED]] = firm
            ws.sizes[TOUCHED] += 1


@compiled
def scarcity(output: float, left: float) -> float:
    """Return σ of a firm in a market with so much left."""
    return output / left if left > output else 1.0
