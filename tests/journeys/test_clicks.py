"""A double click is one click where the first has changed what the button does; fast clicks in a row all count."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from .conftest import Launch
from .keyboard import PLAIN
from .person import Person
from .test_exam import starts_exam

PRESS, DOUBLE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
FAST = 120
"""Milliseconds between clicks as fast as a hand makes them."""


@pytest.fixture
def sitting(launch: Launch) -> Person:
    """In the first question of an exam."""
    person = launch()
    starts_exam(person)
    return person


@pytest.fixture
def reviewing(sitting: Person) -> Person:
    """In the review of an exam of which three questions were seen."""
    for _ in range(3):
        clicks_in_a_row(sitting.button("Next"), 1)
    sitting.prompts.answer(True)
    sitting.clicks("End segment")
    for segment in (2, 3, 4):
        sitting.clicks(f"Start segment {segment}")
        sitting.prompts.answer(True)
        sitting.clicks("End segment" if segment < 4 else "End exam")
    sitting.clicks("All (7)")
    return sitting


def clicks_in_a_row(button: QAbstractButton, count: int, at: int = 10_000, apart: int = FAST) -> None:
    """As a window system and Qt send them: of fast clicks each second one is a double click."""
    fast = apart < QApplication.doubleClickInterval()
    for n in range(count):
        press = DOUBLE if fast and n % 2 else PRESS
        for kind in (press, QEvent.Type.MouseButtonRelease):
            send(button, kind, at + n * apart)


def send(button: QAbstractButton, kind: QEvent.Type, at: int) -> None:
    here = button.rect().center().toPointF()
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(kind, here, button.mapToGlobal(here), left, held, PLAIN)
    event.setTimestamp(at)
    QApplication.sendEvent(button, event)
    QCoreApplication.processEvents()


def test_a_double_click_in_an_exam_moves_one_question(sitting: Person) -> None:
    clicks_in_a_row(sitting.button("Next"), 2)
    assert sitting.sees("Question 2 of 200")
    clicks_in_a_row(sitting.button("Next"), 2, at=20_000)
    assert sitting.sees("Question 3 of 200")
    assert all(state.visited for state in sitting.attempt().states[:3])
    clicks_in_a_row(sitting.button("Previous"), 2, at=30_000)
    assert sitting.sees("Question 2 of 200")


def test_a_double_click_in_a_review_moves_one_question(reviewing: Person) -> None:
    clicks_in_a_row(reviewing.button("Next"), 2)
    assert reviewing.sees("2 of 7")
    clicks_in_a_row(reviewing.button("Next"), 2, at=20_000)
    assert reviewing.sees("3 of 7")
    clicks_in_a_row(reviewing.button("Previous"), 2, at=30_000)
    assert reviewing.sees("2 of 7")


def test_of_ten_fast_clicks_only_the_second_is_lost(sitting: Person) -> None:
    clicks_in_a_row(sitting.button("Next"), 10)
    assert sitting.sees("Question 10 of 200")
    clicks_in_a_row(sitting.button("Previous"), 2, at=20_000)
    assert sitting.sees("Question 9 of 200")


def test_quick_single_clicks_all_count(sitting: Person) -> None:
    clicks_in_a_row(sitting.button("Next"), 10, apart=QApplication.doubleClickInterval() + 1)
    assert sitting.sees("Question 11 of 200")
