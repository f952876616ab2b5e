"""Sitting an exam: by keyboard and by mouse, in one part or in four."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER, chosen
from mediquiz.domain.attempt import Phase
from mediquiz.domain.policy import Confidence
from mediquiz.ui.destinations import ToReport
from mediquiz.ui.pages.sitting.screen import SittingScreen
from mediquiz.ui.widgets.single_choice import SingleChoice
from tests.ui.options import row
from tests.ui.pages.exam_room import ExamRoom, end, press, words_on


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[ExamRoom]:
    found = ExamRoom(tmp_path, qtbot)
    yield found
    found.close()


# --- a whole exam ------------------------------------------------------------------------------


def test_a_whole_cma_exam_by_keyboard(room: ExamRoom) -> None:
    screen = room.begin("cma")
    typed: list[int] = []
    for segment in range(4):
        assert f"Segment {segment + 1} of 4" in words_on(screen)
        for n in range(50):
            place = (segment + n) % 4
            typed.append(chosen(screen.desk.sitting.items[screen.desk.attempt.current].order[place]))
            room.pass_time(screen, 2)
            press(screen, "ABCD"[place])
            if n < 49:
                press(screen, "Enter")
        end(room, screen)
        if segment < 3:
            assert screen.desk.attempt.phase is Phase.BREAK
            assert f"Start segment {segment + 2}" in screen.pause.button.text()
            press(screen, "Enter")
    assert room.went == [ToReport(1)]
    assert room.full == [True, False]
    kept = room.services.exams.load(1).attempt
    assert [state.response for state in kept.states] == typed
    assert room.services.reports.report(1).result.unanswered == 0
    assert room.services.exams.home().history[0].attempt_id == 1


def test_nothing_tells_right_from_wrong_before_the_end(room: ExamRoom) -> None:
    screen = room.begin("ncma")
    for _ in range(30):
        shown = screen.desk.sitting.items[screen.desk.attempt.current]
        press(screen, shown.words(shown.right))
        states = {row(screen.question.card, n).state for n in range(4)}
        assert states == {"plain", "selected"}
        assert not any(row(screen.question.card, n).reason for n in range(4))
        assert "scored" not in words_on(screen)
        press(screen, "Enter")


def test_says_where_one_stands(room: ExamRoom) -> None:
    screen = room.begin("cma")
    room.pass_time(screen, 50)
    press(screen, "A", "Enter", "F")
    said = words_on(screen)
    assert "CMA (AAMA) practice exam" in said
    assert "Question 2 of 200" in said
    assert "1 answered, 1 flagged, 49 left. Pace: 50 s a question; you have 48 s." in said
    assert screen.top.clock.text() == "39:10"


def test_strike_flag_confidence_and_clear(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "Shift+B", "C", "F", "G")
    state = screen.desk.attempt.here
    order = screen.desk.sitting.items[0].order
    assert state.struck == {order[1]}
    assert state.response == chosen(order[2])
    assert state.flagged
    assert state.confidence is Confidence.GUESS
    assert row(screen.question.card, 1).state == "struck"
    assert screen.bottom.flag.text() == "Flagged"
    press(screen, "Shift+B", "Delete", "F", "G")
    assert (state.struck, state.response, state.flagged, state.confidence) == (set(), NO_ANSWER, False, None)


def test_the_same_answer_again_writes_nothing(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "A")
    written = screen.desk.sitting.seq
    press(screen, "A")
    assert screen.desk.sitting.seq == written


def test_previous_next_and_the_edges(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "Left")
    assert "This is the first question of this segment." in words_on(screen)
    press(screen, "Right", "Right", "Left")
    assert screen.desk.attempt.current == 1
    screen.side.navigator.jumped.emit(49)
    assert "Question 50 of 200" in words_on(screen)
    press(screen, "Enter")
    assert screen.desk.attempt.current == 49
    assert "50 questions still without an answer" in words_on(screen)
    assert not screen.bottom.next.isEnabled()


def test_the_mouse_does_the_same(room: ExamRoom) -> None:
    screen = room.begin("cma")
    row(screen.question.card, 2).click()
    screen.bottom.flag.click()
    screen.question.sure.button(Confidence.SURE).click()
    screen.bottom.next.click()
    first = screen.desk.attempt.states[0]
    assert (first.response, first.flagged) == (chosen(screen.desk.sitting.items[0].order[2]), True)
    assert first.confidence is Confidence.SURE
    screen.bottom.previous.click()
    assert screen.bottom.flag.isChecked()
    press(screen, "Enter")
    assert screen.desk.attempt.current == 1, "a click must not take Enter away from Next"


def test_ending_asks_with_the_counts(room: ExamRoom) -> None:
    screen = room.begin("cma")
    press(screen, "A", "F", "Ctrl+E")
    assert room.prompts.said[-1] == (
        "confirm",
        "End segment 1?",
        "49 questions have no answer, 1 is flagged. You cannot go back to it.",
    )
    assert screen.desk.attempt.phase is Phase.RUNNING


def test_a_closed_segment_cannot_be_entered(room: ExamRoom) -> None:
    screen = room.begin("cma")
    end(room, screen)
    press(screen, "Enter")
    screen.desk.move(3)
    assert "This question is not in the open segment." in words_on(screen)
    assert screen.desk.attempt.current == 50
    assert screen.side.navigator.accessibleDescription() == "0 of 50 answered, 0 flagged"


def test_210_questions_in_one_session(room: ExamRoom) -> None:
    screen = room.begin("rma")
    assert not screen.top.chip.isVisible()
    screen.side.navigator.jumped.emit(209)
    assert "Question 210 of 210" in words_on(screen)
    press(screen, "B")
    end(room, screen)
    assert room.went == [ToReport(1)]


# --- for everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize(("percent", "size"), [(100, (960, 640)), (200, (960, 640)), (150, (1280, 800))])
def test_fits_the_window(room: ExamRoom, theme: Any, percent: int, size: tuple[int, int]) -> None:
    theme.use("light", percent)
    screen = room.begin("cma")
    screen.resize(*size)
    assert screen.minimumSizeHint().width() <= 960
    assert screen.minimumSizeHint().height() <= 640
    end(room, screen)
    assert screen.minimumSizeHint().height() <= 640


def test_arrows_bring_the_option_they_reach_into_view(room: ExamRoom, theme: Any, qapp: QApplication) -> None:
    theme.use("light", 200)
    screen = room.begin("cma")
    screen.resize(960, 640)
    qapp.processEvents()
    card = screen.question.card
    assert not row(card, 3).whole()
    for option in range(4):
        press(screen, Qt.Key.Key_Down)
        assert row(card, option).hasFocus() and row(card, option).whole()


def test_every_control_has_a_name_and_every_key_is_listed(room: ExamRoom) -> None:
    screen = room.begin("cma")
    for button in screen.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
    listed = {key for key, _ in SittingScreen.keys(screen)}
    assert {"A", "Shift+A", "Enter", "F", "H", "Ctrl+E", "Esc", "S", "U", "G"} <= listed
    assert screen.focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_left_and_right_turn_wherever_the_focus_is(room: ExamRoom) -> None:
    screen = room.begin("ncma")
    area = screen.findChild(SingleChoice)
    assert area is not None
    area.setFocus(Qt.FocusReason.MouseFocusReason)
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        QTest.keyClick(area, key)
        assert screen.desk.attempt.current == place
