from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services
from mediquiz.storage import backups, engine

from ..helpers import make_services
from .conftest import Command, answer_some


def answers(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM answer").fetchone()[0])


def test_backup_while_the_window_is_open(command: Command, studied: Services, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    assert command("backup", target).code == 0
    assert answers(target) == 25
    assert engine.integrity_problem(target) is None


def test_backup_overwrites_nothing(command: Command, studied: Services, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.write_text("mine")
    said = command("backup", target)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert target.read_text() == "mine"


def test_backup_of_nothing(command: Command, tmp_path: Path) -> None:
    said = command("backup", tmp_path / "copy.sqlite")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing/copy.sqlite", "missing/deeper/copy", "file/copy.sqlite"])
def test_backup_makes_no_folder(command: Command, studied: Services, tmp_path: Path, name: str) -> None:
    """A folder that is not there is a slip of the keys more often than a wish."""
    (tmp_path / "file").write_text("in the way")
    before = sorted(tmp_path.iterdir())
    said = command("backup", tmp_path / name)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert f"There is no folder {(tmp_path / name).parent}" in said.err
    assert sorted(tmp_path.iterdir()) == before


def test_backup_into_a_folder_is_refused_in_one_sentence(command: Command, studied: Services, tmp_path: Path) -> None:
    said = command("backup", tmp_path)
    assert (said.code, len(said.sentences)) == (1, 1)


def test_backup_beside_the_working_folder(
    command: Command, studied: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("backup", "copy.sqlite").code == 0
    assert answers(tmp_path / "copy.sqlite") == 25


@pytest.mark.parametrize("text", [None, "no history"])
def test_restore_of_nothing_makes_no_folder(command: Command, tmp_path: Path, text: str | None) -> None:
    copy = tmp_path / "copy.sqlite"
    if text is not None:
        copy.write_text(text)
    before = sorted(tmp_path.iterdir())
    said = command("restore", copy, "--database", tmp_path / "missing" / "study.sqlite")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert sorted(tmp_path.iterdir()) == before


def test_restore_keeps_what_stood_there(command: Command, database: Path, bank: Path, tmp_path: Path) -> None:
    services = make_services(database.parent, banks=bank)
    answer_some(services, 5)
    copy = tmp_path / "copy.sqlite"
    services.context.store.backup(copy)
    answer_some(services, 3)
    services.close()
    said = command("restore", copy)
    assert said.code == 0
    assert answers(database) == 5
    (kept,) = (database.parent / "backups").glob("*before-restore*")
    assert str(kept) in said.out
    assert answers(kept) == 8


def test_restore_on_a_new_computer(command: Command, studied: Services, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    studied.context.store.backup(copy)
    fresh = tmp_path / "new" / "study.sqlite"
    assert command("restore", copy, "--database", fresh).code == 0
    assert answers(fresh) == 25


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_restore_of_something_else_changes_nothing(
    command: Command, database: Path, bank: Path, tmp_path: Path, content: bytes | None
) -> None:
    services = make_services(database.parent, banks=bank)
    answer_some(services, 2)
    services.close()
    other = tmp_path / "other"
    if content is not None:
        other.write_bytes(content)
    said = command("restore", other)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert answers(database) == 2


def test_restore_of_the_history_itself(command: Command, database: Path, bank: Path) -> None:
    make_services(database.parent, banks=bank).close()
    said = command("restore", database)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "itself" in said.err


def test_a_history_that_is_gone_is_told_by_every_command_with_the_way_back(
    command: Command, database: Path, bank: Path
) -> None:
    services = make_services(database.parent, banks=bank)
    answer_some(services, 2)
    services.close()
    newest = backups.make(database, "daily")
    database.unlink()
    for words in (("progress",), ("readiness",), ("study", "--count", "1"), ("backup", database.parent / "x.sqlite")):
        said = command(*words)
        assert said.code == 1
        assert said.err == (
            f"There is no study history at {database}, but there are backups of it; nothing was changed: the window "
            f"offers them, and 'mediquiz restore {newest}' puts the newest back.\n"
        )
    assert "PROBLEM  History: There is no study history at" in command("doctor").out
    assert command("restore", newest).code == 0
    assert answers(database) == 2
