"""What one page writes stands on every other page: after each kind of write, each page beside a newly opened window."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from mediquiz.desktop.pages import Pages
from mediquiz.desktop.seams import Seams
from mediquiz.domain.summaries import Goal
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import SIDEBAR, ToPlan
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.pages.library.screen import LibraryScreen
from mediquiz.ui.pages.plan.screen import PlanScreen
from mediquiz.ui.pages.settings.screen import SettingsScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner

from .conftest import Launch
from .person import Person
from .test_exam import answers_right, ends_segment, starts_exam
from .test_first_run import answers_three_questions

PAGES = (*SIDEBAR.values(), ToPlan())


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
    person.clicks("Resume")
    answers_right(person, 5)
    leaves_exam(person)
    assert person.sees("10 of 200")
    person.goes("today")
    assert person.sees("10 of 200")
    person.goes("exams")
    assert person.sees("10 of 200")


# -- the kinds of write ------------------------------------------------------------------------------


def answers(person: Person) -> None:
    person.goes("today")
    person.clicks("Quick 10")
    person.presses(Qt.Key.Key_A, Qt.Key.Key_Return)


def sees_one_more_question(person: Person) -> None:
    person.goes("study")
    person.presses(Qt.Key.Key_Return)


def ends_session(person: Person) -> None:
    person.goes("study")
    person.prompts.answer(True)
    person.clicks("End session")


def flags(person: Person) -> None:
    person.goes("library")
    person.presses(Qt.Key.Key_Down, Qt.Key.Key_F)


def suspends(person: Person) -> None:
    person.goes("library")
    person.prompts.answer(True)
    person.presses(Qt.Key.Key_Down, Qt.Key.Key_X)


def notes(person: Person) -> None:
    person.goes("library")
    person.presses(Qt.Key.Key_Down, Qt.Key.Key_N)
    QTest.keyClicks(person.window.focusWidget(), "look this up")
    person.clicks("Save note")


def flags_in_a_session(person: Person) -> None:
    person.goes("study")
    person.presses(Qt.Key.Key_F)


def has_less_time(person: Person) -> None:
    person.goes("settings")
    page = person.window.page("settings")
    assert isinstance(page, SettingsScreen)
    for field in page.minutes.fields:
        field.setValue(45)
    # Saved on the way out.
    person.goes("study")


def sets_minutes_on_the_plan(person: Person) -> None:
    person.window.go(ToPlan())
    page = person.window.page("plan")
    assert isinstance(page, PlanScreen)
    page.minutes.fields[0].setValue(90)
    person.clicks("Save minutes")


def chooses_the_other_rma_plan(person: Person) -> None:
    person.goes("settings")
    page = person.window.page("settings")
    assert isinstance(page, SettingsScreen)
    other = next(card for card in page.editions["rma"].cards.values() if not card.isChecked())
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)


def starts_and_leaves_an_exam(person: Person) -> None:
    person.goes("exams")
    person.prompts.answer(True)
    person.clicks("Start CMA exam")
    answers_right(person, 3)
    leaves_exam(person)


def goes_on_with_an_exam(person: Person) -> None:
    person.goes("today")
    person.clicks("Resume")
    answers_right(person, 2)
    leaves_exam(person)


def finishes_an_exam(person: Person) -> None:
    person.goes("today")
    person.clicks("Resume")
    for segment in range(4):
        if segment:
            person.presses(Qt.Key.Key_Return)
        answers_right(person, 1)
        ends_segment(person)
    assert person.sees("Score report")


def the_exam_was_yesterday(person: Person) -> None:
    """The date passed; no page was told, as when a day goes by."""
    person.clock.pass_days(2)
    yesterday = person.clock.today() - timedelta(days=1)
    person.services.settings.change(goals=(Goal("cma", yesterday),))
    person.application.pages.hub.tell(Changes(settings=True, plan=True, readiness=True))
    everywhere(person.window)
    person.goes("today")


def keeps_a_result(person: Person) -> None:
    the_exam_was_yesterday(person)
    person.clicks("Enter the result")
    person.clicks("Not passed")
    person.clicks("Save result")


def rather_not_says(person: Person) -> None:
    the_exam_was_yesterday(person)
    person.clicks("Rather not say")


def asks_not_to_be_asked(person: Person) -> None:
    the_exam_was_yesterday(person)
    person.clicks("Enter the result")
    person.clicks("Don't ask again")


WRITES = {
    "studying": [answers, sees_one_more_question, flags_in_a_session, ends_session],
    "library": [flags, suspends, notes],
    "settings": [has_less_time, sets_minutes_on_the_plan, chooses_the_other_rma_plan],
    "exams": [starts_and_leaves_an_exam, goes_on_with_an_exam, finishes_an_exam],
    "outcomes": [keeps_a_result, rather_not_says, asks_not_to_be_asked],
}
"""Each kind after the others of its row, in one window."""


# -- reading every page ------------------------------------------------------------------------------


def words(page: QWidget) -> str:
    """What a page says. Of the library the list without the preview, which follows what was chosen there."""
    if isinstance(page, LibraryScreen):
        return f"{page.page.subtitle.text()}\n" + "\n".join(map(repr, page.table.rows_model.rows()))
    parts = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible():
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
            parts += [text, widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(part for part in parts if part)


def everywhere(window: MainWindow) -> dict[str, str]:
    """What each page says when it is gone to."""
    found = {}
    for destination in PAGES:
        window.go(destination)
        QCoreApplication.processEvents()
        found[destination.page] = words(window.page(destination.page))
    return found


def as_if_new(person: Person) -> dict[str, str]:
    """What each page of a window says that knows nothing from before."""
    window = MainWindow()
    seams = Seams(person.clock, random.Random(7), RecordedPrompts(), InlineRunner())
    pages = Pages(window, person.application.theme, seams)
    window.resize(person.window.size())
    window.show()
    pages.open(person.services, InlineRunner())
    found = everywhere(window)
    window.set_close_guard(None)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return found


@pytest.mark.parametrize("row", WRITES)
def test_no_page_is_stale_after(launch: Launch, row: str) -> None:
    person = launch()
    answers_three_questions(person)
    for write in WRITES[row]:
        everywhere(person.window)
        before = writes_so_far(person)
        write(person)
        assert writes_so_far(person) > before, f"{write.__name__} wrote nothing"
        shown, new = everywhere(person.window), as_if_new(person)
        if "End session" in shown["study"]:
            # A session stays on its page; a new window offers to go on with it.
            del shown["study"], new["study"]
        assert shown == new, write.__name__


def writes_so_far(person: Person) -> int:
    """Rows ever written on this connection: a write that did not happen would make no page stale."""
    with person.services.context.store.begin() as connection:
        return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
