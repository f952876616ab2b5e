"""Where the keys are on arriving: on the first thing to do, also where the page is read a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from mediquiz.ui.pages.study.screen import StudyScreen
from mediquiz.ui.tasks import InlineRunner

from .conftest import Launch
from .person import Person
from .test_exam import starts_exam
from .test_first_run import answers_three_questions


class LateRunner(InlineRunner):
    """As with threads: what was asked for comes after the window has gone to the page."""

    late = False

    def __init__(self) -> None:
        self.jobs: list[tuple[Any, Any]] = []

    def run(self, *work: Any, **named: Any) -> None:
        if self.late:
            self.jobs.append((work, named))
        else:
            super().run(*work, **named)

    def settle(self) -> None:
        """All that waits, and what follows from it."""
        for _ in range(10):
            jobs, self.jobs = self.jobs, []
            for work, named in jobs:
                super().run(*work, **named)
            QCoreApplication.processEvents()


@pytest.fixture
def runner(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> Iterator[LateRunner]:
    found = LateRunner()
    monkeypatch.setattr("tests.journeys.person.InlineRunner", lambda: found)
    yield found
    found.late = False
    found.settle()


def focused(runner: LateRunner) -> str:
    """The button that Enter presses once all is there."""
    runner.settle()
    now = QApplication.focusWidget()
    assert isinstance(now, QAbstractButton), now
    assert now.isVisible()
    return now.accessibleName() or now.text()


def leaves_exam(person: Person, runner: LateRunner) -> None:
    """By Esc, as somebody who is called away."""
    runner.late = True
    person.prompts.answer(True)
    person.presses(Qt.Key.Key_Escape)


def test_after_leaving_an_exam_enter_resumes_it(launch: Launch, runner: LateRunner) -> None:
    person = launch()
    starts_exam(person)
    leaves_exam(person, runner)
    assert focused(runner) == "Resume CMA exam"
    assert person.window.current_key() == "exams"
    person.goes("today")
    assert focused(runner) == "Resume CMA practice exam"
    person.goes("exams")
    assert focused(runner) == "Resume CMA exam"
    person.presses(Qt.Key.Key_Return)
    runner.settle()
    assert person.sees("Question 1 of 200")


def test_after_leaving_another_exam_than_the_own_enter_resumes_that(launch: Launch, runner: LateRunner) -> None:
    person = launch()
    answers_three_questions(person)
    person.goes("exams")
    person.clicks("Show the other exams")
    person.prompts.answer(True)
    person.clicks("Start RMA exam")
    leaves_exam(person, runner)
    assert focused(runner) == "Resume RMA exam"


@pytest.mark.parametrize("late", [False, True])
def test_on_the_study_menu_enter_starts_what_is_first(launch: Launch, runner: LateRunner, late: bool) -> None:
    person = launch()
    starts_exam(person)
    leaves_exam(person, runner)
    runner.settle()
    runner.late = late
    for _ in range(2):
        person.goes("study")
        assert focused(runner).startswith("Today's session: start")
        person.goes("today")
        runner.settle()
    person.goes("study")
    person.presses(Qt.Key.Key_Return)
    runner.settle()
    assert person.sees("1 of ")


def test_who_went_on_by_tab_keeps_the_place_when_the_page_is_read_again(launch: Launch, runner: LateRunner) -> None:
    person = launch()
    answers_three_questions(person)
    runner.late = True
    person.goes("study")
    focused(runner)
    person.presses(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    before = QApplication.focusWidget()
    page = person.window.page("study")
    assert isinstance(page, StudyScreen)
    page.mark_stale()
    runner.settle()
    assert QApplication.focusWidget() is before is not None
