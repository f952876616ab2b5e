"""The day's task: how much, how long, and one button that starts it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import PlanView
from mediquiz.language import _
from mediquiz.ui.parts.plan_lines import kind_today, next_sentence, plan_note, task_words
from mediquiz.ui.widgets.beside import Beside
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.day_ring import DayRing
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Muted, Title
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.words import plan as plan_words

_NARROW = 640
_SHARES = (1.25, 1.0)


class TaskCard(Card):
    """Ring, count, minutes and Start at the left; what the questions are at the right."""

    started = Signal()
    quick = Signal()
    exam_wanted = Signal()
    calendar = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Today's plan"), parent)
        self.ring, self.headline, self.time, self.note = DayRing(), Title(), Muted(), Muted()
        self.lines = RowGrid([GridColumn(stretch=1), GridColumn(right=True)], _("Today's plan"))
        self.start, self.exam = primary(_("Start today's session")), primary(_("Go to practice exams"))
        self.quick_ten, self.link = ghost(_("Quick 10")), Button(_("See the calendar"), "link", small=True)
        self.add_beside_heading(self.link)
        self.add(ResponsiveRow([self._task(), self._side()], _SHARES, _NARROW, 32))
        self.add(self.note)
        self.add_stretch()
        self._connect()

    def _task(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        for widget in (self.headline, self.time):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(FlowRow([self.start, self.exam, self.quick_ten], 10))
        column.addStretch(1)
        return Beside(self.ring, content)

    def _side(self) -> QWidget:
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        column.addStretch(1)
        return self.side

    def _connect(self) -> None:
        self.start.clicked.connect(self.started)
        self.exam.clicked.connect(self.exam_wanted)
        self.quick_ten.clicked.connect(self.quick)
        self.link.clicked.connect(self.calendar)
        self.start.setToolTip(_("Start today's session ({key})").format(key="S"))
        self.quick_ten.setToolTip(_("Ten questions at once ({key})").format(key="Q"))

    def show_plan(self, plan: PlanView | None, today: date) -> None:
        """Show the plan, that it is done, or how to get one."""
        lines = [] if plan is None else [[plan_words.line(line), f"{line.count}"] for line in plan.lines if line.count]
        self.lines.set_rows(lines)
        self.side.setVisible(bool(lines))
        self._show_ring(plan)
        self._say(plan, today)
        self.start.setVisible(bool(lines))
        self.exam.setVisible(kind_today(plan, today) == "mock")
        self.quick_ten.set_kind("primary" if plan is None else "ghost")
        self.link.setText(_("See the calendar") if plan else _("Set exam date and minutes"))

    def stand_back(self, on: bool) -> None:
        """Something else comes first on the page: what was begun and not ended."""
        for button in (self.start, self.exam):
            button.set_kind("ghost" if on else "primary")
        if on:
            self.quick_ten.set_kind("ghost")

    def _show_ring(self, plan: PlanView | None) -> None:
        """Only where there is something to close it with."""
        done, left = (plan.done_today, plan.questions) if plan else (0, 0)
        self.ring.setVisible(done + left > 0)
        self.ring.show_count(done, done + left)

    def _say(self, plan: PlanView | None, today: date) -> None:
        headline, time = task_words(plan, today)
        self.headline.setText(headline)
        self.time.setText(time or next_sentence(plan, today))
        self.time.setVisible(bool(self.time.text()))
        self.note.setText(plan_note(plan))
        self.note.setVisible(bool(self.note.text()))
