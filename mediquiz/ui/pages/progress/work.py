"""What was done: practice exams, time studied, answers that were wrong and sure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mediquiz.domain.summaries import CertificationProgress, DayWork, ExamRow, ProgressView, SureWrong
from mediquiz.language import _, day, n_, percent, short_day
from mediquiz.ui.widgets.bar_chart import BarChart
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Cell
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.two_faces import TwoFaces
from mediquiz.words.numbers import listed, minutes, out_of, result_percent, right_of

SHOWN_DAYS = 14
MOST_EXAMS = 6
MOST_WRONG = 8
_TURN = 420


class ExamsCard(Card):
    """Scores of practice exams over time, each with its report."""

    report = Signal(int)
    exams = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Practice exams"), parent)
        self.chart = BarChart(_("Scores of practice exams"))
        columns = [GridColumn(_("Date"), 2), GridColumn(_("Right"), 2), GridColumn(_("Passing mark"), 2), GridColumn()]
        self.grid = RowGrid(columns, _("Practice exams"))
        self.empty, self.button = Body(), ghost(_("Practice exams"))
        self._exams: list[ExamRow] = []
        self.button.clicked.connect(self.exams)
        self.add(self.chart, 8)
        self.add(self.grid)
        self.add(self.empty)
        self.add_row([self.button])
        self.add_stretch()

    def show_progress(self, progress: CertificationProgress) -> None:
        """Show one certification."""
        exams = sorted(progress.exams, key=_when)[-MOST_EXAMS:]
        self.empty.setText(_("No {exam} practice exam yet.").format(exam=progress.head.label))
        for widget, on in ((self.chart, exams), (self.grid, exams), (self.empty, not exams), (self.button, not exams)):
            widget.setVisible(bool(on))
        bars = [(short_day(exam.finished), exam.share) for exam in exams]
        say = partial(result_percent, mark=progress.readiness.cut)
        self.chart.show_bars(bars, progress.readiness.cut, _("passing mark"), say, 1.0, axis=percent)
        # Building rows is what costs time here: only when there are other ones.
        if exams != self._exams:
            self._exams = exams
            self.grid.set_rows([self._row(exam) for exam in reversed(exams)])

    def _row(self, exam: ExamRow) -> list[str | QWidget]:
        side = Chip(_("above"), "good") if exam.passed else Chip(_("below"), "warn")
        button = ghost(_("Report"), small=True)
        button.setAccessibleName(_("Report of {day}").format(day=day(exam.finished)))
        button.clicked.connect(partial(self._report, exam.attempt_id))
        return [short_day(exam.finished), out_of(exam.right, exam.scored), FlowRow([side]), button]

    def _report(self, attempt_id: int) -> None:
        self.report.emit(attempt_id)


def _when(exam: ExamRow) -> datetime:
    return exam.finished


class StudyDays(BarChart):
    """Minutes of each day; a day in words says more than its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Time studied"), parent)
        self._days: list[DayWork] = []

    def show_days(self, days: Sequence[DayWork]) -> None:
        """Show days in a row."""
        self._days = list(days)
        highest = max((work.minutes for work in days), default=0.0)
        bars = [(str(work.on.day), work.minutes) for work in days]
        self.show_bars(bars, say=_in_minutes, high=max(10, highest * 1.15))

    def value_words(self, index: int) -> str:
        """A day in words."""
        work = self._days[index]
        if not work.answered:
            return _("{day}: nothing").format(day=day(work.on))
        return _("{day}: {time}, {right}").format(
            day=day(work.on), time=minutes(work.minutes), right=right_of(work.right, work.answered)
        )


class TimeCard(Card):
    """Time studied on the last days and in all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Time studied"), parent)
        self.chart, self.words = StudyDays(), Body()
        self.add(self.words)
        # As high as it is easy to read; beside a long list it does not grow with it.
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add(self.chart)
        self.add_stretch()

    def show_view(self, view: ProgressView, today: date) -> None:
        """Show the last two weeks."""
        days = last_days(view.days, today)
        studied = sum(1 for work in days if work.answered)
        self.chart.setVisible(bool(studied))
        self.chart.show_days(days)
        self.words.setText(_studied_words(view, studied))


def _studied_words(view: ProgressView, studied: int) -> str:
    """Time in all, and on how many of the days shown there was any."""
    if not view.days:
        return _("Your study minutes for each day show up here.")
    return _("{time} in all; you studied on {studied} of the last {days} days.").format(
        time=minutes(view.minutes), studied=studied, days=SHOWN_DAYS
    )


def last_days(days: Sequence[DayWork], today: date) -> list[DayWork]:
    """The last days without gaps, today last."""
    known = {work.on: work for work in days}
    dates = [today - timedelta(days=back) for back in range(SHOWN_DAYS - 1, -1, -1)]
    return [known.get(on, DayWork(on, 0, 0, 0.0)) for on in dates]


def _in_minutes(value: float) -> str:
    return _("{minutes} min").format(minutes=f"{value:.0f}")


class SureWrongCard(Card):
    """Wrong and sure: what one does not know that one does not know."""

    practice = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        name = _("Sure, but wrong")
        super().__init__(name, parent)
        self.grid = RowGrid([GridColumn(stretch=6), GridColumn(stretch=2), GridColumn(right=True)], name)
        self.stack = RowGrid([GridColumn(stretch=1)], name)
        self.faces = TwoFaces(self.grid, self.stack, _TURN)
        self.empty, self.button = Body(), Button(_("Practice these"))
        self._count = 0
        self._shown: list[SureWrong] = []
        self.button.clicked.connect(self._practice)
        self.add(self.empty)
        self.add(self.faces)
        self.add_row([self.button])
        self.add_stretch()

    def show_items(self, items: Sequence[SureWrong]) -> None:
        """Newest first."""
        self._count = len(items)
        self.empty.setText(
            _("You were sure, but these were wrong. They come first in each session.")
            if items
            else _(
                "Nothing here yet. Say how sure you are when you answer; answers you were sure of and got "
                "wrong show up here."
            )
        )
        shown = list(items[:MOST_WRONG])
        if shown != self._shown:
            self._shown = shown
            self.grid.set_rows([_wrong_row(item) for item in shown])
            self.stack.set_rows([[_stacked(item)] for item in shown])
        self.faces.setVisible(bool(items))
        self.button.setVisible(bool(items))
        whole = self._count <= MOST_WRONG
        self.button.setText(_("Practice these") if whole else n_("Practice all {n}", "Practice all {n}", self._count))

    def _practice(self) -> None:
        self.practice.emit(self._count)


def _wrong_row(item: SureWrong) -> list[str | QWidget]:
    return [item.stem, Cell(item.topic_title, tone="muted"), Cell(short_day(item.on), tone="muted")]


def _stacked(item: SureWrong) -> QWidget:
    """A row for a narrow card."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Cell(item.stem))
    column.addWidget(Cell(listed([item.topic_title, short_day(item.on)]), tone="muted"))
    return holder
