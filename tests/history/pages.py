"""What the pages of the window say of the stored history, line by line in reading order.

`visit` is the one place to change when a page is reached by another way, `lines` when text stands in another kind of
widget. `differences` compares every line that holds a digit; other words may change. A figure in a sentence that was
reworded on purpose goes into `REWORDED` or `rephrased.py`, and no other way.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mediquiz.domain.summaries import ReviewSet
from mediquiz.locations import shipped
from mediquiz.ui.destinations import (
    Destination,
    ToExams,
    ToExplanation,
    ToLibrary,
    ToOutcome,
    ToPlan,
    ToProgress,
    ToReport,
    ToSettings,
    ToStudy,
    ToToday,
)
from mediquiz.ui.widgets.fold import Fold
from mediquiz.ui.widgets.single_choice import SingleChoice

from ..journeys.person import Person
from .rephrased import rephrased
from .stored import her_zone, reading_clock, unpack, write

PAGES = (ToToday(), ToStudy(), ToExams(), ToProgress(), ToLibrary(), ToSettings(), ToExplanation())
CERTIFICATIONS = ("cma", "rma", "ncma", "ccma")
REWORDED: dict[str, str | tuple[str, ...]] = {
    "35 questions are planned for today, about 25 minutes.": (
        "Monday, April 13. Your CMA (AAMA) exam is in 37 days.",
        "35 questions",
        "About 25 minutes",
    ),
    "Report of CCMA, March 29, 2026": "Report of CCMA (NHA), March 29, 2026",
    "CCMA, March 29, 2026: 57%": "CCMA (NHA), March 29, 2026: 57%",
    "Report of CMA, March 8, 2026": "Report of CMA (AAMA), March 8, 2026",
    "CMA, March 8, 2026: 61%": "CMA (AAMA), March 8, 2026: 61%",
}
"""Line as it was stored -> the same figures as the window says them today, in one line or in several."""
PROGRAM = re.compile(r"^(Version .*|\d+\.\d+\.\d[\w.]*|Qt and PySide6|(PSF|LGPL|BSD|GPL|MIT|Apache).*)$")
"""Lines about the program and the libraries it runs on: they are no figures of a history."""
VERDICT = re.compile(r"\((?:(?:right answer|your answer|not right)(?:[,;] |(?=\))))+")
"""What a screen reader is told of an option before its reason: it once named the answer or the verdict, never both."""
FOLDER = "FOLDER"
"""Stands for the place of the database."""


def visit(person: Person, destination: Destination) -> None:
    """Go to a page."""
    person.application.pages.go(destination)
    _settle()
    for fold in person.window.findChildren(Fold):
        if fold.isVisible():
            fold.set_opened(True)
    _settle()


def _settle() -> None:
    for _ in range(6):
        QCoreApplication.processEvents()


def stops(person: Person) -> Iterator[str]:
    """Walk through the window and name each stop."""
    for destination in PAGES:
        visit(person, destination)
        yield destination.page
    for certification in CERTIFICATIONS:
        visit(person, ToPlan(certification))
        yield f"plan {certification}"
        visit(person, ToOutcome(certification))
        yield f"outcome {certification}"
    for row in person.services.exams.home().history:
        visit(person, ToReport(row.attempt_id))
        yield f"report {row.certification}"
        for which in (ReviewSet.MISSED, ReviewSet.FLAGGED, ReviewSet.CHANGED):
            visit(person, ToReport(row.attempt_id, which))
            yield f"review {row.certification} {which}"


# -- reading -------------------------------------------------------------------------------------------


def lines(window: QWidget, folder: Path) -> dict[str, list[str]]:
    """What stands on screen (`seen`) and what a screen reader is told besides (`told`), from top to bottom."""
    seen: list[str] = []
    told: list[str] = []
    for widget in _in_order(window):
        seen += [text for part in _texts(widget) for text in _clean(part, folder)]
        spoken = [widget.accessibleName(), widget.accessibleDescription(), *_rows(widget)]
        told += [text for part in spoken for text in _clean(part, folder)]
    return {"seen": seen, "told": told}


def _in_order(window: QWidget) -> list[QWidget]:
    """Visible widgets by their place in the window: from top to bottom, then from left to right."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
    places = [one.mapTo(window, QPoint(0, 0)) for one in shown]
    order = sorted(range(len(shown)), key=lambda n: (places[n].y(), places[n].x(), n))
    return [shown[n] for n in order]


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) and not isinstance(widget.parent(), QAbstractSpinBox):
        return [widget.text()]
    if isinstance(widget, QAbstractSpinBox):
        return [widget.text()]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    return _cells(widget) if isinstance(widget, QAbstractItemView) else []


def _rows(widget: QWidget) -> list[str]:
    """Options are painted as one widget; to a screen reader each is one."""
    return [row.name for row in widget.rows] if isinstance(widget, SingleChoice) else []


def _cells(view: QAbstractItemView) -> list[str]:
    """Headers and cells of a table, a row in a line."""
    model = view.model()
    if model is None:
        return []
    columns = range(model.columnCount())
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in columns]
    rows = [[model.index(row, n).data() for n in columns] for row in range(model.rowCount())]
    return [" | ".join(_word(cell) for cell in row) for row in (heads, *rows)]


def _word(cell: object) -> str:
    return "" if cell is None else str(cell)


def _clean(text: str, folder: Path) -> list[str]:
    """Plain lines without tags, doubled blanks and the place of the files."""
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"<(br|/p|/li|/tr|/h\d)\b[^>]*>", "\n", text)).replace(str(folder), FOLDER)
    return [line for part in plain.splitlines() if (line := " ".join(part.split()))]


def collect(app: QApplication, database: Path) -> dict[str, dict[str, list[str]]]:
    """All stops with their lines. The bank beside the database is taken for the shipped one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mediquiz.locations.shipped", _bank_beside(database))
        person = Person(app, database, reading_clock())
        try:
            return {stop: lines(person.window, database.parent) for stop in stops(person)}
        finally:
            person.leave()


def _bank_beside(database: Path) -> Any:
    def found(name: str) -> Path:
        return database.with_name(name) if name == "question_banks" else shipped(name)

    return found


# -- comparing -----------------------------------------------------------------------------------------


def figures(texts: list[str]) -> Counter[str]:
    """Lines that hold a digit, each as often as it stands there; those about the program are left out."""
    found = (said for text in texts if not PROGRAM.match(text) for said in _said_today(text))
    return Counter(line for text in found if re.search(r"\d", line := VERDICT.sub("(", text)))


def _said_today(text: str) -> tuple[str, ...]:
    said = REWORDED.get(text, text)
    return (rephrased(said),) if isinstance(said, str) else said


def differences(stored: dict[str, Any], today: dict[str, Any]) -> Iterator[str]:
    """Figures that are read no more, or only now. What a screen reader is told may be told more than once or shown."""
    for stop, old in stored.items():
        before, now = figures(old["seen"]), figures(today[stop]["seen"])
        yield from (f"{stop}: not to be read any more: {text}" for text in (before - now).elements())
        yield from (f"{stop}: was not to be read: {text}" for text in (now - before).elements())
        heard = figures(today[stop]["told"] + today[stop]["seen"])
        yield from (f"{stop}: not told any more: {text}" for text in figures(old["told"]) if text not in heard)


def keep_pages(target: Path) -> None:
    """Write what the window of this code says of the stored history. Used by `make.py` once."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with her_zone(), tempfile.TemporaryDirectory() as folder:
        write(target, collect(app, unpack(Path(folder))))
