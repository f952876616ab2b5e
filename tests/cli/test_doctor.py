from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from mediquiz.domain.summaries import LibraryQuery
from mediquiz.services.bundle import Services
from mediquiz.storage.schema import REVISION

from ..helpers import make_services
from .conftest import Command


@pytest.fixture(autouse=True)
def able_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this computer lacks is not what these tests are about."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("mediquiz.ui.platform_check.missing_libraries", lambda names: [])
    monkeypatch.setattr("mediquiz.ui.platform_check.no_fonts", lambda: False)


@pytest.fixture
def sound_bank(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain items of the tests are near-twins of each other: fine for us, an error for the checks."""
    from mediquiz.banks.checks import CheckReport

    report = CheckReport(
        items={"written": 9, "reviewed": 9, "family": 0},
        kinds={},
        errors=[],
        warnings=[],
        key_position={},
        longest_is_key=0.25,
        cognitive={},
        exams={"cma": {"forms": 1}},
    )
    monkeypatch.setattr("mediquiz.banks.checks.check_bank", lambda folder: report)


@pytest.mark.usefixtures("sound_bank")
def test_on_a_new_computer_all_is_well(command: Command, database: Path) -> None:
    said = command("doctor")
    assert said.code == 0, said.out
    assert "will be made at the first start" in said.out
    assert "none yet" in said.out
    assert "Qt platform offscreen" in said.out
    assert not database.parent.exists()


@pytest.mark.usefixtures("sound_bank")
def test_with_a_history_and_the_window_open(command: Command, studied: Services) -> None:
    said = command("doctor")
    assert said.code == 0, said.out
    assert "25 answers on 1 day, 0 practice exams finished" in said.out
    assert f"{REVISION}, up to date" in said.out
    assert "sound" in said.out
    assert re.search(r"Questions: ([\d,]+) served of \1 shipped, in \d+ files", said.out)


def test_drafts_are_shipped_and_not_served_and_all_numbers_agree(
    command: Command, database: Path, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line of the history, the line of the bank, `bank check` and the library say one number."""
    from mediquiz import locations

    own = Path(shutil.copytree(bank, tmp_path / "with_draft"))
    file = own / "clinical" / "ecg.yaml"
    text = file.read_text()
    first = re.search(r"^ +reviewed: .*\n", text, re.MULTILINE)
    assert first is not None
    file.write_text(text.replace(first[0], "", 1))
    monkeypatch.setattr(locations, "shipped", lambda name: own)
    services = make_services(database.parent, banks=own)
    served = services.library.search(LibraryQuery()).total
    services.close()
    said = command("doctor")
    assert f"Questions: {served:,} served of {served + 1:,} shipped, in " in said.out
    assert f"Bank: {served + 1:,} questions, {served:,} reviewed and served; " in said.out
    assert f"{served + 1:,} items written, {served:,} of them reviewed and served, " in command("bank", "check").out


@pytest.mark.usefixtures("sound_bank")
def test_a_damaged_history_is_a_problem(command: Command, database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    said = command("doctor")
    assert said.code == 1
    (line,) = [line for line in said.out.splitlines() if line.startswith("PROBLEM")]
    assert str(database) in line


@pytest.mark.usefixtures("sound_bank")
def test_a_folder_that_cannot_be_made(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = command("doctor", "--database", tmp_path / "file" / "data" / "study.sqlite")
    assert said.code == 1
    assert "cannot be made" in said.out


@pytest.mark.usefixtures("sound_bank")
def test_missing_libraries_are_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediquiz.ui.platform_check.missing_libraries", lambda names: ["libEGL.so.1"])
    said = command("doctor")
    assert said.code == 1
    assert "libegl1" in said.out


@pytest.mark.usefixtures("sound_bank")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system brings fonts")
def test_a_computer_without_fonts_is_a_problem(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediquiz.ui.platform_check.no_fonts", lambda: True)
    said = command("doctor")
    assert said.code == 1
    assert "PROBLEM  Fonts: This computer has no fonts" in said.out


@pytest.mark.usefixtures("sound_bank")
def test_no_display_is_a_notice_and_no_problem(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = command("doctor")
    assert said.code == 0, said.out
    (line,) = [line for line in said.out.splitlines() if "Window:" in line]
    assert line.startswith("NOTICE ")
    assert "cannot open a window" in line and "'mediquiz study' works in the terminal" in line
    assert "All is well" not in said.out
    assert said.out.splitlines()[-1] == "No problem found, 1 notice."


def test_a_mistake_in_the_bank_is_a_problem(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mediquiz import locations

    (tmp_path / "topics.yaml").write_text("subjects: [\n")
    monkeypatch.setattr(locations, "shipped", lambda name: tmp_path)
    said = command("doctor")
    assert said.code == 1
    assert "topics.yaml" in said.out


@pytest.mark.usefixtures("sound_bank")
@pytest.mark.parametrize("there", [True, False])
def test_a_history_that_cannot_be_made_is_a_problem_before_the_first_start(
    command: Command, database: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    def broken(engine: object) -> None:
        raise ValueError("invalid syntax in '100% sure'")

    if there:
        database.parent.mkdir()
    monkeypatch.setattr("mediquiz.storage.store.migrate", broken)
    said = command("doctor")
    assert said.code == 1
    assert re.search(r"PROBLEM +Folder: Something in MediQuiz went wrong.* a report is in ", said.out)
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("sound_bank")
def test_the_doctor_leaves_nothing_in_the_folder(command: Command, database: Path) -> None:
    database.parent.mkdir()
    assert command("doctor").code == 0
    assert list(database.parent.iterdir()) == []
