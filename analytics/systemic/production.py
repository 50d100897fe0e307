"""The production network of a book: who supplies whom, how much the buyer needs it, what a market replaces.

Diem, Borsos, Reisch, Kertész, Thurner, Sci. Rep. 12:7719, 2022: firms of one industry are a market, an
essential supply stops its buyer by its share of what the buyer gets from that industry (Leontief), the others
by their share of all that it buys (linear). Beyond the paper, as a book is no whole economy:

- what a firm buys or sells in all is its costs and its revenue where these are larger than its supplies. Some
  of the revenue always comes from outside: a ring of firms that only sell to each other would lose everything
  by any loss, and never be done.
- a supply whose `substitutability` is told is replaced by that much, whatever its market looks like.

What weighs a firm, and its part of a market, is what it sells in the book.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from analytics.kernels.chains import Chains, Reach
from analytics.kernels.esri import reach_of
from analytics.ties.balance import Balance
from graph.arrays import F64, I32, I64, Mask, codes, starts
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot

LEAST_OUTSIDE = 0.05
"""Part of its revenue that a firm has from outside of the book at least, whatever is known."""
_REACH_TOL = 1e-6
_REACH_ROUNDS = 1_000


class Supplies(NamedTuple):
    """m supplies: supplier, buyer positions; amount > 0 a year; essential; all (m,).

    substitutability (m,): which part the buyer gets elsewhere, NaN where that is for the market to say.
    """

    supplier: I32
    buyer: I32
    amount: F64
    essential: Mask
    substitutability: F64

    def where(self, keep: Mask) -> "Supplies":
        """Return the supplies for which `keep` (m,) holds."""
        return Supplies(
            self.supplier[keep],
            self.buyer[keep],
            self.amount[keep],
            self.essential[keep],
            self.substitutability[keep],
        )


@dataclass(frozen=True, eq=False)
class Production:
    """Money in major units of the book currency a year.

    volume (n,): what production is worth: the revenue that counts, else what is bought, 0 where both are
    unknown. assumed (n,): firms that sell in the book, but whose revenue is unknown or hardly above that.
    without_amount: supplies whose amount is unknown or not above 0, left out.
    """

    chains: Chains
    volume: F64
    assumed: Mask
    without_amount: int

    @classmethod
    def of(cls, s: Snapshot, balance: Balance) -> "Production":
        """Take every supply of the book that has an amount. O(m log m)."""
        edges = s.relationships(RelationshipKind.SUPPLIES)
        amount = edges.values["amount"]
        keep = np.isfinite(amount) & (amount > 0)
        told = edges.values["substitutability"]
        supplies = Supplies(edges.source, edges.target, amount, edges.values["essential"] == 1, told)
        made = production(supplies.where(keep), markets(s), revenue=balance.revenue, costs=balance.costs)
        return replace(made, without_amount=int(np.count_nonzero(~keep)))

    def __len__(self) -> int:
        return len(self.volume)

    @cached_property
    def firms(self) -> I32:
        """Whoever supplies or is supplied, ascending: nobody else can be of importance."""
        tied = (np.diff(self.chains.start) > 0) | (np.diff(self.chains.into) > 0)
        return np.flatnonzero(tied).astype(np.int32)

    @cached_property
    def output(self) -> float:
        """What all firms sell in the book."""
        return float(self.chains.output.sum())

    @cached_property
    def reach(self) -> Reach:
        """What waiting losses can do, see `kernels.esri`."""
        found, _ = reach_of(self.chains, _REACH_TOL, _REACH_ROUNDS)
        return found


def markets(s: Snapshot) -> I32:
    """Return the industry of each party as a number from 0 on, (n,); who has none known is one of its own."""
    industry, names = codes(s.parties["industry"])
    unknown = np.array([not (name or "").strip() for name in names], np.bool_)
    alone = np.arange(len(s)) + len(names)
    each = np.where(unknown[industry], alone, industry) if len(s) else industry
    return np.unique(each, return_inverse=True)[1].astype(np.int32)


def production(
    supplies: Supplies,
    market: I32,
    *,
    revenue: F64,
    costs: F64,
    least_outside: float = LEAST_OUTSIDE,
) -> Production:
    """Return the network of these supplies; those of a firm with itself are left out.

    market (n,) from 0 on. revenue, costs (n,), NaN where unknown. `least_outside` 0 with both unknown is the
    network of the paper, whose results depend on where its steps are ended. O(m log m).
    """
    supplies = supplies.where(supplies.supplier != supplies.buyer)
    firms = len(market)
    sold, bought = (_summed(end, supplies.amount, firms) for end in (supplies.supplier, supplies.buyer))
    least = sold / (1.0 - least_outside)
    whole, spent = np.fmax(revenue, least), np.fmax(costs, bought)
    place, inputs, of_all = _inputs(supplies, market, spent)
    told = ~np.isnan(supplies.substitutability)
    kept = 1.0 - np.where(told, np.clip(supplies.substitutability, 0.0, 1.0), 0.0)
    down, up = (np.argsort(end, kind="stable") for end in (supplies.supplier, supplies.buyer))
    total = float(sold.sum())
    chains = Chains(
        start=starts(np.bincount(supplies.supplier, minlength=firms)),
        buyer=supplies.buyer[down].astype(np.int32),
        share=(kept * supplies.amount / of_all)[down],
        place=place[down],
        told=told[down],
        into=starts(np.bincount(supplies.buyer, minlength=firms)),
        supplier=supplies.supplier[up].astype(np.int32),
        demand=(supplies.amount / whole[supplies.supplier])[up],
        output=sold,
        weight=sold / total if total > 0 else sold,
        market=market.astype(np.int32),
        supplied=_summed(market, sold, int(market.max(initial=-1)) + 1),
        inputs=inputs,
    )
    assumed = (sold > 0) & ~(revenue >= least)
    return Production(chains, np.where(whole > 0, whole, spent), assumed, without_amount=0)


def _summed(of: I32, amount: F64, size: int) -> F64:
    return np.bincount(of, amount, size).astype(np.float64)


def _inputs(supplies: Supplies, market: I32, bought: F64) -> tuple[I32, I64, F64]:
    """Return what input of its buyer each supply is part of (m,), where these begin (n + 1,), wholes (m,).

    An essential one is part of what the buyer gets of the industry; all others make one input of a buyer.
    """
    size = int(market.max(initial=-1)) + 2
    buyer = supplies.buyer.astype(np.int64)
    industry = 1 + market[supplies.supplier].astype(np.int64)
    _, group = np.unique(buyer * size + industry, return_inverse=True)
    of_industry = np.bincount(group, supplies.amount)[group] if len(group) else supplies.amount
    keys, place = np.unique(buyer * size + np.where(supplies.essential, industry, 0), return_inverse=True)
    whole: F64 = np.where(supplies.essential, of_industry, bought[supplies.buyer])
    return place.astype(np.int32), starts(np.bincount(keys // size, minlength=len(market))), whole
