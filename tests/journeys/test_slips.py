"""A slip of the hand in the whole window: a single letter, an empty report, a key still held, the mouse after Tab."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.ui.pages.library.screen import LibraryScreen
from mediquiz.ui.pages.study.screen import StudyScreen
from mediquiz.ui.prompts import QtPrompts
from mediquiz.ui.widgets.buttons import Button

from .conftest import Launch
from .keyboard import press_once
from .person import Person
from .test_first_run import answers_three_questions

CONTROL = Qt.KeyboardModifier.ControlModifier


def studying(launch: Launch) -> tuple[Person, StudyScreen]:
    person = launch()
    answers_three_questions(person)
    person.clicks("Quick 10")
    page = person.window.page("study")
    assert isinstance(page, StudyScreen)
    return person, page


def test_x_asks_before_a_question_is_set_aside_and_not_before_it_comes_back(launch: Launch) -> None:
    person, _ = studying(launch)
    item = person.question()
    person.prompts.said.clear()
    person.presses(Qt.Key.Key_X)
    assert [said[1] for said in person.prompts.said] == ["Stop showing this question?"]
    assert not person.services.marks.read(item.id).suspended
    person.prompts.answer(True)
    person.presses(Qt.Key.Key_X)
    assert person.services.marks.read(item.id).suspended
    person.presses(Qt.Key.Key_X)
    assert not person.services.marks.read(item.id).suspended
    assert len(person.prompts.said) == 2


def test_an_empty_report_stays_open_and_the_next_letters_are_its_text(launch: Launch) -> None:
    person, page = studying(launch)
    person.presses(Qt.Key.Key_R)
    box = page.session.marks.box
    QTest.keyClick(box.lines, Qt.Key.Key_Return, CONTROL)
    assert box.isVisible() and person.sees("Write what is wrong first")
    QTest.keyClicks(QApplication.focusWidget(), "bad key")
    session = page._run.session
    assert session is not None and session.practice.here.response == NO_ANSWER
    assert box.lines.toPlainText() == "bad key"
    QTest.keyClick(box.lines, Qt.Key.Key_Return, CONTROL)
    assert not box.isVisible() and person.sees("Your report is saved")


def test_the_caret_of_a_note_stands_behind_what_was_written(launch: Launch) -> None:
    person, page = studying(launch)
    lines = page.session.marks.box.lines
    person.presses(Qt.Key.Key_N)
    QTest.keyClicks(lines, "one")
    QTest.keyClick(lines, Qt.Key.Key_Return, CONTROL)
    person.presses(Qt.Key.Key_N)
    QTest.keyClicks(lines, " two")
    assert lines.toPlainText() == "one two"


def test_a_click_on_dismiss_leaves_no_ring_where_tab_had_been(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    person.window.show_banner("Something to know.")
    QCoreApplication.processEvents()
    close = person.button("Hide")
    close.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()
    now = QApplication.focusWidget()
    assert not (isinstance(now, Button) and now._ringed)


def test_enter_still_held_from_what_opened_a_question_does_not_answer_it(qtbot: QtBot) -> None:
    below, answers = QWidget(), list[bool]()
    qtbot.addWidget(below)
    below.show()
    QtPrompts(below).confirm("Start?", "An exam.", "Start", answers.append)
    box = below.findChild(QMessageBox)
    assert box is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        for target in (box.defaultButton(), box):
            QApplication.sendEvent(
                target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
            )
    assert answers == [] and box.isVisible()
    QTest.keyClick(box.defaultButton(), Qt.Key.Key_Return)
    assert answers == [True]


def test_s_held_on_today_says_nothing_of_the_first_question(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    for repeated in (False, True, True, True):
        press_once(person, Qt.Key.Key_S, text="s", repeated=repeated)
    page = person.window.page("study")
    assert isinstance(page, StudyScreen) and page._run.session is not None
    assert page._run.session.practice.here.confidence is None


def test_letters_and_digits_as_keys_can_be_switched_off_and_the_rest_still_reaches_everything(launch: Launch) -> None:
    person, page = studying(launch)
    with_cap = page.session.marks.flag.sizeHint().width()
    person.goes("settings")
    person.button("Single-letter keys").click()
    assert not person.settings().letter_keys
    person.goes("study")
    session = page._run.session
    assert session is not None
    item = person.question()
    for key in "abcd1234sugfnrxl":
        press_once(person, ord(key.upper()), text=key)
    here = session.practice.here
    assert here.response == NO_ANSWER and here.confidence is None
    mark = person.services.marks.read(item.id)
    assert not mark.flagged and not page.session.marks.box.isVisible()
    assert page.session.marks.flag.sizeHint().width() < with_cap
    assert page.session.marks.flag.accessibleDescription() == ""
    person.presses(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert session.practice.states[0].given is not None
    person.leave()
    again = launch()
    for key in "qs":
        press_once(again, ord(key.upper()), text=key)
    assert again.window.current_key() == "today"
    again.goes("settings")
    again.button("Single-letter keys").click()
    again.goes("today")
    press_once(again, Qt.Key.Key_Q, text="q")
    assert again.window.current_key() == "study"


# --- what was typed and not saved --------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_R])
def test_esc_keeps_what_was_typed_and_says_so(launch: Launch, key: Qt.Key) -> None:
    person, page = studying(launch)
    lines = page.session.marks.box.lines
    person.presses(key)
    QTest.keyClicks(lines, "half a thought")
    person.presses(Qt.Key.Key_Escape)
    assert person.sees("is not saved yet")
    assert person.services.marks.read(person.question().id).note == ""
    person.presses(key)
    assert lines.toPlainText() == "half a thought" and person.sees("You typed this before")
    assert not page.session.marks.notice.isVisible()
    QTest.keyClick(lines, Qt.Key.Key_Return, CONTROL)
    assert not person.sees("is not saved yet")
    person.presses(key)
    assert lines.toPlainText() == ("half a thought" if key == Qt.Key.Key_N else "")
    assert not person.sees("You typed this before")


def test_a_box_left_as_it_was_found_says_nothing(launch: Launch) -> None:
    person, page = studying(launch)
    for key in (Qt.Key.Key_N, Qt.Key.Key_R):
        person.presses(key, Qt.Key.Key_Escape)
        assert not page.session.marks.notice.isVisible()


def test_a_note_begun_in_study_goes_on_in_the_library_beside_one_saved_meanwhile(launch: Launch) -> None:
    person, page = studying(launch)
    item = person.question().id
    person.presses(Qt.Key.Key_N)
    QTest.keyClicks(page.session.marks.box.lines, "half a thought")
    person.presses(Qt.Key.Key_Escape)
    person.services.marks.note(item, "saved elsewhere")
    person.goes("library")
    library = person.window.page("library")
    assert isinstance(library, LibraryScreen)
    library._choose_id(item)
    library.marking.write_note()
    assert library.preview.box.lines.toPlainText() == "saved elsewhere\nhalf a thought"


def test_what_was_typed_is_there_again_where_saving_failed(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    person, page = studying(launch)
    lines = page.session.marks.box.lines
    person.presses(Qt.Key.Key_N)
    QTest.keyClicks(lines, "kept")

    def refuse(*_: object) -> None:
        raise OSError("The disk is full; free some space.")

    with monkeypatch.context() as patch, suppress(OSError):
        patch.setattr(type(person.services.marks), "note", refuse)
        QTest.keyClick(lines, Qt.Key.Key_Return, CONTROL)
    person.presses(Qt.Key.Key_N)
    assert lines.toPlainText() == "kept"


def test_another_question_in_the_library_leaves_what_was_typed_with_the_first(launch: Launch) -> None:
    person = launch()
    answers_three_questions(person)
    person.goes("library")
    library = person.window.page("library")
    assert isinstance(library, LibraryScreen)
    first, second = (row.item_id for row in library.table.rows_model.rows()[:2])
    library._choose_id(first)
    library.marking.write_note()
    QTest.keyClicks(library.preview.box.lines, "of the first")
    library._choose_id(second)
    library.marking.write_note()
    assert library.preview.box.lines.toPlainText() == ""
    library._choose_id(first)
    library.marking.write_note()
    assert library.preview.box.lines.toPlainText() == "of the first"
