"""The whole window in a language made up for it: what stays English cannot be translated."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget

from mediquiz import language
from mediquiz.banks import read_bank
from mediquiz.domain.summaries import ReviewSet, StudyMode, StudyRequest
from mediquiz.ui.destinations import (
    SIDEBAR,
    Destination,
    StartStudy,
    ToExplanation,
    ToFirstRun,
    ToOutcome,
    ToPlan,
    ToReport,
    ToSitting,
)

from ..history.pages import _bank_beside
from ..history.stored import her_zone, reading_clock, unpack
from .made_up_language import LANGUAGE, Content, strings, texts, write_catalog
from .person import Person

PAGES = (
    *("window", "today", "study", "exams", "progress", "library", "settings", "explanation", "plan", "outcome"),
    *("report", "sitting", "first_run"),
)
"""Pages, and what stands beside them in the window."""
STILL_ENGLISH: set[str] = set()
"""Pages whose texts are not all marked yet. Whoever has marked one takes it out."""
NAMES = (
    *(
        "MediQuiz",
        "Medi",
        "Quiz",
        "Qt and PySide6",
        "Qt",
        "PySide6",
        "SQLite",
        "SQLAlchemy",
        "Python",
        "Alembic",
        "FSRS",
    ),
    *("NumPy", "PyYAML", "Typer", "platformdirs", "JSON", "PDF", "CSV", "MIT", "BSD 3-Clause", "LGPL 3.0", "PSF 2.0"),
)
"""Names of programs, formats and licenses read the same in every language."""
KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Esc|Enter|Tab|Space|Return|F1|Page Up|Page Down|PgUp|PgDn|Home|Left|Right)\b")
"""Names that Qt gives to keys; it has catalogs of its own."""


class Reader:
    """Walks through the window and keeps what is not in the language of the window."""

    def __init__(self, person: Person, content: Content, folder: Path) -> None:
        self._person, self._content, self._folder = person, content, folder
        self.left: dict[str, set[str]] = {}

    def walk(self) -> None:
        """Every page, with the states that a page can be in."""
        for destination in (*SIDEBAR.values(), ToExplanation()):
            self.visit(destination)
        for certification in ("cma", "rma", "ncma", "ccma"):
            self.visit(ToPlan(certification))
            self.visit(ToOutcome(certification))
        for row in self._person.services.exams.home().history:
            self.visit(ToReport(row.attempt_id))
            self.visit(ToReport(row.attempt_id, ReviewSet.MISSED))
        self._study()
        self._exam()
        self.visit(ToFirstRun())

    def visit(self, destination: Destination) -> None:
        """Go there and read."""
        self._person.application.pages.go(destination)
        self.read(destination.page)

    def _study(self) -> None:
        """A question, its reasons after right and wrong ones, and the end."""
        self.visit(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3)))
        for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C):
            self._person.presses(key)
            self.read("study")
            self._person.presses(Qt.Key.Key_Return)
            self.read("study")
            self._person.presses(Qt.Key.Key_Return)
        self.read("study")

    def _exam(self) -> None:
        """A sitting, some way in."""
        self.visit(ToSitting(self._person.services.exams.start("cma").value))
        for key in (Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_Return):
            self._person.presses(key)
            self.read("sitting")
        page = self._person.window.page("sitting")
        page.desk.leave()  # type: ignore[attr-defined]

    def read(self, page: str) -> None:
        """What stands on the page, and what beside it."""
        for _ in range(6):
            QCoreApplication.processEvents()
        window = self._person.window
        shown = window.page(page)
        for widget, text in texts(window):
            where = page if widget is shown or shown.isAncestorOf(widget) else "window"
            rest = self._content.rest(KEYS.sub("", text.replace(str(self._folder), "")))
            if rest:
                self.left.setdefault(where, set()).add(f"{_kind(widget)}: {rest}")
        title = self._content.rest(window.windowTitle())
        if title:
            self.left.setdefault("window", set()).add(f"title: {title}")


def _kind(widget: QWidget) -> str:
    return type(widget).__name__


def hers(database: Path) -> list[str]:
    """What the student wrote herself."""
    with closing(sqlite3.connect(database)) as connection:
        return [text for (text,) in connection.execute("SELECT note FROM mark") if text]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[dict[str, set[str]]]:
    """Texts without brackets, by page. English is back when the window is closed."""
    folder = tmp_path_factory.mktemp("language")
    write_catalog(folder / "locale")
    with her_zone(), pytest.MonkeyPatch.context() as patch:
        database = unpack(folder / "data")
        patch.setattr("mediquiz.locations.shipped", _bank_beside(database))
        bank = read_bank(database.with_name("question_banks"))
        lines = [*strings(list(bank.items)), *hers(database)]
        names = [*strings(bank.topics), *strings(list(bank.blueprints)), *NAMES]
        assert language.use(folder / "locale", [LANGUAGE])
        person = Person(qapp, database, reading_clock())
        reader = Reader(person, Content(lines, names), folder / "data")
        try:
            reader.walk()
        finally:
            person.leave()
            language.forget()
    yield reader.left


@pytest.mark.parametrize("page", PAGES)
def test_every_text_of_a_page_comes_from_the_catalog(left: dict[str, set[str]], page: str) -> None:
    if page in STILL_ENGLISH:
        assert left.get(page), f"{page} is translated whole: take it out of STILL_ENGLISH"
    else:
        assert sorted(left.get(page, ())) == []


def test_the_language_is_english_again(left: dict[str, set[str]]) -> None:
    assert language._("Sunday") == "Sunday"
