"""The days to the exam: a month at a time, the chosen day in words, and what the signs mean."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import PlannedDay, PlanView
from mediquiz.language import N_, _, day_year, month_year, n_, weekday
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.key_line import KeyLine
from mediquiz.ui.widgets.labels import Body, Heading
from mediquiz.ui.widgets.month_grid import MonthGrid
from mediquiz.ui.widgets.month_legend import MonthLegend
from mediquiz.words.numbers import listed, minutes
from mediquiz.words.plan import day_note

_KEYS = (
    (N_("Day"), ("\N{LEFTWARDS ARROW}", "\N{RIGHTWARDS ARROW}", "\N{UPWARDS ARROW}", "\N{DOWNWARDS ARROW}")),
    (N_("Month"), ("PgUp", "PgDn")),
    (N_("Today"), ("Home",)),
)


class CalendarCard(Card):
    """Month grid with its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(_("Calendar of the plan"))
        self.month, self.grid, self.words = Heading(), MonthGrid(), Body()
        self.before, self.after = ghost(_("Earlier"), small=True), ghost(_("Later"), small=True)
        self._plan: PlanView | None = None
        self._days: dict[date, PlannedDay] = {}
        self._today = date(2000, 1, 1)
        self.add_row([self.month, None, self.before, self.after])
        self.add(self.grid)
        self.add(self.words)
        self.add(MonthLegend())
        keys = FlowRow(4)
        keys.add(KeyLine([(_(word), caps) for word, caps in _KEYS]), optional=True)
        self.add(keys)
        self.before.clicked.connect(partial(self.grid.step_month, -1))
        self.after.clicked.connect(partial(self.grid.step_month, 1))
        self.grid.day_chosen.connect(self._day_chosen)
        self.grid.month_shown.connect(self._month_shown)

    def show_plan(self, plan: PlanView, today: date) -> None:
        """Show a plan."""
        self._today = today
        self._days = {day.on: day for day in plan.days}
        self.grid.show_plan(self._days, today)

    def _day_chosen(self, day: date) -> None:
        said = day_words(day, self._days.get(day), self._today)
        self.words.setText(said)
        self.grid.setAccessibleName(_("Calendar: {day}").format(day=said))

    def _month_shown(self, first: date) -> None:
        self.month.setText(month_year(first))
        dates = [*self._days, self._today]
        self.before.setEnabled(min(dates) < first)
        self.after.setEnabled((max(dates).year, max(dates).month) > (first.year, first.month))


def day_words(day: date, planned: PlannedDay | None, today: date) -> str:
    """A day in words."""
    name = _("Today, {day}").format(day=weekday(day)) if day == today else weekday(day)
    if planned is not None and planned.kind == "past":
        return n_("{{day}}: {n} question answered.", "{{day}}: {n} questions answered.", planned.questions).format(
            day=name
        )
    parts = [] if planned is None else [part for part in (day_note(planned), *_work(planned)) if part]
    if not parts:
        return _("{day}: nothing planned.").format(day=name)
    return _("{day}: {what}.").format(day=name, what=listed(parts))


def _work(planned: PlannedDay) -> list[str]:
    """Questions, those among them that come back, and the time for them; of a day that is begun what is left."""
    drawn = planned.kind in ("study", "light")
    parts = _count(planned, begun=drawn and planned.done > 0)
    if planned.left and planned.reviews:
        parts.append(n_("{n} of them due for review", "{n} of them due for review", planned.reviews))
    if planned.minutes:
        parts.append(_("about {time}").format(time=minutes(planned.minutes)))
    if planned.done and not drawn:
        parts.append(n_("{n} question answered", "{n} questions answered", planned.done))
    return parts


def _count(planned: PlannedDay, begun: bool) -> list[str]:
    """How many questions; of a day that is begun what is done and what is left, in the words of Today's card."""
    if not planned.questions:
        return []
    if not begun:
        return [n_("{n} question", "{n} questions", planned.questions)]
    done = n_("{{done}} of {n} question done", "{{done}} of {n} questions done", planned.questions)
    left = [n_("{n} question left", "{n} questions left", planned.left)] if planned.left else []
    return [done.format(done=planned.done), *left]


def plan_words(plan: PlanView, today: date, exam: date | None) -> str:
    """The plan to this exam in a sentence; later days belong to other exams. Without a date, all that is planned."""
    if exam == today:
        return _("Your exam is today. Good luck.")
    ahead = [day for day in plan.days if day.on >= today and (exam is None or day.on < exam)]
    study = [day for day in ahead if day.left and day.kind != "mock"]
    work = _("{questions} on {days}").format(
        questions=n_("{n} question", "{n} questions", sum(day.left for day in study)),
        days=n_("{n} day of study", "{n} days of study", len(study)),
    )
    mocks = sum(day.kind == "mock" for day in ahead)
    if mocks:
        exams = n_("{n} practice exam", "{n} practice exams", mocks)
        work = _("{work}, and {exams}").format(work=work, exams=exams)
    if exam is None:
        return _("{work} in the weeks ahead.").format(work=work)
    if (exam - max(day.on for day in ahead)).days > 1:
        return _("{work} in the next year. Your exam on {day} is later than that.").format(
            work=work, day=day_year(exam)
        )
    return _("{work} until the exam on {day}.").format(work=work, day=weekday(exam))
