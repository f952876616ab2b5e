"""The study plan: the days to the exam, and what the plan is made from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import Goal, PlanView, Settings
from mediquiz.language import N_, _
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import Destination, ToPlan, ToToday
from mediquiz.ui.pages.plan.calendar import CalendarCard, plan_words
from mediquiz.ui.parts.plan_lines import plan_note
from mediquiz.ui.parts.plan_settings import GoalsCard, MinutesCard
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body
from mediquiz.ui.widgets.presses import meant
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.plan import no_room

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

_NO_PLAN = N_("There is no plan yet. Choose your exam and its date below.")


class PlanScreen(Screen):
    """Calendar, minutes, exams."""

    wanted = Changes(answers=True, attempts=True, settings=True, plan=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self._asked_for = ""
        exams = tools.services.library.exams()
        self._names = {exam.id: exam.label for exam in exams}
        self.page = ScrollPage(_("Study plan"), " ")
        self.back = ghost(_("Back to Today"), small=True)
        self.note, self.calendar = Card(), CalendarCard()
        self.note_text = Body()
        self.note.add(self.note_text)
        self.minutes, self.goals = MinutesCard(), GoalsCard(exams, tools.clock.today)
        self.page.add(FlowRow([self.back]))
        for card in (self.note, self.calendar, self.minutes, self.goals):
            self.page.add(card)
        self.page.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.back.clicked.connect(self.leave)
        self.minutes.save.connect(self._save_minutes)
        self.goals.save.connect(self._save_goals)
        self.setFocusProxy(self.calendar.grid)

    def arrive(self, destination: Destination) -> None:
        """Show the plan for this certification, or for the one in front."""
        if isinstance(destination, ToPlan) and destination.certification != self._asked_for:
            self._asked_for = destination.certification
            self.mark_stale()

    def refresh(self) -> None:
        """Fetch a fresh snapshot."""
        self.tools.tasks.run(partial(_fetch, self.tools.services, self._asked_for), self._show)

    def _show(self, found: tuple[str, Settings, PlanView | None]) -> None:
        certification, settings, plan = found
        today = self.tools.clock.today()
        exam = next((goal.exam_date for goal in settings.goals if goal.certification == certification), None)
        until = exam if exam and exam >= today else None
        title = _("Study plan for {exam}").format(exam=self._names[certification])
        self.page.set_title(title, plan_words(plan, today, until) if plan else _(_NO_PLAN))
        self.calendar.setVisible(plan is not None)
        if plan is not None:
            self.calendar.show_plan(plan, today)
        self.note_text.setText(" ".join([plan_note(plan), no_room(plan.no_room if plan else ())]).strip())
        self.note.setVisible(bool(self.note_text.text()))
        self.minutes.show_minutes(settings.minutes)
        self.goals.show_goals(settings.goals)
        self.setFocusProxy(self.calendar.grid if plan else self.back)
        self.page.show()

    # --- what it does ----------------------------------------------------------------------

    def _save_minutes(self, minutes: tuple[int, ...]) -> None:
        change = partial(self.tools.services.settings.change, minutes=tuple(minutes))
        self.tools.write(change)

    def _save_goals(self, goals: tuple[Goal, ...]) -> None:
        if goals and self._asked_for not in {goal.certification for goal in goals}:
            self._asked_for = ""
        self.tools.write(partial(self.tools.services.settings.change, goals=tuple(goals)))

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Esc", _("Back to Today")),
            ("Left", _("Previous day")),
            ("Right", _("Next day")),
            ("PageUp", _("Previous month")),
            ("PageDown", _("Next month")),
            ("Home", _("Today")),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if meant(event) == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Back to Today."""
        self.go_to(ToToday())


def _fetch(services: Services, asked_for: str) -> tuple[str, Settings, PlanView | None]:
    settings = services.settings.read()
    certification = asked_for or settings.certification
    return certification, settings, services.planning.plan(certification)
