"""One road from the log to the learner."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.evidence import AnswerFact, Confidence
from mediquiz.psychometrics.learner import Learner, PlainLearner
from mediquiz.psychometrics.readiness import ExamForm, predict_score
from mediquiz.psychometrics.repeats import RepeatHabit
from mediquiz.psychometrics.structure import Structure
from tests.psychometrics.helpers import random_facts, structure

ROOT = Path(__file__).parents[2]
FACT = AnswerFact(item="a", topic=0, day=100.0, correct=True, ms=20_000, words=40)
WRONG = replace(FACT, correct=False)


def due_days(learner: Learner) -> dict[str, float | None]:
    memory = learner.memory
    return {key: memory.due_day(key) for key in sorted(memory.keys())}


def same(one: Learner, other: Learner) -> bool:
    arrays, others = one.state.to_arrays(), other.state.to_arrays()
    return (
        all(np.allclose(arrays[name], others[name], rtol=0, atol=1e-9, equal_nan=True) for name in arrays)
        and np.array_equal(one.first_attempts, other.first_attempts)
        and np.allclose(one.predictions(False)[0], other.predictions(False)[0], rtol=0, atol=1e-9)
        and due_days(one) == due_days(other)
        and (one.missed, one.sure_but_wrong, one.lucky_guesses)
        == (other.missed, other.sure_but_wrong, other.lucky_guesses)
    )


def test_replay_equals_the_incremental_state() -> None:
    facts = random_facts(1_500, 12)
    incremental = Learner(structure())
    for number, fact in enumerate(facts):
        incremental.fold(fact)
        if number % 100 == 0:  # what screens ask for between answers must leave no trace
            predict_score(incremental.state, [ExamForm(np.ones(12), 100, 0.7)], fact.day + 20)
            incremental.state.topic_interval([1, 2], fact.day + 3)
            incremental.memory.due(fact.day)
    assert same(Learner.replay(facts, structure()), incremental)


def bits(learner: Learner) -> tuple[dict[str, tuple[str, bytes]], str]:
    """All that the learner holds, to the last bit and in order."""
    plain = learner.to_plain()
    return {name: (a.dtype.str, a.tobytes()) for name, a in plain.arrays.items()}, json.dumps(plain.values)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 120), st.integers(0, 60))
def test_a_kept_learner_goes_on_as_if_it_had_never_stopped(seed: int, before: int, after: int) -> None:
    """Through arrays and JSON text, and bit for bit: what is held, what is predicted, and what later answers do."""
    facts = random_facts(before + after, 12, seed, items_per_topic=6)
    whole = Learner.replay(facts[:before], structure())
    plain = whole.to_plain()
    kept = Learner.from_plain(PlainLearner(plain.arrays, json.loads(json.dumps(plain.values))), structure())
    assert bits(kept) == bits(whole)
    for fact in facts[before:]:
        assert kept.fold(fact) == whole.fold(fact)
    day = facts[-1].day + 3.3 if facts else 20_000.0
    assert bits(kept) == bits(whole)
    assert kept.memory.due(day + 40, day + 20) == whole.memory.due(day + 40, day + 20)
    for key in whole.topic_of:
        assert kept.memory.retrievability(key, day) == whole.memory.retrievability(key, day)
    forms = [ExamForm(np.ones(12), 100, 0.7)]
    (ours,), (theirs,) = predict_score(kept.state, forms, day), predict_score(whole.state, forms, day)
    assert (ours.mean, ours.chance) == (theirs.mean, theirs.chance)


def test_a_learner_kept_for_other_topics_is_refused() -> None:
    plain = Learner.replay(random_facts(50, 12), structure()).to_plain()
    with pytest.raises(ValueError, match="does not fit"):
        Learner.from_plain(plain, structure(11))


@pytest.mark.parametrize(
    "fact",
    [
        replace(FACT, skipped=True),
        replace(FACT, retired=True),
        replace(FACT, topic=None),
        replace(FACT, topic=99),
        replace(FACT, topic=-1),
    ],
)
def test_what_counts_for_nothing_changes_nothing(fact: AnswerFact) -> None:
    learner = Learner.replay(random_facts(60, 12), structure())
    before = bits(learner)
    assert learner.fold(fact) is None
    assert bits(learner) == before


def test_repeats_and_variants_are_practice() -> None:
    learner = Learner(structure())
    first = learner.fold(replace(FACT, family="f"))
    again = learner.fold(replace(FACT, day=100.01))
    variant = learner.fold(replace(FACT, item="b", family="f", day=100.02))
    assert first is not None and first.first_attempt and first.evidence.weight == 1.0
    assert again is not None and again.first_attempt  # item "a" alone is not yet known: its family is
    assert variant is not None and not variant.first_attempt and variant.evidence.weight == 0.0
    assert learner.first_attempts[0] == 2 and learner.answered[0] == 3


def test_a_wrong_answer_repeated_by_heart_does_not_look_like_knowledge() -> None:
    learner = Learner(structure())
    facts = [replace(WRONG, item=str(n), topic=n % 12, day=100 + n / 100) for n in range(60)]
    for fact in facts:
        learner.fold(fact)
    before = predict_score(learner.state, [ExamForm(np.ones(12), 150, 0.7)], 101.0)[0]
    for repeat in range(4):
        for fact in facts:
            learner.fold(replace(fact, correct=True, day=fact.day + 1 + repeat))
    after = predict_score(learner.state, [ExamForm(np.ones(12), 150, 0.7)], 106.0)[0]
    assert before.p_pass < 0.05 and after.p_pass < 0.10
    assert learner.first_attempts.sum() == 60


def test_long_forgotten_repeats_are_half_evidence() -> None:
    learner = Learner(structure())
    learner.fold(WRONG)
    much_later = learner.fold(replace(FACT, day=FACT.day + 60))
    assert much_later is not None and much_later.evidence.weight == 0.5


def test_sure_but_wrong_missed_and_lucky() -> None:
    learner = Learner(structure())
    learner.fold(replace(WRONG, confidence=Confidence.SURE))
    learner.fold(replace(FACT, item="lucky", confidence=Confidence.GUESS))
    assert learner.sure_but_wrong == {"a": 100.0} and learner.missed == {"a": 100.0}
    assert learner.lucky_guesses == {"lucky": 100.0}
    learner.fold(replace(FACT, day=101.0, confidence=Confidence.GUESS))
    assert "a" in learner.sure_but_wrong and "a" in learner.missed and "a" in learner.lucky_guesses
    learner.fold(replace(FACT, day=102.0))
    learner.fold(replace(FACT, item="lucky", day=102.0))
    assert learner.sure_but_wrong == {} and learner.missed == {} and learner.lucky_guesses == {}


def test_predictions_are_made_before_the_answer_and_first_attempts_stand_apart() -> None:
    learner = Learner(structure())
    folded = learner.fold(FACT)
    learner.fold(replace(FACT, day=100.1))
    p, y = learner.predictions()
    assert folded is not None and p.tolist() == [folded.predicted] and y.tolist() == [True]
    assert len(learner.predictions(first_only=False)[0]) == 2
    assert learner.predictions(first_only=False)[0][1] > p[0]


def test_topics_can_be_added() -> None:
    learner = Learner.replay(random_facts(100, 12), structure())
    learner.extend(Structure([*structure().domains, 3]))
    folded = learner.fold(replace(FACT, item="new", topic=12, day=30_000.0))
    assert folded is not None and learner.first_attempts[12] == 1 and learner.answered.shape == (13,)


def test_a_learner_who_forgets_more_is_found_out() -> None:
    habit = RepeatHabit()
    assert habit.corrected(0.9, True) == pytest.approx(0.9)
    for _ in range(30):
        habit.learn(habit.corrected(0.9, True), True, False)
    assert habit.corrected(0.9, True) < 0.4
    assert habit.corrected(0.9, False) == pytest.approx(0.9)


def test_only_numpy_is_loaded_until_memory_is_needed() -> None:
    code = (
        "import sys\n"
        "import mediquiz.psychometrics.learner, mediquiz.psychometrics.readiness, mediquiz.psychometrics.plan\n"
        "import mediquiz.psychometrics.publiclog, mediquiz.psychometrics.wording\n"
        "own = [m for m in sys.modules if m.startswith('mediquiz.') and not m.startswith('mediquiz.psychometrics')]\n"
        "assert 'fsrs' not in sys.modules and own == [], own\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
