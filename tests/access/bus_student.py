"""A student who studies and sits an exam by keys, in the real window on a display of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.ui.destinations import ToSitting
from mediquiz.ui.widgets.announce import announce
from tests.helpers import FixedClock
from tests.journeys.person import Person

PAUSE_MS, STEP_MS = 300, 20
LISTENER_MS = 20_000
"""At most so long for the listener to catch up."""
LOG = Path(sys.argv[2])
_count = iter(range(1000))


def heard(person: Person) -> None:
    """Wait until the listener has heard all that happened: it asks back for the name of whatever spoke, and hears this
    last of all."""
    QTest.qWait(PAUSE_MS)
    mark = f"step {next(_count)}."
    announce(person.window.stack.currentWidget(), mark)
    for _ in range(LISTENER_MS // STEP_MS):
        QTest.qWait(STEP_MS)
        if mark in LOG.read_text(encoding="utf-8"):
            return
    raise SystemExit(f"the listener heard nothing of {mark!r}")


def slowly(person: Person, *keys: Qt.Key, shift: bool = False) -> None:
    """Press one after the other."""
    for key in keys:
        person.presses(key, shift=shift)
        heard(person)


def study(person: Person) -> None:
    """Choose, strike out, say how sure, check, flag, go on."""
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3))
    heard(person)
    slowly(person, Qt.Key.Key_D, shift=True)
    slowly(person, Qt.Key.Key_S, Qt.Key.Key_B, Qt.Key.Key_Return, Qt.Key.Key_F, Qt.Key.Key_Return)


def exam(person: Person) -> None:
    """Two questions, a flag, a notice."""
    person.application.pages.go(ToSitting(person.services.exams.start("cma").value))
    heard(person)
    slowly(person, Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_Return)
    person.window.page("sitting")._tell("5 minutes left in this segment.", "warn")  # type: ignore[attr-defined]
    heard(person)


def main(folder: Path) -> None:
    """All of it, from the first start."""
    person = Person(QApplication([]), folder / "study.sqlite", FixedClock())
    person.window.activateWindow()
    QTest.qWait(4 * PAUSE_MS)
    heard(person)
    slowly(person, Qt.Key.Key_1, Qt.Key.Key_Return)
    person.clicks("Skip")
    slowly(person, Qt.Key.Key_2, Qt.Key.Key_Return)
    study(person)
    exam(person)
    person.leave()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
