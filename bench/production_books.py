"""Production networks of firms with heavy tails, and ESRI by plain numpy: whole sweeps, firm by firm."""

from dataclasses import dataclass

import numpy as np

from analytics.systemic.production import LEAST_OUTSIDE, Production, Supplies, production
from graph.arrays import F64, I32, I64

MARKETS = 60
"""Industries; their sizes have a heavy tail as well."""


def supplies_of(size: int, ties: int, seed: int, told_share: float) -> tuple[Supplies, I32, F64]:
    """Return supplies, the market of each firm and its revenue.

    Firms sell and buy by a heavy tail of sizes; a third of the supplies is essential. `told_share` of them
    say how well they can be replaced, evenly from 0 to 1. From 5 % to 80 % of what firms sell leave the book.
    """
    rng = np.random.default_rng(seed)
    weight = np.minimum(1.0 + rng.pareto(1.3, size), 2_000.0)
    supplier, buyer = (rng.choice(size, ties, p=weight / weight.sum()) for _ in range(2))
    told = rng.random(ties) < told_share
    supplies = Supplies(
        supplier.astype(np.int32),
        buyer.astype(np.int32),
        np.exp(rng.normal(0.0, 1.5, ties)) * np.sqrt(weight[supplier] * weight[buyer]),
        rng.random(ties) < 1 / 3,
        np.where(told, rng.random(ties), np.nan),
    )
    share = 1.0 / np.arange(1, MARKETS + 1)
    market = rng.choice(MARKETS, size, p=share / share.sum()).astype(np.int32)
    supplies = supplies.where(supplies.supplier != supplies.buyer)
    sold = np.bincount(supplies.supplier, supplies.amount, size)
    return supplies, market, sold / (1.0 - rng.uniform(LEAST_OUTSIDE, 0.8, size))


def network(size: int, ties: int, seed: int = 7, *, told_share: float = 0.0) -> Production:
    supplies, market, revenue = supplies_of(size, ties, seed, told_share)
    return production(supplies, market, revenue=revenue, costs=np.full(size, np.nan))


@dataclass(frozen=True, eq=False, slots=True)
class Sweeps:
    """A network as whole arrays; supplier, buyer (m,): the ends that `Chains` has implied."""

    network: Production
    supplier: I64
    buyer: I64
    owner: I64

    @classmethod
    def of(cls, p: Production) -> "Sweeps":
        firms = np.arange(len(p))
        owner = np.repeat(firms, np.diff(p.chains.inputs))
        return cls(
            p, np.repeat(firms, np.diff(p.chains.start)), np.repeat(firms, np.diff(p.chains.into)), owner
        )

    def esri(self, firm: int, *, eps: float) -> float:
        """Return ESRI of one firm by sweeps over all ties until no loss grows by more than `eps`."""
        chains, firms = self.network.chains, len(self.network)
        shock = np.zeros(firms)
        shock[firm] = 1.0
        down, up = shock, shock
        while True:
            supply = np.bincount(chains.market, chains.output * (1.0 - down), len(chains.supplied))
            left = supply[chains.market]
            scarce = np.divide(chains.output, left, out=np.ones(firms), where=left > chains.output)
            handed = np.where(chains.told, down[self.supplier], (scarce * down)[self.supplier])
            inputs = np.bincount(chains.place, chains.share * handed, len(self.owner))
            new_down = shock.copy()
            np.maximum.at(new_down, self.owner, np.minimum(inputs, 1.0))
            asked = np.bincount(chains.supplier, chains.demand * up[self.buyer], firms)
            new_up = np.maximum(shock, asked)
            grown = max((new_down - down).max(), (new_up - up).max())
            down, up = new_down, new_up
            if grown <= eps:
                return float(chains.weight @ np.maximum(down, up))
