"""Every stop of the window: each page in each of its states, reached as a student reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from mediquiz.domain.summaries import ReviewSet, StudyMode, StudyRequest
from mediquiz.ui.destinations import (
    SIDEBAR,
    ResumeSitting,
    StartStudy,
    ToExplanation,
    ToOutcome,
    ToPlan,
    ToReport,
    ToSitting,
    ToStudy,
)
from tests.journeys.person import Person


@dataclass(frozen=True, slots=True)
class Stop:
    """A state of the window: its name, and what is looked at (the window or a dialog over it)."""

    name: str
    window: QWidget


def settle() -> None:
    """Let layouts come to rest: one that changes a height asks for another pass."""
    for _ in range(6):
        QCoreApplication.processEvents()


class Walk:
    """Goes through the window; `stops()` hands out one state after the other."""

    def __init__(self, person: Person) -> None:
        self._person, self._window = person, person.window

    def _at(self, name: str) -> Stop:
        settle()
        return Stop(name, self._window)

    def first_run(self) -> Iterator[Stop]:
        """The three questions; afterwards Today is shown."""
        for step in range(1, 4):
            yield self._at(f"first run {step}")
            if step == 1:
                self._person.presses(Qt.Key.Key_1)
            self._person.clicks("Skip" if step == 2 else "Start" if step == 3 else "Next")

    def pages(self) -> Iterator[Stop]:
        """The pages of the sidebar and what they lead to."""
        front = self._person.settings().certification
        places = (*SIDEBAR.values(), ToExplanation(), ToPlan(front), ToOutcome(front))
        for place in places:
            self._window.go(place)
            yield self._at(place.page)
        self._window.go(SIDEBAR["today"])
        self._window.show_banner("The backup of today could not be made: the disk is full.", "warn", "Try again")
        yield self._at("today with a notice")
        self._window.hide_banner()

    def help(self) -> Iterator[Stop]:
        """The list behind F1."""
        self._window.go(SIDEBAR["study"])
        self._window.show_keys()
        settle()
        (dialog,) = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        yield Stop("keys", dialog)
        dialog.close()
        settle()

    def study(self) -> Iterator[Stop]:
        """A question, the reasons, note and report, looking back, the summary."""
        front, press = self._person.settings().certification, self._person.presses
        self._window.go(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification=front, count=3)))
        yield self._at("study question")
        press(Qt.Key.Key_A, Qt.Key.Key_S)
        yield self._at("study chosen")
        press(Qt.Key.Key_Return)
        yield self._at("study reasons")
        press(Qt.Key.Key_N)
        yield self._at("study note")
        press(Qt.Key.Key_Escape, Qt.Key.Key_R)
        yield self._at("study report")
        press(Qt.Key.Key_Escape)
        self._window.go(SIDEBAR["today"])
        yield self._at("today with a session")
        self._window.go(ToStudy())
        for _ in range(3):
            press(Qt.Key.Key_Return, Qt.Key.Key_B, Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        yield self._at("study summary")

    def exam(self) -> Iterator[Stop]:
        """An exam, left and gone on with, its break if it has one, its report."""
        front, exams = self._person.settings().certification, self._person.services.exams
        sitting = exams.start(front).value
        self._window.go(ToSitting(sitting))
        yield self._at("sitting")
        self._person.presses(Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_Return)
        yield self._at("sitting second")
        self._end_segment()
        yield self._at("sitting break")
        page = self._window.page("sitting")
        page.desk.leave()  # type: ignore[attr-defined]
        for key in ("today", "exams"):
            self._window.go(SIDEBAR[key])
            yield self._at(f"{key} with an exam left")
        self._window.go(ResumeSitting(sitting.attempt_id))
        settle()
        for _ in range(8):
            self._end_segment()

    def _end_segment(self) -> None:
        page = self._window.page("sitting")
        if self._window.current_key() == "sitting":
            desk = page.desk  # type: ignore[attr-defined]
            if desk.attempt.phase.name == "BREAK":
                desk.start_segment()
            else:
                desk.end_segment(desk.attempt.segment)
            settle()

    def reports(self) -> Iterator[Stop]:
        """The report of the last exam and its review."""
        (last, *_) = self._person.services.exams.home().history
        self._window.go(ToReport(last.attempt_id))
        yield self._at("report")
        for which in (ReviewSet.ALL, ReviewSet.MISSED):
            self._window.go(ToReport(last.attempt_id, which))
            yield self._at(f"review {which}")
