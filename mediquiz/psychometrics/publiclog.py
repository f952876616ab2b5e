"""Judging the learner model on real answer logs: predict every next answer, then a held-out tail.

Each learner starts from the shipped constants and knows nothing of the others; an answer goes through
the same `Learner.fold` as in the app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from .calibration import auc, expected_calibration_error, log_loss
from .constants import SHIPPED, Constants
from .evidence import AnswerFact, guess_chance
from .learner import Learner
from .logfile import LogRow
from .quadrature import Array
from .readiness import ExamForm, predict_score
from .structure import Structure

TAIL_FROM = 60  # answers a learner needs for a held-out tail
KEPT_SHARE = 0.75
LONGEST_TAIL = 150
_CHUNK = 16  # topics by which a state grows: its cost rises with the square of the topics in it


@dataclass(frozen=True, slots=True)
class Difficulties:
    """What is known of items beforehand: b (logits) by item, and its mean by topic."""

    difficulty: Mapping[str, float]
    topic_mean: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tail:
    """A held-out tail: the true share right, its prediction and intervals."""

    score: float
    predicted: float
    interval80: tuple[float, float]
    interval95: tuple[float, float]
    answers: int


@dataclass(frozen=True, slots=True)
class LearnerTrace:
    """One learner's next-answer predictions, what happened, and the tail if there were answers enough."""

    predicted: Sequence[float]
    right: Sequence[bool]
    tail: Tail | None


def replay_log(
    rows: Iterable[LogRow],
    difficulty: Mapping[str, float] | None = None,
    constants: Constants = SHIPPED,
    mapper: Callable[..., Iterable[LearnerTrace]] = map,
) -> dict[str, dict[str, float | int | None]]:
    """The JSON object of `mediquiz replay`; `mapper` may spread learners over processes (Pool.imap)."""
    learners: dict[str, list[LogRow]] = {}
    for row in rows:
        learners.setdefault(row.learner, []).append(row)
    difficulties = _difficulties(learners.values(), difficulty or {})
    traces = list(mapper(partial(trace_learner, difficulties=difficulties, constants=constants), learners.values()))
    return {"next": _next_figures(traces), "tail": _tail_figures(traces)}


def trace_learner(rows: Sequence[LogRow], difficulties: Difficulties, constants: Constants = SHIPPED) -> LearnerTrace:
    """Fold one learner's rows in order; freeze a copy for the tail on the way."""
    walk = _Walk(rows, difficulties, constants)
    frozen_at = int(KEPT_SHARE * len(rows)) if len(rows) >= TAIL_FROM else -1
    tail = None
    for number, row in enumerate(rows):
        if number == frozen_at:
            tail = walk.tail(rows[number : number + LONGEST_TAIL])
        walk.fold(row)
    return LearnerTrace(walk.predicted, [row.correct for row in rows], tail)


class _Walk:
    """A learner whose state grows with the topics met."""

    def __init__(self, rows: Sequence[LogRow], difficulties: Difficulties, constants: Constants) -> None:
        self._difficulties = difficulties
        self._topics = {name: k for k, name in enumerate(dict.fromkeys(row.topic for row in rows))}
        self._domains = _domains_in_order(rows)
        self._learner = Learner(Structure(self._domains[:_CHUNK]), constants)
        self._day = 0.0
        self.predicted: list[float] = []

    def fold(self, row: LogRow) -> None:
        topic = self._topics[row.topic]
        if topic >= self._learner.state.structure.n_topics:
            self._learner.extend(Structure(self._domains[: topic + _CHUNK]))
        self._day = self._day if row.day is None else row.day
        known = self._difficulties.difficulty.get(row.item)
        folded = self._learner.fold(
            AnswerFact(
                item=row.item,
                topic=topic,
                day=self._day,
                correct=row.correct,
                difficulty=0.0 if known is None else known,
                calibrated=known is not None,
                n_options=row.options,
            )
        )
        assert folded is not None  # nothing in a log is skipped or retired
        self.predicted.append(folded.predicted)

    def tail(self, rows: Sequence[LogRow]) -> Tail:
        """Prediction for the coming rows from their topic mix alone."""
        present = self._learner.state.structure.n_topics
        reach = max(present, 1 + max(self._topics[row.topic] for row in rows))
        state = self._learner.state.extended(Structure(self._domains[:reach]))
        counts = np.bincount([self._topics[row.topic] for row in rows], minlength=reach).astype(float)
        guess = float(np.mean([guess_chance(row.options) for row in rows]))
        form = ExamForm(counts, len(rows), cut=0.5, guess=guess, difficulty=self._topic_difficulty(reach))
        prediction = predict_score(state.midway(counts), [form], self._day)[0]
        score = sum(row.correct for row in rows) / len(rows)
        return Tail(score, prediction.mean, prediction.interval(0.80), prediction.interval(0.95), len(rows))

    def _topic_difficulty(self, reach: int) -> Array | None:
        if not self._difficulties.topic_mean:
            return None
        return np.array([self._difficulties.topic_mean.get(name, 0.0) for name in list(self._topics)[:reach]])


def _domains_in_order(rows: Sequence[LogRow]) -> list[int]:
    """Domain index of each topic, topics and domains numbered in the order met."""
    domain_of: dict[str, str] = {}
    for row in rows:
        domain_of.setdefault(row.topic, row.domain)
    numbers = {name: d for d, name in enumerate(dict.fromkeys(domain_of.values()))}
    return [numbers[name] for name in domain_of.values()]


def _difficulties(learners: Iterable[Sequence[LogRow]], difficulty: Mapping[str, float]) -> Difficulties:
    """Mean b of a topic's items; which items belong to it is read off the log, never their answers."""
    if not difficulty:
        return Difficulties({}, {})
    items: dict[str, set[str]] = {}
    for rows in learners:
        for row in rows:
            if row.item in difficulty:
                items.setdefault(row.topic, set()).add(row.item)
    means = {topic: float(np.mean([difficulty[i] for i in sorted(found)])) for topic, found in items.items()}
    return Difficulties(difficulty, means)


def _next_figures(traces: Sequence[LearnerTrace]) -> dict[str, float | int | None]:
    predicted = [p for trace in traces for p in trace.predicted]
    right = [y for trace in traces for y in trace.right]
    if not predicted:
        return {"n": 0, "auc": None, "log_loss": None, "ece": None}
    return {
        "n": len(predicted),
        "auc": auc(predicted, right),
        "log_loss": log_loss(predicted, right),
        "ece": expected_calibration_error(predicted, right),
    }


def _tail_figures(traces: Sequence[LearnerTrace]) -> dict[str, float | int | None]:
    tails = [trace.tail for trace in traces if trace.tail is not None]
    if not tails:
        return {"learners": 0, "cov80": None, "cov95": None, "mae": None, "width95": None}
    return {
        "learners": len(tails),
        "cov80": float(np.mean([_covers(tail, tail.interval80) for tail in tails])),
        "cov95": float(np.mean([_covers(tail, tail.interval95) for tail in tails])),
        "mae": float(np.mean([abs(tail.score - tail.predicted) for tail in tails])),
        "width95": float(np.mean([tail.interval95[1] - tail.interval95[0] for tail in tails])),
    }


def _covers(tail: Tail, interval: tuple[float, float]) -> bool:
    """Inside the interval, with half a question's tolerance."""
    half = 0.5 / tail.answers + 1e-12
    return interval[0] - half <= tail.score <= interval[1] + half
