"""What the score would be without a tie, solved again around the party."""

from collections.abc import Collection

import numpy as np

from analytics.contagion import solve
from analytics.contributions import Inflow
from analytics.measures import Contagion, OwnRisk, Transmission
from graph.arrays import F64, I64

_STEPS = 3
_MOST_PARTIES = 200


def hazard_removed(
    c: Contagion, t: Transmission, inflow: Inflow, *, party: int, removed: Collection[int]
) -> float:
    """Return by how much the hazard of `party` falls without these transmissions.

    Parties up to three steps upstream (at most 200) are solved again; what reaches them from further
    out is kept as it was, which is exact but for loops that leave that circle.
    """
    circle, inside = _upstream(t, inflow, party)
    own = _with_rim(c, t, inflow, circle)
    left = inside[~np.isin(inside, list(removed))]
    before, after = (_hazard(own, t, circle, each) for each in (inside, left))
    return max(0.0, before - after)


def _upstream(t: Transmission, inflow: Inflow, party: int) -> tuple[I64, I64]:
    """Return (parties, `party` first; transmissions between them)."""
    circle, rim = {party: 0}, [party]
    for _ in range(_STEPS):
        sources = [t.source[inflow.into(each)].tolist() for each in rim]
        fresh = [each for part in sources for each in part if each not in circle]
        rim = list(dict.fromkeys(fresh))[: _MOST_PARTIES - len(circle)]
        circle |= {each: len(circle) + place for place, each in enumerate(rim)}
    ties = np.concatenate([inflow.into(each) for each in circle])
    parties = np.array(list(circle), np.int64)
    return parties, ties[np.isin(t.source[ties], parties)]


def _with_rim(c: Contagion, t: Transmission, inflow: Inflow, circle: I64) -> F64:
    """Return each party's hazard of its own and from outside of the circle."""
    rim = np.zeros(len(circle))
    for place, party in enumerate(circle.tolist()):
        into = inflow.into(party)
        rim[place] = c.edge_hazard[into][~np.isin(t.source[into], circle)].sum()
    return rim + (c.own_hazard + c.block_hazard)[circle]


def _hazard(own: F64, t: Transmission, circle: I64, ties: I64) -> float:
    order = np.argsort(circle)
    source, target = (
        order[np.searchsorted(circle[order], ends[ties])].astype(np.int32) for ends in (t.source, t.target)
    )
    nothing = np.zeros(len(ties), np.int32)
    part = Transmission(source, target, t.rate[ties], nothing, nothing, nothing.astype(np.uint8))
    risk = OwnRisk(-np.expm1(-own), np.ones(len(own)), own[:, None])
    return -float(np.log(np.maximum(1.0 - solve(risk, part).pd[0], 1e-300)))
