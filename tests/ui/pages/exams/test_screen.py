"""The Practice exams page: what can be sat, what is open, what was finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, Sitting
from mediquiz.services.exams import Exams
from mediquiz.ui.destinations import ToExams, ToReport, ToSitting
from mediquiz.ui.pages.exams.offer import newness
from mediquiz.ui.pages.exams.screen import ExamsScreen
from tests.helpers import FixedClock, make_services, make_tools, write_bank
from tests.ui.pages.exam_room import ExamRoom, words_on


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[ExamRoom]:
    found = ExamRoom(tmp_path, qtbot)
    yield found
    found.close()


def home(room: ExamRoom) -> ExamsScreen:
    screen = ExamsScreen(room.tools)
    room.keep(screen)
    screen.resize(1280, 1400)
    screen.show()
    QApplication.processEvents()
    return screen


def test_four_exams_with_their_rules(room: ExamRoom) -> None:
    screen = home(room)
    said = words_on(screen)
    for line in (
        "CMA (AAMA)",
        "200 questions, 2 h 40 min",
        "4 segments of 50 questions and 40 minutes. You cannot go back to a finished segment.",
        "RMA (AMT)",
        "210 questions, 2 h",
        "NCMA (NCCT)",
        "CCMA (NHA)",
        "Every question is new to you.",
        "No finished practice exams yet.",
    ):
        assert line in said
    assert not screen.history.isVisible()


def test_starting_asks_and_opens_the_exam(room: ExamRoom) -> None:
    screen = home(room)
    screen.cards["cma"].button.click()
    kind, title, text = room.prompts.said[-1]
    assert (kind, title) == ("confirm", "Start the CMA (AAMA) practice exam?")
    assert "It ends when you end it or when time is up." in text
    assert room.went == [], "not confirmed"
    room.prompts.answer(True)
    screen.cards["cma"].button.click()
    (went,) = room.went
    assert isinstance(went, ToSitting)
    assert isinstance(went.sitting, Sitting)
    assert len(went.sitting.attempt.questions) == 200


@pytest.mark.parametrize(("index", "factor", "said"), [(1, 1.25, "2 h 30 min"), (3, 2.0, "4 h"), (4, None, "untimed")])
def test_extra_time(room: ExamRoom, index: int, factor: float | None, said: str) -> None:
    screen = home(room)
    card = screen.cards["rma"]
    assert [card.time.itemText(n) for n in range(5)] == [
        "Standard time",
        "1.25 times the time",
        "1.5 times the time",
        "2 times the time",
        "Untimed",
    ]
    card.time.setCurrentIndex(index)
    assert card.figures.text() == f"210 questions, {said}"
    room.prompts.answer(True)
    card.button.click()
    assert said in room.prompts.said[-1][2]
    assert room.went[-1].sitting.attempt.rules.time_factor == factor


def test_an_open_exam_is_resumed_and_not_started_again(room: ExamRoom) -> None:
    room.services.exams.start("cma")
    screen = home(room)
    said = words_on(screen)
    assert "In progress" in said
    assert "0 of 200 questions answered" in said
    assert screen.cards["cma"].button.text() == "Resume CMA exam"
    screen.cards["cma"].button.click()
    assert room.went[-1].page == "sitting"
    assert room.went[-1].sitting.attempt.interruptions == 1


def test_an_exam_in_progress_offers_no_time(room: ExamRoom) -> None:
    room.services.exams.start("cma")
    screen = home(room)
    assert screen.cards["cma"].button.text() == "Resume CMA exam"
    assert screen.cards["cma"].time.isHidden()
    assert not screen.cards["rma"].time.isHidden()


def test_finished_exams_lead_to_their_reports(room: ExamRoom) -> None:
    first, _ = room.finish_quickly("cma", lambda n: n % 4 != 0)
    room.clock.pass_days(1)
    second, _ = room.finish_quickly("rma", lambda n: n % 3 != 0, factor=1.5)
    screen = home(room)
    assert screen.history.isVisible()
    assert "RMA (AMT), 1.5 times the standard time" in words_on(screen)
    assert "140 / 210 (66.7%)" in words_on(screen)
    assert "You have seen the other" in words_on(screen)
    buttons = [b for b in screen.history.findChildren(QPushButton) if b.text() == "Report" and b.isVisible()]
    assert [b.accessibleName().split(",")[0] for b in buttons] == ["Report of RMA (AMT)", "Report of CMA (AAMA)"]
    for button in buttons:
        button.click()
    assert room.went == [ToReport(second), ToReport(first)]


def test_what_changed_elsewhere_shows_when_it_comes_back(room: ExamRoom) -> None:
    screen = home(room)
    room.prompts.answer(True)
    screen.cards["rma"].button.click()
    screen.hide()
    screen.show()
    assert screen.cards["rma"].button.text() == "Resume RMA exam"


def test_a_bank_too_small_is_one_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    clock = FixedClock()
    services = make_services(tmp_path, clock, write_bank(tmp_path / "bank", ["clinical.ecg"]))
    screen = ExamsScreen(make_tools(services, clock))
    qtbot.addWidget(screen)
    screen.show()
    prompts: Any = screen.tools.prompts
    prompts.answer(True)
    screen.cards["cma"].button.click()
    assert screen.banner.isVisible()
    assert "The exam could not be started. The bank holds 0 of the" in words_on(screen)
    screen.arrive(ToExams())
    assert not screen.banner.isVisible()
    services.context.store.close()


def test_a_disk_that_fails_at_the_start(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError("disk is full")

    monkeypatch.setattr(Exams, "start", fail)
    screen = home(room)
    room.prompts.answer(True)
    screen.cards["cma"].button.click()
    assert "disk is full" in words_on(screen)
    assert room.went == []


def test_says_plainly_what_was_seen_before() -> None:
    assert newness(1.0) == "Every question is new to you."
    assert "About 54% of the questions are new to you. You have seen the other 46%" in newness(0.54)
    assert "About 99.8% of" in newness(0.998)
    assert "No new questions are left" in newness(0.0)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_needs_no_sideways_scrolling(room: ExamRoom, theme: Any, percent: int) -> None:
    room.finish_quickly("ncma")
    theme.use("dark", percent)
    screen = home(room)
    screen.resize(640, 640)
    assert screen.page.widget().minimumSizeHint().width() <= 640


def test_an_exam_that_was_open_and_is_ended_can_be_started_again(room: ExamRoom) -> None:
    """Its card had no time to choose, and the new one has: the first of its times and not none."""
    sitting = room.services.exams.start("ncma").value
    screen = home(room)
    assert screen.cards["ncma"].button.text() == "Resume NCMA exam"
    room.services.exams.finish(sitting)
    screen.mark_stale()
    card = screen.cards["ncma"]
    assert (card.button.text(), card.time.currentText(), card.factor()) == ("Start NCMA exam", "Standard time", 1.0)


def test_the_own_exam_stands_in_front_and_the_others_are_folded(room: ExamRoom) -> None:
    room.services.settings.change(goals=(Goal("rma"),))
    screen = home(room)
    assert list(screen.cards) == ["rma", "cma", "ncma", "ccma"]
    assert screen.others is not None
    assert screen.cards["rma"].isVisible()
    assert not screen.cards["cma"].isVisible()
    screen.others.button.click()
    assert screen.cards["cma"].isVisible()
    assert screen.others.button.text() == "Hide the other exams"
    screen.refresh()
    QApplication.processEvents()
    assert screen.cards["cma"].isVisible()


def test_an_open_exam_is_never_folded(room: ExamRoom) -> None:
    room.services.settings.change(goals=(Goal("rma"),))
    room.services.exams.start("ncma", 1.0)
    screen = home(room)
    assert screen.cards["ncma"].isVisible()
    assert not screen.cards["cma"].isVisible()
