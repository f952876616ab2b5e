"""A study history that cannot be opened: one sentence, ways out that work, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.desktop.trouble import TITLE
from mediquiz.storage import backups
from mediquiz.storage.store import Store

from ..cli.conftest import answer_some
from ..helpers import make_services, with_exam
from ..journeys.person import Person
from .conftest import Launch, themes


def garbage(path: Path) -> None:
    path.write_bytes(b"These are notes, not a database. " * 400)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 40 * 1024 + 17])


def pages_overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(3 * 4096, len(data), 5 * 4096):
        data[start : start + 4096] = bytes(255 - one for one in data[start : start + 4096])
    path.write_bytes(data)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES = [garbage, cut_short, pages_overwritten]


def said(person: Person) -> str:
    """The trouble page, in words."""
    assert person.sees(TITLE)
    return person.reads()


def beside(database: Path) -> list[bytes]:
    """What was set aside."""
    kept = database.parent.glob("study-damaged-*.sqlite")
    return [path.read_bytes() for path in kept]


@pytest.mark.parametrize("damage", [*DAMAGES, emptied])
def test_a_damaged_history_is_set_aside_and_its_backup_restored_by_a_button(
    launch: Launch, database: Path, damage: object
) -> None:
    services_theme(database, "dark")
    backups.make(database, "daily")
    assert callable(damage)
    damage(database)
    was = database.read_bytes()
    person = launch()
    assert str(database) in said(person)
    assert database.read_bytes() == was
    [button] = [word for word in person.reads().splitlines() if word.startswith("Restore the backup of ")]
    person.clicks(button)
    assert person.sees("Start today's session")
    assert beside(database) == [was]
    person.leave()
    assert themes(database) == "dark"


def services_theme(database: Path, theme: str) -> None:
    from mediquiz.locations import shipped
    from mediquiz.services.opening import open_services

    services = open_services(database, shipped("question_banks"))
    services.settings.change(theme=theme)
    services.close()


def test_a_damaged_backup_is_passed_over(launch: Launch, database: Path) -> None:
    services_theme(database, "contrast")
    backups.make(database, "daily")
    garbage(backups.make(database, "daily"))
    garbage(database)
    person = launch()
    [button] = [word for word in person.reads().splitlines() if word.startswith("Restore the backup of ")]
    person.clicks(button)
    assert person.sees("Start today's session")
    assert person.settings().theme == "contrast"


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_backup_one_starts_anew_and_the_old_file_stays(
    launch: Launch, database: Path, damage: object
) -> None:
    assert callable(damage)
    damage(database)
    was = database.read_bytes()
    person = launch()
    assert "Restore the backup" not in said(person)
    # The sentence goes with the button that has the focus: a screen reader tells what happened first.
    way = person.button("Set it aside and start over")
    assert way.hasFocus()
    assert way.accessibleDescription() in said(person)
    assert len(way.accessibleDescription()) > 40
    person.clicks("Set it aside and start over")
    assert person.sees("Welcome to MediQuiz")
    assert beside(database) == [was]


def test_after_starting_anew_old_backups_make_no_trouble(launch: Launch, database: Path) -> None:
    backups.make(database, "daily")
    garbage(database)
    person = launch()
    person.clicks("Set it aside and start over")
    person.leave()
    assert launch().sees("Welcome to MediQuiz")


def test_the_file_of_another_program_is_left_alone_and_another_can_be_opened(
    launch: Launch, database: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "history.sqlite"
    other.parent.mkdir()
    database.rename(other)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE songs (name)")
    was = database.read_bytes()
    person = launch()
    assert "another program" in said(person)
    assert "Set it aside" not in person.reads()
    person.prompts.answer(other)
    person.clicks("Open another study history…")
    assert person.sees("Start today's session")
    assert person.services.context.store.path == other
    person.leave()
    assert database.read_bytes() == was


def test_a_newer_history_is_refused_unchanged(launch: Launch, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer MediQuiz" in said(launch())


def test_a_folder_in_place_of_the_file(launch: Launch, database: Path, tmp_path: Path) -> None:
    database.unlink()
    database.mkdir()
    person = launch()
    assert f"{database} is a folder" in said(person)
    person.prompts.answer(tmp_path / "free")
    person.clicks("Use another folder…")
    assert person.sees("Welcome to MediQuiz")
    assert (tmp_path / "free" / "mediquiz.sqlite").is_file()


def test_a_second_window_is_told_and_can_try_again(launch: Launch, database: Path) -> None:
    first = Store(database)
    person = launch()
    assert "open in another MediQuiz window" in said(person)
    person.clicks("Try again")
    assert "open in another MediQuiz window" in said(person)
    first.close()
    person.clicks("Try again")
    assert person.sees("Start today's session")


def test_a_link_to_the_file_is_the_same_file(launch: Launch, database: Path) -> None:
    link = database.with_name("link.sqlite")
    link.symlink_to(database)
    first = Store(link)
    assert "open in another MediQuiz window" in said(launch())
    first.close()


def test_a_failure_of_our_own_leaves_a_report_and_a_way_out(
    launch: Launch, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("mediquiz.services.opening.build", lambda context: 1 / 0)
        person = launch()
    [report] = (database.parent / "crash-reports").glob("crash-*.txt")
    assert str(report) in said(person)
    assert "ZeroDivisionError" in report.read_text("utf-8")
    person.clicks("Try again")
    assert person.sees("Start today's session")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_restore_that_the_disk_refuses_changes_nothing(
    launch: Launch, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(database, "daily")
    garbage(database)
    was = database.read_bytes()
    person = launch()
    [button] = [word for word in person.reads().splitlines() if word.startswith("Restore the backup of ")]
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _no_space)
        person.clicks(button)
    assert "No space left" in said(person)
    assert database.read_bytes() == was
    person.clicks(button)
    assert person.sees("Start today's session")


def _no_space(self: Path, target: Path) -> Path:
    raise OSError(28, "No space left on device")


def test_closing_is_a_way_out(launch: Launch, database: Path) -> None:
    garbage(database)
    person = launch()
    person.clicks("Close MediQuiz")
    assert not person.window.isVisible()


def test_a_broken_exam_file_names_itself(launch: Launch, own_bank: Path) -> None:
    outline = own_bank / "exams" / "cma.yaml"
    sound = outline.read_text("utf-8")
    outline.write_text("id: [\n", "utf-8")
    person = launch()
    assert "exams/cma.yaml, line" in said(person) or "exams/cma.yaml:" in said(person)
    outline.write_text(sound, "utf-8")
    person.clicks("Try again")
    assert person.sees("Start today's session")


def test_an_exam_that_takes_the_place_of_another_names_itself(launch: Launch, own_bank: Path) -> None:
    with_exam(own_bank, "fifth", 4)
    person = launch()
    assert "exams/fifth.yaml, line" in said(person) and "the order 4, which ccma.yaml has" in said(person)
    (own_bank / "exams" / "fifth.yaml").unlink()
    person.clicks("Try again")
    assert person.sees("Start today's session")


def test_the_store_is_closed_when_the_bank_fails(
    launch: Launch, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: object, *arguments: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("mediquiz.services.library.Library.load_bank", fail)
        launch()
    Store(database).close()
    assert "MemoryError" in capsys.readouterr().err


def answered(database: Path, count: int) -> None:
    """Some answers more, and a backup of all."""
    from ..cli.conftest import answer_some

    services = make_services(database.parent)
    answer_some(services, count)
    services.close()
    backups.make(database, "daily")


@pytest.mark.parametrize("empty", [True, False])
def test_a_history_that_is_gone_is_asked_about_and_comes_back(launch: Launch, database: Path, empty: bool) -> None:
    answered(database, 3)
    database.unlink()
    if empty:
        emptied(database)
    person = launch()
    assert "there are backups of it" in said(person)
    [button] = [word for word in person.reads().splitlines() if word.startswith("Restore the backup of ")]
    assert button.endswith("(3 answers)")
    person.clicks(button)
    assert person.sees("Start today's session")
    assert person.services.care.counts().answers == 3


def test_a_new_history_is_begun_on_the_students_word_and_never_asked_about_again(
    launch: Launch, database: Path
) -> None:
    answered(database, 3)
    database.unlink()
    person = launch()
    assert not database.exists()
    person.clicks("Start a new history")
    assert person.sees("Welcome to MediQuiz")
    person.leave()
    assert launch().sees("Welcome to MediQuiz")


def test_a_backup_with_more_is_offered_beside_the_newest(launch: Launch, database: Path) -> None:
    answered(database, 3)
    database.unlink()
    Store(database, anew=True).close()
    answered(database, 2)
    garbage(database)
    person = launch()
    found = [word for word in person.reads().splitlines() if word.startswith("Restore the backup of ")]
    assert [word.partition("(")[2] for word in found] == ["2 answers)", "3 answers)"]
    person.clicks(found[1])
    assert person.sees("Start today's session")
    assert person.services.care.counts().answers == 3


def flagged_rows_lost(path: Path) -> None:
    """Rows of the log are gone, and SQLite sees nothing wrong."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER answer_delete_lifts_seal")
        connection.execute("DELETE FROM answer WHERE id = 2")


def three_answers(database: Path) -> None:
    services = make_services(database.parent)
    answer_some(services, 3)
    services.close()


@pytest.mark.parametrize(
    ("button", "left"), [("Take the damaged part from the backup of ", 3), ("Use what can be read", 2)]
)
def test_answers_that_are_missing_are_told_and_taken_from_a_backup_or_left(
    launch: Launch, database: Path, button: str, left: int
) -> None:
    database.unlink(missing_ok=True)
    three_answers(database)
    backups.make(database, "daily")
    flagged_rows_lost(database)
    was = database.read_bytes()
    person = launch()
    assert "rows 1 to 1000 of the table answer are missing or altered" in said(person)
    assert database.read_bytes() == was
    [words] = [word for word in person.reads().splitlines() if word.startswith(button)]
    person.clicks(words)
    assert not person.sees(TITLE)
    assert person.services.care.counts().answers == left
    assert beside(database) == [was]
    person.leave()
    Store(database).close()
