from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mediquiz.ui.widgets.rows import INTERVAL_ROLE, ROW_ROLE, Column, RowsModel

ROWS = [("b", 2), ("a", 10), ("c", 1)]


def model() -> RowsModel:
    made = RowsModel(
        [
            Column(title="Name", text=lambda r: r[0], tip=lambda r: f"tip {r[0]}"),
            Column(title="Count", text=lambda r: str(r[1]), right=True, sort=lambda r: r[1], interval=lambda r: "bar"),
        ]
    )
    made.set_rows(ROWS)
    return made


def test_it_is_a_proper_model() -> None:
    rows = model()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.sort(1)
    rows.set_rows([])
    rows.set_rows(ROWS)


def test_what_a_cell_gives() -> None:
    rows = model()
    name, count = rows.index(0, 0), rows.index(0, 1)
    assert (rows.rowCount(), rows.columnCount(), rows.rowCount(name)) == (3, 2, 0)
    assert (name.data(), count.data()) == ("b", "2")
    assert name.data(Qt.ItemDataRole.ToolTipRole) == "tip b"
    assert count.data(Qt.ItemDataRole.ToolTipRole) == "2"
    assert count.data(INTERVAL_ROLE) == "bar"
    assert name.data(INTERVAL_ROLE) is None
    assert tuple(name.data(ROW_ROLE)) == ("b", 2)
    assert count.data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert rows.data(QModelIndex()) is None
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Count"
    assert rows.headerData(1, Qt.Orientation.Vertical) is None


def test_sorting_is_by_value_stable_and_kept() -> None:
    rows = model()
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert [r[1] for r in rows.rows()] == [10, 2, 1]
    rows.set_rows([("z", 5), ("y", 7)])
    assert [r[1] for r in rows.rows()] == [7, 5]
    rows.sort(-1)
    rows.set_rows(ROWS)
    assert rows.rows() == ROWS
    assert rows.row(0) == ("b", 2)
