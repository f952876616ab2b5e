"""The Study page: choose how to practice, practice, see how it went."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mediquiz.domain.summaries import OpenSession, PlanView, StudyHome, StudyMode, StudyRequest, StudySummary
from mediquiz.language import _
from mediquiz.services.changes import Changes, Done
from mediquiz.ui.destinations import Destination, ResumeStudy, StartStudy, ToLibrary, ToToday
from mediquiz.ui.pages.study.home import StudyHomePane
from mediquiz.ui.pages.study.run import StudyRun
from mediquiz.ui.pages.study.session import SessionPane
from mediquiz.ui.pages.study.summary import SummaryPane
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.words.study import nothing, unfinished

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.study_session import StudySession


@dataclass(frozen=True, slots=True)
class _Begun:
    session: StudySession
    hide_clock: bool


class StudyScreen(Screen):
    """Three panes; a session stays on the screen until it is ended, also while other pages are looked at."""

    wanted: ClassVar[Changes] = Changes(
        answers=True, seen=True, attempts=True, marks=True, items=True, settings=True, readiness=True, plan=True
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self._starting = False
        self._asked: StudyRequest | None = None
        self._summary: StudySummary | None = None
        self.home, self.session, self.summary = StudyHomePane(), SessionPane(), SummaryPane()
        self._stack = QStackedWidget()
        for pane in (self.home, self.session, self.summary):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._run = StudyRun(tools, self.session, self)
        self._connect()

    def _connect(self) -> None:
        self._run.ended.connect(self._ended)
        self.home.wanted.connect(self._start)
        self.home.counted.connect(self._count)
        self.home.resumed.connect(self._resume)
        self.home.ended.connect(self._end_open)
        self.home.library_wanted.connect(self._to_library)
        self.summary.again.connect(self._again)
        self.summary.more.connect(self._show_home)
        self.summary.left.connect(self._to_today)

    # --- the page in the window ------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Begin what was asked for elsewhere, go on with a session, or show what was here before."""
        if isinstance(destination, StartStudy):
            self._start(destination.request)
        elif isinstance(destination, ResumeStudy):
            self._resume(destination.attempt_id)
        elif self._run.session is None and self._stack.currentWidget() is self.summary:
            self._show_home()

    def keys(self) -> list[tuple[str, str]]:
        """For the help of F1."""
        return [
            ("A", _("Choose option A; B to E and 1 to 5 likewise")),
            ("Shift+A", _("Strike out option A, or undo that")),
            ("Enter", _("Check the answer; then the next question")),
            ("L", _("Previous question")),
            ("S", _("Sure")),
            ("U", _("Unsure")),
            ("G", _("Guess")),
            ("F", _("Flag")),
            ("N", _("Note")),
            ("R", _("Report a problem with the question")),
            ("X", _("Don't show this question again")),
        ]

    def refresh(self) -> None:
        """Only the choices can be out of date; a session shows what it began with."""
        if self._stack.currentWidget() is self.home:
            self.tools.tasks.run(partial(_read_home, self.tools.services), self._home_read)

    def _home_read(self, found: StudyHome) -> None:
        at_start = self._at_start()
        self.home.show_home(found)
        if at_start:
            self._lead_focus()
        # The plan takes longer to make than all the rest to read: the page does not wait for it.
        work = partial(self.tools.services.planning.plan, found.certification)
        self.tools.tasks.run(work, partial(self._plan_read, at_start))

    def _plan_read(self, at_start: bool, plan: PlanView | None) -> None:
        # Today's session is the first way to start, and is known last.
        stays = at_start and self._at_start()
        self.home.show_plan(plan)
        if stays:
            self._lead_focus()

    def _at_start(self) -> bool:
        """Whether the keys have not been led anywhere since the menu was arrived at."""
        now = self.window().focusWidget()
        return now in (None, self, self.home) or now is self.home.first

    def _lead_focus(self) -> None:
        first = self.home.first
        if first is not None and self.home.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing inside took."""
        if self._stack.currentWidget() is self.session and self.session.handle_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: the time to answer stands still."""
        super().hideEvent(event)
        self._run.pause()

    def showEvent(self, event: QShowEvent) -> None:
        """Back: it runs on, and the keys are with the question."""
        super().showEvent(event)
        if not event.spontaneous():
            if self._stack.currentWidget() is self.session:
                self.session.take_focus()
            elif self._at_start():
                self._lead_focus()
        self._run.go_on()

    # --- beginning -------------------------------------------------------------------------

    def _start(self, request: StudyRequest) -> None:
        """Begin; a session that is open is not ended without a word."""
        if not self._starting:
            self._starting = True
            self.tools.tasks.run(
                self.tools.services.study.unfinished, partial(self._ask_to_start, request), self._not_begun
            )

    def _ask_to_start(self, request: StudyRequest, found: OpenSession | None) -> None:
        self._starting = False
        if found is None:
            self._begin(partial(_start, self.tools.services, request))
            return
        said = " ".join((unfinished(found), _("Starting another ends it. Your answers are saved.")))
        then = partial(self._start_if, request)
        self.tools.prompts.confirm(
            _("Start another session?"), said, _("Start another"), then, no=_("Cancel"), danger=True
        )

    def _start_if(self, request: StudyRequest, yes: bool) -> None:
        if yes:
            self._begin(partial(_start, self.tools.services, request))

    def _resume(self, attempt_id: int) -> None:
        session = self._run.session
        if session is not None and session.attempt_id == attempt_id:
            self._show(self.session)
        else:
            self._begin(partial(_resume, self.tools.services, attempt_id))

    def _begin(self, work: partial[Done[_Begun]]) -> None:
        """One at a time: a second click must not begin a second session."""
        if not self._starting:
            self._starting = True
            self.tools.write(work, self._begun, self._not_begun, origin=self)

    def _begun(self, found: _Begun) -> None:
        self._starting = False
        self.home.notice.hide()
        self._show(self.session)
        self._run.begin(found.session, found.hide_clock)

    def _not_begun(self, error: Exception) -> None:
        # Here and not above: the module loads the database library, and the page must not do that.
        from mediquiz.services.study import NothingToStudy

        self._starting = False
        if not isinstance(error, NothingToStudy):
            raise error
        if self._run.session is None:
            self._show_home()
        self.home.say(nothing(error.mode))

    def _count(self, request: StudyRequest) -> None:
        self._asked = request
        self.tools.tasks.run(partial(_fitting, self.tools.services, request), partial(self._counted, request))

    def _counted(self, request: StudyRequest, found: tuple[int, int]) -> None:
        # Ticking goes faster than counting: only the newest count says something about what is ticked now.
        if request == self._asked:
            self.home.build.show_available(*found)

    # --- ending ----------------------------------------------------------------------------

    def _end_open(self, attempt_id: int) -> None:
        if not self._starting:
            self._starting = True
            self.tools.write(partial(_end, self.tools.services, attempt_id), self._open_ended, origin=self)

    def _open_ended(self, found: tuple[StudySummary, StudySession]) -> None:
        self._starting = False
        self._ended(*found)

    def _ended(self, summary: StudySummary, session: StudySession) -> None:
        self._summary = summary
        self.summary.show_summary(summary, session)
        self._show(self.summary)

    def _again(self) -> None:
        if self._summary is not None:
            missed, certification = self._summary.missed, self._summary.certification
            self._start(
                StudyRequest(mode=StudyMode.DRILL, certification=certification, count=len(missed), items=missed)
            )

    def _show_home(self) -> None:
        self._show(self.home)
        self.mark_stale()

    def _show(self, pane: QWidget) -> None:
        self._stack.setCurrentWidget(pane)
        pane.setFocus(Qt.FocusReason.MouseFocusReason)

    def _to_today(self) -> None:
        self._show_home()
        self.go_to(ToToday())

    def _to_library(self) -> None:
        self.go_to(ToLibrary())


def _read_home(services: Services) -> StudyHome:
    """What the page shows, read in one go on the store's thread."""
    return services.study.home(services.settings.read().certification)


def _start(services: Services, request: StudyRequest) -> Done[_Begun]:
    return _with_look(services, services.study.start(request))


def _with_look(services: Services, begun: Done[StudySession]) -> Done[_Begun]:
    return Done(_Begun(begun.value, services.settings.read().hide_clock), begun.changes)


def _resume(services: Services, attempt_id: int) -> Done[_Begun]:
    return _with_look(services, services.study.resume(attempt_id))


def _end(services: Services, attempt_id: int) -> Done[tuple[StudySummary, StudySession]]:
    session = services.study.resume(attempt_id).value
    ended = services.study.finish(session)
    return Done((ended.value, session), ended.changes)


def _fitting(services: Services, request: StudyRequest) -> tuple[int, int]:
    """How many questions a request could hold, and of how many that it covers."""
    return services.study.available(request), services.study.held(request)
