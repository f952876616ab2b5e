"""What is planned for today, with one button that starts it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import PlannedDay, PlanView
from mediquiz.ui.parts import phrases
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.words import plan as plan_words

_NO_QUESTIONS = {
    "rest": "Today is a rest day.",
    "mock": "A practice exam is planned for today.",
    "exam": "Today is the day of your exam. Good luck.",
}


class PlanCard(Card):
    """Lines of the plan, Start, Quick 10, what no longer fits, and the way to the calendar."""

    started = Signal()
    quick = Signal()
    exam_wanted = Signal()
    calendar = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Today's plan", parent)
        self.lines = RowGrid([GridColumn(stretch=1), GridColumn(right=True)], "Today's plan")
        self.empty, self.note = Body(), Muted()
        self.start, self.exam = primary("Start today's session"), ghost("Go to practice exams")
        self.quick_ten, self.link = ghost("Quick 10"), Button("See the calendar", "link", small=True)
        self.add_beside_heading(self.link)
        for widget in (self.lines, self.empty):
            self.add(widget)
        self.body.addSpacing(4)
        self.add_row([self.start, self.exam, self.quick_ten])
        self.add(self.note)
        self.add_stretch()
        self._connect()

    def _connect(self) -> None:
        self.start.clicked.connect(self.started)
        self.exam.clicked.connect(self.exam_wanted)
        self.quick_ten.clicked.connect(self.quick)
        self.link.clicked.connect(self.calendar)
        self.start.setToolTip("Start today's session (S)")
        self.quick_ten.setToolTip("Ten questions at once (Q)")

    def show_plan(self, plan: PlanView | None, today: date) -> None:
        """Show the plan, or how to get one."""
        lines = [] if plan is None else [[plan_words.line(line), f"{line.count}"] for line in plan.lines if line.count]
        self.lines.set_rows(lines)
        self.lines.setVisible(bool(lines))
        self.empty.setText(_what_next(plan, today))
        self.empty.setVisible(not lines)
        self.start.setVisible(bool(lines))
        self.exam.setVisible(kind_today(plan, today) == "mock")
        self.quick_ten.set_kind("ghost" if lines else "primary")
        self.note.setText(plan_note(plan))
        self.note.setVisible(bool(self.note.text()))
        self.link.setText("See the calendar" if plan else "Set exam date and minutes")


def _what_next(plan: PlanView | None, today: date) -> str:
    """What stands in place of the lines: the subtitle says why there are none, the card what comes next."""
    if plan is None or kind_today(plan, today) in ("mock", "exam"):
        return _nothing(plan, today)
    coming = next((day for day in plan.days if day.on > today and (day.questions or day.kind == "exam")), None)
    if coming is None:
        return "Nothing more is planned."
    whole = coming.kind in ("mock", "exam")
    what = plan_words.day_note(coming) if whole else phrases.count(coming.questions, "question")
    about = f", about {phrases.minutes(coming.minutes)}" if coming.minutes else ""
    return f"Next: {phrases.weekday(coming.on)}, {what}{about}."


def planned_today(plan: PlanView, today: date) -> PlannedDay | None:
    """Today in the plan."""
    return next((planned for planned in plan.days if planned.on == today), None)


def kind_today(plan: PlanView | None, today: date) -> str:
    """What kind of day it is: study, mock, rest, light, exam."""
    planned = planned_today(plan, today) if plan else None
    return planned.kind if planned else "study"


def plan_sentence(plan: PlanView | None, today: date) -> str:
    """The line beneath the greeting."""
    if plan is None:
        return "Choose an exam date, and each day gets its plan."
    kind = kind_today(plan, today)
    if kind in ("mock", "exam") or plan.questions == 0:
        return _nothing(plan, today)
    many = plan.questions != 1
    if plan.done_today:
        left = f"{plan.questions:,} {'are' if many else 'is'} left"
        return (
            f"{phrases.count(plan.done_today, 'question')} done today; {left}, about {phrases.minutes(plan.minutes)}."
        )
    planned = f"{phrases.count(plan.questions, 'question')} {'are' if many else 'is'} planned for today"
    return f"{planned}, about {phrases.minutes(plan.minutes)}."


def _nothing(plan: PlanView | None, today: date) -> str:
    if plan is None:
        return "There is no plan yet. Ten questions are a good start."
    if plan.done_today and not plan.questions:
        return f"Today's plan is done: {phrases.count(plan.done_today, 'question')} answered."
    return _NO_QUESTIONS.get(kind_today(plan, today), "Nothing is planned for today. Ten questions do no harm.")


def plan_note(plan: PlanView | None) -> str:
    """What no longer fits, and that missed days make no debt."""
    if plan is None:
        return ""
    missed = ""
    if plan.missed_days:
        days = phrases.count(plan.missed_days, "day")
        missed = f"After {days} without study the work is spread over the days that are left."
    return " ".join(part for part in (missed, plan_words.shortfall(plan.shortfall)) if part)
