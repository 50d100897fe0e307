"""AUC, KS, Brier, PSI and calibration beside scikit-learn, scipy and values by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from analytics.backtest import (
    Stability,
    auc,
    brier,
    ks,
    outcome,
    psi,
    psi_of_counts,
    recognition,
    reliability,
    stability,
)
from analytics.recalibration import calibrated, shifted, stretched
from graph.errors import InvalidInput

RISK = np.array([0.1, 0.2, 0.2, 0.4, 0.9])
FAILED = np.array([False, False, True, False, True])


def drawn(seed: int, firms: int = 400) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    pd = np.round(rng.beta(1, 12, firms), 3)  # with ties
    return pd, rng.random(firms) < pd


def log_odds(pd: np.ndarray) -> np.ndarray:
    inside = np.clip(pd, 1e-6, 1 - 1e-6)
    return np.log(inside / (1 - inside))


def test_a_small_case_is_as_counted_by_hand() -> None:
    # pairs of one who failed and one who did not: .2 beside .1 .2 .4 counts 1 + .5 + 0, .9 counts 3
    assert auc(RISK, FAILED) == pytest.approx(4.5 / 6)
    # up to .2: half of the failed, two thirds of the others; up to .4: half beside all
    assert ks(RISK, FAILED) == pytest.approx(0.5)
    assert brier(RISK, FAILED) == pytest.approx((0.01 + 0.04 + 0.64 + 0.16 + 0.01) / 5)


@pytest.mark.parametrize("seed", range(5))
def test_the_measures_are_those_of_other_libraries(seed: int) -> None:
    pd, failed = drawn(seed)
    assert auc(pd, failed) == pytest.approx(roc_auc_score(failed, pd), abs=1e-12)
    assert ks(pd, failed) == pytest.approx(ks_2samp(pd[failed], pd[~failed]).statistic, abs=1e-12)
    assert brier(pd, failed) == pytest.approx(brier_score_loss(failed, pd), abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_stretch_is_that_of_an_unpenalised_logistic_regression(seed: int) -> None:
    pd, failed = drawn(seed)
    told = log_odds(pd)
    peer = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(told[:, None], failed)
    fit = stretched(told, failed)
    assert fit is not None
    assert fit.slope == pytest.approx(peer.coef_[0, 0], abs=1e-6)
    assert fit.intercept == pytest.approx(peer.intercept_[0], abs=1e-6)


@given(seed=st.integers(0, 10_000), factor=st.floats(0.1, 3), shift=st.floats(-2, 2))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_the_calibrated_mean_is_the_observed_rate(seed: int, factor: float, shift: float) -> None:
    pd, failed = drawn(seed)
    told = factor * log_odds(pd) + shift
    for fit in (calibrated(told, failed), shifted(told, failed)):
        assert fit is not None
        assert (1 / (1 + np.exp(-fit.of(told)))).mean() == pytest.approx(failed.mean(), abs=1e-10)


def test_a_risk_that_tells_apart_without_a_mistake_has_no_finite_stretch_and_is_still_calibrated() -> None:
    told, failed = np.array([-3.0, -2.0, 1.0, 2.0]), np.array([False, False, True, True])
    assert stretched(told, failed) is None
    assert calibrated(told, failed).slope > 1.0


def test_calibration_never_turns_the_order_round() -> None:
    pd, failed = drawn(1)
    assert calibrated(-3 * log_odds(pd), failed).slope > 0.0


def test_a_stable_population_has_a_small_index_and_a_moved_one_a_large_one() -> None:
    one, other = drawn(1, 5000)[0], drawn(2, 5000)[0]
    assert stability(psi(one, other)) is Stability.STABLE
    assert stability(psi(one, other * 3)) is Stability.SHIFTED


def test_the_index_of_counts_is_as_by_hand() -> None:
    former, later = (0.5 + 10) / 31, (0.5 + 20) / 31
    by_hand = (later - former) * np.log(later / former) * 2
    assert psi_of_counts(np.array([10, 20]), np.array([20, 10])) == pytest.approx(by_hand)


def test_an_empty_bin_is_no_infinite_distance() -> None:
    assert np.isfinite(psi_of_counts(np.array([10, 0]), np.array([0, 10])))


@pytest.mark.parametrize(
    ("index", "says"), [(0.0999, "stable"), (0.1, "watch"), (0.25, "watch"), (0.26, "shifted")]
)
def test_the_thresholds_of_the_index_are_those_of_the_trade(index: float, says: str) -> None:
    assert stability(index) == says


def test_tenths_hold_everybody_and_rise() -> None:
    pd, failed = drawn(3, 1003)
    told = reliability(pd, failed)
    assert told.parties.sum() == 1003
    assert (np.diff(told.told) >= 0).all()
    assert (told.parties * told.came).sum() == pytest.approx(failed.sum())


def test_alarms_find_the_riskiest_and_leave_a_lower_rate() -> None:
    found = recognition(RISK, FAILED, budget=0.2)
    assert found.alarmed.tolist() == [False, False, False, False, True]
    assert (found.recognised, found.accepted, found.unscreened) == pytest.approx((0.5, 0.25, 0.4))


def test_one_window_is_told_whole() -> None:
    pd, failed = drawn(4)
    told = outcome(pd, failed, former=pd)
    assert (told.parties, told.failures, told.psi) == (400, failed.sum(), pytest.approx(0.0, abs=1e-12))
    assert told.rate == failed.mean()


@pytest.mark.parametrize("measure", [auc, ks, brier])
@pytest.mark.parametrize("value", [True, False])
def test_outcomes_that_are_all_alike_are_refused_with_words(measure, value: bool) -> None:
    with pytest.raises(InvalidInput, match="needs both"):
        measure(RISK, np.full(5, value))


def test_a_nan_is_refused_with_its_place() -> None:
    risk = RISK.copy()
    risk[3] = np.nan
    with pytest.raises(InvalidInput, match="first at position 3"):
        auc(risk, FAILED)
    with pytest.raises(InvalidInput, match="NaN"):
        psi(RISK, risk)


def test_risks_and_outcomes_of_different_length_are_refused() -> None:
    with pytest.raises(InvalidInput, match="do not go with"):
        auc(RISK, FAILED[:3])
