"""A long table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mediquiz.language import _
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.interval import Interval, IntervalInks, draw_interval
from mediquiz.ui.widgets.labels import tabular
from mediquiz.ui.widgets.paint import stroke_round
from mediquiz.ui.widgets.presses import meant
from mediquiz.ui.widgets.rows import INTERVAL_ROLE, Column, RowsModel

_BESIDE, _ARROW = 20, 14


class TableView(QTableView):
    """A table over plain rows, with a line beneath each row and bars where a column has intervals."""

    opened = Signal(object)
    current_row = Signal(object)
    line = ink("line")
    track = ink("track")
    band = ink("band")
    tick = ink("tick")
    cutLine = ink("cutLine")  # noqa: N815 - a Qt property
    ring = ink("ring")

    def __init__(self, columns: Sequence[Column], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = RowsModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(tabular(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table; the arrow keys move inside it.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._set_up_header()
        self.activated.connect(self._activated)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self._fit()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.rows_model.set_rows(rows)

    def chosen_row(self) -> Any:
        """The row that is selected now, or None."""
        index = self.currentIndex()
        return self.rows_model.row(index.row()) if index.isValid() else None

    def select_row(self, number: int) -> None:
        """Select a row by its place."""
        if 0 <= number < self.rows_model.rowCount():
            self.selectRow(number)

    def changeEvent(self, event: Any) -> None:
        """Rows and columns follow the text size."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "rows_model"):
            self._fit()

    def _fit(self) -> None:
        unit = size_of(self.font()) / 14
        self.verticalHeader().setDefaultSectionSize(round(38 * unit))
        self.horizontalHeader().setMinimumSectionSize(round(48 * unit))
        for index, column in enumerate(self.rows_model.columns):
            if column.width:
                self.setColumnWidth(index, self.width_of(column))
        self._share()

    def width_of(self, column: Column) -> int:
        """A column's own width: as drawn, but never less than its title and the longest text that it may hold."""
        unit = size_of(self.font()) / 14
        head = QFont(self.font())
        head.setPixelSize(max(1, round(12.5 * unit)))
        head.setWeight(QFont.Weight.DemiBold)
        # The room beside the title and for the arrow of what is sorted, as the style sheet has them.
        title = QFontMetrics(head).horizontalAdvance(column.title) + _BESIDE + round(_ARROW * unit)
        sample = self.fontMetrics().horizontalAdvance(column.sample) + _BESIDE if column.sample else 0
        return max(round(column.width * unit), title, sample)

    def _share(self) -> None:
        """Columns without a width share what is left, but never less than can be read: then the table scrolls."""
        columns = self.rows_model.columns
        open_ones = [i for i, column in enumerate(columns) if not column.width]
        if not open_ones:
            return
        taken = sum(self.columnWidth(i) for i in range(len(columns)) if i not in open_ones)
        least = round(160 * size_of(self.font()) / 14)
        for index in open_ones:
            self.setColumnWidth(index, max(least, (self.viewport().width() - taken) // len(open_ones)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole width in use."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._activated(self.currentIndex())
        elif meant(event) == Qt.Key.Key_S and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self.sort_here()
        else:
            super().keyPressEvent(event)

    def sort_here(self) -> None:
        """By the column with the focus: upward, downward, and then as the rows were given, as clicks on its name do."""
        header, column = self.horizontalHeader(), self.currentIndex().column()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if header.sortIndicatorSection() != column:
            header.setSortIndicator(column, up)
        elif header.sortIndicatorOrder() == up:
            header.setSortIndicator(column, down)
        else:
            header.setSortIndicator(-1, up)
        said = _("Sorted by {column}") if header.sortIndicatorSection() == column else _("Not sorted")
        announce(self, said.format(column=self.rows_model.columns[column].title))

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows_model.row(index.row()))

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.current_row.emit(self.rows_model.row(now.row()) if now.isValid() else None)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: its bar or its text, the row's line and the ring of the current cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background and text as the style sheet says; our own things on top."""
        view: TableView = self.parent()  # type: ignore[assignment]
        interval = index.data(INTERVAL_ROLE)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if isinstance(interval, Interval):
            self._draw_bar(painter, option, interval, view)
        else:
            super().paint(painter, option, index)
        painter.setPen(QPen(view.line, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if current and view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            stroke_round(painter, QRectF(option.rect).adjusted(1, 1, -1, -2), 6, view.ring, 2)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """A column may be in strong type."""
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, RowsModel) and model.columns[index.column()].strong:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font

    def _draw_bar(self, painter: QPainter, option: QStyleOptionViewItem, interval: Interval, view: TableView) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        unit = size_of(view.font()) / 14
        inks = IntervalInks(QColor(view.track), view.band, view.tick, view.cutLine)
        draw_interval(painter, QRectF(option.rect).adjusted(6, 0, -12, -1), interval, inks, unit)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Text width; bars take what the column gives."""
        return super().sizeHint(option, index)
