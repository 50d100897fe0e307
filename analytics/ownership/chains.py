"""The chains of stakes that prove what somebody has of a party."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from analytics.ownership.stakes import Part, Stakes
from graph.arrays import Mask

_MOST_STEPS = 3_000


@dataclass(frozen=True, slots=True)
class Link:
    """One stake of a chain, of `owner` in the next party; low and high are its share."""

    owner: int
    owned: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Stakes from an owner down to a party, no party twice. low, high: the products of their shares."""

    links: tuple[Link, ...]
    low: float
    high: float

    @property
    def parties(self) -> tuple[int, ...]:
        return (*(each.owner for each in self.links), self.links[-1].owned)


def chains_between(over: Part, owner: int, party: int, *, most: int = 10) -> Sequence[Chain]:
    """Return the chains over which an owner has most of a party, the heaviest first, at most `most`.

    over: the part of the book above the party; the owner is in it. Best first by the high ends, so no chain
    that is left out could be worth more than the last one told, unless the search took too many steps.
    """
    from analytics.kernels.components import reached

    held, owner, party = over.stakes, over.place(owner), over.place(party)
    under = np.zeros(held.parties, np.bool_)
    under[reached(held.out, held.owned, np.array([owner]))] = True
    found: list[Chain] = []
    waiting: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = [(-1.0, (party,), ())]
    for _ in range(_MOST_STEPS):
        if not waiting or len(found) == most:
            break
        worth, way, places = heappop(waiting)
        if way[0] == owner and places:
            found.append(_chain(over, places))
            continue
        for place in _upward(held, way[0], under):
            if held.owner[place] not in way:
                step = (worth * float(held.high[place]), (int(held.owner[place]), *way), (place, *places))
                heappush(waiting, step)
    return found


def _upward(held: Stakes, party: int, under: Mask) -> list[int]:
    places = held.held_in(party)
    found: list[int] = places[under[held.owner[places]] & (held.high[places] > 0)].tolist()
    return found


def _chain(part: Part, places: tuple[int, ...]) -> Chain:
    held, party = part.stakes, part.party
    links = tuple(
        Link(
            int(party[held.owner[each]]),
            int(party[held.owned[each]]),
            float(held.low[each]),
            float(held.high[each]),
        )
        for each in places
    )
    low, high = (float(np.prod([getattr(link, end) for link in links])) for end in ("low", "high"))
    return Chain(links, low, high)
