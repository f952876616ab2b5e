"""The bank says what exams there are: every page serves one, five or six of them, and a sitting of any can begin."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from mediquiz.banks import read_topics
from mediquiz.domain.summaries import Goal, StudyMode, StudyRequest
from mediquiz.locations import shipped
from mediquiz.ui.destinations import ToOutcome, ToPlan
from mediquiz.ui.pages.exams.screen import ExamsScreen
from mediquiz.ui.pages.first_run.screen import FirstRunScreen

from ..helpers import FixedClock, with_exam, with_exams_only, write_bank
from .person import Person

PAGES = ("today", "study", "exams", "progress", "library", "settings")


@pytest.fixture(scope="module")
def plain_bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    topics = read_topics(shipped("question_banks") / "topics.yaml").topics
    return write_bank(tmp_path_factory.mktemp("bank") / "question_banks", [topic.id for topic in topics], per_topic=24)


@pytest.fixture
def bank(plain_bank: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(plain_bank, tmp_path / "question_banks"))


BANKS = {
    "one": (lambda bank: with_exams_only(bank, "ncma"), "ncma"),
    "a fifth, first": (lambda bank: with_exam(bank, "fifth", 5), "fifth"),
    "six": (lambda bank: with_exam(with_exam(bank, "fifth", 5), "sixth", 6, model="cma"), "sixth"),
}


@pytest.mark.parametrize("which", BANKS)
def test_every_page_serves_the_exams_of_the_bank(
    which: str, bank: Path, qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    change, newest = BANKS[which]
    change(bank)
    person = Person(qapp, tmp_path / "data" / "study.sqlite", clock, bank)
    try:
        _walks_through(person, newest)
    finally:
        person.leave()


def test_a_history_outlives_the_file_of_its_exam(
    bank: Path, qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    database = tmp_path / "data" / "study.sqlite"
    with_exam(bank, "fifth", 5)
    person = Person(qapp, database, clock, bank)
    _chooses_at_the_first_start(person, "fifth")
    _sits(person, "fifth")
    person.services.outcomes.keep("fifth", clock.today(), False, None, {"fifth.clinical": 0.4})
    person.services.exams.start("fifth")
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="fifth", count=2))
    person.presses(Qt.Key.Key_A, Qt.Key.Key_Return)
    person.leave()
    (bank / "exams" / "fifth.yaml").unlink()

    person = Person(qapp, database, clock, bank)
    try:
        for page in PAGES:
            person.goes(page)
            assert person.window.current_key() == page and not person.sees("FIFTH")
        assert person.services.exams.home().history == ()
        assert person.settings().certification == "cma"
    finally:
        person.leave()


def _unfolds_the_others(person: Person, own: str) -> None:
    """The exam that is prepared for stands in front; of a bank with one exam there are no others."""
    page = person.window.page("exams")
    assert isinstance(page, ExamsScreen)
    assert page.cards[own].isVisible()
    if page.others is not None:
        page.others.button.click()
        QCoreApplication.processEvents()


def _walks_through(person: Person, newest: str) -> None:
    exams = person.services.library.exams()
    names = {exam.id: exam.label for exam in exams}
    _chooses_at_the_first_start(person, newest)
    assert person.settings().certification == newest
    for page in PAGES:
        person.goes(page)
        assert person.window.current_key() == page
        if page == "exams":
            _unfolds_the_others(person, newest)
        if page in ("exams", "progress", "settings"):
            assert person.sees(*names.values()), page
    for page in (ToPlan(newest), ToOutcome(newest)):
        person.application.pages.go(page)
        assert person.sees(names[newest]), page
    _facts_of_every_exam(person, names)
    _practices(person, newest)
    _sits(person, newest)
    for page in PAGES:
        person.goes(page)
    assert person.services.exams.home().history[0].certification == newest
    person.services.settings.change(goals=tuple(Goal(exam.id) for exam in exams))
    person.comes_back()
    assert len(exams) == 1 or person.sees(*names.values())


def _chooses_at_the_first_start(person: Person, certification: str) -> None:
    page = person.window.page("first_run")
    assert isinstance(page, FirstRunScreen)
    number = list(page.exams.cards).index(certification) + 1
    assert [exam.id for exam in person.services.library.exams()] == list(page.exams.cards)
    person.presses(Qt.Key(Qt.Key.Key_0 + number))
    assert page.exams.chosen() == (certification,)
    person.presses(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert person.window.current_key() == "today"
    assert person.sees(person.services.context.blueprint(certification).label)


def _facts_of_every_exam(person: Person, names: dict[str, str]) -> None:
    facts = person.window.page("settings").facts  # type: ignore[attr-defined]
    person.goes("settings")
    for certification in names:
        facts.show_exam(certification)
        assert person.sees(person.services.context.blueprint(certification).edition_title)


def _practices(person: Person, certification: str) -> None:
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification=certification, count=2))
    for _ in range(2):
        person.presses(Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert person.sees("Session done", person.services.context.blueprint(certification).label)


def _sits(person: Person, certification: str) -> None:
    blueprint = person.services.context.blueprint(certification)
    person.goes("exams")
    person.prompts.answer(True)
    person.clicks(f"Start {blueprint.short} exam")
    assert person.sees(f"{blueprint.label} practice exam", f"Question 1 of {blueprint.total}")
    person.presses(Qt.Key.Key_A)
    for segment in range(len(blueprint.segments)):
        if segment:
            person.presses(Qt.Key.Key_Return)
        person.prompts.answer(True)
        person.clicks("End segment" if person.sees("End segment") else "End exam")
    QCoreApplication.processEvents()
    assert person.sees("Score report", blueprint.label)
