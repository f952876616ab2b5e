"""First paint of the real window against a bare window that looks like an application and reads one row."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from .measure import Figure

PEAK = """
def PEAK():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1])
"""
# From /proc: getrusage would count what the benchmark itself held before it started the process.

FLOOR = """
import os, sys, time, json, sqlite3
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (QApplication, QGridLayout, QLabel, QListWidget, QMainWindow, QPushButton, QSplitter,
                               QStackedWidget, QWidget)
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, done)
def done():
    paint = (time.monotonic_ns() - int(os.environ["BENCH_T0"])) / 1e6
    print(json.dumps([paint, PEAK()]), flush=True)
    os._exit(0)
app = QApplication(sys.argv[:1])
win = Window()
win.resize(1000, 700)
sqlite3.connect(sys.argv[1]).execute("select stem from question where id = 1").fetchone()
app.setStyleSheet("QPushButton{padding:6px 12px;border-radius:6px;background:#2d6cdf;color:white}"
                  "QListWidget{border:0;background:#f4f5f7}QLabel{font-size:14px}")
for name in ("File", "Study", "Exam", "Help"):
    menu = win.menuBar().addMenu(name)
    for i in range(6):
        menu.addAction(f"{name} {i}")
bar = win.addToolBar("main")
for i in range(6):
    bar.addAction(f"tool {i}")
side, stack = QListWidget(), QStackedWidget()
side.addItems([f"Page {i}" for i in range(8)])
for _ in range(4):
    page = QWidget()
    grid = QGridLayout(page)
    for i in range(8):
        grid.addWidget(QLabel(f"Label {i}"), i, 0)
        grid.addWidget(QPushButton(f"Button {i}"), i, 1)
    stack.addWidget(page)
split = QSplitter()
split.addWidget(side)
split.addWidget(stack)
win.setCentralWidget(split)
win.show()
sys.exit(app.exec())
"""

OURS = """
import os, sys, time, json
from pathlib import Path
from mediquiz.app import Application
from mediquiz.locations import find
from PySide6.QtWidgets import QApplication
def done():
    paint = (time.monotonic_ns() - int(os.environ["BENCH_T0"])) / 1e6
    print(json.dumps([paint, PEAK()]), flush=True)
    os._exit(0)
app = QApplication(sys.argv[:1])
main = Application(app, find(Path(sys.argv[1])))
main.window.painted.disconnect(main.open)
main.window.painted.connect(done)
main.window.show()
app.exec()
"""


def measure(scratch: Path, database: Path, rounds: int = 15) -> list[Figure]:
    """Interleaved starts; the first of each warms the caches and does not count."""
    small = scratch / "floor.sqlite"
    with closing(sqlite3.connect(small)) as plain:
        plain.execute("CREATE TABLE question (id INTEGER PRIMARY KEY, stem TEXT)")
        plain.execute("INSERT INTO question VALUES (1, 'x')")
        plain.commit()
    ours, floor = [], []
    for _ in range(rounds + 1):
        floor.append(_start(FLOOR, small))
        ours.append(_start(OURS, database))
    paint = [statistics.median(run[0] for run in runs[1:]) for runs in (ours, floor)]
    memory = [statistics.median(run[1] for run in runs[1:]) for runs in (ours, floor)]
    ready = statistics.median(_ready(database) for _ in range(5))
    return [
        Figure("first paint", paint[0] / paint[1], 1.15, "x", f"({paint[0]:.0f} ms, floor {paint[1]:.0f} ms)"),
        Figure("peak memory at first paint", memory[0] / memory[1], 1.5, "x", f"({memory[0] / 1024:.0f} MiB)"),
        Figure("Today complete after first paint", ready, 400.0, "ms", ""),
    ]


def _ready(database: Path) -> float:
    """Milliseconds from the first paint to the last figure of Today, as the program says."""
    done = subprocess.run(
        [sys.executable, "-m", "mediquiz", "--quit-when-ready", "--database", str(database)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = re.search(r"(\d+) ms", done.stdout)
    assert found is not None, done.stdout
    return float(found[1])


def _start(code: str, database: Path) -> list[float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BENCH_T0": str(time.monotonic_ns())}
    done = subprocess.run(
        [sys.executable, "-c", PEAK + code, str(database)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: list[float] = json.loads(done.stdout)
    return found
