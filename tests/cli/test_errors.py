"""Every error is one sentence with a code that is not zero."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz import cli
from mediquiz.services.bundle import Services
from mediquiz.storage.store import Store

from .conftest import Command


@pytest.mark.parametrize(
    "arguments",
    [
        ["--wrong"],
        ["nonsense"],
        ["exam"],
        ["exam", "draw"],
        ["exam", "draw", "--cert", "xyz"],
        ["exam", "draw", "--cert", "cma", "--seed", "one"],
        ["study", "--mode", "sleep"],
        ["study", "--count", "0"],
        ["replay"],
        ["bank", "check", "--wrong"],
        ["screenshots", "there", "--text", "400"],
        ["--demo", "study"],
    ],
)
def test_wrong_words_get_one_line_that_names_the_help(command: Command, arguments: list[str]) -> None:
    said = command(*arguments)
    assert said.code == 2
    assert len(said.sentences) == 1
    assert "--help' shows what can be given." in said.err
    assert said.out == ""


def test_the_help_named_is_that_of_the_command(command: Command) -> None:
    assert "'mediquiz exam draw --help'" in command("exam", "draw").err


def test_an_exam_that_the_bank_does_not_hold_is_told_with_those_that_it_holds(command: Command) -> None:
    for words in (["exam", "draw"], ["study"]):
        said = command(*words, "--cert", "xyz")
        assert said.code == 2
        assert "there is no exam 'xyz'; choose one of ccma, cma, ncma, rma;" in said.err
        assert "One of ccma, cma, ncma, rma." in " ".join(command(*words, "--help").out.split())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["study"],
        ["exam"],
        ["exam", "draw"],
        ["progress"],
        ["readiness"],
        ["replay"],
        ["bank"],
        ["bank", "check"],
        ["bank", "export"],
        ["doctor"],
        ["backup"],
        ["restore"],
        ["screenshots"],
    ],
)
def test_every_command_has_help(command: Command, arguments: list[str]) -> None:
    said = command(*arguments, "--help")
    assert said.code == 0
    assert "Usage: mediquiz" in said.out
    assert "─" not in said.out


def test_without_words_it_shows_the_help(command: Command) -> None:
    said = command()
    assert said.code == 0
    assert "screenshots" in said.out


def test_a_database_of_another_program_is_refused(command: Command, database: Path) -> None:
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE songs (name)")
    before = database.read_bytes()
    for arguments in (["progress", "--json"], ["study"], ["backup", database.parent / "copy.sqlite"]):
        said = command(*arguments)
        assert (said.code, len(said.sentences)) == (1, 1)
        assert "another program" in said.err
    assert database.read_bytes() == before


def test_a_damaged_database_is_named_by_its_own_name(command: Command, database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    said = command("readiness", "--json")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert str(database) in said.err


def test_a_bank_with_a_mistake_names_file_and_line(command: Command, bank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "topics.yaml").write_text("subjects: [\n")
    said = command("bank", "export", tmp_path / "out.json", folder)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "line" in said.err
    assert not (tmp_path / "out.json").exists()


def test_too_few_items_for_a_form(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mediquiz import locations

    from ..helpers import write_bank

    folder = tmp_path / "small"
    folder.mkdir()
    small = write_bank(folder, ["clinical.ecg"])
    monkeypatch.setattr(locations, "shipped", lambda name: small)
    said = command("exam", "draw", "--cert", "cma")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "questions that the area" in said.err


def test_a_history_open_elsewhere_is_not_written(command: Command, database: Path) -> None:
    store = Store(database)
    try:
        for arguments in (["study"], ["restore", database.parent / "copy.sqlite"]):
            said = command(*arguments)
            assert (said.code, len(said.sentences)) == (1, 1)
            assert "another MediQuiz window" in said.err
    finally:
        store.close()


def test_a_folder_in_place_of_a_file(command: Command, tmp_path: Path) -> None:
    said = command("replay", tmp_path)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert str(tmp_path) in said.err


def test_our_own_failure_leaves_a_report(command: Command, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Services) -> None:
        raise ZeroDivisionError("two by none")

    monkeypatch.setattr("mediquiz.services.progress.ProgressService.overview", fail)
    said = command("progress", "--json")
    assert (said.code, len(said.sentences)) == (70, 1)
    (report,) = (database.parent / "crash-reports").glob("crash-*.txt")
    assert str(report) in said.err
    assert "ZeroDivisionError: two by none" in report.read_text()


def test_the_report_goes_elsewhere_when_the_data_folder_cannot_be_made(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("mediquiz.commands.figures.reading", lambda locations: 1 / 0)
    said = command("progress", f"--database={tmp_path / 'file' / 'study.sqlite'}")
    assert said.code == 70
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1


def test_control_c_ends_without_a_word(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mediquiz.commands.bank.banks", interrupt)
    said = command("bank", "check")
    assert said.code == 130
    assert said.err.strip() == ""


def test_a_reader_that_leaves_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(arguments: list[str]) -> int:
        raise BrokenPipeError

    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as out:
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr(cli, "_run", closed)
        assert cli.run(["doctor"]) == 1
        out.write("goes nowhere")


def test_version(command: Command) -> None:
    assert command("--version").out.startswith("MediQuiz ")
