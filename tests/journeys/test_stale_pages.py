"""What one page writes stands on every other page: after each kind of write, each page beside a newly opened window."""

from __future__ import annotations

from .conftest import Launch
from .person import Person
from .test_exam import answers_right, starts_exam


def leaves_exam(person: Person) -> None:
    person.prompts.answer(True)
    person.clicks("Leave")


def test_an_exam_left_twice_says_on_every_page_how_far_it_is(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    answers_right(person, 5)
    leaves_exam(person)
    assert person.sees("5 of 200")
    person.goes("today")
    assert person.sees("5 of 200")
    person.clicks("Go on")
    answers_right(person, 5)
    leaves_exam(person)
    assert person.sees("10 of 200")
    person.goes("today")
    assert person.sees("10 of 200")
    person.goes("exams")
    assert person.sees("10 of 200")
