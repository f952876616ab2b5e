"""The question library, driven as a person does: type, choose, read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import LibraryPage, LibraryQuery, LibraryRow
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import ToSettings
from mediquiz.ui.pages.library.latest import Latest
from mediquiz.ui.pages.library.screen import LibraryScreen, count_words, nothing_words
from mediquiz.ui.pages.library.table import DIFFICULTY, LEVEL, QUESTION, TOPIC
from mediquiz.ui.tasks import TaskRunner
from mediquiz.ui.theme import Theme
from tests.helpers import make_services, write_bank
from tests.ui.options import row
from tests.ui.pages.library_room import (
    FIRST,
    answer_one,
    choose,
    open_library,
    pick,
    rows,
    said,
    screen,
    search,
    services,
)

__all__ = ["screen", "services"]  # fixtures: used by name


# --- finding -------------------------------------------------------------------------------


def test_all_questions_are_listed_with_their_count(screen: LibraryScreen) -> None:
    assert said(screen) == "12 questions"
    assert len(rows(screen)) == 12
    assert screen.practice.text() == "Practice 12"
    model = screen.table.rows_model
    assert model.data(model.index(0, QUESTION)) == "Question 1 of anatomy.skeletal, which asks something?"
    assert model.data(model.index(0, TOPIC)) == "Bones and joints"
    assert model.data(model.index(0, LEVEL)) == "Application"
    assert model.data(model.index(0, DIFFICULTY)) == "2 of 5"


def test_enter_searches_at_once(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    services.marks.note("office.coding.0003", "the giraffe question")
    search(qtbot, screen, "coding giraffe")
    assert said(screen) == "1 of 12 questions"
    assert [row.item_id for row in rows(screen)] == ["office.coding.0003"]
    assert screen.practice.text() == "Practice this one"


def test_a_pause_in_typing_searches(qtbot: QtBot, screen: LibraryScreen) -> None:
    qtbot.keyClicks(screen.search_box, "phlebotomy")
    assert said(screen) == "12 questions"
    qtbot.waitUntil(lambda: said(screen) == "4 of 12 questions")


def test_escape_empties_the_search(qtbot: QtBot, screen: LibraryScreen) -> None:
    search(qtbot, screen, "phlebotomy")
    qtbot.keyClick(screen.search_box, Qt.Key.Key_Escape)
    assert said(screen) == "12 questions"


def test_a_typing_error_is_told_and_found(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    services.marks.note("office.coding.0003", "Ask about hemorrhage")
    search(qtbot, screen, "hemmorhage")
    assert said(screen) == "1 of 12 questions. Showing “hemorrhage” instead of “hemmorhage”"
    assert [row.item_id for row in rows(screen)] == ["office.coding.0003"]


def test_what_was_looked_for_is_marked_in_list_and_preview(qtbot: QtBot, screen: LibraryScreen) -> None:
    """The same rows, drawn otherwise; in the preview the question at once, the reasons once they are shown."""
    pictures, previews = [], []
    for words in ("phlebotomy", "phlebotomy something", ""):
        search(qtbot, screen, words)
        pick(screen.filters.topic, "Clinical procedures")
        choose(screen, "clinical.phlebotomy.0001")
        pictures.append(screen.table.viewport().grab(QRect(0, 0, 600, 62)).toImage())
        previews.append(screen.preview.question.stem.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert previews[0] != previews[1] != previews[2]


def test_a_subject_or_a_topic_filters(screen: LibraryScreen) -> None:
    pick(screen.filters.topic, "Clinical procedures")
    assert {row.topic for row in rows(screen)} == {"clinical.phlebotomy"}
    pick(screen.filters.topic, "Coding")
    assert {row.topic for row in rows(screen)} == {"office.coding"}


def test_areas_follow_the_exam_and_filter(screen: LibraryScreen) -> None:
    assert not screen.filters.area.isEnabled()
    pick(screen.filters.exam, "CMA (AAMA)")
    assert screen.filters.area.isEnabled()
    assert {row.topic for row in rows(screen)} == {"clinical.phlebotomy", "office.coding"}
    pick(screen.filters.area, "Billing, coding and insurance")
    assert {row.topic for row in rows(screen)} == {"office.coding"}
    pick(screen.filters.exam, "Any exam")
    assert not screen.filters.area.isEnabled()
    assert said(screen) == "12 questions"


def test_states_and_levels_filter(services: Services, screen: LibraryScreen) -> None:
    answer_one(services, FIRST, right=False)
    services.marks.flag("office.coding.0002", True)
    pick(screen.filters.state, "Missed")
    assert [row.item_id for row in rows(screen)] == [FIRST]
    pick(screen.filters.state, "Flagged")
    assert [row.item_id for row in rows(screen)] == ["office.coding.0002"]
    pick(screen.filters.state, "New to you")
    assert len(rows(screen)) == 11
    pick(screen.filters.level, "Recall")
    assert rows(screen) == []


def test_what_a_filter_says_has_room(screen: LibraryScreen, theme: Theme) -> None:
    screen.resize(1072, 800)
    for choice in (screen.filters.exam, screen.filters.state, screen.filters.level):
        texts = [choice.itemText(n) for n in range(choice.count())]
        needed = max(map(choice.fontMetrics().horizontalAdvance, texts))
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        room = choice.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
        )
        assert room.width() >= needed, choice.accessibleName()


def test_nothing_found_says_what_to_do(qtbot: QtBot, screen: LibraryScreen) -> None:
    search(qtbot, screen, "zebra")
    assert screen.nothing.isVisibleTo(screen)
    assert not screen.table.isVisibleTo(screen)
    assert screen.nothing.title.text() == "Nothing found for “zebra”"
    assert not screen.practice.isEnabled()
    qtbot.mouseClick(screen.nothing.button, Qt.MouseButton.LeftButton)
    assert said(screen) == "12 questions"
    assert screen.search_box.text() == ""


def test_each_state_has_its_own_empty_words(screen: LibraryScreen) -> None:
    pick(screen.filters.state, "With your note")
    assert screen.nothing.title.text() == "No notes here yet"
    assert "Press N" in screen.nothing.text.text()


def test_an_empty_bank_leads_to_the_settings(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    empty = make_services(tmp_path, banks=write_bank(tmp_path / "bank", ()))
    screen = open_library(qtbot, empty)
    assert said(screen) == "0 questions"
    with qtbot.waitSignal(screen.go) as went:
        qtbot.mouseClick(screen.nothing.button, Qt.MouseButton.LeftButton)
    assert went.args == [ToSettings()]
    empty.close()


def test_more_than_fit_are_counted() -> None:
    row = LibraryRow(
        item_id="a.b.0001",
        stem="?",
        topic="a.b",
        topic_title="B",
        kind="single",
        level="recall",
        difficulty=1,
        answered=0,
        right=0,
        flagged=False,
        suspended=False,
        noted=False,
    )
    many = LibraryPage((row,) * 500, 100_000)
    assert count_words(many, 100_000) == "100,000 questions, first 500 shown"
    assert count_words(LibraryPage((row,) * 500, 2_000), 100_000) == ("2,000 of 100,000 questions, first 500 shown")
    assert count_words(LibraryPage((row,), 1), 1) == "1 question"


def test_no_filter_fits_has_words_for_every_state() -> None:
    for state in ("", "unseen", "answered", "missed", "flagged", "suspended", "noted"):
        title, words, action = nothing_words(LibraryQuery(state=state), 5)
        assert title and words and action == "Clear all filters"


# --- reading -------------------------------------------------------------------------------


def test_the_answer_is_hidden_until_it_is_asked_for(qtbot: QtBot, screen: LibraryScreen) -> None:
    assert screen.preview.empty.isVisibleTo(screen)
    choose(screen, FIRST)
    card = screen.preview.question
    assert card.stem.text() == "Question 1 of anatomy.skeletal, which asks something?"
    assert [row(card, n).state for n in range(4)] == ["plain"] * 4
    assert [row(card, n).reason for n in range(4)] == [""] * 4
    assert not screen.preview.sources.isVisibleTo(screen)

    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert [row(card, n).state for n in range(4)] == ["plain", "right", "plain", "plain"]
    assert "right answer" in row(card, 1).accessibleName()
    assert all(row(card, n).reason.startswith("The reason why answer") for n in range(4))
    assert screen.preview.sources.text() == "Source: A standard text."
    assert screen.preview.reveal.words == "Hide answer"
    assert FIRST in screen.preview.origin.text()

    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert [row(card, n).state for n in range(4)] == ["plain"] * 4


def test_the_next_question_starts_hidden_again(qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert "Question 2 of" in screen.preview.question.stem.text()
    assert not screen.preview.revealed
    assert row(screen.preview.question, 2).reason == ""


def test_letters_do_not_answer_in_the_library(qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    row(screen.preview.question, 0).press(Qt.Key.Key_B)
    assert [row(screen.preview.question, n).state for n in range(4)] == ["plain"] * 4


def test_answers_so_far_are_told(services: Services, qtbot: QtBot, screen: LibraryScreen) -> None:
    answer_one(services, FIRST, right=False)
    answer_one(services, FIRST, right=True)
    screen.tools.hub.tell(Changes(answers=True))
    choose(screen, FIRST)
    assert screen.preview.history.text() == "1 of 2 answers right"
    model = screen.table.rows_model
    assert model.data(model.index(0, 4)) == "1 of 2"
    assert model.data(model.index(1, 4)) == "–"


def test_down_in_the_search_box_leads_to_the_list(qtbot: QtBot, screen: LibraryScreen) -> None:
    qtbot.keyClick(screen.search_box, Qt.Key.Key_Down)
    assert screen.preview.shown is not None
    assert screen.preview.shown.item.id == FIRST


def test_a_change_elsewhere_keeps_the_question_and_its_open_answer(
    services: Services, qtbot: QtBot, screen: LibraryScreen
) -> None:
    choose(screen, "clinical.phlebotomy.0002")
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    outcome = services.marks.note("clinical.phlebotomy.0002", "From the study page")
    screen.tools.hub.tell(outcome.changes)
    assert screen.preview.revealed
    assert screen.preview.own_note.text() == "Your note: From the study page"
    assert screen.table.chosen_row().item_id == "clinical.phlebotomy.0002"


def test_sorting_keeps_the_chosen_question(screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    screen.table.sortByColumn(DIFFICULTY, Qt.SortOrder.DescendingOrder)
    assert screen.table.chosen_row().item_id == FIRST
    assert [row.difficulty for row in rows(screen)] == sorted((row.difficulty for row in rows(screen)), reverse=True)
    screen.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert rows(screen)[0].item_id == FIRST


# --- shape ---------------------------------------------------------------------------------


def test_side_by_side_when_wide_and_stacked_when_narrow(qtbot: QtBot, screen: LibraryScreen) -> None:
    choose(screen, FIRST)
    assert screen.preview.mapTo(screen, QPoint()).x() > screen.table.width()
    screen.resize(752, 640)
    qtbot.waitUntil(lambda: screen.preview.x() == 0)
    assert screen.preview.y() > screen.list_card.height()
    assert screen.preview.scroller.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(("percent", "width"), [(100, 752), (150, 752), (200, 640)])
def test_nothing_needs_scrolling_sideways(
    qtbot: QtBot, theme: Theme, services: Services, percent: int, width: int
) -> None:
    theme.use(percent=percent)
    screen = open_library(qtbot, services, width)
    choose(screen, FIRST)
    qtbot.waitUntil(lambda: screen.preview.shown is not None)
    assert screen.page.horizontalScrollBar().maximum() == 0
    assert screen.table.horizontalScrollBar().maximum() == 0


def test_columns_give_way_to_the_question(qtbot: QtBot, screen: LibraryScreen) -> None:
    screen.resize(1400, 800)
    qtbot.waitUntil(lambda: not screen.table.isColumnHidden(DIFFICULTY))
    screen.resize(560, 640)
    qtbot.waitUntil(lambda: screen.table.isColumnHidden(DIFFICULTY))
    assert screen.table.columnWidth(QUESTION) >= 160


def test_every_control_has_a_name(screen: LibraryScreen) -> None:
    for box in screen.findChildren(QComboBox):
        assert box.accessibleName()
    assert screen.search_box.accessibleName() == "Search"
    assert screen.table.accessibleName() == "Questions found"


def test_keys_are_listed_for_help(screen: LibraryScreen) -> None:
    listed = screen.keys()
    assert ("Ctrl+F", "Search") in listed


# --- one fetch at a time -------------------------------------------------------------------


class SlowRunner:
    """Keeps work until it is told to do it."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Any, Any]] = []

    def run(self, work: Any, then: Any = None, failed: Any = None, lane: str = "store") -> None:
        self.jobs.append((work, then))

    def do_one(self) -> None:
        work, then = self.jobs.pop(0)
        then(work())


def test_only_the_newest_wish_is_fetched_while_one_runs(qapp: object) -> None:
    runner, shown = SlowRunner(), []
    tasks: TaskRunner = runner
    latest = Latest(tasks, shown.append)
    for wish in ("a", "ab", "abc"):
        latest.ask(wish.upper)
    assert len(runner.jobs) == 1
    runner.do_one()
    assert shown == []
    runner.do_one()
    assert shown == ["ABC"]
    assert runner.jobs == []
