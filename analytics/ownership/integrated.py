"""Integrated ownership: what a party holds of another over all chains, circles counted out, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analytics.ownership.stakes import Stakes, above, below
from graph.arrays import F64, I32, I64, Mask

_MOST_VISITED = 50_000_000
"""High ends are found owner by owner while no more stakes than that are looked at; further ones are 1."""


@dataclass(frozen=True, eq=False, slots=True)
class Shares:
    """What is held over all chains, for some parties, ascending.

    party (p,). low, high (p,): the share lies between them. high is at most 1 where low is. What a firm in a
    circle has of it counts what it has of itself (Baldone, Brioschi, Paleari, "Ownership measures among
    firms connected by cross-shareholdings", 1998), so it may exceed 1; a person's share never does.
    closed (p,): lies in a circle that leaves no share to anybody outside: the sum over its chains has no
    end. What is held through such a circle, or in it, counts as nothing in low and is 1 in high.
    """

    party: I32
    low: F64
    high: F64
    closed: Mask

    def of(self, party: int) -> tuple[float, float]:
        """Return (low, high) of a party; nothing for one that is not here."""
        place = int(np.searchsorted(self.party, party))
        if place == len(self.party) or self.party[place] != party:
            return 0.0, 0.0
        return float(self.low[place]), float(self.high[place])

    def rows(self) -> Iterator[tuple[int, float, float]]:
        """Yield (party, low, high)."""
        yield from zip(self.party.tolist(), self.low.tolist(), self.high.tolist(), strict=True)


def owners_of(stakes: Stakes, party: int) -> Shares:
    """Return what everybody above a party holds of it; itself too, over circles. See `walk_sums`."""
    from analytics.kernels.components import components, reached
    from analytics.kernels.most_held import most_of
    from analytics.kernels.walks import CLOSED, walk_sums

    part = above(stakes, party)
    held, root = part.stakes, part.place(party)
    base, direct = np.zeros(held.parties), held.held_in(root)
    base[held.owner[direct]] = held.low[direct]
    low, mark = walk_sums(held.out, held.owned, held.low, base, components(held.out, held.owned))
    high = low.copy()
    loose = held.owner[held.high > held.low].astype(np.int64)
    if len(loose):
        over = reached(held.into, held.owner_by_owned, loose).astype(np.int64)
        most = max(1, _MOST_VISITED // len(held))
        high[over[most:]] = 1.0
        high[over[:most]] = most_of(*_bounds(held), over[:most], root)
    return _shares(part.party, low, np.where(mark > 0, 1.0, high), mark == CLOSED)


def held_by(stakes: Stakes, party: int) -> Shares:
    """Return what a party holds of everybody below it; of itself too, over circles. See `walk_sums`."""
    from analytics.kernels.components import components
    from analytics.kernels.most_held import most_held
    from analytics.kernels.walks import CLOSED, walk_sums

    part = below(stakes, party)
    held, root = part.stakes, part.place(party)
    base, direct = np.zeros(held.parties), held.held_by(root)
    base[held.owned[direct]] = held.low[direct]
    owner, weight = held.owner_by_owned, held.low[held.by_owned]
    low, mark = walk_sums(held.into, owner, weight, base, components(held.into, owner))
    high = low if held.exact else most_held(*_bounds(held), root)
    return _shares(part.party, low, np.where(mark > 0, 1.0, high), mark == CLOSED)


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """What every party holds of every other over all chains, by the low ends: row i is `begin[i]:end[i]`.

    begin, end (n,); owned, share (p,). closed (n,): lies in a circle that leaves no share to others.
    """

    begin: I64
    end: I64
    owned: I32
    share: F64
    closed: Mask

    def of(self, owner: int) -> tuple[I32, F64]:
        """Return (whom, how much) an owner holds; in no order."""
        mine = slice(int(self.begin[owner]), int(self.end[owner]))
        return self.owned[mine], self.share[mine]


def whole_book(stakes: Stakes) -> Rows:
    """Return all integrated shares of a book at once, circle by circle. See `all_walk_sums`."""
    from analytics.kernels.components import components
    from analytics.kernels.walks import all_walk_sums

    component = components(stakes.out, stakes.owned)
    return Rows(*all_walk_sums(stakes.out, stakes.owned, stakes.low, component))


def _bounds(held: Stakes) -> tuple[I64, I32, F64, F64, F64, I32]:
    from analytics.kernels.components import components

    owner = held.owner_by_owned
    bounds = held.low[held.by_owned], held.high[held.by_owned], held.left
    return held.into, owner, *bounds, components(held.into, owner)


def _shares(party: I32, low: F64, high: F64, closed: Mask) -> Shares:
    held = (low > 0.0) | (high > 0.0)
    return Shares(party[held], low[held], np.maximum(low, high)[held], closed[held])
