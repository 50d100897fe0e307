"""What the score would be without a tie, solved again around the party."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from analytics.contagion import solve
from analytics.measures import OwnRisk, Transmission
from analytics.network_pd.contributions import Inflow
from graph.arrays import F64, I32, I64

_STEPS = 3
_MOST_PARTIES = 200
_ALMOST_NOTHING = 1e-300


@dataclass(frozen=True, eq=False, slots=True)
class Circle:
    """The parties up to three steps upstream of one, at most 200, cut out to be solved again.

    own (k,): hazard of each of them, the one in the middle first, that began at itself or came from
    outside. source, target: places among them; ties: positions of the transmissions between them.
    hazard: of the one in the middle.
    """

    own: F64
    source: I32
    target: I32
    rate: F64
    ties: I64
    hazard: float

    @classmethod
    def around(cls, t: Transmission, inflow: Inflow, party: int) -> "Circle":
        """Cut out the surroundings of a party; what reaches them from further out is kept as it was."""
        parties = _upstream(inflow, party)
        place = {each: number for number, each in enumerate(parties)}
        into = np.concatenate([inflow.into(each) for each in parties])
        source = np.array([place.get(each, -1) for each in inflow.source[into].tolist()], np.int32)
        ties, source = into[source >= 0], source[source >= 0]
        target = np.array([place[each] for each in t.target[ties].tolist()], np.int32)
        inside = np.bincount(target, inflow.carried[ties], len(parties))
        own = np.maximum(inflow.hazard[parties] - inside, inflow.own[parties])
        whole = cls(own, source, target, np.asarray(t.rate[ties]), ties, 0.0)
        return replace(whole, hazard=whole.hazard_without(()))

    def hazard_without(self, removed: Collection[int]) -> float:
        """Return the hazard of the party in the middle without these transmissions.

        Exact but for loops that leave the circle.
        """
        left = ~np.isin(self.ties, list(removed))
        nothing = np.zeros(int(left.sum()), np.int32)
        part = Transmission(
            self.source[left], self.target[left], self.rate[left], nothing, nothing, nothing.astype(np.uint8)
        )
        risk = OwnRisk(-np.expm1(-self.own), np.ones(len(self.own)), self.own[:, None])
        return -float(np.log(np.maximum(1.0 - solve(risk, part).pd[0], _ALMOST_NOTHING)))


def _upstream(inflow: Inflow, party: int) -> list[int]:
    """Return the party and those upstream of it, nearest first."""
    circle, rim = {party: None}, [party]
    for _ in range(_STEPS):
        sources = [inflow.source[inflow.into(each)].tolist() for each in rim]
        fresh = dict.fromkeys(each for part in sources for each in part if each not in circle)
        rim = list(fresh)[: _MOST_PARTIES - len(circle)]
        circle |= dict.fromkeys(rim)
    return list(circle)
