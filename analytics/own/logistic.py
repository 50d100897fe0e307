"""Regularised logistic regression on bands, drawn towards what the scorecard says.

The likelihood of the outcomes under

    log-odds = b + s · scorecard + δ(kind of party) + Σ δ(indicator, band)

less Σ δ² ÷ (2 · penalty). `s` is hardly penalised: a band in which nobody stood keeps s times the analyst's
points, and one with many outcomes says what they say. Hoerl and Kennard, Technometrics 12, 1970, for the
penalty; le Cessie and van Houwelingen, Applied Statistics 41, 1992, in logistic regression.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from analytics.inputs import Indicator, Scorecard
from analytics.own.answers import KINDS, Answers, band_of, points_of_bands
from graph.arrays import F64, I64, Mask
from graph.errors import NotInstalled

PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0)
_FOLDS = 5
_HARDLY = 1e3
"""The scorecard's column is so many times larger than it is, its penalty so many squared times smaller."""


class Weights(NamedTuple):
    """Log-odds: base (3,) by kind of party; bands: of each indicator (its bands + 1,), missing last."""

    base: F64
    bands: tuple[F64, ...]


def log_odds(answers: Answers, indicators: Sequence[Indicator], weights: Weights) -> F64:
    """Return base and bands summed up for each party, (n,)."""
    total = weights.base[answers.kind]
    for column, (indicator, bands) in enumerate(zip(indicators, weights.bands, strict=True)):
        total = total + answers.asked[:, column] * bands[band_of(answers.value[:, column], indicator)]
    return total


def weights_of(card: Scorecard) -> Weights:
    """Return what a scorecard says, as log-odds."""
    rates = np.array([getattr(card.base_rates, kind.value) for kind in KINDS])
    bands = tuple(points_of_bands(each) / card.points_per_log_odds for each in card.indicators)
    return Weights(np.log(rates / (1.0 - rates)), bands)


def fitted(answers: Answers, failed: Mask, card: Scorecard) -> tuple[Weights, float]:
    """Return the likeliest weights and the penalty, the one of `PENALTIES` that tells held-out fifths best.

    Each penalty is judged by the mean log loss of five folds of these rows alone. O(n · indicators).

    Raises
    ------
    NotInstalled
        Without scikit-learn, the extra `learn`.
    """
    try:
        from sklearn.linear_model import LogisticRegression  # takes longer to import than most commands run
        from sklearn.model_selection import StratifiedKFold, cross_val_score
    except ImportError as missing:
        raise NotInstalled(
            "Learning needs scikit-learn, which is not installed: pip install 'riskweave[learn]'"
        ) from missing

    prior = weights_of(card)
    told = log_odds(answers, card.indicators, prior)
    design, starts = _design(answers, card.indicators, told)
    folds = StratifiedKFold(min(_FOLDS, int(failed.sum())), shuffle=True, random_state=0)

    def model(penalty: float) -> Any:
        return LogisticRegression(C=penalty, solver="newton-cholesky", max_iter=200, tol=1e-9)

    def loss(penalty: float) -> float:
        scores = cross_val_score(model(penalty), design, failed, scoring="neg_log_loss", cv=folds)
        return -float(scores.mean())

    penalty = min(PENALTIES, key=loss)
    found = model(penalty).fit(design, failed)
    slope = float(found.coef_[0, 0]) * _HARDLY
    own = np.split(found.coef_[0, 1:], starts)
    base = float(found.intercept_[0]) + slope * prior.base + own[0]
    bands = tuple(slope * each + own for each, own in zip(prior.bands, own[1:], strict=True))
    return Weights(base, bands), penalty


def _design(answers: Answers, indicators: Sequence[Indicator], told: F64) -> tuple[Any, I64]:
    """Return the scorecard's log-odds, a column a kind and a band as CSR, and where the groups part."""
    from scipy import sparse

    widths = [len(KINDS), *(len(points_of_bands(each)) for each in indicators)]
    starts = np.cumsum(widths)
    bands = [
        1 + starts[column] + band_of(answers.value[:, column], indicator)
        for column, indicator in enumerate(indicators)
    ]
    rows = len(told)
    columns = np.stack([np.zeros(rows, np.int64), 1 + answers.kind.astype(np.int64), *bands], 1)
    values = np.concatenate([told[:, None] * _HARDLY, np.ones((rows, 1)), answers.asked], 1)
    first = np.arange(rows + 1) * columns.shape[1]
    shape = rows, 1 + int(starts[-1])
    return sparse.csr_matrix((values.ravel(), columns.ravel(), first), shape), starts[:-1]
