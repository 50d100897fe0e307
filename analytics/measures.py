"""What the computations hand on to each other, as plain arrays over parties (n) and transmissions (m)."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from graph.arrays import F64, I32, U8

PD_FLOOR = 1e-6
PD_CAP = 0.999
RATE_CAP = 0.999
FAILED_HAZARD = 36.0
"""Hazard that stands for certainty: 1 - e^-36 is 1 but for rounding, and it stays finite in sums."""
NONE: I32 = np.empty(0, np.int32)


class Basis(IntEnum):
    """Whether a rate was measured from amounts or stands on a documented default."""

    MEASURED = 0
    DEFAULT = 1


class OwnRisk(NamedTuple):
    """Standalone risk. pd (n,) in [1e-6, .999] within a year; confidence (n,) in [0, 1].

    hazard_by_indicator (n, k): column 0 is the base rate, column i the i-th indicator of the
    scorecard; a row sums to -ln(1 - pd), single entries may be negative.
    """

    pd: F64
    confidence: F64
    hazard_by_indicator: F64


class Transmission(NamedTuple):
    """Distress of `source` reaches `target` with probability `rate` in [0, .999]; all (m,).

    reverse: position of the transmission the other way over the same tie, -1 where there is none.
    key: row of `Snapshot.ties`. basis: `Basis`.
    """

    source: I32
    target: I32
    rate: F64
    reverse: I32
    key: I32
    basis: U8


class Contagion(NamedTuple):
    """Network risk. pd (n,); hazards add up: -ln(1 - pd) = own_hazard + Σ edge_hazard into it.

    own_hazard (n,); edge_hazard, message (m,) per transmission, message the probability that its source is
    in distress without help from its target, nor from their block if both are in one. `residual` is the
    last change of a factor, above the tolerance where the sweeps were ended; `radius` the spectral radius
    of the rates (a diagnostic: above 1, loops feed themselves).
    """

    pd: F64
    own_hazard: F64
    edge_hazard: F64
    message: F64
    sweeps: int
    residual: float
    radius: float
