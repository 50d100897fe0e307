"""Balance sheet figures of each party, from what is known or, marked as such, from what is likely."""

from dataclasses import dataclass

import numpy as np

from analytics.inputs import Calibration
from analytics.parties import amounts
from graph.arrays import F64, I64, Mask, sums_at
from graph.snapshot import EdgeTable, Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Balance:
    """Major units of the book currency (n,), NaN unknown; `*_known` (n,) says that nothing was guessed."""

    equity: F64
    revenue: F64
    costs: F64
    equity_known: Mask
    costs_known: Mask

    @classmethod
    def of(cls, s: Snapshot, calibration: Calibration) -> "Balance":
        """Take what the parties' fields say; else costs from revenue, equity from capital or revenue.

        Equity below zero counts as none: there is nothing left that could bear a loss (see `part_of`).
        """
        equity, revenue, costs, capital = (
            amounts(s, name) for name in ("equity", "revenue", "costs", "registered_capital")
        )
        equity_known, costs_known = ~np.isnan(equity), costs > 0
        likely = np.where(capital > 0, capital, revenue * calibration.equity_per_revenue)
        return cls(
            equity=np.where(equity_known, np.maximum(equity, 0.0), np.where(likely > 0, likely, np.nan)),
            revenue=np.where(revenue > 0, revenue, np.nan),
            costs=np.where(
                costs_known, costs, np.where(revenue > 0, revenue * calibration.costs_per_revenue, np.nan)
            ),
            equity_known=equity_known,
            costs_known=costs_known,
        )

    def of_parties(self, party: I64) -> "Balance":
        """Return the figures of these parties, a row each."""
        return Balance(
            equity=self.equity[party],
            revenue=self.revenue[party],
            costs=self.costs[party],
            equity_known=self.equity_known[party],
            costs_known=self.costs_known[party],
        )


def part_of(whole: F64, money: F64) -> F64:
    """Return money ÷ whole, both (m,): 0 for no money, infinite where the whole is 0, NaN unknown.

    So the unit of money never matters: any loss is too much for who has nothing.
    """
    part: F64 = np.full(len(money), np.nan)
    with np.errstate(over="ignore"):
        np.divide(money, whole, out=part, where=whole > 0)
    part[(whole == 0) & (money > 0)] = np.inf
    part[money <= 0] = 0.0
    return part


def told_share(owns: EdgeTable) -> F64:
    """Return the share that each row of OWNS tells, the middle of its bounds, (m,); NaN unknown."""
    return (owns.values["share_low"] + owns.values["share_high"]) / 2


def stake_value(owns: EdgeTable, equity: F64, share: F64) -> F64:
    """Return what each stake is worth (m,): as booked, else `share` (m,) of the owned firm's equity (n,).

    Shares of one firm that are told to be more than a whole together are scaled down to it.
    """
    whole = sums_at(owns.target, np.nan_to_num(told_share(owns)), len(equity))[owns.target]
    booked = owns.values["amount"]
    return np.where(np.isnan(booked), share / np.maximum(whole, 1.0) * equity[owns.target], booked)
