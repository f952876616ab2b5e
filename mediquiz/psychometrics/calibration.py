"""How good past predictions were: reliability bins and the usual scores of a probability forecast.

Definitions as in the readiness judge's metrics, so that figures can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .quadrature import Array

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBin:
    """Predictions from `low` to `high`: how many, their mean, the share that came true and its 80 % interval."""

    low: float
    high: float
    count: int
    predicted: float
    observed: float
    observed_low: float
    observed_high: float


def reliability(predicted: Sequence[float], happened: Sequence[bool], bins: int = BINS) -> list[CalibrationBin]:
    """Equal-width bins on 0..1, the empty ones left out; the interval is Wilson's (1927)."""
    p, y, place = _binned(predicted, happened, bins)
    held = [(b, place == b) for b in range(bins)]
    return [_bin(b / bins, (b + 1) / bins, p[inside], y[inside]) for b, inside in held if inside.any()]


def _bin(low: float, high: float, predicted: Array, happened: Array) -> CalibrationBin:
    """What fell between `low` and `high`, which is not nothing."""
    observed = float(happened.mean())
    observed_low, observed_high = _wilson(observed, len(happened))
    return CalibrationBin(
        low=low,
        high=high,
        count=len(happened),
        predicted=float(predicted.mean()),
        observed=observed,
        observed_low=observed_low,
        observed_high=observed_high,
    )


def expected_calibration_error(predicted: Sequence[float], happened: Sequence[bool], bins: int = BINS) -> float:
    """Mean distance of predicted from observed over equal-width bins, weighted by their size."""
    p, y, place = _binned(predicted, happened, bins)
    if not len(p):
        return 0.0
    gaps = [abs(float((y - p)[place == b].sum())) for b in range(bins)]
    return float(sum(gaps) / len(p))


def log_loss(predicted: Sequence[float], happened: Sequence[bool], floor: float = 1e-4) -> float:
    """Mean negative log-likelihood (nats); predictions are kept `floor` away from 0 and 1."""
    p = np.clip(np.asarray(predicted, dtype=float), floor, 1.0 - floor)
    y = np.asarray(happened, dtype=float)
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))


def auc(predicted: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Chance that a right answer was predicted higher than a wrong one (ties half); None without both."""
    p = np.asarray(predicted, dtype=float)
    y = np.asarray(happened, dtype=bool)
    right = int(y.sum())
    wrong = len(y) - right
    if not right or not wrong:
        return None
    _values, place, count = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2.0)[place]
    return float((ranks[y].sum() - right * (right + 1) / 2.0) / (right * wrong))


def _binned(predicted: Sequence[float], happened: Sequence[bool], bins: int) -> tuple[Array, Array, Array]:
    p = np.asarray(predicted, dtype=float)
    y = np.asarray(happened, dtype=float)
    return p, y, np.minimum((p * bins).astype(int), bins - 1)


def _wilson(share: float, n: int, z: float = 1.2815515655446004) -> tuple[float, float]:
    """Wilson's score interval of a proportion; z for 80 %."""
    center = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # Rounding must not push an end past the share itself (0 of 6 gave a lower end of 1e-17).
    return float(max(0.0, min(share, center - reach))), float(min(1.0, max(share, center + reach)))
