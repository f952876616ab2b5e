"""One-dimensional Gaussian integrals of the three-parameter logistic curve (Gauss-Hermite).

Moment matching against one answer's likelihood is assumed-density filtering (Opper 1998;
Minka 2001, expectation propagation with one sweep).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_POINTS = 15
_raw_nodes, _raw_weights = np.polynomial.hermite_e.hermegauss(_POINTS)
#: nodes and weights of the standard normal, shape (15,); weights sum to 1
NODES: Array = _raw_nodes
WEIGHTS: Array = _raw_weights / _raw_weights.sum()
_WEIGHTS_1_2: Array = np.stack([WEIGHTS, WEIGHTS * NODES, WEIGHTS * NODES**2], axis=1)


def sigmoid(x: Array) -> Array:
    """Standard logistic, any shape; safe for large |x|."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * x))


@dataclass(frozen=True, slots=True)
class Curve:
    """Asymptotes of the response curve: P(right) runs from `guess` to 1 - `slip`."""

    guess: float
    slip: float

    def of(self, z: Array) -> Array:
        """P(right) at z = theta - b, any shape (Birnbaum 1968)."""
        return self.guess + (1.0 - self.slip - self.guess) * sigmoid(z)


def success_probability(mean: Array, variance: Array, curve: Curve) -> Array:
    """P(right) when z ~ N(mean, variance), arrays (T,)."""
    z = mean[:, None] + np.sqrt(variance)[:, None] * NODES
    return np.asarray(curve.of(z) @ WEIGHTS)


def matched_moments(
    mean: Array, variance: Array, curve: Curve, correct: bool, weight: float = 1.0
) -> tuple[Array, Array, Array]:
    """Evidence, mean and variance of z ~ N(mean, variance) after one answer, each (T,).

    The likelihood is raised to `weight`: 1 is full evidence, 0 none.
    """
    sd = np.sqrt(variance)
    likelihood = curve.of(mean[:, None] + sd[:, None] * NODES)
    if not correct:
        likelihood = 1.0 - likelihood
    if weight != 1.0:
        likelihood = likelihood**weight
    sums = likelihood @ _WEIGHTS_1_2
    total = sums[:, 0]
    shift = sums[:, 1] / total
    spread = sums[:, 2] / total - shift * shift
    return total, mean + sd * shift, variance * spread
