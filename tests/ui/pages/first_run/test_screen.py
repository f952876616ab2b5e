"""The three questions of the first start."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, Settings
from mediquiz.ui.pages.first_run.screen import FirstRunScreen
from tests.helpers import make_services, make_tools
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_first_run(qtbot: QtBot) -> tuple[FirstRunScreen, StandIn]:
    """The screen, shown."""
    stand_in = StandIn(settings_now=Settings())
    screen = FirstRunScreen(tools_for(stand_in))
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    return screen, stand_in


def test_all_three_answered_by_mouse(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    assert "Question 1 of 3" in shown_text(screen)
    screen.exams.cards["ccma"].click()
    screen.exams.cards["cma"].click()
    button(screen, "Next").click()
    screen.dates.choices["ccma"].on_a_date.click()
    field = screen.dates.choices["ccma"].field
    field.choose(field.day() + timedelta(days=3))
    button(screen, "Next").click()
    button(screen, "45").click()
    with qtbot.waitSignal(screen.finished):
        button(screen, "Start").click()
    # The exam chosen first stands in front.
    assert stand_in.settings_now.goals == (Goal("ccma", date(2027, 1, 14)), Goal("cma", None))
    assert stand_in.settings_now.minutes == (45,) * 7
    assert stand_in.settings_now.first_run_done


def test_the_keyboard_alone_will_do(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    qtbot.keyClick(screen, Qt.Key.Key_2)
    qtbot.keyClick(screen, Qt.Key.Key_Return)
    assert "When is the exam?" in shown_text(screen)
    qtbot.keyClick(screen, Qt.Key.Key_2)
    qtbot.keyClick(screen, Qt.Key.Key_Return)
    qtbot.keyClick(screen, Qt.Key.Key_3)
    with qtbot.waitSignal(screen.finished):
        qtbot.keyClick(screen, Qt.Key.Key_Return)
    assert stand_in.settings_now.goals == (Goal("rma", date(2027, 1, 11)),)
    assert stand_in.settings_now.minutes == (30,) * 7


def test_a_key_that_is_held_acts_on_one_question(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    for key in (Qt.Key.Key_2, Qt.Key.Key_Return):
        for repeated in (False, True, True, True):
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", repeated)
            QApplication.sendEvent(screen.focusWidget() or screen, event)
    assert screen.exams.chosen() == ("rma",)
    assert screen.place == 1
    assert not stand_in.settings_now.first_run_done


def test_everything_skipped_leaves_the_defaults(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    screen.exams.cards["cma"].click()
    button(screen, "Skip").click()
    # No exam, so no date to ask for.
    assert "How many minutes a day?" in shown_text(screen)
    with qtbot.waitSignal(screen.finished):
        button(screen, "Skip").click()
    assert stand_in.settings_now.goals == ()
    assert stand_in.settings_now.minutes == (20,) * 7
    assert stand_in.settings_now.first_run_done


def test_a_skipped_date_is_not_known(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    screen.exams.cards["ncma"].click()
    button(screen, "Next").click()
    screen.dates.choices["ncma"].on_a_date.click()
    button(screen, "Skip").click()
    button(screen, "Start").click()
    assert stand_in.settings_now.goals == (Goal("ncma", None),)


def test_going_back_keeps_what_was_said(qtbot: QtBot) -> None:
    screen, _ = open_first_run(qtbot)
    assert "Back" not in shown_text(screen)
    screen.exams.cards["cma"].click()
    button(screen, "Next").click()
    screen.dates.choices["cma"].on_a_date.click()
    day = screen.dates.choices["cma"].day()
    button(screen, "Next").click()
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.dates.choices["cma"].day() == day
    button(screen, "Back").click()
    assert screen.exams.chosen() == ("cma",)


def test_ones_own_number_of_minutes(qtbot: QtBot) -> None:
    screen, stand_in = open_first_run(qtbot)
    button(screen, "Skip").click()
    screen.minutes.field.setValue(75)
    assert screen.minutes.presets.current() == ""
    button(screen, "Start").click()
    assert stand_in.settings_now.minutes == (75,) * 7


def test_over_real_services(qtbot: QtBot, tmp_path: Path) -> None:
    services = make_services(tmp_path)
    screen = FirstRunScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.show()
    screen.exams.cards["cma"].click()
    for text in ("Next", "Next", "Start"):
        button(screen, text).click()
    assert services.settings.read().first_run_done
    assert services.settings.read().certification == "cma"
    services.close()
