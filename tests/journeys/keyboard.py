"""Keys as a keyboard of some layout sends them: with a native code, the text of that layout, and repeats."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from .person import Person

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
CODES = {letter: first + n for first, letters in _ROWS.items() for n, letter in enumerate(letters)}
"""What X11 and Wayland send for the key that is engraved so in the US."""


@dataclass
class Keyboard:
    """Presses keys by their US engraving; `signs` says what the layout writes for them."""

    person: Person
    signs: dict[str, str]

    def presses(self, engraved: str, modifiers: Qt.KeyboardModifier = PLAIN, repeats: int = 0) -> None:
        """Press and release one key, held for some repeats."""
        sign = self.signs.get(engraved, engraved.lower())
        key = Qt.Key.Key_Return if engraved == "Enter" else ord(sign[0].upper()) if sign else 0
        text = "\r" if engraved == "Enter" else sign
        code = 36 if engraved == "Enter" else CODES[engraved]
        for repeated in [False] + [True] * repeats:
            press_once(self.person, key, modifiers, text, repeated, code)


def press_once(
    person: Person,
    key: int,
    modifiers: Qt.KeyboardModifier = PLAIN,
    text: str = "",
    repeated: bool = False,
    code: int = 0,
    at: int = 0,
) -> None:
    """One press and release where the focus is; `at` is the time in milliseconds that the system stamps it with."""
    target = QApplication.focusWidget() or person.window
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, code, 0, 0, text, repeated)
        event.setTimestamp(at)
        QApplication.sendEvent(target, event)
    QCoreApplication.processEvents()
