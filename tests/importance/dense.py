"""Slow twins of the importance kernels: whole matrices and every firm in every step, as the papers say."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.systemic.production import Supplies
from graph.arrays import F64, I32

Matrix = npt.NDArray[np.float64]


class Dense(NamedTuple):
    """Losses (n,), ESRI with its parts, and the steps taken."""

    down: F64
    up: F64
    esri: tuple[float, float, float]
    steps: int


def dense_esri(
    supplies: Supplies, market: I32, *, revenue: F64, bought: F64, shock: F64, eps: float, most: int = 100_000
) -> Dense:
    """Return what a shock (n,) stops. revenue, bought (n,): of which sales and inputs are parts."""
    firms = len(market)
    up = np.zeros((firms, firms))
    linear, scarce = np.zeros((2, firms, firms)), np.zeros((2, len(supplies.amount), firms, firms))
    sold = np.bincount(supplies.supplier, supplies.amount, firms)
    inputs = {}
    for i, j, amount, essential, substitutability in zip(*(part.tolist() for part in supplies), strict=True):
        up[i, j] += amount / revenue[i]
        by_market = int(np.isnan(substitutability))
        kept = 1.0 if by_market else 1.0 - substitutability
        if essential:
            same = (supplies.buyer == j) & (market[supplies.supplier] == market[i])
            at = inputs.setdefault((j, market[i]), len(inputs))
            scarce[by_market, at, i, j] += kept * amount / supplies.amount[same].sum()
        else:
            linear[by_market, i, j] += kept * amount / bought[j]
    down, upward = shock.copy(), shock.copy()
    steps = 0
    while steps < most:
        alive = np.array([sold[market == k] @ (1 - down[market == k]) for k in market])
        sigma = np.array([s / a if a > s else 1.0 for s, a in zip(sold, alive, strict=True)])
        handed = down, sigma * down
        arrived = [sum(handed[way] @ linear[way] for way in (0, 1))]
        arrived += [sum(handed[way] @ scarce[way, at] for way in (0, 1)) for at in range(len(inputs))]
        new_down = np.minimum(1.0, np.max([shock, *arrived], axis=0))
        new_up = np.minimum(1.0, np.maximum(shock, up @ upward))
        largest = max((new_down - down).max(initial=0.0), (new_up - upward).max(initial=0.0))
        down, upward, steps = np.maximum(down, new_down), np.maximum(upward, new_up), steps + 1
        if largest <= eps:
            break
    weight = sold / sold.sum() if sold.sum() else sold
    found = tuple(float(weight @ part) for part in (np.maximum(down, upward), down, upward))
    return Dense(down, upward, found, steps)  # type: ignore[arg-type]


def dense_debtrank(loss: Matrix, equity: F64, shock: F64, *, most: int = 100_000) -> F64:
    """Return lost parts (n,). loss[i, j]: what i loses when j fails; equity (n,), inf hands nothing on."""
    impact = np.minimum(loss, equity[:, None]) / equity[:, None]
    before, lost = np.zeros(len(equity)), shock.copy()
    for _ in range(most):
        after = np.minimum(1.0, lost + impact @ (lost - before))
        if np.abs(after - lost).max(initial=0.0) < 1e-15:
            return after
        before, lost = lost, after
    return lost
