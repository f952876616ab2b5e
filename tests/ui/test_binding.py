"""PySide6 6.12.0 lost references to None and True and died after some thousand calls. The pin keeps it out."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

class Bell(QObject):
    rung = Signal(object)

heard = 0
def hear(value):
    global heard
    heard += 1

app = QApplication([])
bell, label, box = Bell(), QLabel(), QCheckBox()
bell.rung.connect(hear)
box.toggled.connect(hear)
counts = [sys.getrefcount(v) for v in (None, True, False)]
for number in range(10_000):
    bell.rung.emit((None, True, False)[number % 3])
    label.setText(str(number))
    box.setChecked(number % 2 == 0)
    label.isVisible(), label.parent(), box.isEnabled()
now = [sys.getrefcount(v) for v in (None, True, False)]
print(heard, all(n > c - 1000 for n, c in zip(now, counts)))
"""


def test_ten_thousand_calls_and_emissions() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["20000", "True"]), done.stderr
