"""A key button keeps pictures of itself: what is seen must be what it would paint anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.key_button import KeyButton


@pytest.fixture
def button(qtbot: QtBot, theme: Theme) -> Iterator[KeyButton]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 80)
    made = KeyButton("Flag", "F", parent=page)
    made.move(20, 20)
    made.resize(made.sizeHint())
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    made.clearFocus()
    yield made


def seen(button: KeyButton) -> QImage:
    return button.window().grab().toImage()


def afresh(button: KeyButton) -> QImage:
    button._pictures.clear()
    return seen(button)


def _enlarge(button: KeyButton) -> None:
    button.resize(button.width() + 30, button.height() + 6)


def _focus(button: KeyButton) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)


@pytest.mark.parametrize(
    "change",
    [
        lambda button: button.show_words("Flagged"),
        lambda button: button.set_on(True),
        lambda button: button.setEnabled(False),
        lambda button: button.setDown(True),
        lambda button: button.set_kind("ghost"),
        _enlarge,
        _focus,
    ],
    ids=["words", "on", "disabled", "pressed", "kind", "size", "focus"],
)
def test_whatever_changes_is_seen(button: KeyButton, change: Callable[[KeyButton], None]) -> None:
    before = seen(button)
    change(button)
    after = seen(button)
    assert after != before
    assert after == afresh(button)


@pytest.mark.parametrize("change", [{"mode": "dark"}, {"mode": "contrast"}, {"percent": 150}])
def test_another_theme_is_seen(button: KeyButton, theme: Theme, change: dict[str, Any]) -> None:
    before = seen(button)
    theme.use(**change)
    after = seen(button)
    assert after != before
    assert after == afresh(button)


def test_a_look_that_comes_back_is_not_painted_again(button: KeyButton) -> None:
    for down in (True, False):
        button.setDown(down)
        seen(button)
    kept = dict(button._pictures)
    button.move(40, 30)
    for down in (True, False):
        button.setDown(down)
        seen(button)
    assert button._pictures == kept


def test_enter_that_is_held_acts_once(button: KeyButton) -> None:
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    button.setFocus()
    for repeated in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(button, event)
    assert len(clicks) == 1
