"""Gradient boosting on the same answers: what a model without additive parts would reach; reported only."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from analytics.own.answers import Answers
from analytics.own.attribution import pd_of
from analytics.own.windows import Windows
from analytics.recalibration import calibrated
from graph.arrays import F64

_SETTINGS: Mapping[str, Any] = {
    "learning_rate": 0.05,
    "max_iter": 100,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 0,
}


def challenger(windows: Windows) -> tuple[F64, F64]:
    """Return its pds of the training parties and of the evaluation window, calibrated as the model is.

    Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001, in
    its histogram form; missing answers go the way that helps. Small trees, slow learning and a fixed
    number of them: nothing is chosen by the outcomes of later windows.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    learned_from = windows.learned_from
    columns = _columns(learned_from.answers)
    met = ~np.isnan(columns).all(0)  # it cannot bin what nobody answered
    model = HistGradientBoostingClassifier(**_SETTINGS).fit(columns[:, met], learned_from.failed)

    def told(answers: Answers) -> F64:
        return np.asarray(model.decision_function(_columns(answers)[:, met]), np.float64)

    fit = calibrated(told(windows.calibration.answers), windows.calibration.failed)
    former, later = (told(each.answers) for each in (learned_from, windows.evaluation))
    return pd_of(fit.of(former)), pd_of(fit.of(later))


def _columns(answers: Answers) -> F64:
    """Return the answers and the kind of party; what is not asked is missing, texts are their place."""
    told = np.where(answers.asked, answers.value, np.nan)
    return np.concatenate([told, answers.kind[:, None].astype(np.float64)], 1)
