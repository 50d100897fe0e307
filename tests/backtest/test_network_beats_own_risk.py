"""The demo book's years after: a small version of `python -m bench.backtest`, one seed."""

from functools import cache

import numpy as np

from analytics.backtest import Outcome, outcome
from bench.backtest_books import DemoBook, demo_book
from book.inputs import RunInputs

INPUTS = RunInputs.read()
FUTURES = 60
"""Of one year of so few firms chance says more than any risk; the mean over many says what is known."""


@cache
def book() -> DemoBook:
    return demo_book(100, 400, futures=FUTURES, inputs=INPUTS)


@cache
def told(method: int) -> tuple[Outcome, ...]:
    """Return what PD alone (0) or in the network (1) is worth in each future with a failure."""
    risk = book().risks(INPUTS.settings)[method]
    return tuple(outcome(risk, failed, former=risk) for failed in book().failed if failed.any())


def test_firms_fail_in_their_futures_by_themselves_and_by_others() -> None:
    rate = book().failed.mean()
    assert 0.01 < rate < 0.1
    assert 0 < (book().caught & book().failed).sum() < book().failed.sum() / 2
    within = book().failed_after[book().failed]
    assert within.min() >= 0
    assert within.max() <= 366


def test_the_network_tells_failures_apart_better_than_own_risk_alone() -> None:
    for measure in ("auc", "ks"):
        own, network = (np.mean([getattr(each, measure) for each in told(method)]) for method in (0, 1))
        assert network > own > 0.0
