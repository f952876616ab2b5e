"""Three students: a first week, five days missed, and one who knows her missed questions by heart."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt

from mediquiz.domain.summaries import StudyMode, StudyRequest

from ..helpers import FixedClock, key_place
from .conftest import Launch
from .person import Person
from .test_first_run import answers_three_questions

LETTERS = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)


def studies(person: Person, chance: float, rng: random.Random) -> int:
    """To the end of the session on screen, right with `chance`; how many questions it held."""
    total = person.session_total()
    for _ in range(total):
        person.waits(30)
        key = key_place(person.shown())
        person.presses(LETTERS[key if rng.random() < chance else (key + 1) % 4], Qt.Key.Key_Return)
        person.presses(Qt.Key.Key_Return)
    return total


@pytest.mark.timeout(600)  # days of study; longer than all other tests
def test_a_new_students_first_week(launch: Launch, clock: FixedClock) -> None:
    person, rng = launch(), random.Random(1)
    answers_three_questions(person)
    assert person.sees("Answer 20 more questions for a first estimate")
    person.clicks("Start today's session")
    first = studies(person, 0.7, rng)
    person.goes("today")
    # What the first estimate needs is what the first day holds.
    assert first == 20
    assert person.readiness().stage == "range"
    for _ in range(6):
        clock.pass_days(1)
        person.comes_back()
        person.clicks("Start today's session")
        studies(person, 0.7, rng)
    person.goes("today")
    view = person.readiness()
    assert view.stage in ("word", "chance")
    assert view.first_attempts > 50
    assert person.sees("first-time answers", "How this is made")
    assert person.sees("too close to call") or person.sees("likely")


def test_a_student_who_misses_five_days_finds_no_pile(launch: Launch, clock: FixedClock) -> None:
    person, rng = launch(), random.Random(2)
    answers_three_questions(person)
    person.clicks("Start today's session")
    usual = studies(person, 0.6, rng)
    clock.pass_days(6)
    person.comes_back()
    plan = person.plan()
    assert plan.missed_days == 5
    assert plan.questions <= 1.3 * usual + 1
    assert not person.sees("overdue")
    person.clicks("Start today's session")
    assert person.session_total() == plan.questions


@pytest.mark.timeout(600)  # days of study; longer than all other tests
def test_knowing_missed_questions_by_heart_is_not_being_ready(launch: Launch, clock: FixedClock) -> None:
    person, rng = launch(), random.Random(3)
    answers_three_questions(person)
    for _ in range(6):
        person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=20))
        studies(person, 0.5, rng)
        clock.pass_days(1)
    before = person.readiness()
    assert before.score is not None
    assert before.score.mean < before.cut
    for _ in range(4):
        person.starts(StudyRequest(mode=StudyMode.MISSED, certification="cma", count=60))
        studies(person, 1.0, rng)
    after = person.readiness()
    assert after.score is not None
    assert after.first_attempts == before.first_attempts
    assert after.score.mean - before.score.mean < 0.05
    assert after.score.mean < after.cut
    assert after.word != "likely above"
    person.goes("today")
    assert not person.sees("likely above")
