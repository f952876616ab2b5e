"""No page cuts its text, lets widgets lie over each other, scrolls to nothing or is wider than the window.

A few looks in every run, all of them by `make layout`: what is cut shows where text and window are extreme.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.demo import make_demo
from mediquiz.locations import find
from mediquiz.ui.tokens import Tokens
from mediquiz.ui.widgets.forms import DropDown
from tests.helpers import FixedClock
from tests.journeys.person import Person

from .faults import faults
from .walk import Stop, Walk, settle

SMALLEST, USUAL, LARGEST = (960, 640), (1280, 800), (2560, 1440)
SIZES = (SMALLEST, USUAL, (1366, 700), (1920, 1080), LARGEST)
WIDE, NARROW = "DejaVu Sans", "Noto Sans"
Look = tuple[str, str, int, str, tuple[tuple[int, int], ...]]
"""History, theme, text size in percent, font, sizes of the window."""

FEW: list[Look] = [
    ("full", "light", 200, WIDE, (SMALLEST, LARGEST)),
    ("full", "light", 100, WIDE, ((640, 480), USUAL)),
    ("none", "dark", 150, NARROW, (SMALLEST, USUAL)),
]
ALL: list[Look] = [
    (history, theme, percent, WIDE if (percent // 25) % 2 == 0 else NARROW, SIZES)
    for history in ("full", "none")
    for theme, percents in (("light", (100, 125, 150, 175, 200)), ("dark", (125, 200)), ("contrast", (150, 175)))
    for percent in percents
]
LOOKS = ALL if os.environ.get("MEDIQUIZ_LAYOUT") == "all" else FEW
_KEPT: list[TemporaryDirectory[str]] = []


@cache
def _full_history() -> Path:
    """Eight weeks of study, made once."""
    kept = TemporaryDirectory()
    _KEPT.append(kept)
    return make_demo(Path(kept.name), find().banks, FixedClock().today(), seed=1)


def _stops(walk: Walk, history: str) -> Iterator[Stop]:
    """All of the window; what was nothing at first is a small history after a session."""
    if history == "none":
        yield from walk.first_run()
    yield from walk.pages()
    yield from walk.help()
    yield from walk.study()
    if history == "none":
        yield from walk.pages()
    yield from walk.exam()
    yield from walk.reports()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look[:4])))
def test_every_page_has_room(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: Look) -> None:
    history, theme, percent, font, sizes = look
    if not QFontDatabase.hasFamily(font):
        font = qapp.font().family()
    monkeypatch.setattr(Tokens, "families", lambda _self: [font])
    database = tmp_path / "study.sqlite"
    if history == "full":
        shutil.copyfile(_full_history(), database)
    person = Person(qapp, database, FixedClock())
    found: list[str] = []
    try:
        person.application.theme.use(theme, percent)
        person.window.resize(*sizes[0])
        for stop in _stops(Walk(person), history):
            for width, height in sizes:
                person.window.resize(width, height)
                settle()
                found += [f"{stop.name}, {width} x {height}: {fault}" for fault in faults(stop.window)]
    finally:
        person.leave()
    assert not found, "\n".join(found)


# --- the test can fail -----------------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    return window


def _put(page: QWidget, widget: QWidget, *box: int) -> None:
    widget.setParent(page)
    widget.setGeometry(*box)
    widget.show()


def test_a_cut_label_is_found(page: QWidget) -> None:
    _put(page, QLabel("much too long for this"), 0, 0, 30, 20)
    assert any("cut" in fault for fault in faults(page))


def test_a_cut_button_is_found(page: QWidget) -> None:
    _put(page, QPushButton("Go on with the exam"), 0, 0, 40, 30)
    assert any("cut" in fault for fault in faults(page))


def test_widgets_over_each_other_are_found(page: QWidget) -> None:
    _put(page, QLabel("one"), 0, 0, 100, 40)
    _put(page, QLabel("two"), 50, 20, 100, 40)
    assert any("overlap" in fault for fault in faults(page))


def test_what_stands_out_of_its_window_is_found(page: QWidget) -> None:
    _put(page, QLabel("far right"), 280, 0, 100, 40)
    assert any("stands out" in fault for fault in faults(page))


def test_room_with_nothing_in_it_is_found(page: QWidget) -> None:
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(QLabel("the last words"))
    column.addStretch(1)
    inside.resize(200, 900)
    area.setWidget(inside)
    _put(page, area, 0, 0, 300, 200)
    settle()
    assert any("empty" in fault for fault in faults(page))


def test_a_page_wider_than_its_window_is_found(page: QWidget) -> None:
    area, inside = QScrollArea(), QWidget()
    inside.resize(900, 100)
    _put(inside, QLabel("words"), 800, 0, 100, 20)
    area.setWidget(inside)
    _put(page, area, 0, 0, 300, 200)
    settle()
    assert any("wide" in fault for fault in faults(page))


def test_room_that_is_enough_is_no_fault(page: QWidget) -> None:
    _put(page, QLabel("one"), 0, 0, 250, 55)
    _put(page, QPushButton("Go on"), 0, 60, 250, 100)
    assert faults(page) == []


# --- lists that open -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.qt_log_ignore(r"This plugin does not support (raise|grabbing)")
def test_a_list_that_opens_is_short_and_shows_its_last_row(qapp: QApplication, tmp_path: Path, percent: int) -> None:
    """Of a long list so many rows as were asked for, and not the height of the screen; of a short one all."""
    person = Person(qapp, tmp_path / "study.sqlite", FixedClock())
    try:
        for _stop in Walk(person).first_run():
            pass
        person.application.theme.use("light", percent)
        person.goes("library")
        settle()
        boxes = [box for box in person.window.findChildren(DropDown) if box.isVisible() and box.isEnabled()]
        assert len(boxes) == 4
        for box in boxes:
            box.showPopup()
            settle()
            view, shown = box.view(), min(box.count(), box.maxVisibleItems())
            last = view.visualRect(view.model().index(shown - 1, 0))
            assert view.viewport().width() >= view.sizeHintForColumn(0), box.currentText()
            assert view.viewport().height() <= last.bottom() + last.height(), box.currentText()
            # At 200 % a long list does not fit above or beneath its box, and scrolls.
            assert last.bottom() <= view.viewport().height() or percent > 100, box.currentText()
            box.hidePopup()
            settle()
    finally:
        person.leave()
