"""By how much told log-odds have to be stretched and shifted to fit what happened afterwards."""

from typing import NamedTuple

import numpy as np

from graph.arrays import F64, Mask
from graph.errors import InvalidInput

_STEPS = 200
_LONGEST_STEP = 2.0
_SETTLED = 1e-12
_STEEPEST = 50.0
DOUBT = 0.3
"""How far from 1 a calibration's slope may be before anything is seen; dozens of failures outweigh it."""


class Recalibration(NamedTuple):
    """Fitted log-odds are intercept + slope · told ones. (0, 1): they fit as they are.

    A slope below 1 says that the told probabilities are too far apart, an intercept below 0 that they
    are too high where the slope is 1.
    """

    intercept: float
    slope: float

    def of(self, log_odds: F64) -> F64:
        """Return the fitted log-odds, (n,)."""
        return self.intercept + self.slope * log_odds


def stretched(log_odds: F64, failed: Mask, *, doubt: float = np.inf) -> Recalibration | None:
    """Return the likeliest slope and intercept, None where no finite ones are: separated or all alike.

    Cox, "Two further applications of a model for binary regression", Biometrika 45, 1958; as a means
    to calibrate: Platt, "Probabilistic outputs for support vector machines", 1999 (without his prior of the
    outcomes, so that the mean of the fitted probabilities is the observed rate). doubt: how far from 1 the
    slope is thought to be beforehand, as a standard deviation. log_odds, failed (n,). O(n) a step.
    """
    middle = float(log_odds.mean()) if len(log_odds) else 0.0
    columns = np.stack([np.ones(len(log_odds)), log_odds - middle], 1)
    found = _likeliest(columns, failed, known=log_odds, pull=np.array([0.0, doubt**-2]))
    if found is None or abs(float(found[1])) > _STEEPEST:
        return None
    return Recalibration(float(found[0] - found[1] * middle), 1.0 + float(found[1]))


def shifted(log_odds: F64, failed: Mask) -> Recalibration | None:
    """Return the likeliest intercept with the slope left at 1, None where all outcomes are alike."""
    found = _likeliest(np.ones((len(log_odds), 1)), failed, known=log_odds, pull=np.zeros(1))
    return None if found is None else Recalibration(float(found[0]), 1.0)


def calibrated(told: F64, failed: Mask) -> Recalibration:
    """Return the recalibration whose mean is the observed rate, its slope drawn to 1 where outcomes are few.

    It is only shifted where stretching would turn the order round.

    Raises
    ------
    InvalidInput
        When all outcomes are alike.
    """
    fit = stretched(told, failed, doubt=DOUBT)
    if fit is None or fit.slope <= 0.0:
        fit = shifted(told, failed)
    if fit is None:
        raise InvalidInput("All outcomes of the calibration window are alike; name another day for it")
    return fit


def _likeliest(columns: F64, failed: Mask, *, known: F64, pull: F64) -> F64 | None:
    """Return the weights at which likelihood less Σ pull · weight² ÷ 2 is highest, by short Newton steps."""
    if failed.all() or not failed.any():
        return None
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(known + columns @ weights, -700.0, 700.0)))
        slope = columns.T @ (failed - chance) - pull * weights
        curve = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(pull)
        try:
            step = np.linalg.solve(curve, slope)
        except np.linalg.LinAlgError:
            return None
        length = float(np.abs(step).max())
        if not np.isfinite(length):
            return None
        weights = weights + step * min(1.0, _LONGEST_STEP / max(length, _SETTLED))
        if length < _SETTLED * (1.0 + float(np.abs(weights).max())):
            return weights
    return None
