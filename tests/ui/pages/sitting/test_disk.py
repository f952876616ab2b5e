"""What a kill, a slow disk and a failing disk cost: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import chosen
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.ui.destinations import ResumeSitting, ToExams, ToReport
from tests.ui.options import row
from tests.ui.pages.exam_room import ExamRoom, SlowRunner, end, press, words_on


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[ExamRoom]:
    found = ExamRoom(tmp_path, qtbot)
    yield found
    found.close()


# --- kill and resume -----------------------------------------------------------------------------


def test_a_kill_in_segment_two_costs_nothing(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "B")
    end(room, screen)
    room.pass_time(screen, 30)
    press(screen, "Enter")
    for n in range(12):
        room.pass_time(screen, 9)
        press(screen, "ABCD"[n % 4], *("F" if n in (2, 8) else ""), "Enter")
    press(screen, "D", "Shift+B", "Shift+C", "U")
    room.pass_time(screen, 8.6)
    before = screen.desk.attempt
    screen.desk._timer.stop()

    later = room.again()
    try:
        later.clock.pass_days(2)
        offer = next(o for o in later.services.exams.home().offers if o.certification == "cma")
        assert offer.open is not None
        assert offer.open.done == 14
        found = later.sit(ResumeSitting(offer.open.attempt_id))
        after = found.desk.attempt
        assert (after.segment, after.current, after.phase) == (1, 62, Phase.RUNNING)
        for old, new in zip(before.states, after.states, strict=True):
            assert (old.response, old.flagged, old.struck, old.confidence) == (
                new.response,
                new.flagged,
                new.struck,
                new.confidence,
            )
        assert before.seconds_left is not None
        assert after.seconds_left is not None
        assert 0 <= after.seconds_left - before.seconds_left <= 5
        assert after.break_left == before.break_left == 1170
        assert "Question 63 of 200" in words_on(found)
        assert row(found.question.card, 3).state == "selected"
        assert row(found.question.card, 1).state == "struck"
        assert after.interruptions == 1
        press(found, "Enter", "A")
        assert later.services.exams.load(1).attempt.states[63].answered
    finally:
        later.close()


@pytest.mark.parametrize("seconds", [0.4, 3.0, 4.9, 7.7, 12.3])
def test_a_kill_loses_at_most_five_seconds(room: ExamRoom, seconds: float) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, seconds)
    kept = room.services.exams.load(1).attempt
    assert kept.seconds_left is not None
    assert kept.seconds_left - (2400 - seconds) <= 5


def test_a_kill_in_the_break_goes_on_in_the_break(room: ExamRoom) -> None:
    screen = room.begin("cma")
    end(room, screen)
    room.pass_time(screen, 100)
    screen.desk._timer.stop()
    found = room.sit(ResumeSitting(1))
    assert found.desk.attempt.phase is Phase.BREAK
    assert found.desk.attempt.break_left <= 1105
    assert found.pause.isVisible()


def test_a_kill_between_the_end_and_the_result(room: ExamRoom) -> None:
    sitting = room.services.exams.start("rma").value
    last = sitting.attempt.stamp(Event(act=Act.SUBMIT))
    sitting.attempt.apply(last)
    room.services.exams.record(sitting, last)
    room.sit(ResumeSitting(sitting.attempt_id))
    assert room.went == [ToReport(sitting.attempt_id)]
    assert room.services.exams.home().history[0].scored == 210


def test_leaving_asks_keeps_and_stops_the_clock(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 2)
    assert not screen.may_leave()
    press(screen, "Escape")
    assert screen.desk.running
    room.prompts.answer(True)
    press(screen, "Escape")
    assert "The exam is saved" in room.prompts.said[-1][2]
    assert room.went == [ToExams()]
    assert room.full == [True, False]
    assert screen.may_leave()
    assert room.services.exams.load(1).attempt.seconds_left == pytest.approx(2398)


def test_closing_the_window_asks_first(room: ExamRoom, qtbot: QtBot) -> None:
    screen = room.begin("cma")
    assert not screen.may_close()
    assert screen.desk.running
    room.prompts.answer(True)
    with qtbot.waitSignal(screen.close_now):
        assert not screen.may_close()
    assert screen.may_close()
    assert room.went == []


def test_an_exam_that_cannot_be_opened(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(room.services.exams), "load", failing("the file is gone"))
    room.sit(ResumeSitting(1))
    assert "the file is gone" in room.prompts.said[-1][1]
    assert room.went == [ToExams()]


# --- a slow and a failing disk -------------------------------------------------------------------


def failing(text: str) -> Any:
    def fail(*_arguments: object) -> None:
        raise OSError(text)

    return fail


def test_typing_ahead_of_the_disk(room: ExamRoom) -> None:
    screen = room.begin("cma")
    slow = SlowRunner()
    room.tools.tasks = slow
    press(screen, "A", "Enter", "B", "Enter", "C")
    attempt = screen.desk.attempt
    assert attempt.current == 0, "the next act waits until the first is on disk"
    assert len(slow.jobs) == 1
    slow.do_all()
    typed = [chosen(screen.desk.sitting.items[n].order[n]) for n in range(3)]
    assert [state.response for state in attempt.states[:3]] == typed
    assert [state.response for state in room.services.exams.load(1).attempt.states[:3]] == typed


def test_the_clock_runs_while_the_disk_is_slow(room: ExamRoom) -> None:
    screen = room.begin("cma")
    slow = SlowRunner()
    room.tools.tasks = slow
    press(screen, "A")
    room.pass_time(screen, 6)
    assert screen.top.clock.text() == "39:54"
    slow.do_all()
    press(screen, "Enter")
    slow.do_all()
    assert room.services.exams.load(1).attempt.seconds_left == pytest.approx(2394)


def test_time_up_while_the_disk_is_slow(room: ExamRoom) -> None:
    screen = room.begin("cma")
    slow = SlowRunner()
    room.tools.tasks = slow
    press(screen, "A", "Enter", "B")
    room.pass_time(screen, 2400, step=10)
    assert screen.desk.attempt.phase is Phase.RUNNING
    slow.do_all()
    assert screen.desk.attempt.phase is Phase.BREAK
    assert "The time for segment 1 is up" in words_on(screen)
    kept = room.services.exams.load(1).attempt
    assert kept.states[0].answered
    assert not kept.states[1].answered, "what waited when the time ran out came too late"


def test_a_disk_that_fails_loses_nothing(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = room.begin("cma")
    press(screen, "A", "Enter")
    with monkeypatch.context() as broken:
        broken.setattr(type(room.services.exams), "record", failing("database or disk is full"))
        press(screen, "B")
        said = words_on(screen)
        assert "Your last step could not be saved: database or disk is full." in said
        assert "The clock is stopped" in said
        assert not screen.desk.attempt.states[1].answered, "memory equals the disk"
        assert screen.desk.attempt.states[0].answered
        room.pass_time(screen, 60)
        assert screen.top.clock.text() == "40:00"
        press(screen, "C", "Enter")
        assert screen.trouble.isVisible()
        assert not screen.bottom.end.isEnabled()
    try_again = next(b for b in screen.trouble.findChildren(QPushButton) if b.text() == "Try again")
    try_again.click()
    assert not screen.trouble.isVisible()
    order = screen.desk.sitting.items[1].order
    assert room.services.exams.load(1).attempt.states[1].response == chosen(order[1])
    press(screen, "Enter", "D")
    assert room.services.exams.load(1).attempt.states[2].answered


def test_an_end_that_was_written_is_not_done_twice(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = room.begin("cma")
    real = type(room.services.exams).record

    def late(self: Any, sitting: Any, event: Event) -> None:
        real(self, sitting, event)
        raise OSError("the answer of the disk was lost")

    with monkeypatch.context() as broken:
        broken.setattr(type(room.services.exams), "record", late)
        end(room, screen)
    assert screen.desk.attempt.phase is Phase.BREAK
    screen.trouble.button.click()
    press(screen, "Enter")
    assert screen.desk.attempt.segment == 1
    assert screen.desk.attempt.phase is Phase.RUNNING


def test_neither_writing_nor_reading_works(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = room.begin("cma")
    with monkeypatch.context() as broken:
        broken.setattr(type(room.services.exams), "record", failing("gone"))
        broken.setattr(type(room.services.exams), "load", failing("still gone"))
        press(screen, "A")
        assert "still gone" in words_on(screen)
        press(screen, "Enter")
        assert screen.trouble.isVisible()
    press(screen, "Enter")
    assert not screen.trouble.isVisible()
    assert room.services.exams.load(1).attempt.states[0].answered


def test_a_result_that_cannot_be_written(room: ExamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = room.begin("rma")
    with monkeypatch.context() as broken:
        broken.setattr(type(room.services.exams), "finish", failing("disk is full"))
        end(room, screen)
        assert "disk is full" in words_on(screen)
        assert room.went == []
    screen.trouble.button.click()
    assert room.went == [ToReport(1)]
