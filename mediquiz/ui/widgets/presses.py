"""Which key a press means: a letter by what is written on it, in another script by where it stands.

On a Russian, Greek or Arabic layout no key writes A, and on a French one no key of the top row writes 1. The keys of
this program keep their place there. On a layout with Latin letters, as Dvorak, the letter counts. What is pressed
together with Alt, Meta or Ctrl belongs to the system or to a shortcut and means nothing here.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""Scan codes of set 1, as Windows sends them: the first of each row. X11 and Wayland send these and 8."""
_MAC = {
    0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q", 13: "W", 14: "E",
    15: "R", 16: "Y", 17: "T", 18: "1", 19: "2", 20: "3", 21: "4", 22: "6", 23: "5", 25: "9", 26: "7", 28: "8", 29: "0",
    31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K", 45: "N", 46: "M",
}  # fmt: skip
"""Virtual keys of macOS, which tells no scan code."""
_X11_AFTER = 8
_LATIN_SIGNS = frozenset(
    ("Q'", 'Q"', "W,", "W<", "E.", "E>", "Z;", "Z:", "P;", "P:", "M,", "M?", "G,", "G;", "V.", "V:", "N'", "N?", "Y!")
)
"""Places of letters where Dvorak, Colemak, French or Bépo write a sign: there it is that sign and no letter."""
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
BOUNCE_MS = 250
"""Two presses of one key that are closer than this are one press of a hand, or a key that bounces."""
_SPECIAL = int(Qt.Key.Key_Escape)
"""From here on keys that write nothing."""


class CharacterKeys:
    """Whether single letters and digits act at all. Off for who talks to the computer or strikes keys by chance."""

    on: ClassVar[bool] = True


def acts(keys: str) -> bool:
    """Whether a key of this name does something now: single characters can be switched off."""
    return CharacterKeys.on or len(keys.removeprefix("Shift+")) > 1


def meant(event: QKeyEvent) -> int:
    """The `Qt.Key` that a plain press means; 0 when it means nothing to a page."""
    if event.modifiers() & _COMMANDS:
        return 0
    key = _key(event)
    return key if CharacterKeys.on or not _writes(key) else 0


def commanded(event: QKeyEvent) -> int:
    """The `Qt.Key` that is pressed together with Ctrl and nothing else; 0 when it is another press."""
    return _key(event) if event.modifiers() == Qt.KeyboardModifier.ControlModifier else 0


def shifted(event: QKeyEvent) -> bool:
    """Whether Shift is held for a letter; a digit that needs it on its layout is a digit."""
    held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return held and not Qt.Key.Key_0 <= _key(event) <= Qt.Key.Key_9


def _writes(key: int) -> bool:
    return Qt.Key.Key_Space < key < _SPECIAL


def _key(event: QKeyEvent) -> int:
    key = event.key()
    if key >= _SPECIAL or not key:
        return key
    sign, place = _sign(event), _place(event)
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return int(Qt.Key.Key_0) + digit
    if place.isdigit():
        return key if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else ord(place)
    if not place or _is_latin(sign) or place + sign in _LATIN_SIGNS:
        return key
    return ord(place)


def _sign(event: QKeyEvent) -> str:
    """What the layout writes; Ctrl turns it into a control character, and then only the key says it."""
    text = event.text()[:1]
    return text if text.isprintable() and text else chr(event.key())


def _place(event: QKeyEvent) -> str:
    """The letter or digit that stands on this key in the US, or nothing."""
    if sys.platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "") if event.text() else ""
    code = event.nativeScanCode() - (0 if sys.platform == "win32" else _X11_AFTER)
    return next((row[code - first] for first, row in _ROWS.items() if 0 <= code - first < len(row)), "")


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN ")
