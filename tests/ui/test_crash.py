from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.ui.crash import KEEP, CrashRelay, CrashReporter


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def reporter(tmp_path: Path, told: list[str]) -> Iterator[CrashReporter]:
    reporter = CrashReporter(tmp_path / "crashes", told.append, "1.2.3")
    yield reporter
    reporter.uninstall()


def fail() -> Exception:
    try:
        raise ValueError("the reason")
    except ValueError as error:
        return error


def test_a_report_and_one_sentence(reporter: CrashReporter, told: list[str]) -> None:
    path = reporter.report(fail())
    assert path is not None
    text = path.read_text("utf-8")
    assert text.startswith("MediQuiz 1.2.3")
    assert "ValueError: the reason" in text
    assert len(told) == 1
    assert str(path) in told[0]


def test_the_same_failure_is_told_once(reporter: CrashReporter, told: list[str]) -> None:
    for _ in range(5):
        reporter.report(fail())
    assert len(told) == 1


def test_a_folder_that_cannot_be_written_still_tells(tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert CrashReporter(tmp_path / "file", told.append).report(fail()) is None
    assert len(told) == 1


def test_old_reports_go(tmp_path: Path, reporter: CrashReporter) -> None:
    folder = tmp_path / "crashes"
    folder.mkdir()
    for number in range(KEEP + 5):
        (folder / f"crash-2001-{number:03}.txt").write_text("old")
    reporter.report(fail())
    assert len(list(folder.iterdir())) == KEEP


def test_the_hooks_come_and_go(reporter: CrashReporter, told: list[str]) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter.install()
    error = fail()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join(60)
    assert len(told) == 2
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_relay_brings_the_sentence_to_the_gui_thread(qtbot: QtBot) -> None:
    relay = CrashRelay()
    with qtbot.waitSignal(relay.told) as told:
        thread = threading.Thread(target=relay.tell, args=("a sentence",))
        thread.start()
        thread.join(60)
    assert told.args == ["a sentence"]
