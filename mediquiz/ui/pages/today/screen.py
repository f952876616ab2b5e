"""Today: what to do now, how ready one is, what is left open."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ReviewSet, Settings, StudyMode, StudyRequest, TodayView
from mediquiz.language import _
from mediquiz.services.changes import Changes
from mediquiz.services.clock import local_time
from mediquiz.ui.destinations import (
    ResumeSitting,
    ResumeStudy,
    StartStudy,
    ToExams,
    ToExplanation,
    ToOutcome,
    ToPlan,
    ToReport,
)
from mediquiz.ui.pages.today.readiness import ReadinessCard
from mediquiz.ui.pages.today.reminders import LastExamCard, Reminders
from mediquiz.ui.pages.today.task import TaskCard
from mediquiz.ui.pages.today.topics import WeakestCard
from mediquiz.ui.parts.plan_lines import date_sentence
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.choice import ChoiceRow
from mediquiz.ui.widgets.presses import meant, shifted
from mediquiz.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

_SHARES = (1.25, 1.0)


class TodayScreen(Screen):
    """The first page: one Start button, and the reasons for it."""

    wanted = Changes(answers=True, attempts=True, items=True, settings=True, readiness=True, plan=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.view: TodayView | None = None
        self._asked_for = ""
        self._goals: tuple[str, ...] = ()
        self._names = {exam.id: exam.label for exam in tools.services.library.exams()}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.page = ScrollPage(_("Today"), " ")
        self.reminders, self.readiness, self.plan = Reminders(), ReadinessCard(), TaskCard()
        self.weakest, self.last_exam = WeakestCard(), LastExamCard()
        self.which: ChoiceRow | None = None
        self._which_place = QVBoxLayout()
        self.page.body.insertLayout(1, self._which_place)
        self.page.add(self.reminders)
        self.page.add(self.plan)
        self.page.add_row([self.readiness, self.last_exam], _SHARES)
        self.page.add(self.weakest)
        self.page.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(self.plan.start)

    def _connect(self) -> None:
        self.readiness.explain.connect(self._explain)
        self.plan.started.connect(self.start)
        self.plan.quick.connect(self.start_quick)
        self.plan.exam_wanted.connect(self._see_exams)
        self.plan.calendar.connect(self._see_plan)
        self.weakest.practice.connect(self._practice)
        self.last_exam.review.connect(self._review)
        self.last_exam.exams.connect(self._see_exams)
        self.reminders.resume.connect(self._resume)
        self.reminders.outcome.connect(self._enter_outcome)
        self.reminders.moved.connect(self._see_plan)
        self.reminders.declined.connect(self._decline)

    # --- what it shows ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Fetch a fresh snapshot."""
        self.tools.tasks.run(partial(_fetch, self.tools.services, self._asked_for), self._show)

    def _show(self, found: tuple[Settings, TodayView]) -> None:
        settings, self.view = found
        view, today = self.view, self.tools.clock.today()
        now = local_time(self.tools.clock.now_ms())
        self.page.set_title(greeting(now), date_sentence(today, view.head.label, view.head.days_left))
        self._show_goals(tuple(goal.certification for goal in settings.goals), view.head.id)
        at_start = self.reminders.has_focus() or any(one.hasFocus() for one in (self.plan.start, self.plan.quick_ten))
        self.reminders.show_all(view.open, view.ask_outcome)
        self.readiness.show_view(view.readiness, view.estimate_on if view.estimate_on != today else None)
        self.plan.show_plan(view.plan, today)
        self.weakest.show_topics(view.weakest, view.readiness.cut)
        self.last_exam.show_exam(view.last_exam, view.last_missed)
        self.plan.stand_back(self.reminders.first is not None)
        # isHidden, not isVisible: the page may be laid out before the window shows it.
        start = self.plan.quick_ten if self.plan.start.isHidden() else self.plan.start
        self.setFocusProxy(self.reminders.first or start)
        if at_start:
            # It was given the focus before it was known what comes first.
            (self.reminders.first or start).setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.show()
        self.complete.emit()

    def _show_goals(self, goals: tuple[str, ...], current: str) -> None:
        """A choice only for someone who prepares for more than one exam."""
        if goals != self._goals:
            self._goals = goals
            if self.which is not None:
                self.which.deleteLater()
            several = [(goal, self._names[goal]) for goal in goals] if len(goals) > 1 else []
            self.which = ChoiceRow(several, _("Exam")) if several else None
            if self.which is not None:
                self._which_place.addWidget(self.which)
                self.which.chosen.connect(self._choose)
        if self.which is not None:
            self.which.set_current(current)

    def _choose(self, certification: str) -> None:
        self._asked_for = certification
        self.refresh()

    # --- what it does ----------------------------------------------------------------------

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [("S", _("Start today's session")), ("Q", _("Quick 10"))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters start a session."""
        key = 0 if shifted(event) else meant(event)
        act = {Qt.Key.Key_S: self.start, Qt.Key.Key_Q: self.start_quick}.get(Qt.Key(key))
        if act is None or (key == Qt.Key.Key_S and self.plan.start.isHidden()):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def start(self) -> None:
        """Start what is planned for today."""
        if self.view is not None and self.view.plan is not None:
            self._study(StudyMode.TODAY, max(1, self.view.plan.questions))

    def start_quick(self) -> None:
        """Start ten questions."""
        self._study(StudyMode.QUICK, 10)

    def _practice(self, topic: str) -> None:
        self._study(StudyMode.TOPIC, 10, (topic,))

    def _study(self, mode: StudyMode, count: int, topics: tuple[str, ...] = ()) -> None:
        if self.view is not None:
            self.go_to(StartStudy(StudyRequest(mode=mode, certification=self.view.head.id, count=count, topics=topics)))

    def _resume(self, kind: str, attempt_id: int) -> None:
        self.go_to(ResumeSitting(attempt_id) if kind == "exam" else ResumeStudy(attempt_id))

    def _review(self, attempt_id: int) -> None:
        missed = self.view is not None and self.view.last_missed > 0
        self.go_to(ToReport(attempt_id, ReviewSet.MISSED if missed else None))

    def _explain(self) -> None:
        self.go_to(ToExplanation())

    def _see_exams(self) -> None:
        self.go_to(ToExams())

    def _see_plan(self, certification: str = "") -> None:
        shown = self.view.head.id if self.view else ""
        self.go_to(ToPlan(certification or shown))

    def _enter_outcome(self, certification: str) -> None:
        self.go_to(ToOutcome(certification))

    def _decline(self, certification: str) -> None:
        self.tools.write(partial(self.tools.services.outcomes.decline, certification))


def greeting(now: datetime) -> str:
    """By the time of day."""
    if 4 <= now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= now.hour < 18 else _("Good evening")


def _fetch(services: Services, certification: str) -> tuple[Settings, TodayView]:
    settings = services.settings.read()
    return settings, services.progress.today(certification or settings.certification)
