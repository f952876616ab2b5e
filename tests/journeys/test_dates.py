"""The date of an exam as people type it, in the whole window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget

from mediquiz.ui.pages.first_run.screen import FirstRunScreen
from mediquiz.ui.pages.settings.screen import SettingsScreen
from mediquiz.ui.parts.date_choice import DateChoice

from .conftest import Launch
from .person import Person
from .test_first_run import answers_three_questions

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 1)
"""The day of the clock that stands still."""


def first_run(person: Person) -> DateChoice:
    person.presses(Qt.Key.Key_1, Qt.Key.Key_Return)
    person.clicks("On a date")
    page = person.window.page("first_run")
    assert isinstance(page, FirstRunScreen)
    return page.dates.choices["cma"]


def settings(person: Person) -> DateChoice:
    answers_three_questions(person)
    person.goes("settings")
    page = person.window.page("settings")
    assert isinstance(page, SettingsScreen)
    choice = page.goals.rows["cma"][1]
    QTest.mouseClick(choice.on_a_date, Qt.MouseButton.LeftButton)
    return choice


def types(text: str) -> None:
    """Over all that stands where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focus, text)


@pytest.mark.parametrize("text", ["December 12, 2026", "12/12/2026", "2026-12-12", "12 dec 2026"])
def test_a_date_typed_at_the_first_start_is_that_date(launch: Launch, text: str) -> None:
    person = launch()
    first_run(person)
    types(text)
    assert person.sees("December 12, 2026: Saturday, in 286 days")
    person.presses(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [goal.exam_date for goal in person.settings().goals] == [date(2026, 12, 12)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2/12/2026", "This day has passed. Choose today or a later day."),
        ("12/12/2126", "This is too far away."),
        ("next spring", "This is not a date. Type it as"),
        ("", "This is not a date. Type it as"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_holds_the_step(launch: Launch, text: str, said: str) -> None:
    person = launch()
    choice = first_run(person)
    before = choice.day()
    types(text or "x")
    if not text:
        QTest.keyClick(choice.field.line, Qt.Key.Key_Backspace)
    person.presses(Qt.Key.Key_Return)
    assert person.sees("Question 2 of 3", said)
    assert choice.day() == before and choice.field.line.hasFocus()
    assert said in choice.field.line.accessibleDescription()


def test_a_date_typed_in_settings_is_kept_by_its_button(launch: Launch) -> None:
    person = launch()
    settings(person)
    types("6/5/2026")
    assert person.sees("June 5, 2026: Friday, in 96 days")
    person.clicks("Save exams")
    assert person.settings().goals[0].exam_date == date(2026, 6, 5)


def test_settings_keep_no_other_date_for_one_that_cannot_be_read(launch: Launch) -> None:
    person = launch()
    choice = settings(person)
    types("6/5/2026")
    person.clicks("Save exams")
    choice.field.line.setFocus()
    types("6/35/2026")
    QTest.keyClick(choice.field.line, Qt.Key.Key_Tab)
    assert person.sees("This is not a date")
    person.goes("today")
    assert person.settings().goals[0].exam_date == date(2026, 6, 5)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_calendar_takes_a_day_and_offers_none_that_has_passed(launch: Launch) -> None:
    person = launch()
    choice = first_run(person)
    person.clicks("Calendar")
    month = choice.field.findChild(QCalendarWidget)
    assert month is not None
    assert month.minimumDate().toPython() == TODAY
    month.clicked.emit(month.minimumDate().addDays(9))
    assert choice.day() == date(2026, 3, 10) and person.sees("Tuesday, in 9 days")


def test_the_arrows_and_the_wheel_leave_a_date_alone(launch: Launch) -> None:
    person = launch()
    choice = first_run(person)
    before = choice.day()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(choice.field.line, key)
    assert choice.day() == before


def test_next_without_an_exam_says_what_to_do_and_skip_counts_right(launch: Launch) -> None:
    person = launch()
    person.presses(Qt.Key.Key_Return)
    assert person.sees("Question 1 of 3", "Choose an exam, or press Skip")
    person.clicks("Next")
    assert person.sees("Question 1 of 3")
    person.presses(Qt.Key.Key_1)
    assert not person.sees("Choose an exam, or press Skip")
    person.presses(Qt.Key.Key_1)
    person.clicks("Skip")
    assert person.sees("Question 2 of 2")


def test_the_wheel_gives_no_field_the_focus(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    for page in ("today", "study", "exams", "progress", "library", "settings"):
        person.goes(page)
    wheel = Qt.FocusPolicy.WheelFocus
    found = {type(one).__name__ for one in person.window.findChildren(QWidget) if one.focusPolicy() == wheel}
    assert found == set()
