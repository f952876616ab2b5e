"""Finished practice exams, newest first, each with the way to its report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ExamRow
from mediquiz.ui.panes.phrases import day_year, exam_name, percent
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Cell, Muted
from mediquiz.ui.widgets.row_grid import MOST_ROWS, GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar

_COLUMNS = (
    GridColumn("Exam", 4),
    GridColumn("Score", 3),
    GridColumn("Right", 0, right=True),
    GridColumn("", 0, right=True),
)


class ExamHistory(Card):
    """Hidden by its page while there is nothing to list."""

    report_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Finished practice exams", parent)
        self.grid = RowGrid(_COLUMNS, "Finished practice exams")
        self.more = Muted(f"The newest {MOST_ROWS} are listed.")
        self.add(self.grid)
        self.add(self.more)
        self._clicks = QSignalMapper(self)
        self._clicks.mappedInt.connect(self.report_wanted)

    def show_rows(self, rows: Sequence[ExamRow]) -> None:
        """List these."""
        self.grid.set_rows([self._cells(row) for row in rows[:MOST_ROWS]])
        self.more.setVisible(len(rows) > MOST_ROWS)

    def _cells(self, row: ExamRow) -> list[str | QWidget | None]:
        button = ghost("Report", small=True)
        on = day_year(row.finished.date())
        button.setAccessibleName(f"Report of {row.name}, {on}")
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, row.attempt_id)
        note = f", {row.time_note[0].lower()}{row.time_note[1:]}" if row.time_note else ""
        right = f"{row.right} / {row.scored} ({percent(row.share)})"
        name = Cell(f"{exam_name(row.certification)}{note}\n{on}")
        return [name, ScoreBar(f"{row.name}, {on}", row.share), right, button]
