"""Lawsuits: how probable it is that the defendant loses."""

import numpy as np

from analytics.inputs import LossWords
from graph.arrays import F64, codes
from graph.schema import Table
from graph.snapshot import Snapshot


def losing(s: Snapshot, words: LossWords) -> tuple[F64, F64]:
    """Return (probability of losing, 1 where a judgment fell and else 0) of each lawsuit, both (l,)."""
    cases = s.facts(Table.LAWSUITS)
    outcome, outcomes = codes(cases["outcome"])
    status, statuses = codes(cases["status"])
    size = max(1, len(statuses))
    pairs, of_case = np.unique(outcome.astype(np.int64) * size + status, return_inverse=True)
    told = [_judged(outcomes[pair // size], statuses[pair % size], words) for pair in pairs.tolist()]
    found = np.array(told, np.float64).reshape(-1, 2)[of_case.reshape(-1)]
    return found[:, 0], found[:, 1]


def _judged(outcome: str | None, status: str | None, words: LossWords) -> tuple[float, float]:
    text = f"{outcome or ''} {status or ''}".lower()
    if any(word in text for word in words.won):
        return words.won_probability, 1.0
    if any(word in text for word in words.lost):
        return 1.0, 1.0
    if any(word in text for word in words.closed):
        return words.closed_probability, 1.0
    return words.open, 0.0
