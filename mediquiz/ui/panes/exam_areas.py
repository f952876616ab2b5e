"""The right side of a report: content areas with the passing mark, and the time per question."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mediquiz.domain.results import AreaResult
from mediquiz.domain.summaries import ExamReport
from mediquiz.ui.panes import exam_report_words as say
from mediquiz.ui.panes.phrases import weight
from mediquiz.ui.widgets.bar_chart import BarChart
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Cell, Heading, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar

_COLUMNS = (
    GridColumn("Area", 5),
    GridColumn("Weight", 0),
    GridColumn("Correct", 5),
    GridColumn("Right", 0, right=True),
)


class AreasCard(Card):
    """Content areas (and the smaller ones within, on demand), then the pace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("By content area", parent)
        self._report: ExamReport | None = None
        self._open = False
        self.grid = RowGrid(_COLUMNS, "Score by content area")
        self.mark, self.assumed = Muted(), Muted(say.ASSUMED)
        self.more = Button("", "quiet", small=True)
        self.chart, self.pace, self.changed = BarChart("Time per question"), Muted(), Muted()
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add(self.grid)
        self.add(self.mark)
        self.add(self.assumed)
        self.add_row([self.more])
        self.body.addSpacing(8)
        for widget in (Heading("Time per question"), self.chart, self.pace):
            self.add(widget)
        self.body.addSpacing(8)
        self.add(Heading("Changed answers"))
        self.add(self.changed)
        self.add_stretch()
        self.more.clicked.connect(self._toggle)

    def show_report(self, report: ExamReport) -> None:
        """The areas of one sitting."""
        self._report, self._open = report, False
        self.mark.setText(f"The line marks {report.raw_cut:.0%}, the share taken for the passing score.")
        self.changed.setText(say.changed(report.result.changes))
        self.pace.setText(say.pace(report))
        limit = say.available(report)
        words = "" if limit is None else f"{limit:.0f} s available per question"
        bars = [(pace.title, pace.seconds) for pace in report.result.pace]
        self.chart.show_bars(bars, limit, words, _seconds)
        self._show_rows()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_rows()

    def _show_rows(self) -> None:
        report = self._report
        if report is None:
            return
        rows: list[list[str | QWidget | None]] = []
        for area in report.result.areas:
            rows.append(self._row(area, report.raw_cut, inner=False))
            if self._open:
                rows += [self._row(part, report.raw_cut, inner=True) for part in area.parts]
        self.grid.set_rows(rows)
        self.more.setText("Hide the smaller areas" if self._open else "Show the smaller areas")
        self.more.setVisible(any(len(area.parts) > 1 for area in report.result.areas))
        self.assumed.setVisible(self._open and say.has_assumed(report))

    def _row(self, area: AreaResult, cut: float, inner: bool) -> list[str | QWidget | None]:
        share = area.right / area.scored if area.scored else 0.0
        star = "*" if area.assumed else ""
        name: QWidget = _inner(area.title) if inner else Cell(area.title)
        bar: QWidget = ScoreBar(area.title, share, cut) if area.scored else Muted("not asked on this form")
        return [name, f"{weight(area.share)}{star}", bar, say.area_right(area)]


def _inner(title: str) -> QWidget:
    """A name set in, for an area within another."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(18, 0, 0, 0)
    row.addWidget(Cell(title))
    return holder


def _seconds(value: float) -> str:
    return f"{value:.0f} s"
