"""What is planned for today, with one button that starts it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import PlannedDay, PlanView
from mediquiz.language import N_, _, n_, weekday
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.words import plan as plan_words
from mediquiz.words.numbers import minutes

_NO_QUESTIONS = {
    "rest": N_("Today is a rest day."),
    "mock": N_("A practice exam is planned for today."),
    "exam": N_("Today is the day of your exam. Good luck."),
}


class PlanCard(Card):
    """Lines of the plan, Start, Quick 10, what no longer fits, and the way to the calendar."""

    started = Signal()
    quick = Signal()
    exam_wanted = Signal()
    calendar = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Today's plan"), parent)
        self.lines = RowGrid([GridColumn(stretch=1), GridColumn(right=True)], _("Today's plan"))
        self.empty, self.note = Body(), Muted()
        self.start, self.exam = primary(_("Start today's session")), ghost(_("Go to practice exams"))
        self.quick_ten, self.link = ghost(_("Quick 10")), Button(_("See the calendar"), "link", small=True)
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
        self.start.setToolTip(_("Start today's session ({key})").format(key="S"))
        self.quick_ten.setToolTip(_("Ten questions at once ({key})").format(key="Q"))

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
        self.link.setText(_("See the calendar") if plan else _("Set exam date and minutes"))


def _what_next(plan: PlanView | None, today: date) -> str:
    """What stands in place of the lines: the subtitle says why there are none, the card what comes next."""
    if plan is None or kind_today(plan, today) in ("mock", "exam"):
        return _nothing(plan, today)
    coming = next((day for day in plan.days if day.on > today and (day.questions or day.kind == "exam")), None)
    if coming is None:
        return _("Nothing more is planned.")
    whole = coming.kind in ("mock", "exam")
    what = plan_words.day_note(coming) if whole else n_("{n} question", "{n} questions", coming.questions)
    if not coming.minutes:
        return _("Next: {day}, {what}.").format(day=weekday(coming.on), what=what)
    return _("Next: {day}, {what}, about {time}.").format(
        day=weekday(coming.on), what=what, time=minutes(coming.minutes)
    )


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
        return _("Choose an exam date, and each day gets its plan.")
    kind = kind_today(plan, today)
    if kind in ("mock", "exam") or plan.questions == 0:
        return _nothing(plan, today)
    return _begun(plan) if plan.done_today else _ahead(plan)


def _begun(plan: PlanView) -> str:
    """Some of today's questions are done."""
    return _("{done}; {left}, about {time}.").format(
        done=n_("{n} question done today", "{n} questions done today", plan.done_today),
        left=n_("{n} is left", "{n} are left", plan.questions),
        time=minutes(plan.minutes),
    )


def _ahead(plan: PlanView) -> str:
    """None of today's questions is done."""
    text = n_(
        "{n} question is planned for today, about {{time}}.",
        "{n} questions are planned for today, about {{time}}.",
        plan.questions,
    )
    return text.format(time=minutes(plan.minutes))


def _nothing(plan: PlanView | None, today: date) -> str:
    if plan is None:
        return _("There is no plan yet. Ten questions are a good start.")
    if plan.done_today and not plan.questions:
        return n_(
            "Today's plan is done: {n} question answered.",
            "Today's plan is done: {n} questions answered.",
            plan.done_today,
        )
    kind = kind_today(plan, today)
    if kind in _NO_QUESTIONS:
        return _(_NO_QUESTIONS[kind])
    return _("Nothing is planned for today. Ten questions do no harm.")


def plan_note(plan: PlanView | None) -> str:
    """What no longer fits, and that missed days make no debt."""
    if plan is None:
        return ""
    missed = ""
    if plan.missed_days:
        missed = n_(
            "After {n} day without study the work is spread over the days that are left.",
            "After {n} days without study the work is spread over the days that are left.",
            plan.missed_days,
        )
    return " ".join(part for part in (missed, plan_words.shortfall(plan.shortfall)) if part)
