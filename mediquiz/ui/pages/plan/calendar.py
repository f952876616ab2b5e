"""The days to the exam: a month at a time, the chosen day in words, and what the signs mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import PlanKind, PlannedDay, PlanView
from mediquiz.ui.parts import phrases
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body, Heading, Muted
from mediquiz.ui.widgets.month_grid import MonthGrid
from mediquiz.words.plan import day_note


class CalendarCard(Card):
    """Month grid with its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Calendar of the plan")
        self.month, self.grid, self.words = Heading(), MonthGrid(), Body()
        self.before, self.after = ghost("Earlier", small=True), ghost("Later", small=True)
        self._plan: PlanView | None = None
        self._days: dict[date, PlannedDay] = {}
        self._today = date(2000, 1, 1)
        self.add_row([self.month, None, self.before, self.after])
        self.add(self.grid)
        self.add(self.words)
        self.add(
            Muted(
                "The number on a day is its questions, the bar beneath it how much that is beside the fullest day. "
                "Practice exams are tinted, the exam day is filled, today has a strong frame. Where words find no room "
                "P is a practice exam, R rest, L light, E the exam. Arrow keys move from day to day, Page Up and "
                "Page Down from month to month, Home to today."
            )
        )
        self.before.clicked.connect(partial(self.grid.step_month, -1))
        self.after.clicked.connect(partial(self.grid.step_month, 1))
        self.grid.day_chosen.connect(self._day_chosen)
        self.grid.month_shown.connect(self._month_shown)

    def show_plan(self, plan: PlanView, today: date) -> None:
        """Show a plan."""
        self._today = today
        self._days = {day.on: _as_drawn(day, plan, today) for day in plan.days}
        self.grid.show_plan(self._days, today)

    def _day_chosen(self, day: date) -> None:
        said = day_words(day, self._days.get(day), self._today)
        self.words.setText(said)
        self.grid.setAccessibleName(f"Calendar: {said}")

    def _month_shown(self, first: date) -> None:
        self.month.setText(f"{phrases.month(first.month)} {first.year}")
        dates = [*self._days, self._today]
        self.before.setEnabled(min(dates) < first)
        self.after.setEnabled((max(dates).year, max(dates).month) > (first.year, first.month))


def _as_drawn(day: PlannedDay, plan: PlanView, today: date) -> PlannedDay:
    """Today's questions are drawn already, so that their reviews are known and not only expected."""
    if day.on != today or day.questions != plan.questions:
        return day
    return replace(day, reviews=sum(line.count for line in plan.lines if line.kind is PlanKind.REVIEW))


def day_words(day: date, planned: PlannedDay | None, today: date) -> str:
    """A day in words."""
    name = ("Today, " if day == today else "") + phrases.weekday(day)
    if planned is None:
        return f"{name}: nothing planned."
    if planned.kind == "past":
        return f"{name}: {phrases.count(planned.questions, 'question')} answered."
    note = day_note(planned)
    parts = [note] if note else []
    if planned.questions:
        reviews = f", {planned.reviews} of them for review" if planned.reviews else ""
        parts.append(f"{phrases.count(planned.questions, 'question')}{reviews}")
    if planned.minutes:
        parts.append(f"about {phrases.minutes(planned.minutes)}")
    return f"{name}: {', '.join(parts) or 'nothing planned'}."


def plan_words(plan: PlanView, today: date, exam: date | None) -> str:
    """The plan to this exam in a sentence; later days belong to other exams. Without a date, all that is planned."""
    ahead = [day for day in plan.days if day.on >= today and (exam is None or day.on < exam)]
    study = [day for day in ahead if day.questions and day.kind != "mock"]
    mocks = sum(day.kind == "mock" for day in ahead)
    total = phrases.count(sum(day.questions for day in study), "question")
    said = f"{total} on {phrases.count(len(study), 'day')} of study"
    said += f", and {phrases.count(mocks, 'practice exam')}" if mocks else ""
    return f"{said} until the exam on {phrases.weekday(exam)}." if exam else f"{said} in the weeks ahead."
