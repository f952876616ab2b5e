"""A row that changes, and a selection that goes with its row."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from mediquiz.ui.widgets.rows import Column, RowsModel

ROWS = [("b", 2), ("a", 10), ("c", 1)]


def model() -> RowsModel:
    rows = RowsModel(
        [
            Column(title="Name", text=lambda r: r[0]),
            Column(title="Count", text=lambda r: str(r[1]), sort=lambda r: r[1]),
        ]
    )
    rows.set_rows(ROWS)
    return rows


def test_a_row_is_replaced_where_it_stands(qtbot: QtBot) -> None:
    rows = model()
    rows.sort(1)
    with qtbot.waitSignal(rows.dataChanged) as changed:
        rows.replace(("b", 2), ("b", 50))
    assert rows.rows() == [("c", 1), ("b", 50), ("a", 10)]
    assert (changed.args[0].row(), changed.args[1].column()) == (1, 1)
    rows.sort(-1)
    assert rows.rows() == [("b", 50), ("a", 10), ("c", 1)]


def test_a_kept_index_goes_with_its_row() -> None:
    rows = model()
    kept = QPersistentModelIndex(rows.index(1, 0))
    rows.sort(0, Qt.SortOrder.DescendingOrder)
    assert kept.row() == 2
    assert kept.data() == "a"
