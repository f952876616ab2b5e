from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.locations import shipped
from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card, TopBar, clear
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.forms import Amount, DropDown, Field
from mediquiz.ui.widgets.labels import Body, Strong
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.ui.widgets.two_faces import TwoFaces

RESOURCES = shipped("resources")
LONG = "Readiness rests on first-time answers to our questions. " * 6


def page(qtbot: QtBot, width: int) -> tuple[ScrollPage, ResponsiveRow, list[Card]]:
    page, cards = ScrollPage("Today", "What to do now"), [Card("One"), Card("Two")]
    for card in cards:
        card.add(Body(LONG))
    row = page.add_row(cards, [1.25, 1])
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    return page, row, cards


def test_columns_stand_side_by_side_in_their_proportions(qtbot: QtBot, theme: Theme) -> None:
    _, row, (one, two) = page(qtbot, 1100)
    assert one.y() == two.y()
    assert one.width() == pytest.approx(1.25 * two.width(), abs=2)
    assert one.height() == two.height() == row.height()


@pytest.mark.parametrize(("width", "percent"), [(700, 100), (1100, 150)])
def test_columns_stack_when_narrow_for_the_text(qtbot: QtBot, theme: Theme, width: int, percent: int) -> None:
    theme.use(percent=percent)
    scroller, row, (one, two) = page(qtbot, width)
    assert one.x() == two.x() == 0
    assert two.y() > one.y() + one.height()
    assert one.width() == row.width()
    assert scroller.horizontalScrollBar().maximum() == 0


def test_a_hidden_column_leaves_its_room(qtbot: QtBot, theme: Theme) -> None:
    _, row, (one, two) = page(qtbot, 1100)
    two.hide()
    qtbot.waitUntil(lambda: one.width() == row.width())
    two.show()
    qtbot.waitUntil(lambda: one.width() < row.width())


def test_text_in_a_card_is_never_cut(qtbot: QtBot, theme: Theme) -> None:
    scroller, _row, cards = page(qtbot, 700)
    assert scroller.isVisible()
    label = cards[0].findChildren(Body)[0]
    assert label.height() >= label.heightForWidth(label.width())


def test_the_hidden_face_knows_its_height(qtbot: QtBot, theme: Theme) -> None:
    """A layout item of a hidden widget is empty; the widget itself is not."""
    wide, narrow = Card("Wide"), Card("Narrow")
    for card in (wide, narrow):
        card.add(Body(LONG))
    faces = TwoFaces(wide, narrow, 400)
    qtbot.addWidget(faces)
    faces.resize(300, 300)
    faces.show()
    assert faces.shown() == 1
    assert faces.heightForWidth(800) == wide.heightForWidth(800) > 50


def test_a_narrow_page_begins_where_every_page_begins(qtbot: QtBot, theme: Theme) -> None:
    scroller = ScrollPage("Settings", narrow=True)
    scroller.add(Body(LONG))
    qtbot.addWidget(scroller)
    scroller.resize(1400, 500)
    scroller.show()
    assert scroller.title.x() == 32
    assert scroller.title.width() < 900


def test_a_reading_page_is_a_column(qtbot: QtBot, theme: Theme) -> None:
    scroller = ScrollPage(reading=True)
    scroller.add(Body(LONG))
    qtbot.addWidget(scroller)
    scroller.resize(1600, 500)
    scroller.show()
    assert scroller.widget().width() < 1000
    assert scroller.widget().x() > 200


def test_buttons_go_on_below_when_the_line_is_full(qtbot: QtBot, theme: Theme) -> None:
    buttons = [ghost(f"Button {n}") for n in range(6)]
    row = FlowRow(buttons)
    qtbot.addWidget(row)
    row.resize(300, row.heightForWidth(300))
    row.show()
    assert buttons[5].y() > buttons[0].y()
    assert max(b.geometry().right() for b in buttons) <= 300
    assert row.heightForWidth(2000) < row.heightForWidth(300)


def test_a_spring_pushes_to_the_right(qtbot: QtBot, theme: Theme) -> None:
    bar, left, right = TopBar(), Strong("7 of 20"), ghost("End")
    bar.add(left, None, right)
    qtbot.addWidget(bar)
    bar.resize(800, 60)
    bar.show()
    assert right.mapTo(bar, QPoint(right.width(), 0)).x() > 760
    assert left.mapTo(bar, QPoint()).x() < 40


def test_what_a_hidden_row_was_told_has_room_once_it_is_seen(qtbot: QtBot, theme: Theme) -> None:
    """Qt sends no word of a new size from inside a page that is hidden."""
    stack, bar, place, button = QStackedWidget(), TopBar(), Strong(), ghost("", small=True)
    bar.add(place, button)
    stack.addWidget(QWidget())
    stack.addWidget(bar)
    qtbot.addWidget(stack)
    stack.resize(800, 200)
    stack.show()
    stack.setCurrentWidget(bar)
    stack.setCurrentIndex(0)
    place.setText("1 of 52")
    button.setText("Missed (52)")
    stack.setCurrentWidget(bar)
    for widget in (place, button):
        assert widget.width() >= widget.sizeHint().width(), widget.text()


def test_a_button_whose_font_grows_takes_the_line_that_its_words_need(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column, button = QVBoxLayout(box), Button("Question library")
    column.addWidget(button)
    column.addStretch(1)
    box.setFixedSize(160, 300)
    box.show()
    low = button.height()
    font = QFont(button.font())
    font.setPixelSize(26)
    button.setFont(font)
    QApplication.processEvents()
    assert button.height() >= button.heightForWidth(button.width()) > 1.5 * low


def test_a_hidden_row_that_was_told_more_than_fits_gets_its_second_line(qtbot: QtBot, theme: Theme) -> None:
    stack, page = QStackedWidget(), QWidget()
    buttons = [ghost("") for _n in range(4)]
    row, below = FlowRow(buttons), Body("below")
    column = QVBoxLayout(page)
    for widget in (row, below):
        column.addWidget(widget)
    column.addStretch(1)
    stack.addWidget(QWidget())
    stack.addWidget(page)
    qtbot.addWidget(stack)
    stack.resize(400, 300)
    stack.show()
    stack.setCurrentWidget(page)
    stack.setCurrentIndex(0)
    for button in buttons:
        button.setText("Questions missed")
    stack.setCurrentWidget(page)
    QApplication.processEvents()
    assert row.height() >= row.heightForWidth(row.width())
    assert buttons[-1].y() > buttons[0].y()
    assert buttons[-1].mapTo(page, buttons[-1].rect().bottomLeft()).y() < below.y()


def test_clear_empties_nested_layouts(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Plan")
    qtbot.addWidget(card)
    card.add(Body("x"))
    card.add_row([ghost("a"), ghost("b")])
    clear(card.body)
    assert card.body.count() == 0


WHEEL = Qt.FocusPolicy(Qt.FocusPolicy.WheelFocus.value & ~Qt.FocusPolicy.StrongFocus.value)


def wheel(widget: QWidget) -> None:
    at = QPointF(5, 5)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, at, QPoint(), QPoint(0, -120), none, Qt.KeyboardModifier.NoModifier, phase, False)
    QApplication.sendEvent(widget, turn)


def test_the_wheel_scrolls_the_page_and_changes_no_field(qtbot: QtBot, theme: Theme) -> None:
    choice, amount = DropDown(), Amount(0, 90, " min")
    choice.addItems(["CMA (AAMA)", "RMA (AMT)"])
    amount.setValue(20)
    for widget in (choice, amount):
        qtbot.addWidget(widget)
        widget.show()
        wheel(widget)
    assert (choice.currentIndex(), amount.value()) == (0, 20)
    assert not any(one.focusPolicy() & WHEEL for one in (choice, amount))
    assert isinstance(choice, QComboBox)
    assert isinstance(amount, QSpinBox)


def test_a_field_names_its_control(qtbot: QtBot, theme: Theme) -> None:
    edit = QLineEdit()
    field = Field("Minutes a day", edit, "20 is a good start")
    qtbot.addWidget(field)
    assert (edit.accessibleName(), edit.accessibleDescription()) == ("Minutes a day", "20 is a good start")


def test_numbers_have_the_digits_of_the_words_around_them(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    """On a computer in Arabic; and Arabic digits that are typed are taken."""
    before = QLocale()
    QLocale.setDefault(QLocale("ar_EG"))
    try:
        Theme(RESOURCES, "light").apply(qapp)
        amount = Amount(0, 90, " min")
        qtbot.addWidget(amount)
        amount.setValue(25)
        assert amount.text() == "25 min"
        amount.selectAll()
        for digit in "\u0663\u0660":
            typed = QKeyEvent(QEvent.Type.KeyPress, ord(digit), Qt.KeyboardModifier.NoModifier, digit)
            QApplication.sendEvent(amount, typed)
        assert (amount.value(), amount.text()) == (30, "30 min")
    finally:
        QLocale.setDefault(before)
