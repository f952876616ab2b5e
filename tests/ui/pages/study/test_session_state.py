"""A session on the Study page that is left, looked back through, slept over or typed at too fast: what is on record."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.commands.session import run_session
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.policy import Confidence
from mediquiz.domain.stopwatch import LONGEST_STILL
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.ui.destinations import ResumeStudy
from mediquiz.ui.pages.study.desk import StudyDesk
from tests.helpers import FixedClock, make_services
from tests.ui.options import row

from .test_screen import Student, clock, plan, services, student

__all__ = ["clock", "plan", "services", "student"]  # fixtures: used by name

SHIFT = Qt.KeyboardModifier.ShiftModifier


def table(services: Services, query: str) -> list[tuple[Any, ...]]:
    with services.context.store.read() as connection:
        return [tuple(found) for found in connection.exec_driver_sql(query)]


def states(student: Student) -> list[str]:
    return [row(student.screen.session.card, n).state for n in range(4)]


def hold(student: Student, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key pressed and held down until it repeats five times."""
    for repeated in [False] + [True] * 5:
        target = student.screen.focusWidget() or student.screen
        letter = chr(key) if key < 128 else ""
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, modifier, letter, repeated))


# --- leaving and coming back -----------------------------------------------------------------


def test_a_session_comes_back_with_what_was_chosen_struck_and_felt(qtbot: QtBot, student: Student) -> None:
    student.start()
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_D, SHIFT)
    student.press(Qt.Key.Key_B)
    student.press(Qt.Key.Key_U)
    student.wait(5)
    before = states(student)
    assert (before[1], before[3]) == ("selected", "struck")
    # The process is killed here: no page is closed, nothing is said goodbye to.
    later = Student(qtbot, student.tools, student.clock)
    later.click(later.screen.home.open.resume)
    assert later.place == "2 of 4"
    assert states(later) == before
    later.press(Qt.Key.Key_Return)
    given = later.session.given[1]
    assert (given.confidence, given.milliseconds) == (Confidence.UNSURE, 5_000)


def test_a_timed_session_that_is_killed_loses_seconds_and_not_its_clock(qtbot: QtBot, student: Student) -> None:
    student.start(seconds=600)
    student.answer(right=True, seconds=100)
    student.press(Qt.Key.Key_Return)
    student.wait(203)
    left = student.session.practice.seconds_left
    assert left == 600 - 303
    later = Student(qtbot, student.tools, student.clock)
    later.click(later.screen.home.open.resume)
    assert 0 <= later.session.practice.seconds_left - left <= 5
    assert later.screen.session.top.clock.text() in ("04:57", "04:58", "04:59", "05:00", "05:01", "05:02")


def test_leaving_the_page_puts_every_second_on_record(qtbot: QtBot, student: Student) -> None:
    student.start(seconds=600)
    student.wait(33)
    student.screen.hide()
    later = Student(qtbot, student.tools, student.clock)
    later.click(later.screen.home.open.resume)
    assert later.screen.session.top.clock.text() == "09:27"


def test_time_up_while_nobody_looked_closes_the_question_when_the_session_is_gone_on_with(
    qtbot: QtBot, student: Student
) -> None:
    student.start(seconds=60)
    student.wait(59.9)
    student.screen.hide()
    later = Student(qtbot, student.tools, student.clock)
    later.click(later.screen.home.open.resume)
    later.wait(1)
    assert later.said.startswith("The time is up.")
    later.clock.pass_time(1)
    later.press(Qt.Key.Key_Return)
    assert later.screen.summary.figure.text() == "0 of 1"


# --- time that does not count ----------------------------------------------------------------


def test_a_lid_closed_for_eight_hours_is_no_thinking(student: Student, services: Services) -> None:
    student.start()
    student.wait(10)
    student.clock.pass_time(8 * 3600)
    desk = student.screen.findChild(StudyDesk)
    assert isinstance(desk, StudyDesk)
    desk.tick()
    assert "slept for 480 minutes" in student.screen.session.extras.notice.text.text()
    student.answer(right=True, seconds=5)
    assert table(services, "SELECT milliseconds FROM answer") == [(15_000,)]


def test_a_student_away_from_the_keyboard_is_counted_to_the_limit_and_told(
    student: Student, services: Services
) -> None:
    student.start()
    student.wait(3600)
    student.press(Qt.Key.Key_A)
    assert "away for 57 minutes" in student.screen.session.extras.notice.text.text()
    student.wait(20)
    student.press(Qt.Key.Key_Return)
    assert table(services, "SELECT milliseconds FROM answer") == [((LONGEST_STILL + 20) * 1000,)]


def test_reading_with_a_key_now_and_then_counts_in_full(student: Student, services: Services) -> None:
    student.start()
    for _ in range(4):
        student.wait(170)
        student.press(Qt.Key.Key_Down)
    student.answer(right=True, seconds=10)
    assert table(services, "SELECT milliseconds FROM answer") == [(690_000,)]


def test_the_clock_of_a_timed_session_runs_on_however_still_the_student_sits(student: Student) -> None:
    student.start(seconds=600)
    student.wait(400)
    assert student.screen.session.top.clock.text() == "03:20"


# --- too fast, too long ----------------------------------------------------------------------


def test_enter_twice_answers_once(student: Student, services: Services) -> None:
    student.start()
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_Return)
    assert student.place == "2 of 4" and student.said == ""
    assert table(services, "SELECT count(*) FROM answer") == [(1,)]
    assert table(services, "SELECT count(*) FROM showing") == [(2,)]


def test_enter_held_down_checks_and_does_not_run_past_the_reasons(student: Student, services: Services) -> None:
    student.start()
    student.answer(right=True, check=False)
    hold(student, Qt.Key.Key_Return)
    assert student.said.startswith("Right.") and student.place == "1 of 4"
    assert table(services, "SELECT count(*) FROM answer") == [(1,)]


def test_other_keys_held_down_act_once(student: Student, services: Services) -> None:
    student.start()
    item = student.shown.item.id
    hold(student, Qt.Key.Key_B, SHIFT)
    assert states(student)[1] == "struck"
    hold(student, Qt.Key.Key_S)
    hold(student, Qt.Key.Key_F)
    student.prompts.answer(True)
    hold(student, Qt.Key.Key_X)
    mark = services.marks.read(item)
    assert (mark.flagged, mark.suspended) == (True, True)
    assert student.session.practice.here.confidence is Confidence.SURE


# --- back, left out, undone ------------------------------------------------------------------


def test_back_shows_the_reasons_and_next_returns_to_the_question_as_it_stood(
    student: Student, services: Services
) -> None:
    student.start()
    assert not student.screen.session.back.isVisible()
    first = student.shown
    student.answer(right=False)
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_C)
    student.wait(20)
    student.click(student.screen.session.back)
    assert student.place == "1 of 4" and student.shown is first
    assert student.said.startswith("Not yet.")
    student.press(Qt.Key.Key_A)
    student.wait(100)
    assert table(services, "SELECT count(*) FROM answer") == [(1,)]
    student.press(Qt.Key.Key_Return)
    assert student.place == "2 of 4" and states(student)[2] == "selected"
    student.press(Qt.Key.Key_L)
    student.press(Qt.Key.Key_L)
    assert student.place == "1 of 4"
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_Return)
    assert table(services, "SELECT milliseconds FROM answer ORDER BY id") == [(10_000,), (20_000,)]
    assert len(student.session.given) == 2


def test_the_last_one_left_out_can_be_brought_back_or_ends_the_session(student: Student) -> None:
    student.start(count=1)
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    assert student.said == "Left out."
    assert student.screen.session.bar.button.text() == "See how it went"
    student.press(Qt.Key.Key_X)
    assert student.said == ""
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    student.press(Qt.Key.Key_Return)
    assert student.screen.summary.figure.text() == "No answers"


def test_one_brought_back_after_next_is_asked_after_all(student: Student, services: Services) -> None:
    student.start(count=2)
    left_out = student.shown.item.id
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_L)
    assert student.said == "Left out." and student.place == "1 of 2"
    student.press(Qt.Key.Key_X)
    assert not services.marks.read(left_out).suspended
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    assert student.screen.summary.figure.text() == "2 of 2"


def test_a_note_is_kept_with_the_question_it_was_written_at(student: Student, services: Services) -> None:
    student.start()
    first = student.shown.item.id
    student.press(Qt.Key.Key_N)
    student.type("mine")
    student.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    assert table(services, "SELECT item_id, note FROM mark") == [(first, "mine")]
    assert student.screen.session.top.note.words == "Note"


def test_acts_that_the_disk_refused_go_on_record_later_in_their_order(
    student: Student, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    student.start()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("The disk is full; free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(type(services.study), "record", refuse)
        student.press(Qt.Key.Key_B)
        with pytest.raises(OSError, match="disk is full"):
            student.wait(5)
        student.press(Qt.Key.Key_C)
        student.wait(10)
    student.press(Qt.Key.Key_Return)
    acts = [act for (act,) in table(services, "SELECT act FROM attempt_event ORDER BY seq")]
    assert [act for act in acts if act != "clock"] == ["move", "answer", "answer", "check"]


# --- two ways to the same record -------------------------------------------------------------


def test_window_and_terminal_write_the_same_log_for_the_same_acts(
    student: Student, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=3, topics=("clinical.phlebotomy",))
    session = services.study.start(request).value
    (tmp_path / "other").mkdir()
    with services.context.store.read(), closing(sqlite3.connect(services.context.store.path)) as whole:
        whole.execute("VACUUM INTO ?", (str(tmp_path / "other" / "study.sqlite"),))
    shown = session.items[0]
    letter = shown.words(shown.right)

    student.screen.arrive(ResumeStudy(session.attempt_id))
    student.prompts.answer(True)
    for key in (Qt.Key.Key_F, Qt.Key.Key_S, Qt.Key(ord(letter)), Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_X):
        student.press(key)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Return):
        student.press(key)
    assert student.screen.summary.isVisible()

    other = make_services(tmp_path / "other", FixedClock(), tmp_path / "banks")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"f\ns{letter}\nx\na\n"))
    run_session(other, other.study.resume(session.attempt_id).value, Terminal(asked=False))
    for query in (
        "SELECT item_id, revision, option_order, response, correct, confidence, milliseconds, mode, timed_out, first"
        " FROM answer ORDER BY id",
        "SELECT item_id FROM showing ORDER BY id",
        "SELECT item_id, flagged, suspended, note FROM mark ORDER BY item_id",
        "SELECT item_id, shown, answered, correct, missed FROM item_state ORDER BY item_id",
        "SELECT status, correct, scored FROM attempt",
        "SELECT act, question, value, is_on, text FROM attempt_event WHERE act <> 'clock' ORDER BY seq",
    ):
        assert table(other, query) == table(services, query), query
    other.close()


def test_enter_leads_back_to_a_note_that_is_open(student: Student) -> None:
    """The focus went elsewhere with a click: nothing else goes on, and where to end it is to be seen."""
    student.start()
    student.press(Qt.Key.Key_N)
    box = student.screen.session.marks.box
    box.lines.setPlainText("half a thought")
    student.screen.session.take_focus()
    student.press(Qt.Key.Key_B)
    assert student.screen.focusWidget() is not box.lines
    student.press(Qt.Key.Key_Return)
    assert student.screen.focusWidget() is box.lines
    assert box.lines.toPlainText() == "half a thought"
    student.press(Qt.Key.Key_Escape)
    student.press(Qt.Key.Key_Return)
    assert len(student.session.given) == 1
