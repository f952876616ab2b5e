"""The first ten minutes: three questions, a few answers with reasons, away, and everything is found again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from .conftest import Launch
from .person import Person


def answers_three_questions(person: Person) -> None:
    """CMA, no date yet, twenty minutes, by keys."""
    person.presses(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert person.sees("Question 2 of 3")
    person.clicks("Skip")
    assert person.sees("Question 3 of 3", "Start")
    person.presses(Qt.Key.Key_2, Qt.Key.Key_Return)


def test_three_questions_then_today(launch: Launch) -> None:
    person = launch()
    assert person.sees("Welcome to MediQuiz", "Which exam are you preparing for?")
    answers_three_questions(person)
    assert person.sees("Readiness for CMA (AAMA)", "Start today's session", "No exam date yet")
    assert person.sees("Answer 20 more questions")
    settings = person.settings()
    assert [goal.certification for goal in settings.goals] == ["cma"]
    assert settings.minutes == (20,) * 7


def test_everything_can_be_skipped(launch: Launch) -> None:
    person = launch()
    person.clicks("Skip")
    person.clicks("Skip")
    assert person.sees("Start today's session")


def test_study_with_reasons_under_every_option_and_find_it_again(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    person.clicks("Quick 10")
    assert person.sees("1 of 10")
    for _ in range(3):
        item = person.question()
        person.presses(Qt.Key.Key_A, Qt.Key.Key_Return)
        assert all(option.why in person.reads() for option in item.options)
        assert person.sees("Source")
        person.presses(Qt.Key.Key_Return)
    person.leave()

    again = launch()
    assert again.sees("3 of 10")
    again.clicks("Resume")
    assert again.sees("4 of 10")
    again.clicks("End session")
    print(again.reads())
    again.goes("today")
    assert again.sees("Answer 17 more questions")


def test_the_keys_of_a_page_are_a_key_away(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    person.clicks("Quick 10")
    person.presses(Qt.Key.Key_F1)
    assert person.sees("Strike out option A, or undo that", "Everywhere")
