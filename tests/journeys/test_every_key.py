"""Every key that F1 lists does something, pressed where the student is and without a mouse."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QScrollArea, QWidget

from mediquiz.domain.summaries import ReviewSet, StudyMode, StudyRequest
from mediquiz.ui.destinations import ToExplanation, ToOutcome, ToPlan, ToReport, ToSitting
from mediquiz.ui.screen import Screen

from .conftest import Launch
from .person import Person


@pytest.fixture
def person(launch: Launch) -> Person:
    person = launch()
    press(person, "1", "Enter", "Enter", "2", "Enter")
    return person


QT_CALLS = {"Enter": "Return", "PageUp": "PgUp", "PageDown": "PgDown"}
"""Keys that Qt reads by another name than the one that stands on them."""


def press(person: Person, *combinations: str) -> None:
    """Keys by the names that F1 gives them, wherever the focus is."""
    for combination in combinations:
        stroke = QKeySequence(QT_CALLS.get(combination, combination))[0]
        target = QApplication.activeModalWidget() or person.window
        QTest.keyClick(target.focusWidget() or target, stroke.key(), stroke.keyboardModifiers())
        QCoreApplication.processEvents()


def seen(person: Person) -> tuple[object, ...]:
    """All that a key could change: page, words, focus, scrolling, selection, questions asked, dialogs."""
    window = person.window
    areas = [area.verticalScrollBar().value() for area in window.findChildren(QScrollArea) if area.isVisible()]
    states = [
        (one.accessibleName(), isinstance(one, QAbstractButton) and one.isChecked())
        for one in window.findChildren(QWidget)
        if one.isVisible()
    ]
    dialogs = sum(dialog.isVisible() for dialog in window.findChildren(QDialog))
    page = window.page(window.current_key())
    row = getattr(getattr(page, "table", None), "currentIndex", lambda: None)()
    return (
        window.current_key(),
        person.reads(),
        QApplication.focusWidget(),
        areas,
        states,
        dialogs,
        str(row),
        len(person.prompts.said),
    )


def does(person: Person, combination: str) -> bool:
    """Whether pressing it changes anything that can be seen."""
    before = seen(person)
    press(person, combination)
    return seen(person) != before


def keys_listed(person: Person) -> set[str]:
    """Those of the page shown, as F1 names them."""
    screen = person.window.page(person.window.current_key())
    assert isinstance(screen, Screen)
    pairs = screen.keys()
    return {combination for combination, _ in pairs}


def all_do(person: Person, combinations: Iterable[str], *, closing: dict[str, str] | None = None) -> None:
    """Press one after the other, all that the page lists; `closing` names the key that closes what a key opened."""
    listed = keys_listed(person)
    pressed = list(combinations)
    assert listed <= set(pressed), listed - set(pressed)
    idle = []
    for combination in pressed:
        if not does(person, combination):
            idle.append(combination)
        if combination in (closing or {}):
            press(person, (closing or {})[combination])
    assert idle == []


BOX = {"N": "Esc", "R": "Esc"}


def test_first_run(launch: Launch) -> None:
    person = launch()
    all_do(person, ("1", "Enter", "Esc"))


def test_today(person: Person) -> None:
    person.goes("today")
    assert does(person, "S")
    assert person.window.current_key() == "study"
    person.clicks("End session")
    person.goes("today")
    assert keys_listed(person) == {"S", "Q"}
    assert does(person, "Q")


def test_study(person: Person) -> None:
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3))
    keys = ("Shift+A", "A", "S", "U", "G", "F", "N", "Enter", "R", "X", "Enter", "L")
    all_do(person, keys, closing=BOX)


def test_an_exam(person: Person) -> None:
    person.window.go(ToSitting(person.services.exams.start("cma").value))
    keys = ("Shift+A", "A", "F", "S", "U", "G", "Delete", "H", "T", "Right", "Left", "Enter", "Ctrl+E", "Esc")
    all_do(person, keys)


def test_the_review_of_an_exam(person: Person) -> None:
    sitting = person.services.exams.start("rma").value
    person.window.go(ToSitting(sitting))
    press(person, "A", "Enter", "B", "Enter", "C")
    person.window.page("sitting").desk.end_segment(0)  # type: ignore[attr-defined]
    QCoreApplication.processEvents()
    person.window.go(ToReport(sitting.attempt_id, ReviewSet.ALL))
    all_do(person, ("Right", "Left", "Up", "F", "N", "R", "X", "Esc"), closing=BOX)


def test_the_plan(launch: Launch) -> None:
    person = launch()
    press(person, "1", "Enter", "2", "Enter", "2", "Enter")
    assert person.window.current_key() == "today"
    person.window.go(ToPlan("cma"))
    all_do(person, ("Right", "Left", "PageDown", "PageUp", "PageDown", "Home", "Esc"))


def test_the_library(person: Person) -> None:
    person.goes("library")
    press(person, "Down", "Down")
    all_do(person, ("Enter", "F", "N", "R", "X", "Ctrl+F", "Down", "P"), closing=BOX)


def test_explanation_outcome_and_exams(person: Person) -> None:
    for there in (ToExplanation(), ToOutcome("cma")):
        person.window.go(there)
        all_do(person, ("Esc",))
    person.goes("exams")
    all_do(person, ("Tab", "Shift+Tab", "Enter"))


def test_everywhere(person: Person) -> None:
    person.goes("today")
    moves = [one.key().toString() for one in person.window.findChildren(QShortcut) if one.property("page")]
    assert len(moves) == 6
    for move in moves[1:] + moves[:1]:
        assert does(person, move), move
    assert does(person, "Tab")
    assert does(person, "Shift+Tab")
    assert does(person, "F1")
    (dialog,) = [one for one in person.window.findChildren(QDialog) if one.isVisible()]
    press(person, "Esc")
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
