"""An exam opened by mistake and ended at its first question leaves no trace but its own score."""

from __future__ import annotations

from .conftest import Launch
from .person import Person
from .test_first_run import answers_three_questions


def today(person: Person) -> str:
    person.goes("today")
    return person.reads()


def test_an_exam_looked_at_and_ended_is_no_study(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    before = today(person)
    person.goes("exams")
    person.clicks("Show the other exams")
    person.prompts.answer(True)
    person.clicks("Start RMA exam")
    assert person.sees("Question 1 of 210")
    person.prompts.answer(True)
    person.clicks("End exam")
    assert person.sees("Score report", "0 of 210 scored questions right", "209 of them never came on screen")
    assert person.sees("Review 1 missed question", "All (1)")
    assert today(person) == before
    assert {view.first_attempts for view in person.services.readiness.views().values()} == {0}
    assert person.plan().done_today == 0
    person.leave()

    again = launch()
    assert today(again) == before
    assert {view.first_attempts for view in again.services.readiness.views().values()} == {0}
