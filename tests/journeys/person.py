"""A person at the window: reads what the screen says, clicks what can be clicked, types."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from mediquiz.app import Application
from mediquiz.desktop.seams import Seams
from mediquiz.domain.attempt import Attempt
from mediquiz.domain.items import Item
from mediquiz.domain.summaries import PlanView, ReadinessView, Settings, ShownItem, StudyRequest
from mediquiz.locations import find
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import StartStudy
from mediquiz.ui.pages.report.screen import ReportScreen
from mediquiz.ui.pages.sitting.screen import SittingScreen
from mediquiz.ui.pages.study.desk import StudyDesk
from mediquiz.ui.pages.study.screen import StudyScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner
from mediquiz.ui.widgets.single_choice import SingleChoice

from ..helpers import FixedClock


class Person:
    """Knows the application only by its window."""

    def __init__(self, app: QApplication, database: Path, clock: FixedClock, banks: Path | None = None) -> None:
        self.prompts, self.clock = RecordedPrompts(), clock
        seams = Seams(clock, random.Random(7), self.prompts, InlineRunner())
        places = find(database)
        self.application = Application(app, replace(places, banks=banks or places.banks), seams=seams)
        self.window = self.application.window
        self._gone = False
        self.window.resize(1280, 800)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.grab()
        QCoreApplication.processEvents()

    # -- reading ---------------------------------------------------------------------------------

    def reads(self) -> str:
        """Everything written on the screen now."""
        parts = []
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
            rows = widget.rows if isinstance(widget, SingleChoice) else []
            parts += [text, widget.accessibleName(), widget.accessibleDescription(), *(row.name for row in rows)]
        return "\n".join(part for part in parts if part)

    def sees(self, *texts: str) -> bool:
        """Whether all of these stand on the screen."""
        page = self.reads()
        return all(text in page for text in texts)

    def shown(self) -> ShownItem:
        """The question on screen, with the order of its options: what a student's eyes and head hold together."""
        page = self.window.page(self.window.current_key())
        if isinstance(page, SittingScreen):
            sitting = page.desk.sitting
            assert sitting is not None
            return sitting.items[sitting.attempt.current]
        assert isinstance(page, StudyScreen)
        session = page._run.session
        assert session is not None
        return session.items[session.practice.current]

    def question(self) -> Item:
        return self.shown().item

    def session_total(self) -> int:
        """Questions of the session on screen."""
        page = self.window.page("study")
        assert isinstance(page, StudyScreen)
        assert page._run.session is not None
        return page._run.session.total

    def attempt(self) -> Attempt:
        """The exam on screen."""
        page = self.window.page("sitting")
        assert isinstance(page, SittingScreen)
        return page.desk.attempt

    def reviewed(self) -> ShownItem:
        """The question of the review on screen."""
        page = self.window.page("report")
        assert isinstance(page, ReportScreen)
        return page.review._items[page.review._at].shown

    @property
    def services(self) -> Services:
        found = self.application.pages.services
        assert found is not None
        return found

    def settings(self) -> Settings:
        return self.services.settings.read()

    def readiness(self) -> ReadinessView:
        return self.services.readiness.view("cma")

    def plan(self) -> PlanView:
        found = self.services.planning.plan("cma")
        assert found is not None
        return found

    # -- doing -----------------------------------------------------------------------------------

    def button(self, text: str) -> QAbstractButton:
        """The visible button of that name."""
        found = [
            one
            for one in self.window.findChildren(QAbstractButton)
            if one.isVisible() and text in (one.text(), one.accessibleName())
        ]
        assert found, f"no button {text!r} on:\n{self.reads()}"
        return found[0]

    def clicks(self, text: str) -> None:
        """Click a button by what it says."""
        chosen = self.button(text)
        assert chosen.isEnabled(), f"{text!r} cannot be clicked"
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
        QCoreApplication.processEvents()

    def presses(self, *keys: Qt.Key, shift: bool = False) -> None:
        """Keys, wherever the focus is."""
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
            QCoreApplication.processEvents()

    def goes(self, page: str) -> None:
        """To a page of the sidebar."""
        self.window.sidebar.chosen.emit(page)
        QCoreApplication.processEvents()

    def starts(self, request: StudyRequest) -> None:
        """A session, wherever it was asked for."""
        self.application.pages.go(StartStudy(request))
        QCoreApplication.processEvents()

    def waits(self, seconds: float) -> None:
        """Time passes, and clocks of exams and practice tick."""
        page = self.window.page(self.window.current_key())
        desk = page.desk if isinstance(page, SittingScreen) else page.findChild(StudyDesk)
        if desk is None:
            self.clock.pass_time(seconds)
            return
        for _ in range(int(seconds / 5)):
            self.clock.pass_time(5)
            desk.tick()

    def comes_back(self) -> None:
        """To Today on another day."""
        self.goes("study")
        self.goes("today")
        self.application.pages.hub.tell(Changes(plan=True))
        QCoreApplication.processEvents()

    # -- leaving ---------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close the window as a person does."""
        if not self._gone:
            self._gone = True
            self.window.close()
            self._end()

    def is_cut_off(self) -> None:
        """The process dies: nothing is said to the pages, the database just stops being written."""
        self._gone = True
        services = self.application.pages.services
        assert services is not None
        # What the pages do while they are taken down here, no killed process does.
        setattr(self.application.tasks, "run", lambda *_work, **_named: None)  # noqa: B010 - a method for once
        store = services.context.store
        store._connection.close()
        store._engine.dispose()
        store._file.close()
        store._lock.release()
        self.application.pages.services = None
        self._end()

    def _end(self) -> None:
        self.application.close()
        if shiboken6.isValid(self.window):
            self.window.close()
            self.window.deleteLater()
        self.application.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
