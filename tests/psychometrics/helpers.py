"""Small learners, logs and sums that several test modules share."""

from __future__ import annotations

import numpy as np

from mediquiz.psychometrics.constants import Constants, Temperament
from mediquiz.psychometrics.evidence import AnswerFact, Confidence, Occasion
from mediquiz.psychometrics.logfile import LogRow
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.structure import Structure

#: one temperament, as the design writes the model
PLAIN = Constants(temperaments=(Temperament(),))


def structure(n_topics: int = 12, n_domains: int = 3) -> Structure:
    return Structure([k % n_domains for k in range(n_topics)])


def random_facts(n: int, n_topics: int, seed: int = 0, items_per_topic: int = 30) -> list[AnswerFact]:
    """A log with repeats, families, every kind of event and days that pass."""
    rng = np.random.default_rng(seed)
    facts = []
    day = 20_000.0
    for _ in range(n):
        day += float(rng.exponential(0.02)) + (rng.random() < 0.02) * float(rng.integers(1, 40))
        topic = int(rng.integers(n_topics))
        number = int(rng.integers(items_per_topic))
        facts.append(
            AnswerFact(
                item=f"{topic}.{number}",
                topic=topic,
                day=day,
                correct=bool(rng.random() < 0.7),
                family=f"f{topic}.{number // 2}" if number % 5 == 0 else None,
                label=int(rng.integers(1, 6)),
                occasion=Occasion.EXAM if rng.random() < 0.2 else Occasion.STUDY,
                confidence=[None, None, Confidence.SURE, Confidence.UNSURE, Confidence.GUESS][int(rng.integers(5))],
                ms=int(rng.integers(500, 60_000)),
                words=40,
                skipped=bool(rng.random() < 0.03),
                timed_out=bool(rng.random() < 0.02),
                hint_used=bool(rng.random() < 0.05),
                options_left=2,
                primed=bool(rng.random() < 0.05),
                retired=bool(rng.random() < 0.01),
            )
        )
    return facts


def answered(state: LearnerState, n: int, seed: int = 0, share_right: float = 0.7) -> LearnerState:
    """The state after n random first attempts."""
    rng = np.random.default_rng(seed)
    for j in range(n):
        topic = int(rng.integers(state.structure.n_topics))
        state.observe(Question(topic, float(rng.normal(0, 0.5))), j / 50.0, bool(rng.random() < share_right))
    return state


def synthetic_log(n_learners: int, n_answers: int, seed: int = 0) -> list[LogRow]:
    """Learners who differ, topics that differ, in curriculum order: unlike the model, and with no times."""
    rng = np.random.default_rng(seed)
    topic_hardness = rng.normal(0.0, 0.7, 30)
    item_hardness = rng.normal(0.0, 0.8, (30, 40))
    rows = []
    for learner in range(n_learners):
        ability = rng.normal(0.5, 0.9)
        own = rng.normal(0.0, 0.5, 30)
        start = int(rng.integers(30))
        for j in range(n_answers):
            topic = (start + j // 8) % 30
            item = int(rng.integers(40))
            z = ability + own[topic] - topic_hardness[topic] - item_hardness[topic, item] + 0.05 * (j % 8)
            right = bool(rng.random() < 1.0 / (1.0 + np.exp(-z)))
            rows.append(
                LogRow(learner=f"L{learner}", item=f"{topic}-{item}", topic=f"t{topic}", correct=right, day=None)
            )
    return rows
