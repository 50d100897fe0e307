"""How well a risk told beforehand fits what happened afterwards; the outcome of each party is known.

In all of it `risk` or `pd` (n,) was told on one day, and `failed` (n,) says who failed within the year
after. Parties that had failed before that day are in neither.
"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from analytics.recalibration import stretched
from graph.arrays import F64, I64, Mask
from graph.errors import InvalidInput

STABLE_BELOW, SHIFTED_FROM = 0.1, 0.25
_BINS = 10
_HALF = 0.5
_EDGE = 1e-15


class Stability(StrEnum):
    """What a PSI says; Siddiqi, "Credit Risk Scorecards", Wiley 2006."""

    STABLE = "stable"
    WATCH = "watch"
    SHIFTED = "shifted"


class Reliability(NamedTuple):
    """Parties of about equal pd, by rising pd: how many, what was told of them on average, what came."""

    parties: I64
    told: F64
    came: F64


class Recognition(NamedTuple):
    """What a budget of alarms catches. alarmed (n,): who is among the riskiest.

    recognised: share of all failures that are alarmed. accepted: failure rate of the others; unscreened:
    of everybody.
    """

    alarmed: Mask
    recognised: float
    accepted: float
    unscreened: float


class Outcome(NamedTuple):
    """A model on one window. slope and intercept: see `Recalibration`, None where none are finite.

    mean_pd, rate in [0, 1]: told on average, and what came. psi: of the pd against the former window.
    """

    parties: int
    failures: int
    auc: float
    ks: float
    brier: float
    mean_pd: float
    rate: float
    slope: float | None
    intercept: float | None
    psi: float


def auc(risk: F64, failed: Mask) -> float:
    """Return the chance that one who failed was told riskier than one who did not; equal ones count half.

    The area under the ROC curve in the form of Mann and Whitney; Hanley and McNeil, Radiology 143, 1982.
    .5 for a risk that says nothing. O(n log n).

    Raises
    ------
    InvalidInput
        When all outcomes are alike, a risk is NaN, or the lengths differ; so do all others here.
    """
    _check(risk, failed)
    _, place, count = np.unique(risk, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    bad = int(failed.sum())
    return float((rank[failed].sum() - bad * (bad + 1) / 2) / (bad * (len(failed) - bad)))


def ks(risk: F64, failed: Mask) -> float:
    """Return the largest distance between the distributions of risk of those who failed and the others.

    Kolmogorov and Smirnov's two-sample statistic, in [0, 1]. O(n log n).
    """
    _check(risk, failed)
    _, place = np.unique(risk, return_inverse=True)
    bad, good = (np.cumsum(np.bincount(place, each)) / each.sum() for each in (failed, ~failed))
    return float(np.abs(bad - good).max())


def brier(pd: F64, failed: Mask) -> float:
    """Return the mean squared distance of the pd from the outcome; Brier, Monthly Weather Review 78, 1950."""
    _check(pd, failed)
    return float(np.mean((pd - failed) ** 2))


def reliability(pd: F64, failed: Mask, *, bins: int = _BINS) -> Reliability:
    """Return told and observed rates in `bins` groups of as equal size as can be, by rising pd."""
    _check(pd, failed)
    groups = [each for each in np.array_split(np.argsort(pd, kind="stable"), bins) if len(each)]
    return Reliability(
        np.array([len(each) for each in groups], np.int64),
        np.array([pd[each].mean() for each in groups]),
        np.array([failed[each].mean() for each in groups]),
    )


def psi(former: F64, later: F64, *, bins: int = _BINS) -> float:
    """Return how far the distribution of a risk moved between two windows, by tenths of the former one.

    Population stability index, Σ (later - former) · ln(later ÷ former) over shares; Siddiqi 2006. Equal
    values stay in one bin, so there may be fewer bins.
    """
    for each in (former, later):
        _refuse_nan(each)
    edges = np.unique(np.quantile(former, np.arange(1, bins) / bins)) if len(former) else np.empty(0)
    counts = [
        np.bincount(np.searchsorted(edges, each, side="left"), minlength=len(edges) + 1)
        for each in (former, later)
    ]
    return psi_of_counts(counts[0], counts[1])


def psi_of_counts(former: I64, later: I64) -> float:
    """Return the PSI of two lists of counts over the same bins; each count is half a party larger than it
    is, so that an empty bin is no infinite distance.

    Raises
    ------
    InvalidInput
        When either is empty.
    """
    if not (former.sum() and later.sum()):
        raise InvalidInput("A population stability index needs parties in both windows; one has none")
    one, other = ((each + _HALF) / (each.sum() + _HALF * len(each)) for each in (former, later))
    return float(((other - one) * np.log(other / one)).sum())


def stability(index: float) -> Stability:
    """Return what a PSI says: below .1 stable, to .25 to be watched, above shifted."""
    if index < STABLE_BELOW:
        return Stability.STABLE
    return Stability.WATCH if index <= SHIFTED_FROM else Stability.SHIFTED


def recognition(risk: F64, failed: Mask, *, budget: float) -> Recognition:
    """Return what alarms for the riskiest `budget` (a share in (0, 1)) of all parties would have caught.

    Where several have the risk at the border, those that come first are alarmed.
    """
    _check(risk, failed)
    alarms = max(1, int(np.ceil(budget * len(risk))))
    alarmed = np.zeros(len(risk), np.bool_)
    alarmed[np.argsort(-risk, kind="stable")[:alarms]] = True
    accepted = failed[~alarmed]
    return Recognition(
        alarmed,
        recognised=float(alarmed[failed].mean()),
        accepted=float(accepted.mean()) if len(accepted) else 0.0,
        unscreened=float(failed.mean()),
    )


def outcome(pd: F64, failed: Mask, *, former: F64) -> Outcome:
    """Return everything about one model on one window; `former` (k,) are its pds on the former one."""
    _check(pd, failed)
    inside = np.clip(pd, _EDGE, 1.0 - _EDGE)
    fit = stretched(np.log(inside / (1.0 - inside)), failed)
    return Outcome(
        parties=len(pd),
        failures=int(failed.sum()),
        auc=auc(pd, failed),
        ks=ks(pd, failed),
        brier=brier(pd, failed),
        mean_pd=float(pd.mean()),
        rate=float(failed.mean()),
        slope=fit and fit.slope,
        intercept=fit and fit.intercept,
        psi=psi(former, pd),
    )


def _check(risk: F64, failed: Mask) -> None:
    if len(risk) != len(failed):
        raise InvalidInput(f"{len(risk):,} risks do not go with {len(failed):,} outcomes")
    _refuse_nan(risk)
    if failed.all() or not failed.any():
        what = "failed" if len(failed) and failed.all() else "failed not"
        raise InvalidInput(
            f"All {len(failed):,} parties {what}: how well the two kinds are told apart needs both of them"
        )


def _refuse_nan(risk: F64) -> None:
    wrong = np.flatnonzero(np.isnan(risk))
    if len(wrong):
        raise InvalidInput(
            f"{len(wrong):,} risks are no numbers (NaN), the first at position {int(wrong[0])}"
        )
