"""Books of a few parties as arrays, and their network PD by looking at every possible world."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from analytics.measures import OwnRisk, Transmission
from graph.arrays import F64

Tie = tuple[int, int, float]
Numbers = npt.NDArray[Any]


def own(chances: Sequence[float] | F64) -> OwnRisk:
    pd = np.array(chances, np.float64)
    return OwnRisk(pd, np.ones(len(pd)), -np.log1p(-np.minimum(pd, 0.999))[:, None])


def transmission(ties: Sequence[Tie]) -> Transmission:
    source, target, rate = (np.array([tie[part] for tie in ties]) for part in range(3))
    return transmission_of(source, target, rate)


def transmission_of(source: Numbers, target: Numbers, rate: Numbers) -> Transmission:
    count = len(rate)
    return Transmission(
        source.astype(np.int32),
        target.astype(np.int32),
        rate.astype(np.float64),
        np.full(count, -1, np.int32),
        np.arange(count, dtype=np.int32),
        np.zeros(count, np.uint8),
    )


def truth(chances: Sequence[float], ties: Sequence[Tie]) -> F64:
    """Return the share of worlds in which each party is in distress: 2^ties worlds, then a product."""
    parties = len(chances)
    alive = np.zeros(parties)
    for open_ties in product((False, True), repeat=len(ties)):
        weight = float(
            np.prod([tie[2] if on else 1 - tie[2] for tie, on in zip(ties, open_ties, strict=True)])
        )
        reach = np.eye(parties, dtype=bool)
        for _ in range(parties):
            for (source, target, _rate), on in zip(ties, open_ties, strict=True):
                if on:
                    reach[target] |= reach[source]
        alive += weight * np.array([np.prod(1 - np.array(chances)[causes]) for causes in reach])
    return 1 - alive


def node_fixed_point(chances: Sequence[float], ties: Sequence[Tie]) -> F64:
    """Return the fixed point that lets a party's own risk echo back: an upper bound."""
    start = np.array(chances)
    risk = start.copy()
    for _ in range(5_000):
        alive = 1 - start
        for source, target, rate in ties:
            alive[target] *= 1 - rate * risk[source]
        risk = 1 - alive
    return risk
