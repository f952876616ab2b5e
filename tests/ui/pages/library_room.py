"""What the tests of the question library share: a small bank, the page over it, and a person's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import LibraryRow, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.ui.pages.library.screen import LibraryScreen
from mediquiz.ui.theme import Theme
from tests.helpers import make_services, make_tools, write_bank, wrong_to

TOPICS = ("anatomy.skeletal", "clinical.phlebotomy", "office.coding")
PER_TOPIC = 4
FIRST = "anatomy.skeletal.0001"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Twelve questions of three topics."""
    found = make_services(tmp_path, banks=write_bank(tmp_path / "bank", TOPICS, PER_TOPIC))
    yield found
    found.close()


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, services: Services) -> LibraryScreen:
    """The page in a window of the usual size."""
    return open_library(qtbot, services)


def open_library(qtbot: QtBot, services: Services, width: int = 1072) -> LibraryScreen:
    screen = LibraryScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.resize(width, 800)
    screen.show()
    screen.activateWindow()
    qtbot.waitExposed(screen)
    return screen


def rows(screen: LibraryScreen) -> list[LibraryRow]:
    return screen.table.rows_model.rows()


def said(screen: LibraryScreen) -> str:
    return screen.page.subtitle.text()


def pick(box: QComboBox, text: str) -> None:
    """Choose an entry as a person does: the box says so afterward."""
    at = next(n for n in range(box.count()) if box.itemText(n).strip() == text)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def search(qtbot: QtBot, screen: LibraryScreen, text: str) -> None:
    screen.search_box.clear()
    qtbot.keyClicks(screen.search_box, text)
    qtbot.keyClick(screen.search_box, Qt.Key.Key_Return)


def choose(screen: LibraryScreen, item_id: str) -> None:
    """Click the row of an item."""
    screen.table.setFocus()
    screen.table.select_row(next(n for n, row in enumerate(rows(screen)) if row.item_id == item_id))


def answer_one(services: Services, item_id: str, right: bool) -> None:
    session = services.study.start(
        StudyRequest(mode=StudyMode.DRILL, certification="cma", count=1, items=(item_id,))
    ).value
    services.study.show(session, 0)
    shown = session.items[0]
    services.study.answer(session, 0, shown.right if right else wrong_to(shown), confidence=None, milliseconds=5000)
    services.study.finish(session)
