"""Predicted exam score and chance to pass: the posterior predictive of a blueprint-weighted form.

    theta ~ N(H m + G(day), H S H'),  pi_k = c + (1 - s - c) sigmoid(kappa theta_k)
    score | theta ~ N(sum w_k pi_k, item luck + sitting luck)
    item luck    = sum w_k pi_k (1 - pi_k) / N
    sitting luck = (sd_exam * d score / d theta)^2      form and day, one shift common to all topics

Ability is drawn, luck is integrated exactly: the predictive distribution over 0..N right answers is a
mixture of normals, one a draw, with half-item continuity correction. One set of theta draws serves
every certification and the normals behind it are a fixed table, so a number does not flicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np

from .constants import Constants
from .mastery import LearnerState
from .quadrature import Array, sigmoid

THETA_DRAWS = 600
#: equally likely scores a prediction is summed up in
POINTS = 1000
_PAGE_1, _PAGE_3 = 0.7988, 0.7988 * 0.04417


@dataclass(frozen=True, slots=True)
class ExamForm:
    """What the prediction needs to know of one certification's exam.

    weights (K,) share of each topic among the scored items (any positive scale; all 0 is refused);
    n_scored items; cut and sd_cut as raw proportions (sd_cut 0: the board publishes the raw cut);
    guess c of its items (None: the usual one); difficulty (K,) mean b of its items (None: all 0).
    """

    weights: Array
    n_scored: int
    cut: float
    sd_cut: float = 0.0
    guess: float | None = None
    difficulty: Array | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """Chance to pass, and the range it would fall in (10 % to 90 %) were ability and cut known.

    The range is the spread of P(pass | theta, cut) over the posterior of theta and the doubt about
    the cut: what more answers (or a published cut) could still turn it into. Luck of the form, of the
    day and of the items is inside each conditional chance and so inside p itself.
    """

    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """Predicted proportion right (0..1): mean, 80 % interval, chance to pass.

    draws (POINTS,) are equally likely scores, sorted, each a whole number of right answers over N.
    """

    mean: float
    low80: float
    high80: float
    chance: Chance
    draws: Array

    @property
    def p_pass(self) -> float:
        """Chance to pass (0..1)."""
        return self.chance.p

    def interval(self, level: float) -> tuple[float, float]:
        """Central interval of the predicted score."""
        tail = (1.0 - level) / 2.0
        low, high = _quantiles(self.draws, tail, 1.0 - tail)
        return float(low), float(high)


def predict_score(state: LearnerState, forms: Sequence[ExamForm], day: float, seed: int = 1) -> list[Prediction]:
    """One prediction per form, all for a sitting on `day` with no answers until then."""
    return predict_from(*state.pooled_moments(day), state.constants, forms, seed)


def predict_from(
    mean: Array, covariance: Array, constants: Constants, forms: Sequence[ExamForm], seed: int = 1
) -> list[Prediction]:
    """The same from what is left of a day that is over: mean (K,) and covariance (K, K) of theta on it."""
    normals = _normal_table(THETA_DRAWS, len(mean), seed)
    theta = mean + normals @ _root(covariance).T
    curve = _curve(theta, constants)
    doubts = _normal_table(THETA_DRAWS, 1, seed + 1)[:, 0]
    return [_predict_form(form, constants, theta, curve, doubts) for form in forms]


def _predict_form(form: ExamForm, constants: Constants, theta: Array, curve: Array, doubts: Array) -> Prediction:
    if form.difficulty is not None:
        curve = _curve(theta - form.difficulty, constants)
    score, luck = _score_given_theta(form, constants, curve)
    draws = _equally_likely(score, luck, form.n_scored)
    low, high = _quantiles(draws, 0.1, 0.9)
    return Prediction(float(score.mean()), float(low), float(high), _chance(form, score, luck, doubts), draws)


def _curve(theta: Array, constants: Constants) -> Array:
    """sigmoid(kappa theta): P(known) on an item of b = 0 whose exact difficulty is not known."""
    return sigmoid(constants.shrink * theta)


def _score_given_theta(form: ExamForm, constants: Constants, curve: Array) -> tuple[Array, Array]:
    """Mean and standard deviation (draws,) of the proportion right at each theta, luck included.

    With pi = c + a f: pi (1 - pi) = c (1 - c) + a (1 - 2 c) f - a^2 f^2, so two products are enough.
    """
    weights = _shares(form)
    c = constants.guess if form.guess is None else form.guess
    a = 1.0 - constants.slip - c
    first, second = curve @ weights, (curve * curve) @ weights
    item = (c * (1.0 - c) + a * (1.0 - 2.0 * c) * first - a * a * second) / form.n_scored
    sitting = constants.sd_exam * constants.shrink * a * (first - second)
    return c + a * first, np.sqrt(item + sitting * sitting)


def _equally_likely(score: Array, luck: Array, n_scored: int) -> Array:
    """POINTS quantiles of the predictive distribution over 0..n right answers, as proportions."""
    edges = (np.arange(n_scored) + 0.5) / n_scored
    distance = edges[:, None] - score
    distance /= luck
    below = _normal_cdf(distance).mean(axis=1)
    levels = (np.arange(POINTS) + 0.5) / POINTS
    return np.searchsorted(below, levels) / n_scored


def _chance(form: ExamForm, score: Array, luck: Array, doubts: Array) -> Chance:
    """Mean and spread over draws of P(score >= cut | theta, cut)."""
    cuts = _effective_cut(form) + form.sd_cut * doubts
    conditional = _normal_cdf((score - cuts) / luck)
    p = float(conditional.mean())
    low, high = _quantiles(conditional, 0.1, 0.9)
    return Chance(p, min(p, float(low)), max(p, float(high)))


def _effective_cut(form: ExamForm) -> float:
    """A known raw cut is met by a whole number of items: half an item below it (continuity correction)."""
    if form.sd_cut > 0.0:
        return form.cut
    return (ceil(form.cut * form.n_scored - 1e-9) - 0.5) / form.n_scored


def _shares(form: ExamForm) -> Array:
    """Weights (K,) summing to 1."""
    weights = np.asarray(form.weights, dtype=float)
    total = weights.sum()
    if total <= 0.0 or (weights < 0.0).any():
        raise ValueError("exam weights must not be negative and must not all be zero")
    return np.asarray(weights / total)


def _root(covariance: Array) -> Array:
    """Lower Cholesky factor; topics that move as one would otherwise stop it by rounding."""
    jitter = 1e-10 * float(np.trace(covariance)) / len(covariance)
    return np.asarray(np.linalg.cholesky(covariance + jitter * np.eye(len(covariance))))


@lru_cache(maxsize=8)
def _normal_table(rows: int, columns: int, seed: int) -> Array:
    """Standard normals (rows, columns) in antithetic pairs, made exactly uncorrelated with variance 1.

    So every linear score has its exact mean and variance whatever its direction. With more columns
    than pairs the decorrelation is not possible and left out. Read-only because it is shared.
    """
    rng = np.random.default_rng(seed)
    half = rng.standard_normal((rows // 2, columns))
    if columns < rows // 4:
        half = np.linalg.qr(half)[0] * (rows // 2) ** 0.5
    table = np.concatenate([half, -half])
    table.flags.writeable = False
    return table


def _normal_cdf(x: Array) -> Array:
    """Standard normal distribution function (Page 1977): error below 2e-4, at the price of one tanh.

    0.5 + 0.5 tanh(x (p1 + p3 x^2)), worked out in one array: a prediction asks it of 100,000 numbers.
    """
    y = x * x
    y *= _PAGE_3
    y += _PAGE_1
    y *= x
    np.tanh(y, out=y)
    y *= 0.5
    y += 0.5
    return np.asarray(y)


def _quantiles(values: Array, low: float, high: float) -> tuple[float, float]:
    """Two quantiles, linear between order statistics (Hyndman and Fan 1996, type 7).

    As numpy's own, without the 30 ms that its first call spends on loading masked arrays.
    """
    ordered = np.sort(values)
    places = np.array([low, high]) * (len(ordered) - 1)
    below, above = np.interp(places, np.arange(len(ordered)), ordered)
    return float(below), float(above)
