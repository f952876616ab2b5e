"""Answer to next question, committed, with 100,000 items and 1,000,000 answers on record."""

from __future__ import annotations

import sqlite3
import statistics
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.locations import find, shipped
from mediquiz.services.opening import open_services
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.screens.study import StudyScreen
from mediquiz.ui.tasks import InlineRunner
from mediquiz.ui.theme import Theme
from mediquiz.ui.tools import Tools

from .measure import Figure, percentile

STEPS = 200


class BarePage(QWidget):
    """The floor: a page of labels and buttons over stdlib sqlite3 that does the same."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0"):
            self._db.execute(f"PRAGMA {pragma}")
        self._ids = [row[0] for row in self._db.execute("SELECT id FROM item LIMIT 400")]
        self._stem = QLabel(wordWrap=True)
        self._options = [QPushButton() for _ in range(4)]
        box = QVBoxLayout(self)
        for widget in (self._stem, *self._options):
            box.addWidget(widget)
        self._n = 0

    def step(self) -> None:
        """Answer, commit, fetch the next item, show it."""
        item = self._ids[self._n % len(self._ids)]
        self._n += 1
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(
            "INSERT INTO showing (item_id, revision, attempt_id, shown_at_ms) VALUES (?, 'r', NULL, 1)", (item,)
        )
        self._db.execute("COMMIT")
        body = self._db.execute("SELECT body FROM item WHERE id = ?", (item,)).fetchone()[0]
        self._stem.setText(body[40:300])
        for n, option in enumerate(self._options):
            option.setText(f"{n} {body[300 + n * 20 : 320 + n * 20]}")
        self.repaint()

    def close_database(self) -> None:
        self._db.close()


def measure(path: Path) -> list[Figure]:
    """Both pages take turns, each painted in full."""
    app = QApplication.instance() or QApplication([])
    theme = Theme(find(path).resources)
    theme.apply(app)  # type: ignore[arg-type]
    services = open_services(path, shipped("question_banks"))
    tools = Tools(services, InlineRunner(), ChangeHub(), RecordedPrompts(), services.context.clock)
    screen, page = StudyScreen(tools), BarePage(path)
    for widget in (screen, page):
        widget.resize(1280, 800)
        widget.show()
    screen.arrive(request=StudyRequest(StudyMode.QUICK, "cma", STEPS + 10))
    ours, floor = [], []
    for _ in range(STEPS):
        ours.append(_timed(lambda: _step(screen)))
        floor.append(_timed(page.step))
    page.close_database()
    screen.close()
    page.close()
    services.close()
    return _figures(ours, floor)


def _step(screen: StudyScreen) -> None:
    """As the keys do it: choose, check, next."""
    screen.bench_step()


def _timed(call: object) -> float:
    began = time.perf_counter()
    call()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


def _figures(ours: list[float], floor: list[float]) -> list[Figure]:
    a, b = statistics.median(ours), statistics.median(floor)
    return [
        Figure(
            "answer to next question: median against a bare page", a / b, 2.0, "x", f"({a:.2f} ms, floor {b:.2f} ms)"
        ),
        Figure("answer to next question: 99th percentile", percentile(ours, 0.99), 8.3, "ms", ""),
        Figure("answer to next question: slowest step", max(ours), 16.0, "ms", ""),
    ]
