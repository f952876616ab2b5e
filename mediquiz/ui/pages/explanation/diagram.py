"""The model's own past predictions on this student, as a picture and as a table."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExplanationView, ReliabilityBin
from mediquiz.language import N_, _, n_, percent
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.fold import Fold
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.reliability_chart import ReliabilityChart
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid

_COLUMNS = (N_("Predicted"), N_("Right"), N_("Answers"))
FEW_BINS = 2
_SHARES, _NARROW = (1.4, 1.0), 640


class DiagramCard(Card):
    """Before each answer the model said how likely it is right: this is how that went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How well the predictions fit you"), parent)
        columns = [GridColumn(_(title), 1, right=True) for title in _COLUMNS]
        self.words, self.chart = Body(), ReliabilityChart()
        self.grid = RowGrid(columns, _("Predicted and actual"))
        self.axes = Muted(
            _("Across: predicted percent right. Up: actual percent right. Larger dots mean more answers.")
        )
        self.table = Fold(_("Show as a table"), _("Hide the table"), self.grid)
        self.add(self.words)
        self.add(ResponsiveRow([self.chart, self._side()], _SHARES, _NARROW, 32))

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.axes)
        column.addWidget(self.table)
        column.addStretch(1)
        return side

    def show_view(self, view: ExplanationView) -> None:
        """Show the diagram, or what is missing for it."""
        bins = [b for b in view.bins if b.answers]
        enough = len(bins) >= FEW_BINS
        for widget in (self.chart, self.axes, self.table):
            widget.setVisible(enough)
        self.words.setText(_full(view.answers) if enough else _few(view.answers))
        if enough:
            self.chart.setMinimumHeight(self.chart.px(260))
            self.chart.show_bins(bins)
            self.grid.set_rows([_row(b) for b in bins])


def _row(b: ReliabilityBin) -> list[str]:
    return [percent(b.predicted), percent(b.observed), f"{b.answers:,}"]


def _full(answers: int) -> str:
    return n_(
        "From {n} first-time answer. On the dashed line, the prediction came true. Below it you did worse than "
        "predicted, above it better.",
        "From {n} first-time answers. On the dashed line, the prediction came true. Below it you did worse "
        "than predicted, above it better.",
        answers,
    )


def _few(answers: int) -> str:
    so_far = n_(
        "So far there is {n} first-time answer.",
        "So far there are {n} first-time answers.",
        answers,
    )
    what = _(
        "Before each answer, MediQuiz predicts how likely you are to be right. After a few dozen answers, a "
        "chart here shows how well it did."
    )
    return f"{so_far} {what}"
