from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER, Chosen
from mediquiz.ui.widgets.single_choice import SingleChoice

from .conftest import ORDER, TUBES, item_of

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def states(area: SingleChoice) -> list[str]:
    return [row.state for row in area.rows]


def middle(area: SingleChoice, index: int) -> QPoint:
    return area.rect_of(index).center()


def sign(area: SingleChoice, index: int) -> QPoint:
    return area._measures.strike_rect(area.rows[index]).center()


@pytest.fixture
def page(qtbot: QtBot, area: SingleChoice) -> QWidget:
    """The area between two buttons, in an active window."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for widget in (QPushButton("before"), area, QPushButton("after")):
        column.addWidget(widget)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_A, 3), (Qt.Key.Key_D, 2), (Qt.Key.Key_1, 3), (Qt.Key.Key_4, 2)])
def test_letters_and_numbers_choose_in_terms_of_the_author(
    qtbot: QtBot, area: SingleChoice, key: Qt.Key, place: int
) -> None:
    with qtbot.waitSignal(area.responded) as responded:
        qtbot.keyClick(area, key)
    assert responded.args == [Chosen((place,))]
    assert states(area) == ["plain"] * 4


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Exclam, SHIFT),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_other_keys_are_left_to_the_page(
    qtbot: QtBot, area: SingleChoice, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    with qtbot.assertNotEmitted(area.responded), qtbot.assertNotEmitted(area.strike_toggled):
        assert not area.handle_key(QKeyEvent(QEvent.Type.KeyPress, key, modifier))


def test_shift_and_a_letter_strike_out(qtbot: QtBot, area: SingleChoice) -> None:
    with qtbot.waitSignal(area.strike_toggled) as struck, qtbot.assertNotEmitted(area.responded):
        qtbot.keyClick(area, Qt.Key.Key_A, SHIFT)
    assert struck.args == [3]
    area.give(NO_ANSWER, {3})
    assert states(area) == ["struck", "plain", "plain", "plain"]
    area.give(NO_ANSWER)
    assert states(area) == ["plain"] * 4


def test_a_click_anywhere_in_a_row_chooses(qtbot: QtBot, area: SingleChoice) -> None:
    rect = area.rect_of(2)
    for point in (rect.topLeft() + QPoint(1, 1), rect.center(), rect.bottomRight() - QPoint(1, 1)):
        with qtbot.waitSignal(area.responded) as responded:
            qtbot.mouseClick(area, LEFT, pos=point)
        assert responded.args == [Chosen((0,))]


def test_a_click_between_rows_and_one_let_go_elsewhere_do_nothing(qtbot: QtBot, area: SingleChoice) -> None:
    with qtbot.assertNotEmitted(area.responded), qtbot.assertNotEmitted(area.strike_toggled):
        qtbot.mouseClick(area, LEFT, pos=area.rect_of(0).bottomLeft() + QPoint(50, 5))
        qtbot.mousePress(area, LEFT, pos=middle(area, 0))
        qtbot.mouseRelease(area, LEFT, pos=middle(area, 1))
        qtbot.mouseClick(area, Qt.MouseButton.MiddleButton, pos=middle(area, 1))


def test_a_right_click_and_the_sign_strike_out(qtbot: QtBot, area: SingleChoice) -> None:
    at = middle(area, 1)
    with qtbot.waitSignal(area.strike_toggled) as struck:
        QApplication.sendEvent(area, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, area.mapToGlobal(at)))
    assert struck.args == [1]
    with qtbot.waitSignal(area.strike_toggled) as struck, qtbot.assertNotEmitted(area.responded):
        qtbot.mouseClick(area, LEFT, pos=sign(area, 0))
    assert struck.args == [3]


def test_the_sign_says_what_it_does(qtbot: QtBot, area: SingleChoice) -> None:
    qtbot.mouseMove(area, sign(area, 1))
    assert area.toolTip() == "Strike out (Shift+B)"
    qtbot.mouseMove(area, middle(area, 1))
    assert area.toolTip() == ""


def test_arrows_move_and_only_space_chooses(qtbot: QtBot, page: QWidget, area: SingleChoice) -> None:
    area.setFocus()
    with qtbot.assertNotEmitted(area.responded):
        for at in (1, 2, 3, 0):
            QTest.keyClick(area, Qt.Key.Key_Down)
            assert area.current == at
        QTest.keyClick(area, Qt.Key.Key_Up)
        assert area.current == 3
        QTest.keyClick(area, Qt.Key.Key_Return)
    with qtbot.waitSignal(area.responded) as responded:
        QTest.keyClick(area, Qt.Key.Key_Space)
    assert responded.args == [Chosen((2,))]


def test_arrows_from_the_page_bring_the_focus_to_the_nearest_end(page: QWidget, area: SingleChoice) -> None:
    for key, row in ((Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, 3)):
        page.setFocus()
        assert area.handle_key(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        assert (area.hasFocus(), area.current) == (True, row)


def test_tab_comes_to_the_chosen_row_and_leaves_with_the_next(page: QWidget, area: SingleChoice) -> None:
    before, after = page.findChildren(QPushButton)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert (area.hasFocus(), area.current) == (True, 0)
    area.give(Chosen((0,)))
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Tab, SHIFT)
    assert (area.hasFocus(), area.current) == (True, 2)


def test_every_move_tells_where_to_look(qtbot: QtBot, page: QWidget, area: SingleChoice) -> None:
    area.setFocus()
    with qtbot.waitSignal(area.focus_moved) as moved:
        QTest.keyClick(area, Qt.Key.Key_Down)
    assert moved.args == [area.rect_of(1)]
    assert area.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle) == area.rect_of(1)


def test_the_ring_comes_with_keys_goes_with_a_click_and_outlives_a_dialog(
    qtbot: QtBot, page: QWidget, area: SingleChoice
) -> None:
    area.setFocus(Qt.FocusReason.TabFocusReason)
    assert area._ringed
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        QApplication.sendEvent(area, QFocusEvent(QEvent.Type.FocusOut, reason))
        QApplication.sendEvent(area, QFocusEvent(QEvent.Type.FocusIn, reason))
        assert area._ringed
    qtbot.mouseClick(area, LEFT, pos=middle(area, 3))
    assert (area._ringed, area.current) == (False, 3)
    QApplication.sendEvent(area, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert not area._ringed


def test_after_reveal_it_can_be_read_and_not_answered(qtbot: QtBot, page: QWidget, area: SingleChoice) -> None:
    area.give(NO_ANSWER, {0})
    area.reveal(Chosen((3,)))
    assert states(area) == ["wrong", "right", "plain", "plain"]
    assert [row.mark for row in area.rows] == ["Your answer", "Right answer", "", ""]
    assert [row.reason.text for row in area.rows] == ["Last.", "Goes first.", "Holds EDTA.", "After light blue."]
    with qtbot.assertNotEmitted(area.responded), qtbot.assertNotEmitted(area.strike_toggled):
        for key, modifier in ((Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_A, SHIFT)):
            qtbot.keyClick(area, key, modifier)
        qtbot.keyClick(area, Qt.Key.Key_Space)
        qtbot.mouseClick(area, LEFT, pos=middle(area, 0))
        qtbot.mouseClick(area, LEFT, pos=sign(area, 0))
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert area.current == 1


def test_it_names_what_to_bring_into_view(area: SingleChoice) -> None:
    area.reveal(Chosen((3,)))
    assert area.look_at(Chosen((3,))) == [area.rect_of(1), area.rect_of(0)]
    assert area.look_at(NO_ANSWER) == [area.rect_of(1)]


def test_the_next_item_starts_fresh(area: SingleChoice) -> None:
    kept = area.rows[0]
    area.give(Chosen((3,)), {0})
    area.reveal(Chosen((3,)))
    area.ask(item_of("Yes", "No", "Perhaps"), (2, 1, 0))
    assert area.rows[0] is kept
    assert [(row.letter, row.text.text, row.reason.text, row.state) for row in area.rows] == [
        ("A", "Perhaps", "", "plain"),
        ("B", "No", "", "plain"),
        ("C", "Yes", "", "plain"),
    ]
    assert area.is_open


def test_without_strike_out(qtbot: QtBot, area: SingleChoice) -> None:
    area.set_strikeable(False)
    with qtbot.assertNotEmitted(area.strike_toggled):
        qtbot.keyClick(area, Qt.Key.Key_A, SHIFT)
    with qtbot.waitSignal(area.responded):
        qtbot.mouseClick(area, LEFT, pos=sign(area, 0))
    assert [word for word, _ in area.hints()] == ["Choose"]


def test_its_keys_in_words(area: SingleChoice) -> None:
    assert area.hints() == [("Choose", ("A", "–", "D")), ("Strike out", ("Shift", "+", "A", "–", "D"))]
    area.ask(item_of("Yes", "No"), (0, 1))
    assert area.hints()[0] == ("Choose", ("A", "–", "B"))


def test_closing_and_opening_again(qtbot: QtBot, area: SingleChoice) -> None:
    area.set_open(False)
    with qtbot.assertNotEmitted(area.responded):
        qtbot.keyClick(area, Qt.Key.Key_A)
    area.set_open(True)
    with qtbot.waitSignal(area.responded):
        qtbot.keyClick(area, Qt.Key.Key_A)
    assert TUBES.options[ORDER[0]].text == area.rows[0].text.text
