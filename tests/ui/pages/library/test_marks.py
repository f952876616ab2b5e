"""Marking questions in the library, and practicing what was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import StartStudy
from mediquiz.ui.pages.library.screen import LibraryScreen
from mediquiz.ui.pages.library.table import DIFFICULTY, MARKS
from mediquiz.ui.widgets.buttons import by_mouse
from tests.ui.pages.library_room import FIRST, choose, pick, rows, screen, search, services

__all__ = ["screen", "services"]  # fixtures: used by name


# --- marking -------------------------------------------------------------------------------


def test_f_flags_and_the_row_says_so(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_F)
    model = screen.table.rows_model
    assert model.data(model.index(0, MARKS), Qt.ItemDataRole.AccessibleTextRole) == "Flagged"
    assert screen.preview.flag.words == "Flagged"
    assert services.library.item(FIRST).mark.flagged
    qtbot.keyClick(screen.table, Qt.Key.Key_F)
    assert not services.library.item(FIRST).mark.flagged


def test_a_flag_taken_away_can_be_put_back(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    services.marks.flag(FIRST, True)
    pick(screen.filters.state, "Flagged")
    choose(screen, FIRST)
    qtbot.mouseClick(screen.preview.flag, Qt.MouseButton.LeftButton)
    assert [row.item_id for row in rows(screen)] == [FIRST]
    qtbot.mouseClick(screen.preview.flag, Qt.MouseButton.LeftButton)
    assert services.library.item(FIRST).mark.flagged


@pytest.mark.parametrize("which", ["save", "cancel"])
def test_a_note_closed_by_a_click_leaves_no_ring(qtbot: QtBot, screen: LibraryScreen, which: str) -> None:
    choose(screen, FIRST)
    qtbot.mouseClick(screen.preview.note, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(screen.preview.box.lines, "Ask in class")
    qtbot.mouseClick(getattr(screen.preview.box, which), Qt.MouseButton.LeftButton)
    assert screen.focusWidget() is screen.preview.note
    assert by_mouse(screen.preview.note)


def test_others_hear_of_a_mark(qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    with qtbot.waitSignal(screen.tools.hub.changed) as heard:
        qtbot.keyClick(screen.table, Qt.Key.Key_F)
    assert heard.args == [Changes(marks=True), screen]


def test_a_note_is_written_kept_and_shown_with_the_answer(
    services: Services, qtbot: QtBot, screen: LibraryScreen
) -> None:
    choose(screen, FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_N)
    qtbot.keyClicks(screen.preview.box.lines, "Ask in class")
    qtbot.keyClick(screen.preview.box.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert services.library.item(FIRST).mark.note == "Ask in class"
    assert rows(screen)[0].noted
    assert screen.preview.note.words == "Edit note"
    assert not screen.preview.own_note.isVisibleTo(screen)
    screen.preview.toggle_answer()
    assert screen.preview.own_note.text() == "Your note: Ask in class"


def test_a_question_set_aside_is_not_practiced(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    screen.tools.prompts.answer(True)
    qtbot.keyClick(screen.table, Qt.Key.Key_X)
    assert services.library.item(FIRST).mark.suspended
    assert screen.preview.suspend.words == "Show again"
    assert screen.practice.text() == "Practice 11"
    qtbot.keyClick(screen.table, Qt.Key.Key_X)
    assert screen.practice.text() == "Practice 12"


def test_a_report_is_kept_with_the_revision(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    qtbot.keyClicks(screen.preview.box.lines, "Two answers fit")
    qtbot.mouseClick(screen.preview.box.save, Qt.MouseButton.LeftButton)
    assert "saved with the question" in screen.preview.notice.text.text()
    with services.context.store.begin() as connection:
        kept = connection.exec_driver_sql("SELECT item_id, revision, text FROM report").fetchall()
    assert [tuple(row) for row in kept] == [(FIRST, services.library.item(FIRST).item.revision, "Two answers fit")]


def test_a_letter_typed_into_the_search_box_marks_nothing(
    services: Services, qtbot: QtBot, screen: LibraryScreen
) -> None:
    choose(screen, FIRST)
    qtbot.keyClicks(screen.search_box, "fnxp")
    assert not services.library.item(FIRST).mark.flagged
    screen.search_box.put("")


# --- practicing ----------------------------------------------------------------------------


def test_practice_starts_a_session_of_what_was_found(qtbot: QtBot, screen: LibraryScreen) -> None:
    search(qtbot, screen, "coding")
    with qtbot.waitSignal(screen.go) as went:
        qtbot.mouseClick(screen.practice, Qt.MouseButton.LeftButton)
    items = tuple(f"office.coding.{n:04}" for n in range(1, 5))
    assert went.args == [StartStudy(StudyRequest(mode=StudyMode.DRILL, certification="cma", count=4, items=items))]


def test_practice_follows_the_chosen_exam_and_the_order_shown(
    services: Services, qtbot: QtBot, screen: LibraryScreen
) -> None:
    pick(screen.filters.exam, "RMA (AMT)")
    pick(screen.filters.topic, "Bones and joints")
    screen.table.sortByColumn(DIFFICULTY, Qt.SortOrder.DescendingOrder)
    with qtbot.waitSignal(screen.go) as went:
        qtbot.keyClick(screen.table, Qt.Key.Key_P)
    request = went.args[0].request
    assert request.certification == "rma"
    assert request.items[0] == "anatomy.skeletal.0004"
    assert services.study.start(request).value.total == 4
