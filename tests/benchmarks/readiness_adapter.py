"""The app's learner model behind the four methods the readiness judge drives, and what it costs.

    python tests/benchmarks/readiness_adapter.py          the cost figures, 60 topics
    cd PATH/readiness-bench && PYTHONPATH=PATH/checkout:PATH/checkout/tests/benchmarks \\
        python judge.py --estimator readiness_adapter:factory --students 150 --seed 1000
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mediquiz.psychometrics.constants import SHIPPED, Constants
from mediquiz.psychometrics.evidence import AnswerFact, weigh
from mediquiz.psychometrics.learner import Learner
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.readiness import ExamForm, predict_score
from mediquiz.psychometrics.structure import Structure

Array = NDArray[np.float64]


class JudgedModel:
    """`LearnerState` with the app's evidence rules; the judge brings its own item memory (recall)."""

    def __init__(self, n_topics: int, domain: Sequence[int], constants: Constants = SHIPPED) -> None:
        self.state = LearnerState(Structure.of(n_topics, domain), constants)

    def predict(self, topic: int, difficulty: float, day: float, recall: float) -> float:
        return self.state.predict(Question(topic, difficulty), day, recall)

    def update(self, topic: int, difficulty: float, day: float, recall: float, correct: int, repeat: bool) -> None:
        fact = AnswerFact(item="", topic=topic, day=day, correct=bool(correct), difficulty=difficulty)
        found = weigh(fact, first_attempt=not repeat, retrievability=recall if repeat else None)
        question = Question(topic, difficulty, found.guess)
        self.state.observe(question, day, fact.correct, found.weight, found.practice)

    def score(self, weights: Array, n_items: int, day: float, rng: np.random.Generator) -> tuple[float, Array]:
        form = ExamForm(np.asarray(weights), n_items, cut=0.7)
        prediction = predict_score(self.state, [form], day)[0]
        return prediction.mean, prediction.draws

    def topic_interval(self, topics: NDArray[np.intp], day: float, level: float) -> tuple[Array, Array]:
        return self.state.topic_interval(topics, day, level)


def factory(n_topics: int, domain: Sequence[int]) -> JudgedModel:
    """One learner model for the judge."""
    return JudgedModel(n_topics, domain)


def _facts(n: int) -> list[AnswerFact]:
    """Answers over 60 topics and 4,000 items, 300 a day: about half of them repeats."""
    rng = np.random.default_rng(1)
    items = rng.integers(4_000, size=n)
    right = rng.random(n) < 0.7
    return [
        AnswerFact(item=str(i), topic=int(i) % 60, day=20_000 + j / 300, correct=bool(right[j]), label=1 + int(i) % 5)
        for j, i in enumerate(items)
    ]


def _milliseconds(action: object, times: int) -> tuple[float, float]:
    """Median and 99th percentile of a call."""
    assert callable(action)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(1e3 * (time.perf_counter() - start))
    return float(np.median(taken)), float(np.quantile(taken, 0.99))


def main() -> None:
    """Print the cost figures of docs/readiness.md."""
    structure = Structure([k % 10 for k in range(60)])
    for n in (10_000, 20_000):
        start = time.perf_counter()
        learner = Learner.replay(_facts(n), structure)
        print(f"replay of {n} answers: {time.perf_counter() - start:.2f} s")
    state, turn = learner.state, iter(range(10**9))
    update = _milliseconds(lambda: state.observe(Question(next(turn) % 60), 20_070.0, next(turn) % 3 > 0), 5_000)
    fold = _milliseconds(lambda: learner.fold(_late(next(turn))), 2_000)
    rng = np.random.default_rng(2)
    forms = [ExamForm(rng.random(60), n, 0.7, 0.03) for n in (180, 150, 150, 200)]
    refresh = _milliseconds(lambda: predict_score(state, forms, 20_070.0), 200)
    for name, (median, p99) in {"update": update, "answer folded in": fold, "4-exam refresh": refresh}.items():
        print(f"{name}: median {median:.3f} ms, p99 {p99:.3f} ms")


def _late(number: int) -> AnswerFact:
    return AnswerFact(item=f"late{number}", topic=number % 60, day=20_071.0, correct=number % 3 > 0)


if __name__ == "__main__":
    main()
