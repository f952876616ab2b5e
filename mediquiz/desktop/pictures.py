"""A PNG of every screen, drawn from the demo without a display."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ReviewSet, StudyMode, StudyRequest
from mediquiz.ui.destinations import (
    SIDEBAR,
    StartStudy,
    ToExplanation,
    ToFirstRun,
    ToOutcome,
    ToPlan,
    ToReport,
    ToSitting,
)
from mediquiz.ui.main_window import MainWindow


class Photographer:
    """Walks through the window and keeps a picture of each stop."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window, self._folder, self._count = window, folder, 0

    def keep(self, name: str) -> None:
        """The window as it stands."""
        for _ in range(12):
            QCoreApplication.processEvents()
        self._count += 1
        self._window.grab().save(str(self._folder / f"{self._count:02}-{name}.png"))

    def press(self, *keys: Qt.Key) -> None:
        """Keys, where the focus is."""
        for key in keys:
            QTest.keyClick(self._target(), key)
            QCoreApplication.processEvents()

    def _target(self) -> QWidget:
        return self._window.focusWidget() or self._window.page(self._window.current_key())

    def pages(self, certification: str) -> None:
        """The pages that need no session."""
        for destination in (*SIDEBAR.values(), ToExplanation()):
            self._window.go(destination)
            self.keep(destination.page)
        # The first start has the window to itself.
        self._window.set_bare(True)
        self._window.go(ToFirstRun())
        self.keep("first-run")
        self._window.set_bare(False)
        for destination in (ToPlan(certification), ToOutcome(certification)):
            self._window.go(destination)
            self.keep(destination.page)

    def study(self, certification: str, rng: random.Random) -> None:
        """A question, its reasons after a wrong and after a right answer, and the summary."""
        self._window.go(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification=certification, count=6)))
        self.keep("study-question")
        for n in range(6):
            self.press(rng.choice([Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C]), Qt.Key.Key_Return)
            if n < 2:
                self.keep(f"study-reasons-{n + 1}")
            self.press(Qt.Key.Key_Return)
        self.keep("study-summary")

    def exam(self, certification: str) -> None:
        """A sitting some way in; it is left as a student leaves one."""
        page = self._window.page("sitting")
        services = page.tools.services  # type: ignore[attr-defined]
        self._window.go(ToSitting(services.exams.start(certification).value))
        for n in range(13):
            self.press((Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)[n % 4])
            if n % 5 == 2:
                self.press(Qt.Key.Key_F)
            self.press(Qt.Key.Key_Return)
        self.keep("sitting")
        page.desk.leave()  # type: ignore[attr-defined]

    def report(self, attempt_id: int) -> None:
        """The score report and going through what was missed."""
        self._window.go(ToReport(attempt_id))
        self.keep("report")
        self._window.go(ToReport(attempt_id, ReviewSet.MISSED))
        self.keep("review")
