"""A sync program or a hand exchanges the file of the history while the window is open."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from mediquiz.app import Application
from mediquiz.desktop.seams import Seams
from mediquiz.desktop.trouble import TITLE
from mediquiz.domain.answers import chosen
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.locations import find
from mediquiz.storage import backups
from mediquiz.storage.errors import StoreError
from mediquiz.storage.store import Store
from mediquiz.ui.destinations import StartStudy
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner
from mediquiz.ui.widgets.buttons import Button

from ..cli.conftest import answer_some
from ..helpers import FixedClock, make_services
from ..journeys.person import Person
from ..journeys.test_exam import answers_right
from .conftest import Launch
from .test_application import turns


class Runner(InlineRunner):
    """At once, and what no page answers goes to the application, as from the threads."""

    person: Person | None = None

    def run(self, *work: Any, **named: Any) -> None:
        try:
            super().run(*work, **named)
        except StoreError as error:
            assert self.person is not None
            self.person.application._work_failed(error)


@pytest.fixture
def launch(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> Launch:
    monkeypatch.setattr("tests.journeys.person.InlineRunner", Runner)

    def start() -> Person:
        Runner.person = launch()
        return Runner.person

    return start


@pytest.fixture
def older(tmp_path: Path, database: Path) -> Path:
    """Of yesterday, with four answers."""
    services = make_services(database.parent)
    answer_some(services, 4)
    services.close()
    return Path(shutil.copy2(database, tmp_path / "older.sqlite"))


def exchange(older: Path, database: Path) -> None:
    copy = database.with_name("~sync.tmp")
    shutil.copy2(older, copy)
    copy.replace(database)


def answers(person: Person, count: int) -> None:
    for _ in range(count):
        person.presses(Qt.Key.Key_A, Qt.Key.Key_Return)
        if person.window.current_key() == "study":
            person.presses(Qt.Key.Key_Return)


def studies(person: Person) -> None:
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10))


def asked(person: Person) -> list[str]:
    """The ways out, once the window has closed the history."""
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    person.window = person.application.window
    assert person.sees(TITLE)
    return [word for word in person.reads().splitlines() if word.endswith(("answers)", "answer)"))]


def count(person: Person) -> int:
    return person.services.care.counts().answers


def test_both_histories_are_offered_and_mine_goes_on(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    studies(person)
    answers(person, 3)
    mine = count(person)
    assert mine > 4
    exchange(older, database)
    answers(person, 1)
    found = asked(person)
    assert found == [f"Use what was open here ({mine} answers)", "Use the file that is there now (4 answers)"]
    assert person.sees("Another program put a different file in the place of your study history", "Nothing is lost")
    person.clicks(found[0])
    assert person.sees("Start today's session") or person.sees("Resume")
    assert count(person) == mine
    person.leave()
    assert sorted(path.stem.split("-", 4)[-1] for path in backups.all_backups(database)) == [
        "before-restore",
        "still-open",
    ]


def test_the_file_that_is_there_now_can_be_taken_and_mine_is_kept(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    studies(person)
    answers(person, 3)
    mine = count(person)
    exchange(older, database)
    answers(person, 1)
    person.clicks(asked(person)[1])
    assert count(person) == 4
    person.leave()
    assert backups.Offered(backups.all_backups(database)[0], mine) in backups.offered(database)


def test_a_file_that_was_deleted_is_put_back(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    studies(person)
    answers(person, 2)
    mine = count(person)
    database.unlink()
    answers(person, 1)
    found = asked(person)
    assert found == [f"Put my history back ({mine} answers)"]
    assert person.sees("was moved or deleted", "Start a new history")
    person.clicks(found[0])
    assert count(person) == mine


def test_something_else_in_its_place_is_set_aside_when_mine_is_put_back(
    launch: Launch, database: Path, older: Path
) -> None:
    person = launch()
    studies(person)
    answers(person, 1)
    mine = count(person)
    other = database.with_name("note.txt")
    other.write_text("not a history at all")
    other.replace(database)
    answers(person, 1)
    [button] = asked(person)
    person.clicks(button)
    assert count(person) == mine
    assert [path.read_text() for path in database.parent.glob("study-damaged-*.sqlite")] == ["not a history at all"]


def test_it_is_noticed_without_an_answer_too(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    exchange(older, database)
    person.application._upkeep._idle.timeout.emit()
    assert len(asked(person)) == 2


def test_a_window_closed_at_once_keeps_a_copy(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    studies(person)
    answers(person, 2)
    mine = count(person)
    exchange(older, database)
    person.leave()
    [kept] = backups.offered(database)
    assert kept.answers == mine


def test_a_log_that_was_left_by_a_kill_and_is_of_another_file_is_told(
    launch: Launch, database: Path, older: Path
) -> None:
    person = launch()
    studies(person)
    answers(person, 2)
    # Closed by nobody: the log stays, as after a kill.
    log = database.with_name("study.sqlite-wal").read_bytes()
    person.leave()
    exchange(older, database)
    database.with_name("study.sqlite-wal").write_bytes(log)
    person = launch()
    assert person.sees("The file of your study history was replaced after MediQuiz was cut off.")
    assert count(person) == 4


def test_an_exam_goes_on_where_it_was(launch: Launch, database: Path, older: Path) -> None:
    person = launch()
    person.goes("exams")
    person.prompts.answer(True)
    person.clicks("Start CMA exam")
    answers_right(person, 3)
    exchange(older, database)
    answers_right(person, 1)
    found = asked(person)
    assert found == ["Use what was open here (7 answers)", "Use the file that is there now (4 answers)"]
    person.clicks(found[0])
    assert person.sees("3 of 200")


def test_with_the_real_threads_too(
    qapp: QApplication, database: Path, older: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    main = Application(qapp, find(database), seams=Seams(clock=clock, prompts=RecordedPrompts()))
    main.window.show()
    turns(lambda: main.window.current_key() == "today")
    main.pages.go(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5)))
    study = main.window.page("study")
    turns(lambda: study._run.session is not None)  # type: ignore[attr-defined]
    exchange(older, database)
    study.session.card.responded.emit(chosen(0))  # type: ignore[attr-defined]
    study.session.bar.acted.emit()  # type: ignore[attr-defined]
    turns(lambda: any(one.text().startswith("Use what was open") for one in main.window.findChildren(Button)))
    [mine] = [one for one in main.window.findChildren(Button) if one.text().startswith("Use what was open")]
    assert mine.text().endswith("(4 answers)")
    mine.click()
    turns(lambda: main.pages.services is not None and main.window.current_key() == "today")
    main.window.close()
    main.close()
    assert capsys.readouterr().err == ""
    assert not (database.parent / "crash-reports").exists()
    Store(database).close()
