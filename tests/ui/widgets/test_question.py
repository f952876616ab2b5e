from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.question_card import QuestionCard

OPTIONS = ["Lavender", "Light blue", "Gold", "Gray"]
REASONS = ["Holds EDTA.", "Goes first.", "After light blue.", "Last."]


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> QuestionCard:
    card = QuestionCard()
    qtbot.addWidget(card)
    card.resize(800, 500)
    card.show_question("Which tube is filled first?", OPTIONS)
    card.show()
    return card


def states(card: QuestionCard) -> list[str]:
    return [card.row(i).state for i in range(len(OPTIONS))]


@pytest.mark.parametrize(("key", "index"), [(Qt.Key.Key_A, 0), (Qt.Key.Key_D, 3), (Qt.Key.Key_1, 0), (Qt.Key.Key_4, 3)])
def test_letters_and_numbers_choose(qtbot: QtBot, card: QuestionCard, key: Qt.Key, index: int) -> None:
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.keyClick(card, key)
    assert chosen.args == [index]
    assert states(card) == ["plain"] * 4


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_other_keys_do_not(qtbot: QtBot, card: QuestionCard, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    with qtbot.assertNotEmitted(card.chosen), qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, key, modifier)


def test_shift_and_a_letter_strike_out(qtbot: QtBot, card: QuestionCard) -> None:
    with qtbot.waitSignal(card.strike_toggled) as struck, qtbot.assertNotEmitted(card.chosen):
        qtbot.keyClick(card, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert struck.args == [1]
    card.strike(1, True)
    assert states(card)[1] == "struck"
    assert "struck out" in card.row(1).accessibleName()
    card.strike(1, False)
    assert states(card)[1] == "plain"


def test_a_click_anywhere_in_a_row_chooses(qtbot: QtBot, card: QuestionCard) -> None:
    row = card.row(2)
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() // 2, row.height() - 4))
    assert chosen.args == [2]


def test_a_right_click_and_the_small_button_strike_out(qtbot: QtBot, card: QuestionCard) -> None:
    row = card.row(1)
    with qtbot.waitSignal(card.strike_toggled):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), row.mapToGlobal(QPoint(9, 9)))
        QApplication.sendEvent(row, event)
    with qtbot.waitSignal(card.strike_toggled), qtbot.assertNotEmitted(card.chosen):
        qtbot.mouseClick(row._strike, Qt.MouseButton.LeftButton)


def test_arrows_move_and_only_space_chooses(qtbot: QtBot, card: QuestionCard) -> None:
    with qtbot.waitActive(card):
        card.activateWindow()
    with qtbot.assertNotEmitted(card.chosen):
        card.row(0).setFocus()
        QTest.keyClick(card.row(0), Qt.Key.Key_Down)
        assert card.row(1).hasFocus()
        QTest.keyClick(card.row(1), Qt.Key.Key_Return)
    with qtbot.waitSignal(card.chosen) as chosen:
        QTest.keyClick(card.row(1), Qt.Key.Key_Space)
    assert chosen.args == [1]


def test_select_shows_and_says_it(card: QuestionCard) -> None:
    card.select(3)
    assert states(card) == ["plain", "plain", "plain", "selected"]
    assert card.row(3).isChecked()
    assert card.row(3).accessibleName() == "Option D: Gray (chosen)"
    card.select_many([0, 1])
    assert states(card) == ["selected", "selected", "plain", "plain"]
    card.select(None)
    assert states(card) == ["plain"] * 4


def test_reveal_closes_the_question_and_says_why(qtbot: QtBot, card: QuestionCard) -> None:
    before = card.row(0).heightForWidth(700)
    card.reveal(1, 0, REASONS)
    assert states(card) == ["wrong", "right", "plain", "plain"]
    assert card.row(0).accessibleName() == "Option A: Lavender (your answer, Holds EDTA.)"
    assert card.row(1).accessibleName() == "Option B: Light blue (right answer, Goes first.)"
    assert [card.row(i).reason for i in range(4)] == REASONS
    assert card.row(0).heightForWidth(700) > before
    with qtbot.assertNotEmitted(card.chosen), qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, Qt.Key.Key_A)
        qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
        qtbot.mouseClick(card.row(0), Qt.MouseButton.LeftButton)


def test_the_right_answer_when_chosen(card: QuestionCard) -> None:
    card.reveal([1, 2], [1], [])
    assert states(card) == ["plain", "right", "right", "plain"]
    assert "your answer" in card.row(1).accessibleName()


def test_the_next_question_starts_fresh_and_reuses_the_rows(card: QuestionCard) -> None:
    first = card.row(0)
    card.strike(0, True)
    card.reveal(1, 0, REASONS)
    card.show_question("Another?", ["Yes", "No", "Perhaps"], ["X", "Y", "Z"])
    assert card.row(0) is first
    assert [card.row(i).state for i in range(3)] == ["plain"] * 3
    assert [card.row(i).letter for i in range(3)] == ["X", "Y", "Z"]
    assert first.reason == ""
    assert card.stem.text() == "Another?"
    with pytest.raises(IndexError):
        card.row(3)


def test_a_question_without_strike_out(qtbot: QtBot, card: QuestionCard) -> None:
    card.set_strikeable(False)
    assert not card.row(0)._strike.isVisible()
    with qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_long_text_is_never_cut(qtbot: QtBot, card: QuestionCard, theme: Theme, percent: int) -> None:
    theme.use(percent=percent)
    long = "Coagulation tubes go before any tube with another additive, so that nothing alters the clotting time. " * 3
    card.show_question(long, [long] * 4)
    card.reveal(0, 1, [long] * 4)
    card.resize(600, card.heightForWidth(600))
    assert all(card.row(i).height() >= card.row(i).heightForWidth(card.row(i).width()) for i in range(4))
    assert card.stem.height() >= card.stem.heightForWidth(card.stem.width())


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_state_paints(card: QuestionCard, theme: Theme, mode: str) -> None:
    theme.use(mode=mode)
    card.strike(2, True)
    card.select(0)
    assert not card.grab().isNull()
    card.reveal(1, 0, REASONS)
    picture = card.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 800, 4) for y in range(0, 500, 4)}
    wanted = {theme.colour(role).name() for role in ("good", "bad", "good_soft", "bad_soft")}
    assert wanted <= colours
