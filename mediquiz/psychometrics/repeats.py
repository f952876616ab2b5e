"""How much one learner really remembers of repeated questions: FSRS's guess corrected by experience.

Used only to predict repeats (the reliability diagram); repeats never move the ability estimate here.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

_FLOOR = 1e-4
_PRIOR_VARIANCE = 1.0  # logits^2: FSRS's default memory may be off by about one logit for one person: a judgment


class RepeatHabit:
    """A shift (logits) of predictions for repeats, one after a right and one after a wrong last answer.

    One-dimensional logistic regression on an offset, learned online by its Laplace approximation.
    """

    __slots__ = ("_shift", "_variance")

    def __init__(self) -> None:
        self._shift = [0.0, 0.0]
        self._variance = [_PRIOR_VARIANCE, _PRIOR_VARIANCE]

    def corrected(self, p: float, last_right: bool) -> float:
        """P(right) on a repeat after the learner's own record of repeats."""
        return _sigmoid(_logit(p) + self._shift[last_right])

    def learn(self, corrected: float, last_right: bool, right: bool) -> None:
        """Fold in how a repeat that was predicted with `corrected` came out (one Newton step)."""
        variance = self._variance[last_right]
        variance = 1.0 / (1.0 / variance + corrected * (1.0 - corrected))
        self._variance[last_right] = variance
        self._shift[last_right] += variance * (right - corrected)

    def to_plain(self) -> tuple[list[float], list[float]]:
        """Shifts and variances."""
        return list(self._shift), list(self._variance)

    @classmethod
    def from_plain(cls, plain: Sequence[Sequence[float]]) -> RepeatHabit:
        """The habit that `to_plain` wrote; ValueError where it is not two pairs."""
        habit = cls()
        (one, two), (three, four) = plain
        habit._shift, habit._variance = [float(one), float(two)], [float(three), float(four)]
        return habit


def _logit(p: float) -> float:
    p = min(1.0 - _FLOOR, max(_FLOOR, p))
    return log(p / (1.0 - p))


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))
