"""A table model over plain rows: a list of frozen dataclasses and a description of the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
INTERVAL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How one column reads a row.

    `text` is what it shows and says; `sort` what it sorts by (the text when missing); `interval`, when
    given, returns a mediquiz.ui.widgets.interval.Interval that is painted instead of the text.
    A width of 0 shares what is left over. `sample` is the longest text it may hold, where that is known: in a wide font
    the column is wider for it.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 0
    right: bool = False
    sort: Callable[[Any], Any] | None = None
    tip: Callable[[Any], str] | None = None
    interval: Callable[[Any], object] | None = None
    strong: bool = False
    sample: str = ""


class RowsModel(QAbstractTableModel):
    """Rows to look at; a change is a new list."""

    def __init__(self, columns: Sequence[Column], parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._rows: list[Any] = []
        self._given: list[Any] = []
        self._order: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, in the order that was last sorted by."""
        self.beginResetModel()
        self._given = list(rows)
        self._sort_rows()
        self.endResetModel()

    def replace(self, old: Any, new: Any) -> None:
        """Show a row with other values in the place that it has; selection and scrolling stay."""
        number = self._rows.index(old)
        self._rows[number] = new
        self._given[self._given.index(old)] = new
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def row(self, number: int) -> Any:
        """The row as it was given."""
        return self._rows[number]

    def rows(self) -> list[Any]:
        """All rows in the order shown."""
        return list(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows of a flat table."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns of a flat table."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says and is."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == INTERVAL_ROLE:
            return column.interval(row) if column.interval else None
        return row if role == ROW_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, equal rows in the order given; without a column (-1), all of them in the order given."""
        self.layoutAboutToBeChanged.emit()
        before = list(self._rows)
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._sort_rows()
        self._move_persistent(before)
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        self._rows = list(self._given)
        if self._order is not None:
            column = self.columns[self._order[0]]
            self._rows.sort(key=column.sort or column.text, reverse=self._order[1])

    def _move_persistent(self, before: list[Any]) -> None:
        """The selection goes with its row."""
        places = {id(row): number for number, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(places[id(before[index.row()])], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
