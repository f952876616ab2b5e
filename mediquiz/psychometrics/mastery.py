"""What is known of one learner: a hierarchical logistic Kalman filter over ability, domains, topics.

    x = [g, u_1..u_D, d_1..d_K] ~ N(mean, covariance)
    theta_k(day) = g + u_domain(k) + d_k + gain * ln(1 + practice_k(day))
    P(right)     = c + (1 - s - c) sigmoid(theta_k - b - e),   e ~ N(0, sd_difficulty^2)

Between answers variances grow (random walk); an answer is folded in by exact one-dimensional moment
matching (assumed-density filtering). Several temperaments (guesses about the learner's unsteadiness)
are filtered side by side along the first axis of every array and weighed by their evidence.
Days are floats on any fixed scale (the app: days since 1970-01-01 UTC).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp2, log1p
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from .constants import LOGISTIC_NORMAL, SHIPPED, Constants
from .quadrature import Array, Curve, matched_moments, sigmoid, success_probability
from .structure import Structure

_NORMAL = NormalDist()
Topics = int | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the model knows of a question: topic (or several), difficulty b (logits), chance to guess it.

    guess None: the usual one; sd_difficulty None: what a label leaves unknown (a calibrated item: less).
    """

    topics: Topics
    difficulty: float = 0.0
    guess: float | None = None
    sd_difficulty: float | None = None


class LearnerState:
    """Mean, covariance and practice of one learner at `day`; changed only by its verbs.

    mean (T, 1+D+K), covariance (T, 1+D+K, 1+D+K), log_weight (T,) for T temperaments;
    practice (K,) decayed count of answered questions and practice_day (K,) when it was counted.
    """

    __slots__ = (
        "_cap",
        "_drift_answer",
        "_drift_day",
        "constants",
        "covariance",
        "day",
        "log_weight",
        "mean",
        "practice",
        "practice_day",
        "structure",
    )

    def __init__(self, structure: Structure, constants: Constants = SHIPPED) -> None:
        self.structure = structure
        self.constants = constants
        prior, per_day, per_answer = _prior_variances(structure, constants)
        self._cap: Array = constants.variance_cap * prior
        self._drift_day: Array = per_day
        self._drift_answer: Array = per_answer
        self.mean: Array = np.zeros(prior.shape)
        self.mean[:, 0] = constants.mean_ability
        self.covariance: Array = prior[:, :, None] * np.eye(structure.size)
        self.log_weight: Array = np.log([t.prior for t in constants.temperaments])
        self.practice: Array = np.zeros(structure.n_topics)
        self.practice_day: Array = np.zeros(structure.n_topics)
        self.day: float | None = None

    # -- the verbs -------------------------------------------------------------------------------

    def advance(self, day: float) -> None:
        """Let uncertainty grow up to `day`; a day in the past changes nothing (a clock set back)."""
        if self.day is None:
            self.day = day
        if day <= self.day:
            return
        diagonal = _diagonal(self.covariance)
        diagonal += self._growth(day, diagonal)
        self.day = day

    def observe(
        self, question: Question, day: float, correct: bool, weight: float = 1.0, practice: float = 1.0
    ) -> None:
        """Fold one answered question in: evidence first, then practice. No weight, no practice: no-op.

        `weight` is the likelihood's exponent (1 full evidence, 0 none).
        """
        if weight <= 0.0 and practice <= 0.0:
            return
        self.advance(day)
        selector = self.structure.selector(question.topics)
        diagonal = _diagonal(self.covariance)
        diagonal += self._room(diagonal, self._drift_answer * (selector != 0.0))
        if weight > 0.0:
            self._learn(question, selector, correct, weight)
        if practice > 0.0:
            self.count_practice(question.topics, day, practice)

    def count_practice(self, topics: Topics, day: float, amount: float = 1.0) -> None:
        """E_k <- E_k 2^(-dt / H) + amount for each topic of the question."""
        for topic in (topics,) if isinstance(topics, int) else topics:
            self.practice[topic] = self._practice_of(topic, day) + amount
            self.practice_day[topic] = max(day, self.practice_day[topic])

    def believe(self, topics: tuple[int, ...], theta: float, variance: float, day: float) -> None:
        """Fold in a direct reading of the topics' average theta, such as an area of a score report.

        theta in logits with the reading's variance; an ordinary Kalman update (Kalman 1960).
        """
        self.advance(day)
        selector = self.structure.selector(topics)
        pull = self.covariance @ selector
        total = pull @ selector + variance
        surprise = theta - (self.mean @ selector + self._learned(topics, day))
        self.mean += pull * (surprise / total)[:, None]
        self.covariance -= (pull[:, :, None] * pull[:, None, :]) / total[:, None, None]
        self.log_weight -= 0.5 * (np.log(total) + surprise * surprise / total)
        self.log_weight -= self.log_weight.max()

    # -- what can be asked -----------------------------------------------------------------------

    def predict(self, question: Question, day: float, recall: float = 0.0) -> float:
        """P(right) on the next question; `recall` is the chance that this very item is remembered."""
        selector = self.structure.selector(question.topics)
        pull = self.covariance @ selector
        mean, variance = self._moments(question, selector, pull, day)
        if self.day is not None and day > self.day:
            variance = variance + self._growth(day, _diagonal(self.covariance)) @ (selector * selector)
        slip = self.constants.slip
        fresh = float(self.weights() @ success_probability(mean, variance, Curve(self._guess(question), slip)))
        remembered = recall * self.constants.remembered
        return remembered * (1.0 - slip) + (1.0 - remembered) * fresh

    def weights(self) -> Array:
        """Posterior weight of each temperament, shape (T,), sum 1."""
        raw = np.exp(self.log_weight - self.log_weight.max())
        return np.asarray(raw / raw.sum())

    def practice_at(self, day: float) -> Array:
        """E_k decayed to `day`, shape (K,)."""
        age = np.maximum(day - self.practice_day, 0.0)
        return np.asarray(self.practice * 0.5 ** (age / self.constants.half_life))

    def theta_moments(self, day: float) -> tuple[Array, Array]:
        """Mean (T, K) and covariance (T, K, K) of theta on `day` (logits), practice gain included."""
        rows = self.structure.rows
        covariance = self.covariance.copy()
        diagonal = _diagonal(covariance)
        diagonal += self._growth(day, diagonal)
        learned = self.constants.gain * np.log1p(self.practice_at(day))
        return self.mean @ rows.T + learned, np.asarray(rows @ covariance @ rows.T)

    def pooled_moments(self, day: float) -> tuple[Array, Array]:
        """Mean (K,) and covariance (K, K) of theta on `day`, temperaments pooled by moment matching."""
        mean, covariance = self.theta_moments(day)
        weights = self.weights()
        pooled = weights @ mean
        apart = mean - pooled
        spread = np.tensordot(weights, covariance, axes=1) + (apart.T * weights) @ apart
        return np.asarray(pooled), np.asarray(spread)

    def theta_summary(self, day: float) -> tuple[Array, Array]:
        """Mean and standard deviation of each topic's theta (K,)."""
        mean, covariance = self.pooled_moments(day)
        return mean, np.sqrt(np.diagonal(covariance))

    def topic_interval(
        self, topics: Sequence[int] | NDArray[np.intp], day: float, level: float = 0.8
    ) -> tuple[Array, Array]:
        """Central interval of P(right on a fresh exam-like item), arrays (len(topics),)."""
        low, high = self.interval_of(*self.theta_summary(day), level)
        chosen = np.asarray(topics, dtype=np.intp)
        return low[chosen], high[chosen]

    def mastery(self, day: float) -> Array:
        """P(right on a fresh exam-like item) of each topic, shape (K,), doubt about theta included."""
        return self.mastery_of(*self.theta_summary(day))

    def interval_of(self, mean: Array, sd: Array, level: float = 0.8) -> tuple[Array, Array]:
        """`topic_interval` of every topic from what `theta_summary` said of the day."""
        reach = _NORMAL.inv_cdf(0.5 + level / 2.0) * sd
        return self.fresh_item(mean - reach), self.fresh_item(mean + reach)

    def mix_interval_of(self, shares: Array, mean: Array, covariance: Array, level: float = 0.8) -> tuple[float, float]:
        """`interval_of` topics asked in these shares (n,), from mean (n,) and covariance (n, n) of their theta.

        Each topic goes as far as is to be expected of it when the share right lies at its end (its regression on that
        share, to first order), so that one topic has its own interval.
        """
        curve = sigmoid(self.constants.shrink * mean)
        pull = shares * curve * (1.0 - curve)
        along = covariance @ pull
        low, high = self.interval_of(mean, along / np.sqrt(pull @ along), level)
        return float(shares @ low), float(shares @ high)

    def mastery_of(self, mean: Array, sd: Array) -> Array:
        """`mastery` from what `theta_summary` said of the day."""
        doubt = self.constants.sd_difficulty**2 + sd**2
        curve = sigmoid(mean / np.sqrt(1.0 + LOGISTIC_NORMAL * doubt))
        return np.asarray(self.constants.guess + self._ceiling() * curve)

    def fresh_item(self, theta: Array) -> Array:
        """pi = c + (1 - s - c) sigmoid(kappa theta): P(right) on an unseen item, any shape."""
        curve = sigmoid(self.constants.shrink * theta)
        return np.asarray(self.constants.guess + self._ceiling() * curve)

    # -- other shapes ----------------------------------------------------------------------------

    def extended(self, structure: Structure) -> LearnerState:
        """This state with topics and domains added after the present ones, each at its prior."""
        old = self.structure
        if structure.domains[: old.n_topics] != old.domains:
            raise ValueError("a state can only be extended by topics after its own")
        topics = 1 + structure.n_domains + np.arange(old.n_topics)
        kept = np.concatenate([np.arange(1 + old.n_domains), topics])
        state = LearnerState(structure, self.constants)
        state.mean[:, kept] = self.mean
        state.covariance[:, kept[:, None], kept] = self.covariance
        state.log_weight = self.log_weight.copy()
        state.practice[: old.n_topics] = self.practice
        state.practice_day[: old.n_topics] = self.practice_day
        state.day = self.day
        return state

    def midway(self, answers: Array) -> LearnerState:
        """The state expected at a typical moment of a stretch of `answers` (K,) more answers a topic.

        Half of the practice done; a random walk of n steps, averaged over them, has n/3 of its variance.
        """
        state = self.copy()
        day = 0.0 if self.day is None else self.day
        for topic in np.flatnonzero(answers):
            state.count_practice(int(topic), day, float(answers[topic]) / 2.0)
        steps = self.structure.fill(float(answers.sum()), 0.0, 0.0)
        steps[1 + self.structure.n_domains :] = answers
        diagonal = _diagonal(state.covariance)
        diagonal += self._room(diagonal, self._drift_answer * steps / 3.0)
        return state

    # -- copies ----------------------------------------------------------------------------------

    def copy(self) -> LearnerState:
        """An independent state; structure, constants and drifts are shared (never written)."""
        other = object.__new__(LearnerState)
        for name in self.__slots__:
            value = getattr(self, name)
            setattr(other, name, value.copy() if name in _CHANGING else value)
        return other

    def to_arrays(self) -> dict[str, Array]:
        """Everything that changes, for a cache that can be thrown away."""
        arrays = {name: getattr(self, name).copy() for name in _CHANGING}
        arrays["day"] = np.array([np.nan if self.day is None else self.day])
        return arrays

    @classmethod
    def from_arrays(
        cls, arrays: dict[str, Array], structure: Structure, constants: Constants = SHIPPED
    ) -> LearnerState:
        """The state that `to_arrays` wrote; ValueError when it was written for another structure."""
        state = cls(structure, constants)
        for name in _CHANGING:
            if arrays[name].shape != getattr(state, name).shape:
                raise ValueError(f"kept state does not fit: {name} has shape {arrays[name].shape}")
            setattr(state, name, np.array(arrays[name], dtype=float))
        day = float(arrays["day"][0])
        state.day = None if np.isnan(day) else day
        return state

    # -- inside ----------------------------------------------------------------------------------

    def _ceiling(self) -> float:
        return 1.0 - self.constants.slip - self.constants.guess

    def _growth(self, day: float, diagonal: Array) -> Array:
        """Variance added on the diagonal from self.day to `day`, never past the cap; (T, 1+D+K)."""
        elapsed = 0.0 if self.day is None else max(0.0, day - self.day)
        return self._room(diagonal, elapsed * self._drift_day)

    def _room(self, diagonal: Array, wanted: Array) -> Array:
        """As much of the wanted variance as the cap leaves room for."""
        return np.minimum(np.maximum(self._cap - diagonal, 0.0), wanted)

    def _practice_of(self, topic: int, day: float) -> float:
        age = max(0.0, day - float(self.practice_day[topic]))
        return float(self.practice[topic]) * exp2(-age / self.constants.half_life)

    def _learned(self, topics: Topics, day: float) -> float:
        """Practice gain of a question's topics (logits), averaged."""
        each = (topics,) if isinstance(topics, int) else topics
        return self.constants.gain * sum(log1p(self._practice_of(k, day)) for k in each) / len(each)

    def _guess(self, question: Question) -> float:
        return self.constants.guess if question.guess is None else question.guess

    def _moments(self, question: Question, selector: Array, pull: Array, day: float) -> tuple[Array, Array]:
        """Mean and variance (T,) of z = theta - b - e; `pull` is covariance @ selector, (T, 1+D+K)."""
        sd = self.constants.sd_difficulty if question.sd_difficulty is None else question.sd_difficulty
        mean = self.mean @ selector + (self._learned(question.topics, day) - question.difficulty)
        return mean, pull @ selector + sd * sd

    def _learn(self, question: Question, selector: Array, correct: bool, weight: float) -> None:
        """Moment matching along the question's direction; the rest follows by regression on z."""
        pull = self.covariance @ selector
        mean, variance = self._moments(question, selector, pull, 0.0 if self.day is None else self.day)
        curve = Curve(self._guess(question), self.constants.slip)
        evidence, new_mean, new_variance = matched_moments(mean, variance, curve, correct, weight)
        self.mean += pull * ((new_mean - mean) / variance)[:, None]
        shrink = (new_variance - variance) / (variance * variance)
        self.covariance += (pull[:, :, None] * pull[:, None, :]) * shrink[:, None, None]
        self.log_weight += np.log(evidence)
        self.log_weight -= self.log_weight.max()


_CHANGING = ("mean", "covariance", "log_weight", "practice", "practice_day")


def _diagonal(matrices: Array) -> Array:
    """Writable view of the diagonals of (T, n, n), shape (T, n)."""
    view: Array = np.einsum("tii->ti", matrices)
    return view


def _prior_variances(structure: Structure, constants: Constants) -> tuple[Array, Array, Array]:
    """Prior variance, drift per day and drift per answer of each coordinate, each (T, 1+D+K)."""
    prior, per_day, per_answer = [], [], []
    for temper in constants.temperaments:
        spread = temper.topic_spread**2
        prior.append(
            structure.fill(constants.sd_ability**2, spread * constants.sd_domain**2, spread * constants.sd_topic**2)
        )
        per_day.append(
            structure.fill(temper.wander * constants.drift_ability_per_day, 0.0, constants.drift_topic_per_day)
        )
        per_answer.append(
            structure.fill(
                temper.wander * constants.drift_ability_per_answer,
                0.0,
                constants.drift_topic_per_answer,
            )
        )
    return np.array(prior), np.array(per_day), np.array(per_answer)
