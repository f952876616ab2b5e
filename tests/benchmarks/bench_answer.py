"""Answer to next question, committed, with 100,000 items and 1,000,000 answers on record.

A step is what one Enter does: the answer goes to disk and the reasons are painted, or the next question is fetched,
recorded as shown and painted. The floor is a bare page of labels over stdlib sqlite3 that writes the same rows.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.locations import find, shipped
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.destinations import StartStudy
from mediquiz.ui.pages.study.screen import StudyScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner
from mediquiz.ui.theme import Theme
from mediquiz.ui.tools import Tools

from .measure import Figure, percentile

QUESTIONS = 120
WARM_UP = 10


class BarePage(QWidget):
    """The floor: labels and buttons that wrap their text, and the same rows through stdlib sqlite3."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0", "cache_size = -32768"):
            self._db.execute(f"PRAGMA {pragma}")
        self._ids = [row[0] for row in self._db.execute("SELECT id FROM item ORDER BY ordinal DESC LIMIT 400")]
        self._stem = QLabel(wordWrap=True)
        self._options = [QPushButton() for _ in range(4)]
        self._reasons = [QLabel(wordWrap=True) for _ in range(4)]
        box = QVBoxLayout(self)
        for widget in (self._stem, *self._options, *self._reasons):
            box.addWidget(widget)
        self._n, self._body = 0, " " * 2000

    def reveal(self) -> None:
        """Write an answer with its tallies, show the reasons."""
        item, at = self._ids[self._n % len(self._ids)], 1_800_000_000_000 + self._n
        row = (item, "r", "clinical.ecg", "0,1,2,3", "1", 1, None, 9000, "practice", None, 1, 0, 1, at, at, 1)
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(study_repo._STATE_BEFORE, (item,)).fetchone()
        self._db.execute(study_repo._ANSWER, row)
        self._db.execute(study_repo._STATE_ANSWERED, (1, at, 1, None, 0, 0, 0, item))
        self._db.execute(study_repo._TOPIC, ("clinical.ecg", "practice", 1, 1, 1, 9000))
        self._db.execute(study_repo._DAY, (1, "practice", 1, 9000))
        self._db.execute("COMMIT")
        for n, reason in enumerate(self._reasons):
            reason.setText(self._body[400 + n * 90 : 490 + n * 90])
        self._paint()

    def next(self) -> None:
        """Record the next item as shown, fetch it, show it."""
        self._n += 1
        item = self._ids[self._n % len(self._ids)]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(study_repo._SHOWING, (item, "r", None, 1))
        self._db.execute(study_repo._STATE_SHOWN, (item, 1))
        self._db.execute("COMMIT")
        self._body = self._db.execute("SELECT body FROM item WHERE id = ?", (item,)).fetchone()[0]
        self._stem.setText(self._body[40:300])
        for n, option in enumerate(self._options):
            option.setText(f"{n} {self._body[300 + n * 20 : 320 + n * 20]}")
            self._reasons[n].setText("")
        self._paint()

    def _paint(self) -> None:
        """What changed is laid out and painted while the events are processed, here as in ours."""
        QCoreApplication.processEvents()

    def close_database(self) -> None:
        self._db.close()


class StudyPage:
    """Ours, driven by keys as a student drives it."""

    def __init__(self, path: Path) -> None:
        self.services = open_services(path, shipped("question_banks"))
        tools = Tools(self.services, InlineRunner(), ChangeHub(), RecordedPrompts(), self.services.context.clock)
        self.screen = StudyScreen(tools)

    def begin(self) -> None:
        """A session of the length measured."""
        request = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=QUESTIONS + WARM_UP + 1)
        self.screen.arrive(StartStudy(request))
        QCoreApplication.processEvents()

    def choose(self) -> None:
        """Not measured: the choice itself."""
        self._press(Qt.Key.Key_A)

    def enter(self) -> None:
        """Check the answer, or go on."""
        self._press(Qt.Key.Key_Return)

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.screen.focusWidget() or self.screen, key)
        QCoreApplication.processEvents()


def measure(path: Path) -> list[Figure]:
    """Both pages take turns, each painted in full."""
    app = QApplication.instance() or QApplication([])
    Theme(find(path).resources).apply(app)  # type: ignore[arg-type]
    ours, floor = StudyPage(path), BarePage(path)
    for widget in (ours.screen, floor):
        widget.resize(1280, 800)
        widget.show()
    ours.begin()
    steps: tuple[list[float], list[float]] = ([], [])
    for _ in range(QUESTIONS + WARM_UP):
        ours.choose()
        for call, bare in ((ours.enter, floor.reveal), (ours.enter, floor.next)):
            steps[0].append(_timed(call))
            steps[1].append(_timed(bare))
    floor.close_database()
    for widget in (ours.screen, floor):
        widget.close()
    ours.services.context.store.close()
    return _figures(*(values[2 * WARM_UP :] for values in steps))


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _figures(ours: list[float], floor: list[float]) -> list[Figure]:
    a, b = statistics.median(ours), statistics.median(floor)
    note = f"({a:.2f} ms, floor {b:.2f} ms)"
    return [
        Figure("answer, next question: median against a bare page", a / b, 1.8, "x", note),
        Figure("answer, next question: 99th percentile", percentile(ours, 0.99), 8.3, "ms", ""),
        Figure("answer, next question: slowest step", max(ours), 16.0, "ms", ""),
    ]
