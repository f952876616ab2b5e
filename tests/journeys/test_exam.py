"""A whole CMA exam by keyboard, the plug pulled in segment 2, then the report, and all of it there after reopening."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ..helpers import key_place
from .conftest import Launch
from .person import Person
from .test_first_run import answers_three_questions

LETTERS = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)


def answers_right(person: Person, count: int) -> None:
    """The right letter and Enter, `count` times."""
    for _ in range(count):
        person.presses(LETTERS[key_place(person.shown())], Qt.Key.Key_Return)


def starts_exam(person: Person) -> None:
    answers_three_questions(person)
    person.goes("exams")
    person.prompts.answer(True)
    person.clicks("Start CMA exam")


def ends_segment(person: Person) -> None:
    person.prompts.answer(True)
    person.clicks("End segment" if person.sees("End segment") else "End exam")


def test_full_cma_exam_with_the_plug_pulled_in_segment_two(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    assert person.sees("CMA (AAMA) practice exam", "Segment 1 of 4", "Question 1 of 200", "40:00")
    assert not person.sees("Right answer")
    answers_right(person, 50)
    ends_segment(person)
    assert person.sees("Start segment 2")
    person.presses(Qt.Key.Key_Return)
    assert person.sees("Segment 2 of 4", "Question 51 of 200")
    answers_right(person, 12)
    person.presses(Qt.Key.Key_F, LETTERS[2])
    person.presses(Qt.Key.Key_A, shift=True)
    item, states = person.shown().item, person.attempt().states
    person.is_cut_off()

    person = launch()
    assert person.sees("CMA practice exam: 63 of 200 answered")
    person.clicks("Resume")
    assert person.sees("Segment 2 of 4", "Question 63 of 200")
    assert person.shown().item == item
    assert person.attempt().states == states
    assert person.attempt().here.flagged
    answers_right(person, 38)
    for segment in (3, 4):
        ends_segment(person)
        person.presses(Qt.Key.Key_Return)
        assert person.sees(f"Segment {segment} of 4")
        answers_right(person, 50)
    ends_segment(person)

    assert person.sees("Score report", "Above the passing score", "Time per question", "20 unscored questions")
    assert person.sees("of 180 scored questions right", "Passing score 405")
    assert person.sees("Left and resumed once")
    person.leave()

    again = launch()
    again.goes("exams")
    assert again.sees("180")
    again.goes("today")
    assert again.sees("Last practice exam", "of 180 scored questions")


def test_what_was_missed_is_reviewed_with_reasons_and_drilled(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    for segment in range(4):
        if segment:
            person.presses(Qt.Key.Key_Return)
        person.presses(LETTERS[(key_place(person.shown()) + 1) % 4], Qt.Key.Key_Return)
        ends_segment(person)
    assert person.sees("Below the passing score")
    person.clicks("Review 8 missed questions")
    assert person.sees("(your answer, not right; ", "(right answer; ", "You chose")
    assert all(option.why in person.reads() for option in person.reviewed().item.options)


def test_the_clock_ends_a_segment_and_says_so(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    person.presses(Qt.Key.Key_A)
    person.waits(40 * 60)
    assert person.sees("Start segment 2")
    assert person.attempt().segment == 0


def test_closing_the_window_keeps_the_exam(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    answers_right(person, 3)
    person.prompts.answer(True)
    person.leave()
    assert any("exam" in " ".join(said) for said in person.prompts.said)
    again = launch()
    again.clicks("Resume")
    assert again.sees("Question 4 of 200")
