"""The headline of a what-if, checked on sampled worlds."""

from dataclasses import dataclass

import numpy as np

from analytics.measures import RATE_CAP
from analytics.solution import Solution
from analytics.whatif.supposed import Supposed, supposed_ties
from graph.arrays import starts
from graph.errors import TooLarge

SEED = 1
MOST_DRAWS = 2_000_000_000
"""Parties times worlds that one answer may draw: about twenty seconds."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """How many more parties are in distress in a sampled world, on average: `added`, give or take `error`.

    error: the standard error of the mean over `worlds`.
    """

    added: float
    error: float
    worlds: int
    seed: int


def sampled(solution: Solution, supposed: Supposed, *, worlds: int, seed: int = SEED) -> Sampled:
    """Draw worlds twice, before and after, with equal chances: what they differ in is what is supposed.

    Those made to fail are not counted. Equal seeds give equal answers. O(parties) a world, beside the ties of
    those in distress: about ten seconds for a thousand worlds of a million parties.

    Raises
    ------
    TooLarge
        When that would be more than `MOST_DRAWS`.
    """
    from analytics.kernels.worlds import added_distress  # numba takes longer than to read a Book

    if worlds * len(solution.own.pd) > MOST_DRAWS:
        most = MOST_DRAWS // len(solution.own.pd)
        raise TooLarge(f"{worlds:,} worlds of so many parties take too long; ask for {most:,} at most")
    ties = supposed_ties(solution.snapshot, solution.inputs, solution.ties, supposed)
    order = np.argsort(ties.ties.source, kind="stable")
    start = starts(np.bincount(ties.ties.source, minlength=len(solution.own.pd)))
    chance = np.array(solution.own.pd)
    after, counted = chance.copy(), np.ones(len(chance), np.bool_)
    failed = list(supposed.failed)
    after[failed], counted[failed] = 1.0, False
    total, squares = added_distress(
        start,
        np.ascontiguousarray(ties.ties.target[order]),
        np.minimum(ties.before[order], RATE_CAP),
        np.minimum(ties.after[order], RATE_CAP),
        chance,
        after,
        counted,
        worlds,
        seed,
    )
    mean = total / worlds
    spread = max(0.0, squares / worlds - mean * mean) / max(1, worlds - 1)
    return Sampled(mean, float(np.sqrt(spread)), worlds, seed)
