from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER, Chosen
from mediquiz.domain.items import Item, Level, Option
from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.question_card import QuestionCard
from tests.ui.options import row

OPTIONS = ["Lavender", "Light blue", "Gold", "Gray"]
REASONS = ["Holds EDTA.", "Goes first.", "After light blue.", "Last."]
ORDER = (2, 0, 3, 1)
"""On the screen stand lavender, light blue, gold, gray; the author wrote them in another order."""


def item(stem: str = "Which tube is filled first?", texts: Sequence[str] = OPTIONS, key: int = 1) -> Item:
    """`texts` and `key` as they stand on the screen."""
    order = ORDER if len(texts) == 4 else tuple(range(len(texts)))
    reasons = REASONS if texts is OPTIONS else texts
    shown = [Option(text, why, n == key) for n, (text, why) in enumerate(zip(texts, reasons, strict=True))]
    written = tuple(shown[order.index(place)] for place in range(len(texts)))
    return Item(
        id="a.b.0001", topic="a.b", stem=stem, options=written, sources=("A text",), level=Level.RECALL, difficulty=2
    )


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> QuestionCard:
    card = QuestionCard()
    qtbot.addWidget(card)
    card.resize(800, 500)
    card.ask(item(), ORDER)
    card.show()
    return card


def states(card: QuestionCard) -> list[str]:
    return [row(card, i).state for i in range(len(OPTIONS))]


@pytest.mark.parametrize(("key", "index"), [(Qt.Key.Key_A, 0), (Qt.Key.Key_D, 3), (Qt.Key.Key_1, 0), (Qt.Key.Key_4, 3)])
def test_letters_and_numbers_choose(qtbot: QtBot, card: QuestionCard, key: Qt.Key, index: int) -> None:
    with qtbot.waitSignal(card.responded) as chosen:
        qtbot.keyClick(card, key)
    assert chosen.args == [Chosen((ORDER[index],))]
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
    with qtbot.assertNotEmitted(card.responded), qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, key, modifier)


def test_shift_and_a_letter_strike_out(qtbot: QtBot, card: QuestionCard) -> None:
    with qtbot.waitSignal(card.strike_toggled) as struck, qtbot.assertNotEmitted(card.responded):
        qtbot.keyClick(card, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert struck.args == [ORDER[1]]
    card.give(NO_ANSWER, {ORDER[1]})
    assert states(card)[1] == "struck"
    assert "struck out" in row(card, 1).accessibleName()
    card.give(NO_ANSWER)
    assert states(card)[1] == "plain"


def test_a_click_anywhere_in_a_row_chooses(qtbot: QtBot, card: QuestionCard) -> None:
    with qtbot.waitSignal(card.responded) as chosen:
        qtbot.mouseClick(card.area, Qt.MouseButton.LeftButton, pos=row(card, 2).near_bottom())
    assert chosen.args == [Chosen((ORDER[2],))]


def test_arrows_move_and_only_space_chooses(qtbot: QtBot, card: QuestionCard) -> None:
    with qtbot.waitActive(card):
        card.activateWindow()
    with qtbot.assertNotEmitted(card.responded):
        row(card, 0).press(Qt.Key.Key_Down)
        assert row(card, 1).hasFocus()
        row(card, 1).press(Qt.Key.Key_Return)
    with qtbot.waitSignal(card.responded) as chosen:
        row(card, 1).press(Qt.Key.Key_Space)
    assert chosen.args == [Chosen((ORDER[1],))]


def test_what_is_given_is_shown_and_said(card: QuestionCard) -> None:
    card.give(Chosen((ORDER[3],)))
    assert states(card) == ["plain", "plain", "plain", "selected"]
    assert row(card, 3).isChecked()
    assert row(card, 3).accessibleName() == "Option D: Gray"
    card.give(Chosen((ORDER[0],)), {ORDER[0], ORDER[1]})
    assert states(card) == ["selected", "struck", "plain", "plain"]
    card.give(NO_ANSWER)
    assert states(card) == ["plain"] * 4


def test_reveal_closes_the_question_and_says_why(qtbot: QtBot, card: QuestionCard) -> None:
    before = card.area.heightForWidth(700)
    card.reveal(Chosen((ORDER[0],)))
    assert states(card) == ["wrong", "right", "plain", "plain"]
    assert row(card, 0).accessibleName() == "Option A: Lavender (your answer, not right; Holds EDTA.)"
    assert row(card, 1).accessibleName() == "Option B: Light blue (right answer; Goes first.)"
    assert [row(card, i).reason for i in range(4)] == REASONS
    assert card.area.heightForWidth(700) > before
    with qtbot.assertNotEmitted(card.responded), qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, Qt.Key.Key_A)
        qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
        row(card, 0).click()


def test_the_right_answer_when_chosen(card: QuestionCard) -> None:
    card.reveal(Chosen((ORDER[1],)))
    assert states(card) == ["plain", "right", "plain", "plain"]
    assert row(card, 1).accessibleName() == "Option B: Light blue (right answer, your answer; Goes first.)"


def test_what_to_look_at_is_the_key_and_then_the_answer(card: QuestionCard) -> None:
    card.reveal(Chosen((ORDER[3],)))
    assert [rect.translated(-card.area.pos()) for rect in card.look_at(Chosen((ORDER[3],)))] == [
        row(card, 1).geometry(),
        row(card, 3).geometry(),
    ]
    assert len(card.look_at(NO_ANSWER)) == 1


def test_what_the_keys_do(card: QuestionCard) -> None:
    assert card.hints() == [("Choose", ("A", "–", "D")), ("Strike out", ("Shift", "+", "A", "–", "D"))]
    card.set_strikeable(False)
    assert card.hints() == [("Choose", ("A", "–", "D"))]


def test_a_closed_question_shows_its_answer_and_takes_no_other(qtbot: QtBot, card: QuestionCard) -> None:
    card.set_open(False)
    card.give(Chosen((ORDER[2],)))
    assert states(card) == ["plain", "plain", "selected", "plain"]
    with qtbot.assertNotEmitted(card.responded):
        qtbot.keyClick(card, Qt.Key.Key_A)
        row(card, 0).click()


def test_the_next_question_starts_fresh(card: QuestionCard) -> None:
    card.give(NO_ANSWER, {ORDER[0]})
    card.reveal(Chosen((ORDER[0],)))
    card.ask(item("Another?", ["Yes", "No", "Perhaps"]), (0, 1, 2))
    assert [row(card, i).state for i in range(3)] == ["plain"] * 3
    assert [(row(card, i).letter, row(card, i).option_text) for i in range(3)] == [
        ("A", "Yes"),
        ("B", "No"),
        ("C", "Perhaps"),
    ]
    assert row(card, 0).reason == ""
    assert card.stem.text() == "Another?"
    with pytest.raises(IndexError):
        row(card, 3)


def test_a_question_without_strike_out(qtbot: QtBot, card: QuestionCard) -> None:
    card.set_strikeable(False)
    with qtbot.assertNotEmitted(card.strike_toggled):
        qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_long_text_is_never_cut(qtbot: QtBot, card: QuestionCard, theme: Theme, percent: int) -> None:
    theme.use(percent=percent)
    long = "Coagulation tubes go before any tube with another additive, so that nothing alters the clotting time. " * 3
    card.ask(item(long, [long] * 4), ORDER)
    card.reveal(Chosen((ORDER[0],)))
    card.resize(600, card.heightForWidth(600))
    assert card.area.height() >= card.area.heightForWidth(card.area.width())
    assert card.stem.height() >= card.stem.heightForWidth(card.stem.width())


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_state_paints(card: QuestionCard, theme: Theme, mode: str) -> None:
    theme.use(mode=mode)
    card.give(Chosen((ORDER[0],)), {ORDER[2]})
    assert not card.grab().isNull()
    card.reveal(Chosen((ORDER[0],)))
    picture = card.grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(0, 800, 4) for y in range(0, 500, 4)}
    wanted = {theme.color(role).name() for role in ("good", "bad", "good_soft", "bad_soft")}
    assert wanted <= colors
