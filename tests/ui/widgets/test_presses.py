"""Which key a press means, on layouts of other scripts and others of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from mediquiz.ui.widgets import presses
from mediquiz.ui.widgets.presses import CharacterKeys, commanded, meant, shifted

_ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
X11 = {letter: first + n for first, letters in _ROWS.items() for n, letter in enumerate(letters)}
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(presses.sys, "platform", "linux")
    yield
    CharacterKeys.on = True


def press(engraved: str, text: str, modifiers: Qt.KeyboardModifier = PLAIN, code: int | None = None) -> QKeyEvent:
    native = X11[engraved] if code is None else code
    return QKeyEvent(QEvent.Type.KeyPress, ord(text[0].upper()), modifiers, native, 0, 0, text)


@pytest.mark.parametrize(
    ("layout", "signs"),
    [
        ("ru", {"A": "ф", "B": "и", "C": "с", "D": "в", "F": "а", "S": "ы", "X": "ч", "Q": "й", "N": "т", "P": "з"}),
        ("gr", {"A": "α", "B": "β", "S": "σ", "Q": ";", "X": "χ", "F": "φ"}),
        ("ara", {"A": "ش", "B": "لا", "C": "ؤ", "D": "ي", "Q": "ض", "Z": "ئ"}),
        ("il", {"A": "ש", "Q": "/", "C": "ב"}),
        ("kr", {"A": "ㅁ", "B": "ㅠ"}),
    ],
)
def test_letters_of_other_scripts_keep_their_place(layout: str, signs: dict[str, str]) -> None:
    for engraved, text in signs.items():
        assert meant(press(engraved, text)) == ord(engraved), (layout, engraved)


def test_capitals_and_vowel_marks_of_other_scripts_do_too() -> None:
    assert meant(press("A", "Ф", SHIFT)) == Qt.Key.Key_A and shifted(press("A", "Ф", SHIFT))
    assert meant(press("A", "\u0650", SHIFT)) == Qt.Key.Key_A


@pytest.mark.parametrize(
    ("engraved", "text", "key"),
    [
        ("A", "q", Qt.Key.Key_Q),  # French
        ("S", "o", Qt.Key.Key_O),  # Dvorak
        ("N", "b", Qt.Key.Key_B),
        ("Q", "'", Qt.Key.Key_Apostrophe),
        ("E", ".", Qt.Key.Key_Period),
        ("P", ";", Qt.Key.Key_Semicolon),  # Colemak
        ("M", ",", Qt.Key.Key_Comma),  # French
        ("A", "ą", 0x104),  # Polish, by AltGr
    ],
)
def test_latin_layouts_follow_the_letter(engraved: str, text: str, key: int) -> None:
    assert meant(press(engraved, text)) == key


def test_digits_of_the_top_row_count_by_place_where_it_writes_none() -> None:
    for engraved, text in zip("12345", "&é\"'(", strict=True):
        assert meant(press(engraved, text)) == ord(engraved)
    for engraved, text in zip("123", "+ěš", strict=True):
        assert meant(press(engraved, text)) == ord(engraved)
    assert meant(press("1", "1", SHIFT)) == Qt.Key.Key_1 and not shifted(press("1", "1", SHIFT))
    assert meant(press("1", "!", SHIFT)) == Qt.Key.Key_Exclam


def test_digits_of_any_script_are_digits() -> None:
    assert meant(press("3", "٣")) == Qt.Key.Key_3
    assert meant(press("3", "۳", code=89)) == Qt.Key.Key_3
    assert meant(press("1", "²", code=49)) != Qt.Key.Key_2


@pytest.mark.parametrize("modifiers", [ALT, CONTROL, Qt.KeyboardModifier.MetaModifier, CONTROL | ALT, ALT | SHIFT])
def test_a_press_with_a_command_key_means_nothing(modifiers: Qt.KeyboardModifier) -> None:
    assert meant(press("F", "f", modifiers)) == 0
    assert meant(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers)) == 0


def test_ctrl_alone_is_a_shortcut_by_place_too() -> None:
    assert commanded(press("E", "у", CONTROL)) == Qt.Key.Key_E
    assert commanded(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, CONTROL, 26, 0, 0, "\x05")) == Qt.Key.Key_E
    assert commanded(press("E", "e", CONTROL | ALT)) == 0 == commanded(press("E", "e"))


def test_keys_that_write_nothing_are_themselves_and_without_a_native_code_the_key_counts() -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Delete):
        assert meant(QKeyEvent(QEvent.Type.KeyPress, key, PLAIN)) == key
    assert meant(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, PLAIN)) == Qt.Key.Key_B
    assert meant(QKeyEvent(QEvent.Type.KeyPress, 0x424, PLAIN, 0, 0, 0, "ф")) == 0x424


def test_windows_and_mac_count_their_keys_in_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses.sys, "platform", "win32")
    assert meant(press("A", "ф", code=30)) == Qt.Key.Key_A
    assert meant(press("1", "&", code=2)) == Qt.Key.Key_1
    monkeypatch.setattr(presses.sys, "platform", "darwin")
    event = QKeyEvent(QEvent.Type.KeyPress, 0x418, PLAIN, 1, 11, 0, "и")
    assert meant(event) == Qt.Key.Key_B


def test_letters_and_digits_can_be_switched_off_and_other_keys_stay() -> None:
    CharacterKeys.on = False
    assert meant(press("A", "a")) == 0 == meant(press("1", "1")) == meant(press("A", "ф"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Escape):
        assert meant(QKeyEvent(QEvent.Type.KeyPress, key, PLAIN)) == key
