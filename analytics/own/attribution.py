"""How much of a standalone hazard each indicator answers for."""

import numpy as np

from analytics.measures import PD_CAP, PD_FLOOR
from graph.arrays import F64

_FLAT = 1e-9


def pd_of(log_odds: F64) -> F64:
    """Return the probability of these log-odds, kept within [1e-6, .999]."""
    return np.clip(1.0 / (1.0 + np.exp(-log_odds)), PD_FLOOR, PD_CAP)


def hazard_of(log_odds: F64) -> F64:
    """Return -ln(1 - pd) of these log-odds."""
    return -np.log1p(-pd_of(log_odds))


def hazard_shares(base: F64, parts: F64) -> F64:
    """Split the hazard of log-odds `base` + Σ `parts` into the base rate's and one for each part.

    Aumann and Shapley, "Values of Non-Atomic Games", Princeton 1974: for a function of a sum, in
    proportion to the parts along the way up from the base. base (n,), parts (n, k); returns
    (n, k + 1), column 0 the base rate's. Rows sum to the hazard exactly.
    """
    total = parts.sum(1)
    start, end = hazard_of(base), hazard_of(base + total)
    flat = np.abs(total) < _FLAT
    slope = np.where(flat, pd_of(base), (end - start) / np.where(flat, 1.0, total))
    return np.concatenate([start[:, None], parts * slope[:, None]], 1)


def hazard_without(hazards: F64, column: int) -> float:
    """Return the own hazard (a row of `hazard_shares`) had the indicator of `column` no points at all."""
    own, start = float(hazards.sum()), float(hazards[0])
    high, low = _log_odds(own), _log_odds(start)
    if abs(own - start) < _FLAT:
        return own - float(hazards[column])
    part = float(hazards[column]) * (high - low) / (own - start)
    return float(hazard_of(np.array([high - part]))[0])


def _log_odds(hazard: float) -> float:
    return float(np.log(np.expm1(hazard)))
