"""The clock of an exam that is sat: hiding, warnings, the end by time, sleep, breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.domain.attempt import Phase
from mediquiz.ui.destinations import ToReport
from tests.ui.pages.exam_room import ExamRoom, end, press, words_on


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[ExamRoom]:
    found = ExamRoom(tmp_path, qtbot)
    yield found
    found.close()


# --- the clock -----------------------------------------------------------------------------------


def test_untimed_has_no_clock_and_says_so(room: ExamRoom) -> None:
    screen = room.begin("ccma", None)
    room.pass_time(screen, 70)
    press(screen, "A")
    assert "Untimed" in words_on(screen)
    assert not screen.top.clock.isVisible()
    assert "Pace: 70 s a question." in words_on(screen)


def test_extra_time_makes_the_clock_longer(room: ExamRoom) -> None:
    screen = room.begin("cma", 1.5)
    assert screen.top.clock.text() == "1:00:00"


def test_the_clock_can_be_hidden(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "A", "H")
    assert screen.top.clock.text() == "Clock hidden"
    assert "Pace" not in words_on(screen)
    screen.top.hide_button.click()
    assert screen.top.clock.text() == "40:00"


def test_hiding_the_clock_can_be_a_setting(room: ExamRoom) -> None:
    room.services.settings.change(hide_clock=True)
    assert room.begin("cma").top.clock.text() == "Clock hidden"


def test_warns_at_ten_and_five_minutes_without_stopping_anything(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 1795, step=5)
    assert "minutes left" not in screen.banner.text.text()
    room.pass_time(screen, 5)
    assert screen.banner.text.text().startswith("10 minutes left in this segment. 50 questions")
    screen.banner.close_button.click()
    room.pass_time(screen, 300, step=5)
    assert screen.banner.text.text().startswith("5 minutes left")
    press(screen, "A")
    assert screen.desk.attempt.here.answered


def test_the_clock_ends_a_segment(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "A")
    room.pass_time(screen, 2400, step=10)
    assert screen.desk.attempt.phase is Phase.BREAK
    assert "The time for segment 1 is up, so it has ended." in words_on(screen)
    assert room.services.exams.load(1).attempt.phase is Phase.BREAK


def test_an_answer_after_the_time_is_not_taken(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 2395, step=5)
    room.clock.pass_time(6)
    press(screen, "A")
    assert screen.desk.attempt.phase is Phase.BREAK
    assert not screen.desk.attempt.states[0].answered


def test_a_yes_that_comes_after_the_clock_ends_nothing_more(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 2400, step=10)
    room.pass_time(screen, 1)
    press(screen, "Enter")
    assert screen.desk.attempt.segment == 1
    screen._end_if(0, True)
    assert screen.desk.attempt.segment == 1
    assert screen.desk.attempt.phase is Phase.RUNNING


def test_the_clock_submits_the_last_segment(room: ExamRoom) -> None:
    screen = room.begin("rma")
    press(screen, "A")
    room.pass_time(screen, 7200, step=10)
    assert room.went == [ToReport(1)]
    assert "The time is up, so the exam has ended." in screen.banner.text.text()
    assert room.services.reports.report(1).result.unanswered == 209


def test_sleep_does_not_count_and_is_told(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 10)
    room.clock.pass_time(7200)
    screen.desk.tick()
    assert "asleep or busy for 2 h" in words_on(screen)
    assert screen.top.clock.text() == "39:50"
    kept = room.services.exams.load(1).attempt
    assert kept.suspended_seconds == 7200
    assert kept.states[0].seconds == pytest.approx(10, abs=0.01)


def test_an_untimed_exam_left_alone_for_hours_counts_minutes(room: ExamRoom) -> None:
    """Nothing sleeps, nobody is there: three minutes after the last act no time counts, and that is told."""
    screen = room.begin("ccma", None)
    room.pass_time(screen, 10)
    press(screen, "A")
    for _ in range(1000):
        room.clock.pass_time(10)
        screen.desk.tick()
    press(screen, "B")
    assert "You were away for 164 minutes. That time is not counted." in words_on(screen)
    assert room.services.exams.load(1).attempt.states[0].seconds == pytest.approx(190, abs=0.01)


def test_under_a_clock_idle_time_is_the_students_own(room: ExamRoom) -> None:
    screen = room.begin("cma")
    for _ in range(60):
        room.clock.pass_time(10)
        screen.desk.tick()
    press(screen, "A")
    assert screen.top.clock.text() == "30:00"
    assert "away" not in words_on(screen)


def test_setting_the_system_time_changes_nothing(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 10)
    room.clock.ms -= 3_600_000
    room.pass_time(screen, 10)
    assert screen.top.clock.text() == "39:40"


# --- breaks --------------------------------------------------------------------------------------


def test_a_break_counts_down_and_the_rest_is_kept(room: ExamRoom) -> None:
    screen = room.begin("cma")
    end(room, screen)
    assert screen.pause.clock.text() == "20:00"
    room.pass_time(screen, 65)
    assert screen.pause.clock.text() == "18:55"
    screen.pause.button.click()
    room.pass_time(screen, 10)
    end(room, screen)
    assert screen.pause.clock.text() == "18:55"
    assert "Segment 2 of 4 is done" in words_on(screen)


def test_a_break_that_is_over_starts_the_next_segment(room: ExamRoom) -> None:
    screen = room.begin("cma")
    end(room, screen)
    room.pass_time(screen, 1200, step=10)
    assert screen.desk.attempt.phase is Phase.RUNNING
    assert "The break time is used up, so segment 2 has started." in words_on(screen)
    end(room, screen)
    room.pass_time(screen, 1)
    assert screen.desk.attempt.segment == 2


def test_letters_do_nothing_in_a_break(room: ExamRoom) -> None:
    screen = room.begin("cma")
    end(room, screen)
    written = screen.desk.sitting.seq
    press(screen, "A", "F", "Ctrl+E", "S")
    assert screen.desk.sitting.seq == written


def test_leaving_right_after_a_sleep_keeps_the_sleep_and_the_exam(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "B", "Enter")
    room.clock.pass_time(8 * 3600)
    left: list[bool] = []
    screen.desk.left.connect(lambda: left.append(True))
    screen.desk.leave()
    assert left == [True]
    assert screen.desk.sitting is None
    opened = room.services.exams.home().offers[0].open
    assert opened is not None and opened.done == 1


def test_a_window_that_is_closed_when_the_time_is_up_closes(room: ExamRoom) -> None:
    screen = room.begin("cma")
    for segment in range(4):
        room.pass_time(screen, 5)
        if segment < 3:
            end(room, screen)
            press(screen, "Enter")
    closed: list[bool] = []
    screen.close_now.connect(lambda: closed.append(True))
    room.pass_time(screen, screen.desk.seconds_left() - 3)
    room.clock.pass_time(10)
    room.prompts.answer(True)
    assert not screen.may_close()
    assert closed == [True]
