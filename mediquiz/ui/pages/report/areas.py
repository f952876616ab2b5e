"""The right side of a report: content areas with the passing mark, and the time per question."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mediquiz.domain.results import AreaResult
from mediquiz.domain.summaries import ExamReport
from mediquiz.language import _, percent
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.widgets.bar_chart import BarChart
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Cell, Heading, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar
from mediquiz.ui.widgets.two_faces import TwoFaces
from mediquiz.words.exams import stretch

_TURN = 460


class AreasCard(Card):
    """Content areas (and the smaller ones within, on demand), then the pace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("By content area"), parent)
        self._report: ExamReport | None = None
        self._open = False
        self.grid = RowGrid(_columns(), _("Score by content area"))
        self.stack = RowGrid([GridColumn(stretch=1)], _("Score by content area"))
        self.mark, self.assumed = Muted(), Muted(_(say.ASSUMED))
        self.more = Button("", "link", small=True)
        self.chart, self.pace, self.changed = BarChart(_("Time per question")), Muted(), Muted()
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add(TwoFaces(self.grid, self.stack, _TURN))
        self.add(self.mark)
        self.add(self.assumed)
        self.add_row([self.more])
        self.body.addSpacing(8)
        for widget in (Heading(_("Time per question")), self.chart, self.pace):
            self.add(widget)
        self.body.addSpacing(8)
        self.add(Heading(_("Changed answers")))
        self.add(self.changed)
        self.add_stretch()
        self.more.clicked.connect(self._toggle)

    def show_report(self, report: ExamReport) -> None:
        """The areas of one sitting."""
        self._report, self._open = report, False
        self.mark.setText(say.passing_line(report))
        self.changed.setText(say.changed(report.result.changes))
        self.pace.setText(say.pace(report))
        limit = say.available(report)
        words = "" if limit is None else _("{seconds} s available per question").format(seconds=f"{limit:.0f}")
        bars = [(stretch(pace), pace.seconds) for pace in report.result.pace]
        self.chart.show_bars(bars, limit, words, _seconds)
        self._show_rows()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_rows()

    def _show_rows(self) -> None:
        report = self._report
        if report is None:
            return
        shown: list[tuple[AreaResult, bool]] = []
        for area in report.result.areas:
            shown += [(area, False), *((part, True) for part in area.parts if self._open)]
        self.grid.set_rows([_row(area, report.raw_cut, inner) for area, inner in shown])
        self.stack.set_rows([[_stacked(area, report.raw_cut, inner)] for area, inner in shown])
        self.more.setText(_("Hide the smaller areas") if self._open else _("Show the smaller areas"))
        self.more.setVisible(any(len(area.parts) > 1 for area in report.result.areas))
        self.assumed.setVisible(self._open and say.has_assumed(report))


def _columns() -> list[GridColumn]:
    return [
        GridColumn(_("Area"), 5),
        GridColumn(_("Weight"), 0),
        GridColumn(_("Percent"), 5),
        GridColumn(_("Right"), 0, right=True),
    ]


def _row(area: AreaResult, cut: float, inner: bool) -> list[str | QWidget | None]:
    name: QWidget = _inner(area.title) if inner else Cell(area.title)
    return [name, _weight(area), _bar(area, cut), say.area_right(area)]


def _stacked(area: AreaResult, cut: float, inner: bool) -> QWidget:
    """A row for a narrow card."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(18 if inner else 0, 0, 0, 0)
    column.setSpacing(4)
    said = Muted(_("{weight} of the exam, {right} right").format(weight=_weight(area), right=say.area_right(area)))
    for widget in (Cell(area.title), _bar(area, cut), said):
        column.addWidget(widget)
    return holder


def _weight(area: AreaResult) -> str:
    return f"{percent(area.share)}{'*' if area.assumed else ''}"


def _bar(area: AreaResult, cut: float) -> QWidget:
    share = area.right / area.scored if area.scored else 0.0
    return ScoreBar(area.title, share, cut) if area.scored else Muted(_("not on this exam"))


def _inner(title: str) -> QWidget:
    """A name set in, for an area within another."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(18, 0, 0, 0)
    row.addWidget(Cell(title))
    return holder


def _seconds(value: float) -> str:
    return say.seconds(value)
