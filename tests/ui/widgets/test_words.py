from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import Button, danger, ghost, primary
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.empty_state import EmptyState
from mediquiz.ui.widgets.kbd import Kbd, KeyHints
from mediquiz.ui.widgets.labels import Body, Figure, Muted, Number, Remark, Title, Words
from mediquiz.ui.widgets.paint import TextBlock
from mediquiz.ui.widgets.scroll_page import ScrollPage

LONG = "The board does not publish its conversion, so the scaled score is an estimate. " * 2


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("kind", [Title, Body, Muted])
def test_text_wraps_and_is_never_cut(qtbot: QtBot, theme: Theme, percent: int, kind: type[Words]) -> None:
    theme.use(percent=percent)
    page, label = ScrollPage(), kind(LONG)
    page.add(label)
    qtbot.addWidget(page)
    page.resize(400, 100)
    page.show()
    assert label.height() >= label.heightForWidth(label.width())
    assert label.heightForWidth(200) > label.heightForWidth(400) > label.heightForWidth(4000)


def test_changing_the_text_changes_the_size(qtbot: QtBot, theme: Theme) -> None:
    label = Muted("short")
    qtbot.addWidget(label)
    before = label.sizeHint()
    label.setText("rather longer than it was")
    assert label.sizeHint().width() > before.width()
    assert label.sizeHint().height() == before.height()


def test_a_word_joined_by_a_slash_is_not_broken(qtbot: QtBot, theme: Theme) -> None:
    """In a column a little too narrow for both words, 148/92 goes to the next line whole."""
    font = Body("").font()
    metrics = QFontMetricsF(font)
    narrow = metrics.horizontalAdvance("is 148/92") - metrics.horizontalAdvance("2") / 2

    def lines(text: str) -> float:
        return TextBlock(text).height(font, narrow) / TextBlock("x").height(font, narrow)

    assert lines("is 148/ 92 mm") == 2
    assert lines("is 148/92 mm") == 3


def test_digits_are_of_one_width(qtbot: QtBot, theme: Theme) -> None:
    for label in (Figure("1"), Number("1")):
        qtbot.addWidget(label)
        label.show()
        metrics = label.fontMetrics()
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_tones_color_words(qtbot: QtBot, theme: Theme) -> None:
    label = Words("Below the passing score", tone="bad")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(label.foregroundRole()) == theme.color("bad")


def test_a_remark_has_a_strong_beginning(qtbot: QtBot, theme: Theme) -> None:
    remark = Remark("Not yet.", "You will see it again tomorrow.")
    qtbot.addWidget(remark)
    remark.show()
    assert remark.text() == "Not yet. You will see it again tomorrow."
    picture = remark.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {theme.color("text").name(), theme.color("muted").name()} <= seen


@pytest.mark.parametrize(("make", "kind"), [(primary, "primary"), (ghost, "ghost"), (danger, "danger")])
def test_buttons_answer_enter_and_space(qtbot: QtBot, theme: Theme, make: type[Button], kind: str) -> None:
    button = make("Start")
    qtbot.addWidget(button)
    button.show()
    assert button.property("kind") == kind
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_keyboard_focus_shows_a_ring_and_a_click_does_not(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    first, second = Button("One", "ghost"), Button("Two", "ghost")
    column = QVBoxLayout(box)
    column.addWidget(first)
    column.addWidget(second)
    with qtbot.waitActive(box):
        box.show()

    def ringed(button: Button) -> bool:
        return bool(button.grab().toImage().pixelColor(button.width() // 2, 0) == theme.color("focus"))

    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ringed(first)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ringed(second)


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_are_large_enough(qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.use(percent=percent)
    for button in (primary("Go"), ghost("Go", small=True)):
        qtbot.addWidget(button)
        button.show()
        assert button.sizeHint().height() >= 28
        assert button.sizeHint().width() >= 32


def test_a_chip_changes_its_kind(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip("Due", "warn")
    qtbot.addWidget(chip)
    chip.show()
    assert chip.palette().color(chip.foregroundRole()) == theme.color("warn")
    chip.show_word("Passed", "good")
    assert (chip.text(), chip.palette().color(chip.foregroundRole())) == ("Passed", theme.color("good"))


def test_key_hints_show_caps(qtbot: QtBot, theme: Theme) -> None:
    hints = KeyHints([("Strike out", ["Shift", "+", "A"])])
    qtbot.addWidget(hints)
    caps = [label.text() for label in hints.findChildren(Kbd)]
    assert caps == ["Shift", "A"]
    assert [label.text() for label in hints.findChildren(QLabel)] == ["Strike out", "Shift", "+", "A"]


@pytest.mark.parametrize("percent", [100, 200])
def test_a_banner_gives_its_text_room(qtbot: QtBot, theme: Theme, percent: int) -> None:
    """Beside word and buttons while that is comfortable to read, else over the whole width."""
    theme.use(percent=percent)
    page, banner = ScrollPage(), Banner(LONG, "warn", "Show")
    page.add(banner)
    qtbot.addWidget(page)
    page.resize(900, 480)
    page.show()
    em = banner.text.fontMetrics().horizontalAdvance("m")
    assert banner.text.width() >= min(18 * em, 0.9 * banner.contentsRect().width())
    assert banner.text.height() >= banner.text.heightForWidth(banner.text.width())
    assert (banner.text.x() == 0) == (percent == 200)
    assert page.horizontalScrollBar().maximum() == 0


def test_a_banner_says_its_kind_in_words(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner("Ten minutes left.", "warn", "Show")
    qtbot.addWidget(banner)
    banner.show()
    assert banner.accessibleName() == "Warning: Ten minutes left."
    with qtbot.waitSignal(banner.acted):
        banner.button.click()
    with qtbot.waitSignal(banner.dismissed):
        banner.close_button.click()
    assert not banner.isVisible()


def test_an_empty_state_has_one_button_or_none(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState("No exam yet", "Take one.", "Take a practice exam")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.wanted):
        state.button.click()
    state.show_words("Nothing is due", "Come back tomorrow.")
    assert not state.button.isVisible()
    assert state.accessibleName() == "Nothing is due. Come back tomorrow."
