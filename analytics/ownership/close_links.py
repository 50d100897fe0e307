"""Close links: a fifth or more of another over chains, or a third party that has a fifth or more of both.

Regulation (EU) 575/2013, Article 4(1)(38), as the Eurosystem counts it: shares over chains multiply, chains
add up, and no chain meets a firm twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analytics.ownership.stakes import Part, Stakes, above, added_up, below
from graph.arrays import F64, I32, I64

THRESHOLD = 0.2
_ROUNDING = 1e-9
_LADDER = (1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-9, 0.0)
"""Chains end below the last of these with which the search is done in `_MOST_STEPS`."""
_MOST_STEPS = 200_000
_MOST_THIRD = 30
"""Third parties whose further holdings are looked at, the largest ones."""


class Side(StrEnum):
    """HOLDER holds the other, HELD is held by it, SIBLING has a holder in common with it."""

    HOLDER = "holder"
    HELD = "held"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class CloseLink:
    """A close link of one party. `side` says what the other, `party`, is to it.

    low, high: the share lies between them; of a sibling, the smaller of what `third` has of both. Certain
    from `low` on, only possible where nothing but `high` reaches the threshold.
    """

    party: int
    side: Side
    low: float
    high: float
    third: int | None = None


@dataclass(frozen=True, slots=True)
class CloseLinks:
    """Holders, then held, then siblings, each by falling share; `more` are not told.

    missed: no low end lacks more because a search had to end.
    """

    links: tuple[CloseLink, ...]
    more: int
    missed: float


@dataclass(frozen=True, eq=False, slots=True)
class ChainShares:
    """Shares over simple chains with each party of `party` (p,), ascending. missed: no low sum lacks more."""

    party: I32
    low: F64
    high: F64
    missed: float

    def reaching(self, threshold: float) -> I64:
        """Return the places of those that reach the threshold by their high end, largest first."""
        found = np.flatnonzero(self.high >= threshold - _ROUNDING)
        return found[np.lexsort((self.party[found], -self.high[found], -self.low[found]))].astype(np.int64)


def chains_down(stakes: Stakes, party: int) -> ChainShares:
    """Return what a party has of each one below it over simple chains."""
    return _summed(below(stakes, party), party, down=True)


def chains_up(stakes: Stakes, party: int) -> ChainShares:
    """Return what each one above a party has of it over simple chains."""
    return _summed(above(stakes, party), party, down=False)


def close_links(stakes: Stakes, party: int, *, threshold: float = THRESHOLD, most: int = 1_000) -> CloseLinks:
    """Return the close links of a party, at most so many of each side.

    Sums of several chains stay at most 1. A sibling is told once, with the third party that has most of both.
    """
    up, down = chains_up(stakes, party), chains_down(stakes, party)
    over, under = up.reaching(threshold), down.reaching(threshold)
    holders, held = _links(up, over[:most], Side.HOLDER), _links(down, under[:most], Side.HELD)
    near = np.concatenate([np.array([party], np.int32), up.party[over], down.party[under]])
    siblings, further, missed = _siblings(stakes, holders, near, threshold, most)
    more = max(0, len(over) - most) + max(0, len(under) - most) + further
    return CloseLinks((*holders, *held, *siblings), more, max(up.missed, down.missed, missed))


def _links(shares: ChainShares, places: I64, side: Side) -> tuple[CloseLink, ...]:
    rows = zip(*(each[places].tolist() for each in (shares.party, shares.low, shares.high)), strict=True)
    return tuple(CloseLink(party, side, low, high) for party, low, high in rows)


def _siblings(
    stakes: Stakes, holders: Sequence[CloseLink], near: I32, threshold: float, most: int
) -> tuple[tuple[CloseLink, ...], int, float]:
    """Return the siblings told, how many more there are, and what no share lacks more than."""
    low, high = np.zeros(stakes.parties), np.zeros(stakes.parties)
    third = np.full(stakes.parties, -1, np.int32)
    missed = 0.0
    for holder in holders[:_MOST_THIRD]:
        down = chains_down(stakes, holder.party)
        places = down.reaching(threshold)
        who = down.party[places]
        both = np.minimum(down.low[places], holder.low), np.minimum(down.high[places], holder.high)
        better = (both[0] > low[who]) | ((both[0] == low[who]) & (both[1] > high[who]))
        chosen = who[better]
        low[chosen], high[chosen], third[chosen] = both[0][better], both[1][better], holder.party
        missed = max(missed, down.missed)
    third[near] = -1
    found = np.flatnonzero(third >= 0)
    told = found[np.lexsort((found, -high[found], -low[found]))][:most]
    rows = zip(*(each.tolist() for each in (told, low[told], high[told], third[told])), strict=True)
    links = tuple(CloseLink(each, Side.SIBLING, least, top, by) for each, least, top, by in rows)
    return links, len(found) - len(told), missed


def _summed(part: Part, party: int, *, down: bool) -> ChainShares:
    root, held = part.place(party), part.stakes
    low, missed = _sums(held, held.low, root, down=down)
    most, further = (low, missed) if held.exact else _sums(held, held.high, root, down=down)
    kept = np.arange(held.parties) != root
    high = np.maximum(low, np.minimum(most + further, 1.0))
    return ChainShares(part.party[kept], low[kept], high[kept], float(missed[kept].max(initial=0.0)))


def _sums(held: Stakes, bound: F64, root: int, *, down: bool) -> tuple[F64, F64]:
    """Return the sums over simple chains, and what each may lack at most: all that goes on where one was cut.

    Without circles the sums are those of all chains, and quick.
    """
    from analytics.kernels.components import components
    from analytics.kernels.simple_chains import chain_sums, sums_without_circles

    start, far, weight = _ways(held, bound, down=down)
    component = components(start, far)
    if component.max(initial=-1) + 1 == len(component):
        total = sums_without_circles(start, far, weight, component, root)
        return total, np.zeros_like(total)
    best, missed = np.zeros(held.parties), np.ones(held.parties)
    for least in _LADDER:
        total, cut, steps = chain_sums(start, far, weight, root, least, _MOST_STEPS)
        best = np.maximum(best, total)
        if steps > _MOST_STEPS:
            break
        missed = _onward(held, bound, cut, down=down)
        if not cut.any():
            break
    return best, missed


def _onward(held: Stakes, bound: F64, cut: F64, *, down: bool) -> F64:
    """Return the sums over all chains that go on from what was cut, (n,), at most 1."""
    from analytics.kernels.components import components
    from analytics.kernels.walks import walk_sums

    near, far = (held.owner, held.owned) if down else (held.owned, held.owner)
    base = added_up(far, cut[near] * bound, held.parties)
    start, back, weight = _ways(held, bound, down=not down)
    total, mark = walk_sums(start, back, weight, base, components(start, back))
    return np.where((mark > 0) & np.any(cut > 0), 1.0, np.minimum(total, 1.0))


def _ways(held: Stakes, bound: F64, *, down: bool) -> tuple[I64, I32, F64]:
    """Return a CSR of the stakes from owner to owned, or up."""
    if down:
        return held.out, held.owned, bound
    return held.into, held.owner_by_owned, bound[held.by_owned]
