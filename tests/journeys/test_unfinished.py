"""What was begun and not ended comes first on Today, and nothing ends it without a word."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from mediquiz.services.changes import Changes

from .conftest import Launch
from .person import Person
from .test_exam import answers_right, starts_exam
from .test_first_run import answers_three_questions

LEFT = Qt.MouseButton.LeftButton


def some_answered(person: Person, count: int = 3) -> None:
    """A quick ten, left after some answers."""
    person.clicks("Quick 10")
    for _ in range(count):
        person.presses(Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Return)
    person.goes("today")


def first_button(person: Person) -> QPushButton:
    """Of the page, from the top; only what does something."""
    page = person.window.page("today")
    shown = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.property("kind") == "primary"]
    return min(shown, key=lambda one: one.mapTo(page, one.rect().topLeft()).y())


def test_the_first_button_goes_on_with_the_session(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    some_answered(person)
    assert person.sees("Quick 10: 3 of 10 answered")
    focus = QApplication.focusWidget()
    assert focus is first_button(person)
    person.window.page("today").plan.start.setFocus()  # type: ignore[attr-defined]
    person.application.pages.hub.tell(Changes(plan=True))
    assert QApplication.focusWidget() is first_button(person), "also where it had the focus before this was known"
    QTest.keyClick(first_button(person), Qt.Key.Key_Return)
    assert person.sees("4 of 10")


def test_an_exam_that_was_left_comes_before_a_session(launch: Launch) -> None:
    person = launch()
    starts_exam(person)
    answers_right(person, 2)
    person.prompts.answer(True)
    person.presses(Qt.Key.Key_Escape)
    person.goes("today")
    some_answered(person)
    QTest.mouseClick(first_button(person), LEFT)
    QCoreApplication.processEvents()
    assert person.sees("Question 3 of 200")


def test_one_green_button_only_while_something_is_open(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    some_answered(person)
    page = person.window.page("today")
    shown = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in shown if one.property("kind") == "primary"] == [first_button(person).text()]


def starts_another(person: Person, way: str) -> None:
    if way == "S":
        person.presses(Qt.Key.Key_S)
    else:
        person.clicks(way)


def test_starting_another_asks_and_a_no_leaves_everything_as_it_was(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    some_answered(person)
    for way in ("Start today's session", "Quick 10", "S"):
        person.goes("today")
        person.prompts.said.clear()
        starts_another(person, way)
        assert any("Quick 10 is not finished: 3 of 10 answered." in text for _, _, text in person.prompts.said)
    found = person.services.study.open_session()
    assert found is not None and (found.done, found.total) == (3, 10)


def test_a_yes_starts_another_and_what_was_answered_is_kept(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    some_answered(person)
    person.prompts.answer(True)
    person.clicks("Quick 10")
    assert person.sees("1 of 10") and person.session_total() == 10
    found = person.services.study.open_session()
    assert found is not None and found.done == 0


def test_a_session_without_an_answer_makes_room_unasked(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    some_answered(person, count=0)
    person.prompts.said.clear()
    person.clicks("Quick 10")
    assert person.prompts.said == [] and person.sees("1 of 10")
