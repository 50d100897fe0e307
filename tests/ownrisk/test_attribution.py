"""Aumann and Shapley's shares beside the integral that they are defined by."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from analytics.own.attribution import hazard_of, hazard_shares

PART = st.floats(-3, 3)


def slow(base: float, parts: list[float]) -> list[float]:
    """Integrate the slope of the hazard along the straight way from nothing to all points."""

    def hazard(log_odds: float) -> float:
        return float(np.log1p(np.exp(log_odds)))

    def along(t: float) -> float:
        where = base + t * sum(parts)
        return 1.0 / (1.0 + np.exp(-where))  # the hazard's slope: ln(1 + e^z)' = pd

    mean, _ = quad(along, 0.0, 1.0, epsabs=1e-13, epsrel=1e-13)
    return [hazard(base), *(part * mean for part in parts)]


@given(base=st.floats(-6, -1), parts=st.lists(PART, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_shares_are_those_of_the_integral(base: float, parts: list[float]) -> None:
    assume(-13.0 < base + sum(parts) < 6.5)  # pds are kept within [1e-6, .999]
    found = hazard_shares(np.array([base]), np.array([parts]))[0]
    assert found == pytest.approx(slow(base, parts), abs=1e-8)


@given(base=st.floats(-6, -1), parts=st.lists(PART, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_shares_sum_to_the_hazard(base: float, parts: list[float]) -> None:
    found = hazard_shares(np.array([base]), np.array([parts]))[0]
    assert found.sum() == pytest.approx(hazard_of(np.array([base + sum(parts)]))[0], abs=1e-9)
