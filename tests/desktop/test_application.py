"""The window as a whole: its look, its notices, its end, and what happens when something fails while it is open."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from mediquiz import language
from mediquiz.app import Application
from mediquiz.desktop.pages import demo_exam_in, exam_in
from mediquiz.desktop.seams import Seams
from mediquiz.domain.answers import chosen
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.language import day_year
from mediquiz.locations import find
from mediquiz.services.library import Library
from mediquiz.storage import backups
from mediquiz.storage.errors import UnwritableDatabase
from mediquiz.storage.holdings import holding
from mediquiz.storage.store import Store
from mediquiz.ui.destinations import StartStudy, ToSettings
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.widgets.buttons import Button, by_mouse
from mediquiz.ui.widgets.nav import NavButton
from mediquiz.ui.widgets.signs import drawn

from ..helpers import DAY_MS, FixedClock
from ..journeys.person import Person
from .conftest import Launch, themes
from .test_trouble import services_theme


def turns(until: Callable[[], bool], turns: int = 200_000) -> None:
    """Let the event loop turn until something holds."""
    for _ in range(turns):
        if until():
            return
        QCoreApplication.processEvents()
    pytest.fail("it never came")


# -- look ----------------------------------------------------------------------------------------


def test_the_window_has_the_picture_of_the_program(launch: Launch, qapp: QApplication) -> None:
    person = launch()
    small = person.window.windowIcon().pixmap(32, 32).toImage()
    assert small.pixelColor(16, 3).name() == "#0b6b62"
    assert small.pixelColor(0, 0).alpha() == 0


def test_every_page_of_the_sidebar_has_a_sign(launch: Launch) -> None:
    entries = launch().window.findChildren(NavButton)
    assert {entry.page for entry in entries} == set(drawn())


def test_a_look_chosen_in_settings_is_there_at_the_next_first_paint_even_after_a_kill(
    launch: Launch, database: Path, qapp: QApplication
) -> None:
    person = launch()
    person.application.pages.go(ToSettings())
    person.window.page("settings").look.appearance.emit("dark", 130)  # type: ignore[attr-defined]
    person.is_cut_off()
    assert themes(database) == "dark"
    before_opening = Application(qapp, find(database), seams=Seams())
    assert (before_opening.theme.mode, before_opening.theme.percent) == ("dark", 130)
    before_opening.close()


def test_settings_win_over_the_window_file(launch: Launch, database: Path) -> None:
    database.with_name("window.json").write_text(json.dumps({"theme": "dark", "text_percent": 200}))
    person = launch()
    assert (person.application.theme.mode, person.application.theme.percent) == ("system", 100)
    person.leave()
    assert json.loads(database.with_name("window.json").read_text())["theme"] == "system"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1, 2]",
        '{"theme": 5, "place": {"x": "left"}}',
        '{"place": {"x": 1e400, "y": 0, "width": 10, "height": 10}}',
        '{"place": {"x": 99999999999999999999, "y": 0, "width": 10, "height": 10}}',
        '{"text_percent": -7, "theme": "pink"}',
        "[" * 100_000,
    ],
)
def test_a_spoiled_window_file_is_no_trouble(launch: Launch, database: Path, text: str) -> None:
    database.with_name("window.json").write_text(text)
    assert launch().sees("Start today's session")


def test_the_demo_comes_in_the_look_of_the_window(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(json.dumps({"theme": "contrast", "text_percent": 150}))
    person = Demonstration(qapp, tmp_path / "study.sqlite")
    assert person.application.theme.mode == "contrast"
    assert person.sees("This is a demo", "Demo, ")
    made = person.services.context.store.path
    person.leave()
    assert not made.parent.exists()
    assert not (tmp_path / "study.sqlite").exists()
    assert json.loads((tmp_path / "window.json").read_text())["text_percent"] == 150


def test_the_demo_says_when_its_exam_is_in_one_text(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each text of the catalog stands in quotes of its own: none is put into another, nor changed after it."""
    monkeypatch.setattr(language, "_lookup", lambda text: f"«{text}»")
    monkeypatch.setattr(language, "_lookup_plural", lambda one, many, n: f"«{one if n == 1 else many}»")
    person = Demonstration(qapp, tmp_path / "study.sqlite")
    assert re.search(r"^«Demo, exam in \d+ days»$", person.reads(), re.MULTILINE)
    person.leave()


@pytest.mark.parametrize(
    ("days", "said", "in_demo"),
    [
        (None, "No exam date yet", "Demo, no exam date yet"),
        (-1, "Exam date has passed", "Demo, exam date has passed"),
        (0, "Exam today", "Demo, exam today"),
        (1, "Exam tomorrow", "Demo, exam tomorrow"),
        (34, "Exam in 34 days", "Demo, exam in 34 days"),
    ],
)
def test_when_the_exam_is(days: int | None, said: str, in_demo: str) -> None:
    assert (exam_in(days), demo_exam_in(days)) == (said, in_demo)


class Demonstration(Person):
    """`--demo`, as a person sees it."""

    def __init__(self, app: QApplication, database: Path) -> None:
        from unittest.mock import patch

        with patch("mediquiz.desktop.seams.Seams", Seams):
            from functools import partial

            from ..journeys import person

            with patch.object(person, "Application", partial(Application, demo=True)):
                super().__init__(app, database, FixedClock())


# -- notices -------------------------------------------------------------------------------------


def test_a_clock_set_back_is_told_once_and_answers_stay_in_order(launch: Launch, clock: FixedClock) -> None:
    """Four days of study one after the other: then it is the clock that is wrong, and not the last three of them."""
    person = launch()
    for _ in range(4):
        answers(person)
        clock.pass_days(1)
    clock.pass_days(-4)
    answers(person)
    assert person.reads().count("This computer's clock is behind") >= 1
    person.clicks("Hide")
    assert [one for one in person.window.findChildren(Button) if one.hasFocus() and not by_mouse(one)] == []
    answers(person)
    assert not person.sees("This computer's clock is behind")
    with person.services.context.store.begin() as connection:
        rows = connection.exec_driver_sql("SELECT answered_at_ms FROM answer ORDER BY id").scalars().all()
    assert list(rows) == sorted(rows)
    person.leave()
    assert launch().sees("This computer's clock is behind your last answer, which is from")


def test_an_hour_of_summer_time_is_not_worth_a_word(launch: Launch, clock: FixedClock) -> None:
    person = launch()
    answers(person)
    person.leave()
    clock.ms -= 3_000_000
    assert not launch().sees("This computer's clock")


def test_a_clock_that_was_ahead_once_is_told_once_and_its_answers_moved(launch: Launch, clock: FixedClock) -> None:
    """Today counts them where they belong, and the window, open over it, shows the date of the clock again."""
    person = launch()
    answers(person)
    clock.pass_days(3)
    clock.ms += 3650 * DAY_MS
    answers(person)
    clock.ms -= 3650 * DAY_MS
    answers(person)
    said = "This computer's clock was wrong when you gave"
    assert person.sees(said)
    person.clicks("Hide")
    assert person.services.clock.today() == clock.today()
    days = person.services.progress.overview().days
    assert [(day.on, day.answered) for day in days] == [(clock.today() - timedelta(3), 1), (clock.today(), 2)]
    answers(person)
    assert not person.sees(said)
    person.leave()
    assert not launch().sees(said)


@pytest.mark.parametrize("said", ["1970-01-02", "2000-01-01"])
def test_a_clock_without_a_battery_is_told_at_a_first_start(launch: Launch, clock: FixedClock, said: str) -> None:
    clock.ms = round(datetime.fromisoformat(f"{said}T12:00+00:00").timestamp() * 1000)
    assert launch().sees(f"This computer's clock says {day_year(date.fromisoformat(said))}, which cannot be.")


def test_the_window_left_open_over_midnight_shows_the_new_day(launch: Launch, clock: FixedClock) -> None:
    person = launch()
    answers(person)
    fetched = []
    person.application.pages.hub.changed.connect(lambda changes, origin: fetched.append(changes))
    person.application._upkeep._look_at_day()
    assert fetched == []
    clock.pass_days(1)
    person.application._upkeep._look_at_day()
    assert [(one.plan, one.readiness) for one in fetched] == [(True, True)]
    assert person.services.progress.today("cma").plan.done_today == 0


def answers(person: Person) -> None:
    """One question of a quick session."""
    study = person.services.study
    session = study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=1)).value
    study.show(session, 0)
    outcome = study.answer(session, 0, chosen(0), confidence=None, milliseconds=4000)
    study.finish(session)
    person.application.pages.hub.tell(outcome.changes)
    QCoreApplication.processEvents()


def test_a_bank_file_with_a_mistake_keeps_its_questions_and_is_named(launch: Launch, own_bank: Path) -> None:
    whole = len_of(launch)
    broken = sorted(own_bank.glob("clinical/*.yaml"))[0]
    broken.write_text(broken.read_text("utf-8") + "\n  - id: [broken\n", "utf-8")
    person = launch()
    assert len(person.services.context.catalog) == whole
    assert person.sees(f"clinical/{broken.name}", "its last good version is used")
    person.clicks("See Settings")
    assert person.sees("Problems in the question bank", f"question_banks/clinical/{broken.name}")


def len_of(launch: Launch) -> int:
    person = launch()
    count = len(person.services.context.catalog)
    person.leave()
    return count


def test_a_bank_file_that_is_gone_takes_its_questions_along(launch: Launch, own_bank: Path) -> None:
    whole = len_of(launch)
    sorted(own_bank.glob("clinical/*.yaml"))[0].unlink()
    person = launch()
    assert 0 < len(person.services.context.catalog) < whole
    assert not person.sees("has a mistake")


def test_two_notices_stand_together(launch: Launch) -> None:
    person = launch()
    person.application.notices.tell("One thing.", "warn")
    person.application.notices.tell("Another.", "info")
    assert person.sees("One thing.\nAnother.", "Warning")
    person.clicks("Hide")
    person.application.notices.tell("A third.")
    assert person.sees("A third.") and not person.sees("Another.")


# -- first run -----------------------------------------------------------------------------------


def test_a_click_while_the_bank_is_read_does_not_skip_the_first_questions(
    qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    from unittest.mock import patch

    real = Library.load_bank

    def load(self: Library, *arguments: object) -> object:
        person_window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "sidebar") and w.isVisible())
        person_window.sidebar.chosen.emit("library")
        return real(self, *arguments)  # type: ignore[arg-type]

    with patch.object(Library, "load_bank", load):
        person = Person(qapp, tmp_path / "new" / "study.sqlite", clock)
    assert person.sees("Welcome to MediQuiz")
    person.leave()


# -- backups -------------------------------------------------------------------------------------


def test_restoring_while_open_shows_the_restored_history_everywhere(
    launch: Launch, database: Path, clock: FixedClock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite"
    services_theme(database, "dark")
    backups.copy_database(database, copy)
    services_theme(database, "light")
    person = launch()
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5))
    assert person.sees("1 of 5")
    person.goes("settings")
    person.prompts.answer(copy, True)
    person.clicks("Restore from backup…")
    person.window = person.application.window
    assert person.sees("Start today's session")
    assert person.application.theme.mode == "dark"
    person.goes("study")
    assert person.sees("Quick 10")
    assert not person.sees("1 of 5")
    kept = backups.all_backups(database)[0]
    assert "before-restore" in kept.name
    assert themes(kept) == "light"


def test_a_file_that_is_no_backup_changes_nothing_and_says_so(launch: Launch, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_text("no backup")
    person = launch()
    answers(person)
    person.goes("settings")
    person.prompts.answer(wrong, True)
    person.clicks("Restore from backup…")
    person.window = person.application.window
    assert person.sees("is not a sound MediQuiz backup; nothing was changed", "Start today's session")


def test_the_day_s_backup_is_made_once_and_after_the_first_page(launch: Launch, database: Path) -> None:
    person = launch()
    assert backups.all_backups(database) == []
    person.application._upkeep._care.timeout.emit()
    person.application._upkeep._care.timeout.emit()
    assert len(backups.all_backups(database)) == 1


# -- failures ------------------------------------------------------------------------------------


FAULTY = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from mediquiz.app import Application
from mediquiz.locations import find
from mediquiz.ui.destinations import ToStudy
from mediquiz.ui.widgets.banner import Banner

class Faulty(QWidget):
    def paintEvent(self, event):
        raise LookupError("no paint")
    def showEvent(self, event):
        raise LookupError("no show")

def fail():
    if main.window.current_key() != "today":
        return
    ticks.append(1)
    if len(ticks) == 1:
        main.window.stack.addWidget(faulty)
        main.window.stack.setCurrentWidget(faulty)
    elif len(ticks) == 2:
        main.tasks.run(lambda: {}["in a worker"])
    elif len(ticks) == 9:
        said.append(main.window.centralWidget().findChild(Banner).text.text())
        main.window.go(ToStudy())
        main.window.close()

app, ticks, said = QApplication([]), [], []
main = Application(app, find(Path(sys.argv[1])))
faulty, timer = Faulty(), QTimer(interval=30)
timer.timeout.connect(fail)
timer.start()
main.window.appear()
code = app.exec()
timer.stop()
main.close()
print(json.dumps([code, said, main._ended]))
"""


def test_failures_in_show_paint_and_worker_are_told_and_survived(database: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FAULTY, str(database)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    code, [said], _ = json.loads(ended.stdout)
    reports = [path.read_text("utf-8") for path in (database.parent / "crash-reports").glob("crash-*.txt")]
    assert code == 0
    assert "Something in MediQuiz went wrong; your answers are safe." in said
    assert [sum(words in report for report in reports) for words in ("no paint", "no show", "in a worker")] == [1, 1, 1]


def test_a_full_disk_under_work_without_an_answer_of_its_own_is_a_sentence_and_no_crash(
    launch: Launch, database: Path
) -> None:
    person = launch()
    person.application._work_failed(UnwritableDatabase(database, "The disk is full; free some space."))
    assert person.sees("The disk is full; free some space.")
    assert not (database.parent / "crash-reports").exists()


def test_moving_the_log_into_the_file_can_wait(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Store) -> None:
        raise UnwritableDatabase(self.path, "full")

    person = launch()
    monkeypatch.setattr(Store, "checkpoint", full)
    person.application._upkeep._idle.timeout.emit()
    assert not person.sees("full")
    person.leave()
    monkeypatch.undo()
    assert launch().sees("Start today's session")


# -- the end -------------------------------------------------------------------------------------


@pytest.fixture
def threaded(qapp: QApplication, database: Path, clock: FixedClock) -> Application:
    """The application with its real threads, not yet shown."""
    return Application(qapp, find(database), seams=Seams(clock=clock, prompts=RecordedPrompts()))


def test_closing_while_the_bank_is_read_ends_quietly(
    threaded: Application, own_bank: Path, qapp: QApplication, tmp_path: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    threaded.close()
    database = tmp_path / "fresh" / "study.sqlite"
    main = Application(qapp, find(database), seams=Seams(clock=clock))
    main.window.show()
    turns(lambda: main.window._loading.text().startswith("Reading questions"))
    main.window.close()
    main.close()
    assert not (database.parent / "crash-reports").exists()
    assert capsys.readouterr().err == ""
    Store(database).close()


@pytest.mark.parametrize("after", [0, 1, 3])
def test_closing_just_after_an_answer_keeps_it_and_ends_quietly(
    threaded: Application, database: Path, capsys: pytest.CaptureFixture[str], after: int
) -> None:
    main = threaded
    main.window.show()
    turns(lambda: main.window.current_key() == "today")
    main.pages.go(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5)))
    run = main.window.page("study")._run  # type: ignore[attr-defined]
    turns(lambda: run.session is not None)
    study = main.window.page("study")
    study.session.card.responded.emit(chosen(0))  # type: ignore[attr-defined]
    study.session.bar.acted.emit()  # type: ignore[attr-defined]
    for _ in range(after):
        QCoreApplication.processEvents()
    main.window.close()
    main.close()
    assert capsys.readouterr().err == ""
    assert not (database.parent / "crash-reports").exists()
    store = Store(database)
    with store.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answer").scalar() == 1
    store.close()


def test_closing_just_as_the_first_page_comes_ends_quietly(
    threaded: Application, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    threaded.window.show()
    turns(lambda: threaded.window.current_key() == "today")
    threaded.window.close()
    threaded.close()
    assert capsys.readouterr().err == ""
    assert not (database.parent / "crash-reports").exists()


def test_a_close_while_opening_leaves_no_lock(threaded: Application, database: Path) -> None:
    threaded.window.show()
    turns(lambda: threaded.tasks is not None)
    threaded.window.close()
    threaded.close()
    Store(database).close()


def alone(database: Path, copy: Path) -> int:
    """Answers in a copy of the file without its log, made by another program."""
    subprocess.run(["cp", database, copy], check=True, timeout=60)
    held = holding(copy)
    assert held is not None
    return held.answers


def test_a_copy_of_the_file_alone_holds_the_bank_and_after_a_quiet_moment_the_answers(
    launch: Launch, database: Path, tmp_path: Path
) -> None:
    person = launch()
    assert alone(database, tmp_path / "1.sqlite") == 0
    with closing(sqlite3.connect(tmp_path / "1.sqlite")) as copy:
        (items,) = copy.execute("SELECT count(*) FROM item").fetchone()
    assert items == sum(file.items for file in person.services.care.bank_files()) > 0
    upkeep = person.application._upkeep
    assert not upkeep._quiet.isActive() and not upkeep._longest.isActive()
    answers(person)
    assert alone(database, tmp_path / "2.sqlite") == 0
    assert upkeep._quiet.isActive() and upkeep._longest.isActive()
    upkeep._quiet.timeout.emit()
    assert alone(database, tmp_path / "3.sqlite") == 1
    assert not upkeep._quiet.isActive() and not upkeep._longest.isActive()


def test_who_answers_without_a_pause_has_the_log_moved_all_the_same(
    launch: Launch, database: Path, tmp_path: Path
) -> None:
    person = launch()
    upkeep = person.application._upkeep
    answers(person)
    left = upkeep._longest.remainingTime()
    answers(person)
    assert upkeep._longest.remainingTime() <= left
    upkeep._longest.timeout.emit()
    assert alone(database, tmp_path / "copy.sqlite") == 2


def test_the_log_is_moved_beside_the_lane_of_the_answers(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    person, lanes = launch(), []
    run = person.application._upkeep._run
    monkeypatch.setattr(person.application._upkeep, "_run", lambda *work: (lanes.append(work[3:]), run(*work)))
    person.application._upkeep._quiet.timeout.emit()
    assert lanes == [("care",)]


def test_a_window_left_open_over_night_makes_the_next_day_s_backup(
    launch: Launch, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = launch()
    person.application._upkeep._care.timeout.emit()
    [first] = backups.all_backups(database)
    yesterday = first.with_name(first.name.replace(backups.made_on(first).strftime("%Y%m"), "202001"))
    first.rename(yesterday)
    person.application._upkeep._idle.timeout.emit()
    assert len(backups.all_backups(database)) == 2
