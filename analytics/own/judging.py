"""What a later window says of own risk: scorecard, learned model and challenger side by side."""

from typing import NamedTuple

import numpy as np

from analytics.backtest import Outcome, Reliability, outcome, psi_of_counts, reliability
from analytics.inputs import Indicator, LearnedModel, Scorecard
from analytics.own.answers import Answers, band_of, points_of_bands
from analytics.own.challenger import challenger
from analytics.own.learned import pds
from analytics.own.windows import Window, Windows
from graph.arrays import F64, I64


class Report(NamedTuple):
    """Three models on the evaluation window, which none of them saw; PSI is against the training windows.

    reliability: the learned pd by tenths. shifts: PSI of each indicator over its bands.
    """

    scorecard: Outcome
    learned: Outcome
    challenger: Outcome
    reliability: Reliability
    shifts: dict[str, float]


def judged(windows: Windows, card: Scorecard, model: LearnedModel) -> Report:
    """Return what the last window says of the scorecard `card`, of `model`, and of gradient boosting."""
    former, later = windows.learned_from, windows.evaluation
    in_use = model.as_card(card)

    def told(one: F64, other: F64) -> Outcome:
        return outcome(other, later.failed, former=one)

    learned = pds(later.answers, in_use)
    return Report(
        scorecard=told(pds(former.answers, card), pds(later.answers, card)),
        learned=told(pds(former.answers, in_use), learned),
        challenger=told(*challenger(windows)),
        reliability=reliability(learned, later.failed),
        shifts=_shifts(model, former, later),
    )


def _shifts(model: LearnedModel, former: Window, later: Window) -> dict[str, float]:
    """Return the PSI of each indicator that somebody is asked in both windows."""
    found = {}
    for column, indicator in enumerate(model.indicators):
        one, other = (_counts(each.answers, column, indicator) for each in (former, later))
        if one.sum() and other.sum():
            found[indicator.name] = psi_of_counts(one, other)
    return found


def _counts(answers: Answers, column: int, indicator: Indicator) -> I64:
    asked = answers.asked[:, column]
    bands = band_of(answers.value[asked, column], indicator)
    return np.bincount(bands, minlength=len(points_of_bands(indicator)))
