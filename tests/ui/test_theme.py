from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Muted, Title


def test_a_switch_restyles_painted_widgets_and_labels(qtbot: QtBot, theme: Theme) -> None:
    bar, label = IntervalBar("Mastery"), Muted("words")
    for widget in (bar, label):
        qtbot.addWidget(widget)
        widget.show()
    assert bar.band.name().upper() == "#9CCFC8"
    theme.use(mode="dark")
    assert bar.band.name().upper() == "#2A655E"
    assert label.palette().color(label.foregroundRole()).name().upper() == "#A3B1BC"


def test_a_larger_text_reaches_open_widgets(qtbot: QtBot, theme: Theme) -> None:
    title = Title("Progress")
    qtbot.addWidget(title)
    title.show()
    before = title.sizeHint()
    theme.use(percent=200)
    assert title.font().pixelSize() == 48
    assert title.sizeHint().height() == pytest.approx(2 * before.height(), abs=2)


def test_percent_and_mode_stay_within_what_exists(qapp: QApplication, resources: Path) -> None:
    theme = Theme(resources, "sepia", 900)
    assert (theme.mode, theme.percent) == ("system", 200)
    assert Theme(resources, percent=10).percent == 100


def test_using_what_is_in_use_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.use(mode="light", percent=100)
    with qtbot.waitSignal(theme.changed):
        theme.use(mode="contrast")


def test_system_follows_the_system_and_a_choice_does_not(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediquiz.ui.theme._system_scheme", lambda: "dark")
    theme.settle()
    assert theme.scheme() == "light"
    theme.use(mode="system")
    assert theme.scheme() == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == "#11171C"


def test_the_font_is_one_that_is_installed(theme: Theme) -> None:
    assert theme.font().pixelSize() == 15
    assert theme.font().family()
