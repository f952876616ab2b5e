"""Moment matching against brute-force integration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.psychometrics.quadrature import Curve, matched_moments, sigmoid, success_probability


def brute_force(mean: float, variance: float, curve: Curve, correct: bool, weight: float) -> tuple[float, float, float]:
    """Evidence, mean and variance on a fine grid."""
    z = np.linspace(mean - 9 * variance**0.5, mean + 9 * variance**0.5, 40_001)
    prior = np.exp(-((z - mean) ** 2) / (2 * variance))
    p = curve.guess + (1 - curve.slip - curve.guess) / (1 + np.exp(-z))
    likelihood = (p if correct else 1 - p) ** weight
    evidence = float((prior * likelihood).sum() / prior.sum())
    posterior = prior * likelihood / (prior * likelihood).sum()
    new_mean = float((posterior * z).sum())
    return evidence, new_mean, float((posterior * (z - new_mean) ** 2).sum())


@pytest.mark.parametrize("correct", [True, False])
@pytest.mark.parametrize("mean", [-2.0, 0.3, 2.5])
@pytest.mark.parametrize("variance", [0.6, 1.8])
@pytest.mark.parametrize("weight", [0.25, 0.5, 1.0])
def test_an_update_is_the_exact_integral(mean: float, variance: float, weight: float, correct: bool) -> None:
    curve = Curve(0.25, 0.02)
    found = matched_moments(np.array([mean]), np.array([variance]), curve, correct, weight)
    expected = brute_force(mean, variance, curve, correct, weight)
    assert [float(value[0]) for value in found] == pytest.approx(expected, abs=2e-3)


def test_success_probability_is_the_exact_integral() -> None:
    curve = Curve(0.25, 0.02)
    found = success_probability(np.array([0.4]), np.array([1.5]), curve)
    assert float(found[0]) == pytest.approx(brute_force(0.4, 1.5, curve, True, 1.0)[0], abs=1e-4)


def test_an_update_to_pinned_numbers() -> None:
    evidence, mean, variance = matched_moments(np.array([0.45]), np.array([1.8225]), Curve(0.25, 0.02), True)
    assert (float(evidence[0]), float(mean[0]), float(variance[0])) == pytest.approx(
        (0.67540, 0.80648, 1.62715), abs=2e-5
    )


@given(
    st.floats(-6, 6), st.floats(0.05, 6), st.booleans(), st.floats(0.05, 1.0), st.sampled_from([0.0, 0.2, 0.25, 0.5])
)
def test_a_right_answer_lifts_and_a_wrong_one_lowers(
    mean: float, variance: float, correct: bool, weight: float, guess: float
) -> None:
    m, v = np.array([mean]), np.array([variance])
    _evidence, new_mean, new_variance = matched_moments(m, v, Curve(guess, 0.02), correct, weight)
    assert (new_mean[0] >= mean - 1e-12) if correct else (new_mean[0] <= mean + 1e-12)
    assert new_variance[0] > 0


@given(st.floats(-700, 700))
def test_the_logistic_never_overflows(x: float) -> None:
    assert 0.0 <= float(sigmoid(np.array(x))) <= 1.0
