"""A table of few rows whose cells may be any widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from mediquiz.ui.widgets.card import clear
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.labels import Cell, TableHead, Words, tabular

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its title, its share of the width (0: as narrow as its content), left or right."""

    title: str = ""
    stretch: int = 0
    right: bool = False


class RowGrid(QWidget):
    """Rows with a line beneath each. For at most 60 rows; longer tables are a TableView.

    A cell is a string, a widget, or None for "taken by the cell at its left".
    """

    line = ink("line")

    def __init__(self, columns: Sequence[GridColumn], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._shown = list(columns), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        for index, column in enumerate(columns):
            self._grid.setColumnStretch(index, column.stretch)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # A row that is never filled takes what height is left over.
        self._grid.setRowStretch(MOST_ROWS + 1, 1)
        self.setAccessibleName(name)
        self._headed = any(column.title for column in columns)

    def set_rows(self, rows: Sequence[Sequence[str | QWidget | None]]) -> None:
        """Show these rows instead of what was there."""
        clear(self._grid)
        self._shown = 0
        if self._headed and rows:
            self._add([TableHead(column.title) for column in self._columns], 6)
        for row in rows[:MOST_ROWS]:
            self._add(row, 7)
        self.updateGeometry()
        self.update()

    def rows_shown(self) -> int:
        """How many rows there are, without the head."""
        return max(0, self._shown - int(self._headed))

    def _add(self, cells: Sequence[str | QWidget | None], room: int) -> None:
        for index, cell in enumerate(cells):
            if cell is None:
                continue
            span = 1
            while index + span < len(cells) and cells[index + span] is None:
                span += 1
            self._put(cell, index, span, room)
        self._shown += 1

    def _put(self, cell: str | QWidget, index: int, span: int, room: int) -> None:
        right = self._columns[index].right
        widget = Cell(cell) if isinstance(cell, str) else cell
        if isinstance(widget, QLabel):
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            widget.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
            if isinstance(cell, str):
                widget.setFont(tabular(widget.font()))
        # The margin belongs to the cell and not to the grid, so that the line below runs through.
        holder = _Holder(widget, room, right and not isinstance(widget, Words))
        self._grid.addWidget(holder, self._shown, index, 1, span)
        # Qt would show it one turn later, and until then a page that is seen would be laid out without it.
        holder.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line beneath every row."""
        painter = QPainter(self)
        painter.setPen(QPen(self.line, 1))
        # Not cellRect(): with height-for-width cells it knows nothing of the rows.
        for row in range(self._shown):
            item = self._grid.itemAtPosition(row, 0)
            if item is not None:
                bottom = item.geometry().bottom()
                painter.drawLine(0, bottom, self.width(), bottom)


class _Holder(QWidget):
    """Room round a cell."""

    def __init__(self, widget: QWidget, room: int, right: bool) -> None:
        super().__init__()
        box = QGridLayout(self)
        box.setContentsMargins(6, room, 6, room + 1)
        box.addWidget(widget)
        if right:
            box.setAlignment(widget, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
