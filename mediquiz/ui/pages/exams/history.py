"""Finished practice exams, newest first, each with the way to its report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExamRow
from mediquiz.language import _, day_year
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Cell, Muted
from mediquiz.ui.widgets.row_grid import MOST_ROWS, GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar
from mediquiz.ui.widgets.two_faces import TwoFaces
from mediquiz.words import exams
from mediquiz.words.numbers import result_percent

_TURN = 460


class ExamHistory(Card):
    """Hidden by its page while there is nothing to list."""

    report_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Finished practice exams"), parent)
        self.grid = RowGrid(_columns(), _("Finished practice exams"))
        self.more = Muted(_("The newest {number} are listed.").format(number=MOST_ROWS))
        self.stack = RowGrid([GridColumn(stretch=1)], _("Finished practice exams"))
        self.add(TwoFaces(self.grid, self.stack, _TURN))
        self.add(self.more)
        self._clicks = QSignalMapper(self)
        self._clicks.mappedInt.connect(self.report_wanted)

    def show_rows(self, rows: Sequence[ExamRow]) -> None:
        """List these."""
        self.grid.set_rows([self._cells(row) for row in rows[:MOST_ROWS]])
        self.stack.set_rows([[self._stacked(row)] for row in rows[:MOST_ROWS]])
        self.more.setVisible(len(rows) > MOST_ROWS)

    def _cells(self, row: ExamRow) -> list[str | QWidget | None]:
        return [Cell(_name(row)), _bar(row), _right(row), self._button(row)]

    def _stacked(self, row: ExamRow) -> QWidget:
        """A row for a narrow card."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Cell(_name(row)))
        column.addWidget(_bar(row))
        column.addWidget(FlowRow([Cell(_right(row)), None, self._button(row)]))
        return holder

    def _button(self, row: ExamRow) -> Button:
        button = ghost(_("Report"), small=True)
        button.setAccessibleName(_("Report of {exam}, {day}").format(exam=row.label, day=_on(row)))
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, row.attempt_id)
        return button


def _columns() -> list[GridColumn]:
    return [
        GridColumn(_("Exam"), 4),
        GridColumn(_("Score"), 3),
        GridColumn(_("Right"), 0, right=True),
        GridColumn("", 0, right=True),
    ]


def _on(row: ExamRow) -> str:
    return day_year(row.finished.date())


def _name(row: ExamRow) -> str:
    return f"{exams.labeled(row.label, row.time_factor)}\n{_on(row)}"


def _right(row: ExamRow) -> str:
    return f"{row.right} / {row.scored} ({result_percent(row.share, row.cut)})"


def _bar(row: ExamRow) -> ScoreBar:
    return ScoreBar(f"{row.label}, {_on(row)}", row.share, said=result_percent(row.share, row.cut))
