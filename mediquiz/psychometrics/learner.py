"""One learner from the answer log: memory, evidence and mastery folded in order, the one road in.

At start the whole log is replayed through `fold`; afterward every answer goes through the same
`fold`, so replay and incremental state are equal by construction.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .constants import SHIPPED, Constants, difficulty_of
from .evidence import AnswerFact, Confidence, Evidence, Occasion, guess_chance, is_right, weigh
from .mastery import LearnerState, Question
from .memory import ItemMemory
from .quadrature import Array
from .repeats import RepeatHabit
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Folded:
    """What one answer did: P(right) before it, whether it was a first attempt, and its evidence."""

    predicted: float
    first_attempt: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlainLearner:
    """A learner as plain state: arrays by name, and values that JSON holds without loss."""

    arrays: dict[str, NDArray[Any]]
    values: dict[str, Any]


_COUNTS = ("first_attempts", "first_right", "exam_firsts", "exam_firsts_right", "answered")
_RECORDS = {"_predicted": "d", "_predicted_right": "b", "_predicted_first": "b"}
_BY_KEY = ("topic_of", "missed", "sure_but_wrong", "lucky_guesses")


class Learner:
    """Everything derived from one learner's log. Answers of an unknown or retired topic or item count for nothing."""

    first_attempts: NDArray[np.int64]
    """First attempts by topic, (K,): what pages call first-time answers."""
    first_right: NDArray[np.int64]
    exam_firsts: NDArray[np.int64]
    exam_firsts_right: NDArray[np.int64]
    """Of those the right ones, those of exams, and the right ones of exams."""
    answered: NDArray[np.int64]

    __slots__ = (
        "_predicted",
        "_predicted_first",
        "_predicted_right",
        "_repeats",
        "answered",
        "exam_firsts",
        "exam_firsts_right",
        "first_attempts",
        "first_right",
        "last_day",
        "lucky_guesses",
        "memory",
        "missed",
        "state",
        "sure_but_wrong",
        "topic_of",
    )

    def __init__(self, structure: Structure, constants: Constants = SHIPPED) -> None:
        self.state = LearnerState(structure, constants)
        self.memory = ItemMemory()
        for name in _COUNTS:
            setattr(self, name, np.zeros(structure.n_topics, dtype=np.int64))
        self.topic_of: dict[str, int] = {}  # memory key -> topic, in the order first attempted
        self.missed: dict[str, float] = {}  # memory key -> day; leaves at the next right answer
        self.sure_but_wrong: dict[str, float] = {}  # memory key -> day; leaves at a right answer that was no guess
        self.lucky_guesses: dict[str, float] = {}  # memory key -> day; right by guessing, still unknown
        self.last_day: float | None = None
        self._repeats = RepeatHabit()
        self._predicted = array("d")
        self._predicted_right = array("b")
        self._predicted_first = array("b")

    @classmethod
    def replay(
        cls,
        facts: Iterable[AnswerFact],
        structure: Structure,
        constants: Constants = SHIPPED,
    ) -> Learner:
        """The learner that a log leads to, oldest answer first."""
        learner = cls(structure, constants)
        for fact in facts:
            learner.fold(fact)
        return learner

    def fold(self, fact: AnswerFact) -> Folded | None:
        """Fold one event in; None when it changed nothing (skipped, retired, topic unknown)."""
        topic = fact.topic
        if topic is None or not 0 <= topic < self.state.structure.n_topics:
            return None
        key = fact.memory_key
        recall = self.memory.retrievability(key, fact.day)
        first = key not in self.topic_of
        found = weigh(fact, first, recall)
        if not found.attempted:
            return None
        predicted = self._predict(fact, topic, None if first else recall)
        self._fold_mastery(fact, topic, found)
        self._fold_memory(fact, key, found)
        self._note_prediction(predicted, fact, first)
        self._fold_counts(fact, topic, key, first)
        return Folded(predicted, first, found)

    def predictions(self, first_only: bool = True) -> tuple[Array, NDArray[np.bool_]]:
        """Past predictions P(right) and whether it was right, in order; first attempts only by default."""
        p = np.array(self._predicted, dtype=float)
        y = np.array(self._predicted_right, dtype=bool)
        if not first_only:
            return p, y
        first = np.array(self._predicted_first, dtype=bool)
        return p[first], y[first]

    def to_plain(self) -> PlainLearner:
        """Everything that the log led to, as arrays and values that JSON holds."""
        arrays: dict[str, NDArray[Any]] = {f"state.{name}": array for name, array in self.state.to_arrays().items()}
        for name in _COUNTS:
            arrays[name] = getattr(self, name).copy()
        for name, kind in _RECORDS.items():
            arrays[name] = np.array(getattr(self, name), dtype=kind)
        values: dict[str, Any] = {name: dict(getattr(self, name)) for name in _BY_KEY}
        values |= {"last_day": self.last_day, "memory": self.memory.to_plain(), "repeats": self._repeats.to_plain()}
        return PlainLearner(arrays, values)

    @classmethod
    def from_plain(cls, plain: PlainLearner, structure: Structure, constants: Constants = SHIPPED) -> Learner:
        """The learner that `to_plain` wrote; KeyError, TypeError or ValueError where that does not fit."""
        learner = cls(structure, constants)
        arrays, values = plain.arrays, plain.values
        state = {name.removeprefix("state."): arrays[name] for name in arrays if name.startswith("state.")}
        learner.state = LearnerState.from_arrays(state, structure, constants)
        for name in _COUNTS:
            if arrays[name].shape != (structure.n_topics,):
                raise ValueError(f"kept learner does not fit: {name} has shape {arrays[name].shape}")
            setattr(learner, name, arrays[name].astype(np.int64))
        for name, kind in _RECORDS.items():
            setattr(learner, name, array(kind, arrays[name].astype(kind).tobytes()))
        for name in _BY_KEY:
            setattr(learner, name, dict(values[name]))
        learner.last_day = None if values["last_day"] is None else float(values["last_day"])
        learner.memory = ItemMemory.from_plain(values["memory"])
        learner._repeats = RepeatHabit.from_plain(values["repeats"])
        return learner

    def extend(self, structure: Structure) -> None:
        """Add topics after the present ones, at their prior."""
        added = structure.n_topics - self.state.structure.n_topics
        self.state = self.state.extended(structure)
        for name in _COUNTS:
            setattr(self, name, np.append(getattr(self, name), np.zeros(added, dtype=np.int64)))

    def _predict(self, fact: AnswerFact, topic: int, recall: float | None) -> float:
        """P(right) just before the answer; `recall` None: the item is new to the learner."""
        question = self._question(fact, topic, guess_chance(fact.n_options))
        if recall is None:
            return self.state.predict(question, fact.day)
        usual = self.state.predict(question, fact.day, recall)
        return self._repeats.corrected(usual, fact.memory_key not in self.missed)

    def _question(self, fact: AnswerFact, topic: int, guess: float) -> Question:
        difficulty = difficulty_of(fact.label) if fact.difficulty is None else fact.difficulty
        doubt = self.state.constants.sd_calibrated if fact.calibrated else None
        return Question(topic, difficulty, guess, doubt)

    def _fold_mastery(self, fact: AnswerFact, topic: int, found: Evidence) -> None:
        question = self._question(fact, topic, found.guess)
        self.state.observe(question, fact.day, is_right(fact), found.weight, found.practice)

    def _fold_memory(self, fact: AnswerFact, key: str, found: Evidence) -> None:
        if found.rating is not None:
            self.memory.review(key, found.rating, fact.day, fact.date)

    def _fold_counts(self, fact: AnswerFact, topic: int, key: str, first: bool) -> None:
        if first:
            self.topic_of[key] = topic
            self._fold_first(fact, topic)
        self.answered[topic] += 1
        self.last_day = fact.day if self.last_day is None else max(self.last_day, fact.day)
        self._fold_confidence(fact, key)

    def _fold_first(self, fact: AnswerFact, topic: int) -> None:
        right, exam = is_right(fact), fact.occasion is Occasion.EXAM
        self.first_attempts[topic] += 1
        self.first_right[topic] += right
        self.exam_firsts[topic] += exam
        self.exam_firsts_right[topic] += exam and right

    def _fold_confidence(self, fact: AnswerFact, key: str) -> None:
        """A lucky guess stays unknown; a sure miss stays listed until answered right without guessing."""
        right = is_right(fact)
        guessed = fact.confidence is Confidence.GUESS
        if not right:
            self.missed[key] = fact.day
            if fact.confidence is Confidence.SURE:
                self.sure_but_wrong[key] = fact.day
        elif guessed:
            self.lucky_guesses[key] = fact.day
        if right and not guessed:
            for unknown in (self.missed, self.sure_but_wrong, self.lucky_guesses):
                unknown.pop(key, None)

    def _note_prediction(self, predicted: float, fact: AnswerFact, first: bool) -> None:
        if not first:
            self._repeats.learn(predicted, fact.memory_key not in self.missed, is_right(fact))
        self._predicted.append(predicted)
        self._predicted_right.append(is_right(fact))
        self._predicted_first.append(first)
