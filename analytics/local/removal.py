"""What the score would be without a tie, solved again around the party."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from analytics.local.spreading import spread
from analytics.local.standing import Standing
from analytics.measures import NONE, OwnRisk, Transmission
from analytics.network_pd.contributions import Inflow
from analytics.network_pd.pairs import merged_rates
from graph.arrays import F64, I32, I64

_STEPS = 3
_MOST_PARTIES = 200
_ALMOST_NOTHING = 1e-300
_LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class Circle:
    """The parties up to three steps upstream of one, at most 200, cut out to be solved again.

    own (k,): hazard of each of them, the one in the middle first, that began at itself or came from
    outside. between: what runs between places among them; ties: the positions of these transmissions.
    """

    own: F64
    between: Transmission
    ties: I64

    @classmethod
    def around(cls, t: Transmission, inflow: Inflow, party: int) -> "Circle":
        """Cut out the surroundings of a party; what reaches them from further out is kept as it was."""
        parties = np.array(_upstream(inflow, party))
        into = [inflow.into(each) for each in parties]
        source = _places(np.concatenate([inflow.source[each] for each in into]), parties)
        target = np.repeat(np.arange(len(parties), dtype=np.int32), [each.stop - each.start for each in into])
        within = source >= 0
        source, target = source[within], target[within]
        ties = np.concatenate([inflow.order[each] for each in into])[within]
        carried = np.concatenate([inflow.carried[each] for each in into])[within]
        inside = np.bincount(target, carried, len(parties))
        own = np.maximum(inflow.hazard[parties] - inside, inflow.own[parties])
        nothing = np.zeros(len(ties), np.int32)
        between = Transmission(source, target, t.rate[ties], nothing, nothing, nothing.astype(np.uint8))
        return cls(own, between, ties)

    @cached_property
    def hazard(self) -> float:
        """The hazard of the party in the middle."""
        return self._hazard(0.0)

    def hazard_without(self, removed: Collection[int]) -> float:
        """Return the hazard of the party in the middle without these transmissions of the book.

        Groups stay as they are, as in a what-if. Exact but for loops that leave the circle.
        """
        standing = self._standing
        rates = np.where(np.isin(self.ties, list(removed)), 0.0, self.between.rate)
        found = spread(standing, failed=NONE, merged=merged_rates(standing.pairs, rates), least=_LEAST)
        return self._hazard(float(found.rise[found.party == 0].sum()))

    @cached_property
    def _standing(self) -> Standing:
        chances = -np.expm1(-self.own)
        return Standing.of(OwnRisk(chances, np.ones(len(chances)), self.own[:, None]), self.between)

    def _hazard(self, rise: float) -> float:
        middle = self._standing.pairs.rank[0]
        alive = 0.0 if self._standing.failed[middle] else float(self._standing.alive[middle])
        return -float(np.log(max(alive - rise, _ALMOST_NOTHING)))


def _upstream(inflow: Inflow, party: int) -> list[int]:
    """Return the party and those upstream of it, nearest first."""
    circle, rim = {party: None}, [party]
    for _ in range(_STEPS):
        sources = chain.from_iterable(inflow.source[inflow.into(each)].tolist() for each in rim)
        rim = _first_new(sources, circle, _MOST_PARTIES - len(circle))
        circle |= dict.fromkeys(rim)
    return list(circle)


def _first_new(parties: Iterable[int], known: Container[int], most: int) -> list[int]:
    """Return the first of these that are not known, each once, and no more than are asked for."""
    found: dict[int, None] = {}
    for each in parties:
        if len(found) == most:
            break
        if each not in known:
            found[each] = None
    return list(found)


def _places(wanted: I32, parties: I64) -> I32:
    """Return the place among `parties` of each that is wanted, -1 where it is not among them."""
    order = np.argsort(parties)
    place = order[np.searchsorted(parties, wanted, sorter=order).clip(max=len(parties) - 1)]
    return np.where(parties[place] == wanted, place, -1).astype(np.int32)
