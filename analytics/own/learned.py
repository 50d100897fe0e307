"""Own risk learned from outcomes: binned logistic regression, calibrated on a window it has not seen."""

from collections.abc import Sequence

import numpy as np

from analytics.inputs import BaseRates, Indicator, LearnedModel, Scorecard, Training
from analytics.own.answers import KINDS, Answers, band_of
from analytics.own.attribution import pd_of
from analytics.own.bins import refined
from analytics.own.logistic import Weights, fitted, log_odds, weights_of
from analytics.own.windows import Windows
from analytics.recalibration import calibrated
from graph.arrays import F64


def learn(windows: Windows, card: Scorecard, *, engine: str, hindsight: bool = False) -> LearnedModel:
    """Fit on the training windows and calibrate on the next one; the last is not looked at.

    `card` gives questions, bands and the points that the fit is drawn towards. A missing answer is never
    better than an average one: little data lowers the confidence, not the risk. engine: version of the
    program. Equal windows give an equal model.
    """
    learned_from, calibration = windows.learned_from, windows.calibration
    prior = card.model_copy(update={"indicators": refined(card.indicators, learned_from.answers)})
    weights, penalty = fitted(learned_from.answers, learned_from.failed, prior)
    weights = _fair_to_missing(_centred(weights, prior.indicators, learned_from.answers))
    fit = calibrated(log_odds(calibration.answers, prior.indicators, weights), calibration.failed)
    return LearnedModel(
        trained=Training(
            engine=engine,
            training=tuple(each.as_of for each in windows.training),
            calibration=calibration.as_of,
            evaluation=windows.evaluation.as_of,
            parties=len(learned_from.failed),
            failures=int(learned_from.failed.sum()),
            penalty=penalty,
            intercept=fit.intercept,
            slope=fit.slope,
            hindsight=hindsight,
        ),
        base_rates=_base_rates(fit.of(weights.base), learned_from.answers, card.base_rates),
        indicators=tuple(
            _with_points(indicator, fit.slope * bands)
            for indicator, bands in zip(prior.indicators, weights.bands, strict=True)
        ),
    )


def pds(answers: Answers, card: Scorecard) -> F64:
    """Return the pd that a scorecard gives to parties with a row of their own and these answers, (n,)."""
    return pd_of(log_odds(answers, card.indicators, weights_of(card)))


def _centred(weights: Weights, indicators: Sequence[Indicator], answers: Answers) -> Weights:
    """Move each indicator's mean over those it is asked of into their base: zero is an average answer."""
    base, centred = weights.base.copy(), []
    for column, (indicator, bands) in enumerate(zip(indicators, weights.bands, strict=True)):
        asked = answers.asked[:, column]
        met = bands[band_of(answers.value[asked, column], indicator)]
        mean = float(met.mean()) if len(met) else 0.0
        base[[kind in indicator.asked_of for kind in KINDS]] += mean
        centred.append(bands - mean)
    return Weights(base, tuple(centred))


def _fair_to_missing(weights: Weights) -> Weights:
    """Let nobody gain by an answer that is not known."""
    return weights._replace(
        bands=tuple(np.append(each[:-1], max(float(each[-1]), 0.0)) for each in weights.bands)
    )


def _base_rates(base: F64, answers: Answers, former: BaseRates) -> BaseRates:
    """Return the rate of each kind of party; one that was not met keeps the one it had."""
    rates, met = pd_of(base), np.bincount(answers.kind, minlength=len(KINDS)) > 0
    learned = {kind.value: float(rate) for kind, rate, there in zip(KINDS, rates, met, strict=True) if there}
    return former.model_copy(update=learned)


def _with_points(indicator: Indicator, points: F64) -> Indicator:
    """Return the indicator with these points; the last are those of a missing answer."""
    told, missing = [float(each) for each in points[:-1]], float(points[-1])
    if indicator.words:
        words = [
            each.model_copy(update={"points": own}) for each, own in zip(indicator.words, told, strict=False)
        ]
        return indicator.model_copy(update={"words": tuple(words), "other": told[-1], "missing": missing})
    bands = [each.model_copy(update={"points": own}) for each, own in zip(indicator.bands, told, strict=True)]
    return indicator.model_copy(update={"bands": tuple(bands), "missing": missing})
