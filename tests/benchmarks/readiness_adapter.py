"""The app's learner model behind the four methods the readiness judge drives.

    cd PATH/readiness-bench && PYTHONPATH=PATH/checkout:PATH/checkout/tests/benchmarks \\
        python judge.py --estimator readiness_adapter:factory --students 150 --seed 1000
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mediquiz.psychometrics.constants import SHIPPED, Constants
from mediquiz.psychometrics.evidence import AnswerFact, weigh
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
