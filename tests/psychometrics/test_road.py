"""From an answer to memory, repeats and counts: figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from mediquiz.psychometrics.constants import SHIPPED
from mediquiz.psychometrics.evidence import AnswerFact, Confidence, Occasion, Rating, hurried, weigh
from mediquiz.psychometrics.learner import Learner, PlainLearner
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.memory import ItemMemory, longest_interval
from mediquiz.psychometrics.repeats import RepeatHabit
from mediquiz.psychometrics.structure import Structure

from .helpers import structure

FACT = AnswerFact(item="a", topic=0, day=100.0, correct=True, ms=20_000, words=40)
WRONG = replace(FACT, correct=False)
DAY = 20_000.0


def test_a_repeat_moves_the_habit_by_one_newton_step() -> None:
    """Variance 1 / (1 + .9 x .1) = .917431; shift -.9 x .917431 = -.825688; logit .9 = 2.197225 -> 1.371537."""
    habit = RepeatHabit()
    habit.learn(0.9, True, False)
    assert habit.to_plain() == ([0.0, pytest.approx(-0.825688, abs=1e-6)], [1.0, pytest.approx(0.917431, abs=1e-6)])
    assert habit.corrected(0.9, True) == pytest.approx(1 / (1 + exp(-1.371537)), abs=1e-6)
    # After a wrong last answer stands apart: 1 / (1 + .6 x .4) = .806452; .806452 x (1 - .6) = .322581.
    habit.learn(0.6, False, True)
    assert habit.to_plain()[0][0] == pytest.approx(0.322581, abs=1e-6)
    assert habit.corrected(0.5, False) == pytest.approx(1 / (1 + exp(-0.322581)), abs=1e-6)
    # Again: variance 1 / (1/.806452 + .25) = .671141 and shift .322581 - .671141 x .5 = -.012990.
    habit.learn(0.5, False, False)
    assert habit.to_plain()[0][0] == pytest.approx(-0.012990, abs=1e-6)


def test_certainty_is_kept_off_zero_and_one() -> None:
    assert RepeatHabit().corrected(1.0, True) == pytest.approx(0.9999)
    assert RepeatHabit().corrected(0.0, False) == pytest.approx(0.0001)


def test_a_habit_is_kept_in_plain_values_of_its_own() -> None:
    habit = RepeatHabit()
    habit.learn(0.6, False, True)
    habit.learn(0.9, True, False)
    plain = habit.to_plain()
    again = RepeatHabit.from_plain(plain)
    assert again.to_plain() == plain
    habit.learn(0.6, False, True)
    assert again.to_plain() == plain, "what was kept does not go on learning"
    with pytest.raises(ValueError, match="unpack"):
        RepeatHabit.from_plain([[0.0, 0.0]])


def test_the_exam_bounds_an_interval_by_whole_days() -> None:
    assert [longest_interval(days) for days in (0.0, 0.5, 1.9, 2.9, 3.0, -0.1)] == [1, 1, 1, 1, 2, 36_500]


def test_what_memory_keeps_of_a_card() -> None:
    memory = ItemMemory()
    memory.review("b", Rating.GOOD, DAY)
    memory.review("a", Rating.AGAIN, DAY + 1.5)
    plain = memory.to_plain()
    assert list(plain) == ["b", "a"]
    stability, difficulty, reviewed, _date, due = plain["b"]
    # FSRS-6: initial stability of "good" w2 = 2.3065; initial difficulty w4 - e^(2 w5) + 1 = 2.118104; due 4 days on.
    assert (stability, reviewed, due) == (2.3065, DAY, DAY + 4)
    assert difficulty == pytest.approx(2.118104, abs=1e-5)
    assert plain["a"][2] == DAY + 1.5
    kept = ItemMemory.from_plain({key: [*map(float, four)] for key, four in plain.items()})
    assert (len(kept), "a" in kept, "c" in kept, list(kept.keys())) == (2, True, False, ["b", "a"])
    assert kept.to_plain() == plain
    assert (kept.stability("a"), kept.last_review("a"), kept.due_day("b")) == (0.212, DAY + 1.5, DAY + 4)
    for one in (memory, kept):
        one.review("b", Rating.HARD, DAY + 3)
    assert kept.to_plain() == memory.to_plain()
    assert kept.retrievability("b", DAY + 9) == memory.retrievability("b", DAY + 9)
    assert kept.retrievabilities(["a", "c", "b"], DAY + 9) == memory.retrievabilities(["a", "b"], DAY + 9)
    with pytest.raises(ValueError, match="unpack"):
        ItemMemory.from_plain({"a": (1.0, 2.0, 3.0)})


def test_due_cards_and_forecast_by_hand() -> None:
    memory = ItemMemory()
    assert memory.due(DAY) == [] and memory.forecast(int(DAY), 3) == [0, 0, 0]
    for key, day in (("b", DAY), ("a", DAY), ("c", DAY + 0.5)):
        memory.review(key, Rating.GOOD, day)
    assert memory.due(DAY + 3.99) == []
    assert memory.due(DAY + 4) == ["a", "b"], "of equals by name"
    assert memory.due(DAY + 4.5) == ["a", "b", "c"]
    assert memory.forecast(int(DAY) + 3, 3) == [0, 3, 0]
    assert memory.forecast(int(DAY) + 3, 1) == [0], "what comes later is not counted on the last day"
    # An exam in 3 days: 3 - 1 = 2 days at most, and for c 2.5 days off: 1 day.
    assert [memory.due_day(key, DAY + 3) for key in "abc"] == [DAY + 2, DAY + 2, DAY + 1.5]
    assert memory.due(DAY + 2, DAY + 3) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("exam", "due"), [(0.0, 1), (0.5, 1), (1.5, 1), (2.9, 1), (3.0, 2), (4.0, 3), (5.0, 4), (-0.5, 4)]
)
def test_an_exam_on_the_way_brings_a_card_forward_one_by_one_and_all_at_once(exam: float, due: int) -> None:
    """Due in 4 days; an exam caps that at its whole days less one, at least one, and one that is over at nothing."""
    memory = ItemMemory()
    memory.review("a", Rating.GOOD, DAY)
    assert memory.due_day("a", DAY + exam) == DAY + due
    assert memory.due(DAY + due, DAY + exam) == ["a"]
    assert memory.due(DAY + due - 0.01, DAY + exam) == []


def test_what_an_answer_is_worth_at_the_edges_of_the_table() -> None:
    assert weigh(FACT, False, 0.5).weight == 0.0
    assert weigh(FACT, False, 0.4999).weight == 0.5
    assert weigh(FACT, True, 0.9).weight == 1.0, "a first attempt at an item counts whatever its family is remembered"
    guessed = replace(FACT, confidence=Confidence.GUESS)
    assert (
        weigh(replace(guessed, hint_used=True, options_left=1), True, None).guess == 0.5
    )  # one option: no choice left
    assert weigh(replace(FACT, hint_used=True, options_left=3), True, None).guess == pytest.approx(1 / 3)
    assert weigh(replace(FACT, hint_used=True, options_left=None), True, None).guess == 0.25
    assert weigh(replace(FACT, options_left=2), True, None).guess == 0.25, "no hint, no discount"
    assert weigh(replace(guessed, n_options=2), True, None).guess == 0.5
    assert weigh(replace(FACT, off_schedule=True), True, None).rating is None
    assert weigh(replace(WRONG, off_schedule=True), True, None).rating is None
    unsure = weigh(replace(FACT, confidence=Confidence.UNSURE), True, None)
    assert (unsure.rating, unsure.guess, unsure.weight) == (Rating.GOOD, 0.25, 1.0)
    assert weigh(replace(FACT, ms=1_000, hint_used=True, primed=True), True, None).weight == 0.25 * 0.5 * 0.5
    late = replace(FACT, timed_out=True, ms=10, occasion=Occasion.EXAM)
    assert not hurried(late) and weigh(late, True, None).weight == 1.0
    assert weigh(replace(FACT, retired=True, skipped=True), True, None).attempted is False


def test_the_first_answer_is_predicted_from_its_label_its_options_and_its_calibration() -> None:
    for fact, question in (
        (FACT, Question(0, 0.0, 0.25)),
        (replace(FACT, label=5, n_options=5), Question(0, 0.8, 0.2)),
        (replace(FACT, label=5, difficulty=-0.3), Question(0, -0.3, 0.25)),
        (replace(FACT, difficulty=-0.3, calibrated=True), Question(0, -0.3, 0.25, SHIPPED.sd_calibrated)),
        (replace(FACT, confidence=Confidence.GUESS), Question(0, 0.0, 0.25)),  # before, nobody knows it will be a guess
    ):
        learner, state = Learner(structure()), LearnerState(structure())
        folded = learner.fold(fact)
        assert folded is not None
        assert folded.predicted == pytest.approx(state.predict(question, 100.0), abs=1e-12)
        held = replace(question, guess=folded.evidence.guess)
        state.observe(held, 100.0, True)
        assert np.allclose(learner.state.mean, state.mean, atol=1e-12)
        assert learner.state.practice[0] == 1.0


def test_a_repeat_is_predicted_from_memory_and_from_the_last_answer() -> None:
    learner = Learner(structure())
    learner.fold(FACT)
    learner.fold(replace(WRONG, item="b", day=100.5))
    for item, missed in (("a", False), ("b", True)):
        asked = replace(FACT, item=item, day=104.0)
        recall = learner.memory.retrievability(item, 104.0)
        usual = learner.state.predict(Question(0, 0.0, 0.25), 104.0, recall or 0.0)
        habit = RepeatHabit.from_plain(learner.to_plain().values["repeats"])
        folded = learner.fold(asked)
        assert folded is not None and not folded.first_attempt
        assert folded.predicted == pytest.approx(habit.corrected(usual, not missed), abs=1e-12)
        habit.learn(folded.predicted, not missed, True)
        assert learner.to_plain().values["repeats"] == habit.to_plain()


def test_counts_days_and_lists_after_a_few_answers() -> None:
    learner = Learner(structure())
    assert (learner.last_day, learner.topic_of) == (None, {})
    learner.fold(replace(FACT, item="a", topic=2, day=100.0, family="f"))
    learner.fold(replace(WRONG, item="b", topic=1, day=103.0, confidence=Confidence.SURE))
    learner.fold(replace(WRONG, item="c", topic=2, day=99.0, confidence=Confidence.UNSURE))  # a clock set back
    learner.fold(replace(FACT, item="a2", topic=2, day=101.0, family="f"))
    assert learner.last_day == 103.0
    assert list(learner.topic_of.items()) == [("f", 2), ("b", 1), ("c", 2)]
    assert learner.first_attempts.tolist() == [0, 1, 2] + [0] * 9
    assert learner.answered.tolist() == [0, 1, 3] + [0] * 9
    assert (learner.missed, learner.sure_but_wrong, learner.lucky_guesses) == (
        {"b": 103.0, "c": 99.0},
        {"b": 103.0},
        {},
    )
    p, y = learner.predictions(False)
    assert (len(p), y.tolist()) == (4, [True, False, False, True])
    assert learner.predictions()[0].tolist() == p[:3].tolist() and learner.predictions()[1].tolist() == [
        True,
        False,
        False,
    ]
    learner.fold(replace(FACT, item="b", topic=1, day=104.0, timed_out=True, occasion=Occasion.EXAM))
    assert learner.missed["b"] == 104.0, "right but too late is a miss"
    assert learner.predictions(False)[1].tolist()[-1] is False


@pytest.mark.parametrize(("opened", "practice"), [(False, 0.0), (True, 1.0)])
def test_time_that_ran_out_in_practice_is_practice_only_with_the_explanation(opened: bool, practice: float) -> None:
    learner = Learner(structure())
    folded = learner.fold(replace(WRONG, timed_out=True, explanation_opened=opened))
    assert folded is not None and folded.first_attempt
    assert learner.state.practice[0] == practice
    assert learner.missed == {"a": 100.0}


def test_topics_of_a_learner_are_those_of_its_structure() -> None:
    learner = Learner(structure(3, 1))
    assert learner.fold(replace(FACT, topic=3)) is None
    assert learner.fold(replace(FACT, topic=2)) is not None
    learner.extend(Structure([0, 0, 0, 1, 1]))
    assert learner.first_attempts.tolist() == [0, 0, 1, 0, 0] and learner.answered.dtype == np.int64
    assert learner.state.structure.n_topics == 5 and learner.state.practice[2] == 1.0
    assert learner.fold(replace(FACT, item="n", topic=4)) is not None


def test_a_kept_learner_that_does_not_fit_says_where() -> None:
    plain = Learner.replay([FACT], structure()).to_plain()
    with pytest.raises(ValueError, match=r"^kept learner does not fit: answered has shape \(2,\)$"):
        Learner.from_plain(PlainLearner(plain.arrays | {"answered": np.zeros(2)}, plain.values), structure())
    other = Learner.from_plain(plain, structure(), replace(SHIPPED, slip=0.1))
    assert other.state.constants.slip == 0.1
    assert Learner.replay([FACT], structure(), replace(SHIPPED, slip=0.1)).state.constants.slip == 0.1
    assert Learner.from_plain(Learner(structure()).to_plain(), structure()).last_day is None
    again = Learner.from_plain(plain, structure())
    assert (again.last_day, again.topic_of, again.memory.due_day("a")) == (100.0, {"a": 0}, 104.0)
    whole = Learner(structure())
    assert {whole.first_attempts.dtype, again.first_attempts.dtype, again.answered.dtype} == {np.dtype(np.int64)}
    whole.extend(structure(13))
    assert whole.first_attempts.dtype == np.int64


def test_the_logit_of_a_half_is_nothing() -> None:
    assert RepeatHabit().corrected(0.5, True) == 0.5
    assert log(0.9 / 0.1) == pytest.approx(2.197225, abs=1e-6)
