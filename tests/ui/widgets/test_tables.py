from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Cell, TableHead
from mediquiz.ui.widgets.row_grid import MOST_ROWS, GridColumn, RowGrid
from mediquiz.ui.widgets.rows import Column
from mediquiz.ui.widgets.table_view import TableView


@dataclass(frozen=True)
class Topic:
    name: str
    count: int
    mastery: float


ROWS = [Topic("Phlebotomy", 41, 0.63), Topic("Anatomy", 96, 0.67), Topic("Pharmacology", 28, 0.48)]
COLUMNS = [
    Column(title="Topic", text=lambda r: r.name, strong=True),
    Column(title="Seen", text=lambda r: str(r.count), width=80, right=True, sort=lambda r: r.count),
    Column(
        title="Mastery",
        text=lambda r: f"{r.mastery:.0%}",
        width=200,
        interval=lambda r: Interval(r.mastery - 0.1, r.mastery, r.mastery),
    ),
]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TableView:
    table = TableView(COLUMNS, "Topics")
    table.set_rows(ROWS)
    qtbot.addWidget(table)
    table.resize(600, 240)
    table.show()
    return table


def test_enter_and_double_click_open_a_row(qtbot: QtBot, table: TableView) -> None:
    table.select_row(1)
    assert table.chosen_row() == ROWS[1]
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_moving_tells_the_current_row(qtbot: QtBot, table: TableView) -> None:
    table.select_row(0)
    with qtbot.waitSignal(table.current_row) as current:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert current.args == [ROWS[1]]


def test_a_head_sorts_by_value_and_not_by_text(table: TableView) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [row.count for row in table.rows_model.rows()] == [28, 41, 96]
    table.set_rows(ROWS[:2])
    assert [row.count for row in table.rows_model.rows()] == [41, 96]


def test_s_sorts_by_the_column_one_is_in(table: TableView) -> None:
    table.select_row(0)
    QTest.keyClick(table, Qt.Key.Key_Right)
    orders = []
    for _press in range(3):
        QTest.keyClick(table, Qt.Key.Key_S)
        orders.append([row.count for row in table.rows_model.rows()])
    assert orders == [[28, 41, 96], [96, 41, 28], [41, 96, 28]]


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_bars_are_painted_in_the_cells(table: TableView, theme: Theme, mode: str) -> None:
    theme.use(mode=mode)
    table.select_row(2)
    picture = table.viewport().grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {theme.color("interval").name(), theme.color("primary").name(), theme.color("line").name()} <= colors


def test_rows_grow_with_the_text(table: TableView, theme: Theme) -> None:
    before = table.rowHeight(0), table.columnWidth(1)
    theme.use(percent=200)
    assert (table.rowHeight(0), table.columnWidth(1)) == (2 * before[0], 2 * before[1])


def test_tab_leaves_the_table(qtbot: QtBot, table: TableView) -> None:
    assert not table.tabKeyNavigation()


def grid(qtbot: QtBot) -> RowGrid:
    grid = RowGrid([GridColumn("Topic", 1), GridColumn("Mastery", 2), GridColumn("Seen", right=True), GridColumn()])
    qtbot.addWidget(grid)
    return grid


def test_a_grid_holds_words_and_widgets(qtbot: QtBot, theme: Theme) -> None:
    rows = grid(qtbot)
    rows.set_rows(
        [
            ["Phlebotomy", IntervalBar("Phlebotomy", Interval(0.5, 0.6, 0.7)), "41", ghost("Practice", small=True)],
            ["Scheduling", Cell("Not enough answers yet (3 of 8)", tone="muted"), None, None],
        ]
    )
    rows.resize(600, rows.sizeHint().height())
    rows.show()
    assert rows.rows_shown() == 2
    assert [head.text() for head in rows.findChildren(TableHead)] == ["Topic", "Mastery", "Seen", ""]
    long = next(c for c in rows.findChildren(Cell) if c.text().startswith("Not enough"))
    assert long.width() > 200
    colors = rows.grab().toImage()
    lines = [y for y in range(rows.height()) if colors.pixelColor(1, y) == theme.color("line")]
    assert len(lines) == 3


def test_new_rows_replace_the_old(qtbot: QtBot, theme: Theme) -> None:
    rows = grid(qtbot)
    rows.show()
    rows.set_rows([["a", "b", "c", ghost("x")]])
    rows.set_rows([["d", "e", "f", ghost("y")]])
    with qtbot.waitSignal(rows.findChildren(Button)[0].destroyed, raising=False, timeout=100):
        pass
    assert [b.text() for b in rows.findChildren(Button)] == ["y"]
    rows.set_rows([])
    assert rows.rows_shown() == 0


def test_a_grid_is_for_few_rows(qtbot: QtBot, theme: Theme) -> None:
    rows = grid(qtbot)
    rows.set_rows([["a", "b", "c", "d"]] * (MOST_ROWS + 40))
    assert rows.rows_shown() == MOST_ROWS
