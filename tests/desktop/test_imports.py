"""What PySide6 does at imports: in processes of their own, for it cannot be undone in this one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CODE = """
import inspect
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
from mediquiz.desktop.imports import read_no_sources

{before}
read_no_sources()
searched = []
whole = inspect.getsource
inspect.getsource = lambda module: searched.append(module.__name__) or whole(module)
import mediquiz.psychometrics.readiness
import sqlalchemy

class Bell(QObject):
    rung = Signal(int)

app, bell, heard = QApplication([]), Bell(), []
bell.rung.connect(heard.append)
bell.rung.emit(3)
label = QLabel("words")
label.setText(label.text().upper())
print(len(searched), heard, label.text())
"""


def said(before: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(before=before)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def test_no_source_is_read_and_qt_works() -> None:
    assert said() == "0 [3] WORDS"


@pytest.mark.parametrize(
    "before",
    [
        "from shibokensupport import feature; del feature._mod_uses_pyside; feature.feature_imported = lambda m: None",
        "import sys; sys.modules['shibokensupport.feature'] = None",
    ],
    ids=["renamed", "gone"],
)
def test_a_pyside_that_works_another_way_is_left_alone(before: str) -> None:
    assert said(before).endswith("[3] WORDS")
