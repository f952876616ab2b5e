from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER, Chosen
from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.single_choice import SingleChoice

from .conftest import ORDER, TUBES, item_of

LONG = "Coagulation tubes go before any tube with another additive, so that nothing alters the clotting time. " * 2
WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3


class Count(QObject):
    """Counts events of a widget."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self.seen, self._kind = 0, kind
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == self._kind
        return False


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def picture(area: SingleChoice) -> QImage:
    return area.grab().toImage()


def inks(picture: QImage) -> set[str]:
    points = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
    return {picture.pixelColor(x, y).name() for x, y in points}


@pytest.fixture
def page(qtbot: QtBot, area: SingleChoice) -> Iterator[QWidget]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(area)
    column.addStretch(1)
    page.resize(700, 900)
    page.show()
    settle()
    yield page


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [320, 700, 1100])
def test_rows_hold_their_texts_one_under_the_other(area: SingleChoice, theme: Theme, percent: int, width: int) -> None:
    theme.use(percent=percent)
    area.ask(item_of(LONG, WORD, "Short", reason=LONG), (0, 1, 2))
    assert area.minimumSizeHint().width() <= 320
    for answered in (False, True):
        if answered:
            area.reveal(Chosen((1,)))
        area.resize(width, area.heightForWidth(width))
        bottom = -10
        for row in area.rows:
            assert (row.rect.top(), row.rect.width()) == (bottom + 10, width)
            bottom = row.rect.bottom() + 1
            measures = area._measures
            room, below = measures.room(row, width, not answered), measures.reason_room(width)
            words = row.text.height(measures.text, room) + row.reason.height(measures.reason, below) * answered
            assert row.rect.height() >= words + 2 * measures.above
            layout, _ = row.text._at(measures.text, room, Qt.AlignmentFlag.AlignLeft)
            assert all(layout.lineAt(n).naturalTextWidth() <= room + 1 for n in range(layout.lineCount()))
        assert bottom == area.height()


def test_two_to_ten_options(area: SingleChoice) -> None:
    for count in range(2, 11):
        area.ask(item_of(*"abcdefghij"[:count]), tuple(range(count)))
        assert [row.letter for row in area.rows] == list("ABCDEFGHIJ"[:count])
        assert area.heightForWidth(700) == area.rows[0].rect.height() * count + 10 * (count - 1)


def test_the_same_height_leaves_the_page_alone_and_paints_once(page: QWidget, area: SingleChoice) -> None:
    area.ask(item_of("One", "Two", "Three", "Four"), (0, 1, 2, 3))
    settle()
    layouts, paints = Count(page, QEvent.Type.LayoutRequest), Count(area, QEvent.Type.Paint)
    area.ask(item_of("Yes", "No", "Perhaps", "Never"), (0, 1, 2, 3))
    settle()
    assert (layouts.seen, paints.seen) == (0, 1)
    area.ask(item_of("Yes", "No", "Perhaps", LONG), (0, 1, 2, 3))
    settle()
    assert layouts.seen == 1
    assert area.height() == area.heightForWidth(area.width())


def test_an_earlier_item_leaves_no_height_behind(page: QWidget, area: SingleChoice) -> None:
    texts = ["One", "Two", "Three", "word " * 24]
    area.ask(item_of("One", "Two", "Three", "Four"), (0, 1, 2, 3))
    for width in (400, 1200):
        page.resize(width, 900)
        settle()
    area.ask(item_of(*texts), (0, 1, 2, 3))
    settle()
    page.resize(400, 900)
    settle()
    assert area.height() == area.heightForWidth(area.width())


def test_a_choice_paints_its_rows_alone(page: QWidget, area: SingleChoice) -> None:
    layouts = Count(page, QEvent.Type.LayoutRequest)
    before = picture(area)
    area.give(Chosen((ORDER[1],)))
    after = picture(area)
    different = [index for index in range(4) if before.copy(area.rect_of(index)) != after.copy(area.rect_of(index))]
    settle()
    assert (different, layouts.seen) == ([1], 0)


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_state_paints_in_every_theme(area: SingleChoice, theme: Theme, mode: str) -> None:
    theme.use(mode=mode)
    area.give(Chosen((ORDER[0],)), {ORDER[2]})
    wanted = {theme.color(role).name() for role in ("primary", "primary_soft", "outline", "sunken", "surface")}
    assert wanted <= inks(picture(area))
    area.reveal(Chosen((ORDER[0],)))
    wanted = {theme.color(role).name() for role in ("good", "bad", "good_soft", "bad_soft", "line")}
    assert wanted <= inks(picture(area))


def test_what_can_be_pressed_has_an_edge_to_be_seen(area: SingleChoice, theme: Theme) -> None:
    edge = QPoint(400, area.rect_of(0).top())
    assert picture(area).pixelColor(edge) == theme.color("outline")
    area.set_open(False)
    assert picture(area).pixelColor(edge) == theme.color("line")


def test_struck_letters_and_the_sign_are_crossed_out(area: SingleChoice, theme: Theme) -> None:
    area.give(NO_ANSWER, {ORDER[0]})
    shown, quiet = picture(area), theme.color("muted")
    for index, badge in ((0, True), (0, False), (1, False)):
        sign, row = area._measures.strike_rect(area.rows[index]), area.rect_of(index)
        center = row.topLeft() + QPoint(17 + 13, 14 + 13) if badge else QPoint(sign.left() + 14, sign.top() + 14)
        assert {shown.pixelColor(center.x() + x, center.y()).name() for x in range(-5, 6)} == {quiet.name()}


def test_the_ring_stands_outside_with_a_gap(qtbot: QtBot, area: SingleChoice, theme: Theme) -> None:
    with qtbot.waitActive(area):
        area.activateWindow()
    area.give(Chosen((ORDER[1],)))
    area.focus_row(1)
    shown, top = picture(area), area.rect_of(1).top()
    column = [shown.pixelColor(400, top + y).name() for y in range(8)]
    ring, behind, edge = theme.color("focus").name(), column[3], theme.color("primary").name()
    assert column == [ring] * 3 + [behind] * 2 + [edge] * 2 + [theme.color("primary_soft").name()]
    assert behind not in (ring, edge)
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=area.rect_of(1).center())
    assert picture(area).pixelColor(400, top).name() == edge


def test_hover_shows_the_row_under_the_mouse(area: SingleChoice, theme: Theme) -> None:
    area._hover((2, False))
    edges = [picture(area).pixelColor(400, area.rect_of(index).top()) for index in (1, 2)]
    assert edges == [theme.color("outline"), theme.color("text")]
    assert area.cursor().shape() == Qt.CursorShape.PointingHandCursor
    area.reveal(NO_ANSWER)
    assert area.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert TUBES.keys == (1,)
