"""Balance sheet figures of each party, from what is known or, marked as such, from what is likely."""

from dataclasses import dataclass

import numpy as np

from analytics.inputs import Calibration
from analytics.parties import amounts
from graph.arrays import F64, Mask
from graph.snapshot import Snapshot


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

        Equity at or below zero counts as one unit: any loss is too much.
        """
        equity, revenue, costs, capital = (
            amounts(s, name) for name in ("equity", "revenue", "costs", "registered_capital")
        )
        equity_known, costs_known = ~np.isnan(equity), costs > 0
        likely = np.where(capital > 0, capital, revenue * calibration.equity_per_revenue)
        return cls(
            equity=np.where(equity_known, np.maximum(equity, 1.0), np.where(likely > 0, likely, np.nan)),
            revenue=np.where(revenue > 0, revenue, np.nan),
            costs=np.where(
                costs_known, costs, np.where(revenue > 0, revenue * calibration.costs_per_revenue, np.nan)
            ),
            equity_known=equity_known,
            costs_known=costs_known,
        )
