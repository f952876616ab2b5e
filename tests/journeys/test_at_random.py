"""Somebody who clicks and types without a plan for five hundred steps: whatever is pressed, no page falls over.

What was seen in 39 of 367 kills and reopenings, an exam gone on with and ended and its page opened again, is a path
that no one writes down; so paths are drawn. A failure names the steps that led to it.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import SIDEBAR

from ..helpers import FixedClock
from .conftest import Launch
from .test_exam import LETTERS

STEPS = int(os.environ.get("MEDIQUIZ_STEPS", "500"))
SEED = int(os.environ.get("MEDIQUIZ_SEED", "7"))
LEAVES = ("Close MediQuiz", "Open data folder", "Restore", "Choose")
"""Buttons that end the window or ask the system for something; those are tried by tests of their own."""
KEYS = (
    *LETTERS,
    *(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_X, Qt.Key.Key_L, Qt.Key.Key_S, Qt.Key.Key_U),
    *(Qt.Key.Key_G, Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_9, Qt.Key.Key_Backspace, Qt.Key.Key_Slash),
)


class Wanderer:
    """A person without a plan. `steps` says what was done."""

    def __init__(self, launch: Launch, clock: FixedClock, chance: random.Random) -> None:
        self.launch, self.clock, self.chance = launch, clock, chance
        self.steps: list[str] = []
        self._open()

    def step(self) -> None:
        """One thing that can be done with the window as it is."""
        acts: dict[Callable[[], str], int] = {
            self._press: 40,
            self._click: 30,
            self._go: 14,
            self._resume_or_end: 14,
            self._choose: 6,
            self._write: 3,
            self._wait: 6,
            self._tell: 3,
            self._another_day: 2,
            self._reopen: 1,
            self._die: 1,
        }
        (act,) = self.chance.choices(list(acts), list(acts.values()))
        self.steps.append(act.__name__)
        self.steps[-1] = act()
        self._settle()

    def _open(self) -> None:
        self.person = self.launch()
        # Questions of yes and no are answered by mood; files are not chosen.
        self.person.prompts._next = lambda usual: None if usual is None else self.chance.random() < 0.7  # type: ignore[method-assign]

    def _settle(self) -> None:
        """Dialogs over the window are put away like a person who wants to go on."""
        QCoreApplication.processEvents()
        for window in QApplication.topLevelWidgets():
            if window is not self.person.window and window.isVisible():
                QTest.keyClick(window, Qt.Key.Key_Escape)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()

    def _seen(self, kind: type[QWidget]) -> list[QWidget]:
        return [one for one in self.person.window.findChildren(kind) if one.isVisible() and one.isEnabled()]

    def _go(self) -> str:
        page = self.chance.choice(list(SIDEBAR))
        self.person.goes(page)
        return f"goes to {page}"

    def _buttons(self, wanted: tuple[str, ...] = ()) -> list[QAbstractButton]:
        found = [one for one in self._seen(QAbstractButton) if isinstance(one, QAbstractButton)]
        named = [(one, one.text() or one.accessibleName()) for one in found]
        return [
            one
            for one, name in named
            if not any(word in name for word in LEAVES) and (not wanted or any(word in name for word in wanted))
        ]

    def _click(self) -> str:
        return self._clicked(self._buttons())

    def _resume_or_end(self) -> str:
        """The ways by which sittings and sessions are taken up, left and ended."""
        wanted = ("Start", "Resume", "Leave", "End", "Quick", "Check", "Next", "Begin")
        return self._clicked(self._buttons(wanted))

    def _clicked(self, buttons: list[QAbstractButton]) -> str:
        if not buttons:
            return "finds no button"
        one = self.chance.choice(buttons)
        name = one.text() or one.accessibleName()
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
        return f"clicks {name!r}"

    def _press(self) -> str:
        keys = self.chance.choices(KEYS, k=self.chance.randint(1, 4))
        for key in keys:
            self.person.presses(key)
        return f"presses {[key.name for key in keys]}"

    def _choose(self) -> str:
        lists = self._seen(QComboBox) + self._seen(QAbstractItemView)
        if not lists:
            return "finds no list"
        one = self.chance.choice(lists)
        for key in self.chance.choices((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home), k=3):
            QTest.keyClick(one, key)
        return f"chooses in {type(one).__name__} {one.accessibleName()!r}"

    def _write(self) -> str:
        fields = [
            *self._seen(QLineEdit),
            *self._seen(QTextEdit),
            *self._seen(QPlainTextEdit),
            *self._seen(QAbstractSpinBox),
        ]
        if not fields:
            return "finds no field"
        one = self.chance.choice(fields)
        text = self.chance.choice(("12", "-", "heart rate", "%", "99999", "12/12/2026", "", "it's “odd”"))
        QTest.keyClicks(one, text)
        return f"writes {text!r}"

    def _wait(self) -> str:
        seconds = self.chance.choice((5, 30, 400, 7200))
        self.person.waits(seconds)
        return f"waits {seconds} s"

    def _another_day(self) -> str:
        self.clock.pass_days(self.chance.choice((1, 3, 40)))
        return "comes back another day"

    def _tell(self) -> str:
        """Everything may have changed: each page shows itself anew when it is seen."""
        everything = Changes(**dict.fromkeys(Changes.__dataclass_fields__, True))
        self.person.application.pages.hub.tell(everything)
        return "every page is told of changes"

    def _reopen(self) -> str:
        self.person.leave()
        self._open()
        return "closes and opens"

    def _die(self) -> str:
        self.person.is_cut_off()
        self._open()
        return "is cut off and opens again"


@pytest.mark.timeout(900)
def test_five_hundred_steps_without_a_plan(launch: Launch, clock: FixedClock, tmp_path: Path) -> None:
    wanderer = Wanderer(launch, clock, random.Random(SEED))
    caught: list[BaseException] = []
    before = sys.excepthook
    try:
        for _ in range(STEPS):
            # The application puts its own hook in place at each start.
            sys.excepthook = lambda kind, error, trace: caught.append(error)
            wanderer.step()
            reports = list(tmp_path.rglob("crash-*.txt"))
            assert not caught and not reports, f"after {wanderer.steps[-25:]}:\n" + _told(caught, reports)
    finally:
        sys.excepthook = before


def _told(caught: list[BaseException], reports: list[Path]) -> str:
    return "\n".join([*map(repr, caught), *(path.read_text(encoding="utf-8")[-3000:] for path in reports)])
