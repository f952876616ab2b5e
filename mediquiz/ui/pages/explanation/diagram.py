"""The model's own past predictions on this student, as a picture and as a table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ExplanationView, ReliabilityBin
from mediquiz.ui.parts import phrases
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.reliability_chart import ReliabilityChart
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid

_COLUMNS = (
    GridColumn("Predicted", 1, right=True),
    GridColumn("Right", 1, right=True),
    GridColumn("Answers", 1, right=True),
)
FEW_BINS = 2


class DiagramCard(Card):
    """Before each answer the model said how likely it is right: this is how that went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How the predictions held up on you", parent)
        self.words, self.chart, self.grid = (
            Body(),
            ReliabilityChart(),
            RowGrid(_COLUMNS, "Predictions and what came true"),
        )
        self.axes = Muted(
            "Across: predicted share right. Up: share that was right. The larger the dot, the more answers."
        )
        self.add(self.words)
        self.add(self.chart, 1)
        self.add(self.axes)
        self.add(self.grid)

    def show_view(self, view: ExplanationView) -> None:
        """Show the diagram, or what is missing for it."""
        bins = [b for b in view.bins if b.answers]
        enough = len(bins) >= FEW_BINS
        for widget in (self.chart, self.axes, self.grid):
            widget.setVisible(enough)
        self.words.setText(_full(view.answers) if enough else _few(view.answers))
        if enough:
            self.chart.setMinimumHeight(self.chart.px(260))
            self.chart.show_bins(bins)
            self.grid.set_rows([_row(b) for b in bins])


def _row(b: ReliabilityBin) -> list[str]:
    return [phrases.percent(b.predicted), phrases.percent(b.observed), f"{b.answers:,}"]


def _full(answers: int) -> str:
    return (
        f"Before each of {answers:,} first-time answers the model said how likely it was to be right. Where a dot lies "
        "on the dashed line, that came true; below the line the model thought too well of you, above it too little."
    )


def _few(answers: int) -> str:
    so_far = f"So far there {'is' if answers == 1 else 'are'} {phrases.count(answers, 'first-time answer')}. "
    return (
        f"{so_far}Before each one the model says how likely it is to be right; after some dozens a diagram here shows "
        "whether that came true. Keep answering, and look again."
    )
