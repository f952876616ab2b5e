"""After a real exam."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal
from mediquiz.ui.destinations import ToOutcome, ToPlan, ToToday
from mediquiz.ui.pages.outcome.screen import OutcomeScreen
from tests.helpers import make_services, make_tools
from tests.ui.pages.exam_room import SlowRunner
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_outcome(qtbot: QtBot, stand_in: StandIn) -> OutcomeScreen:
    """The screen, shown for the CMA."""
    screen = OutcomeScreen(tools_for(stand_in))
    qtbot.addWidget(screen)
    screen.arrive(ToOutcome("cma"))
    screen.show()
    QApplication.processEvents()
    return screen


def test_a_failed_attempt_with_its_areas(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_outcome(qtbot, stand_in)
    assert not screen.form.button.isEnabled()
    button(screen, "Not passed").click()
    qtbot.keyClicks(screen.form.scaled, "392")
    qtbot.keyClicks(screen.form.areas["clinical"], "54")
    button(screen, "Save result").click()
    assert stand_in.kept == [("cma", date(2026, 11, 14), False, 392.0, {"clinical": 0.54})]
    text = shown_text(screen)
    assert "You may sit the exam again." in text
    with qtbot.waitSignal(screen.go) as went:
        button(screen, "Set a new exam date").click()
    assert went.args == [ToPlan("cma")]


def test_a_double_click_keeps_one_result(qtbot: QtBot) -> None:
    """The disk is slow: the second click comes before the first one is on record."""
    stand_in = StandIn()
    tools = tools_for(stand_in)
    slow = SlowRunner()
    screen = OutcomeScreen(tools)
    qtbot.addWidget(screen)
    screen.arrive(ToOutcome("cma"))
    screen.show()
    button(screen, "Passed").click()
    tools.tasks = slow
    for _ in range(2):
        button(screen, "Save result").click()
    button(screen, "Don't ask again").click()
    slow.do_all()
    assert stand_in.kept == [("cma", date(2026, 11, 14), True, None, {})]


def test_a_result_that_could_not_be_kept_can_be_kept_again(qtbot: QtBot) -> None:
    stand_in = StandIn()
    tools = tools_for(stand_in)
    slow = SlowRunner()
    screen = OutcomeScreen(tools)
    qtbot.addWidget(screen)
    screen.arrive(ToOutcome("cma"))
    screen.show()
    button(screen, "Passed").click()
    tools.tasks = slow
    button(screen, "Save result").click()
    with pytest.raises(OSError, match="full"):
        slow.jobs.popleft()[2](OSError("full"))
    button(screen, "Save result").click()
    slow.do_all()
    assert stand_in.kept == [("cma", date(2026, 11, 14), True, None, {})]


def test_a_number_that_cannot_be_is_pointed_out(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_outcome(qtbot, stand_in)
    button(screen, "Passed").click()
    qtbot.keyClicks(screen.form.scaled, "95")
    button(screen, "Save result").click()
    assert stand_in.kept == []
    assert "Scaled score: enter a number from 200 to 800, or leave it empty." in shown_text(screen)
    screen.form.scaled.clear()
    button(screen, "Save result").click()
    assert stand_in.kept == [("cma", date(2026, 11, 14), True, None, {})]
    assert "Set a new exam date" not in shown_text(screen)


def test_rather_not_say_needs_nothing_else(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_outcome(qtbot, stand_in)
    button(screen, "Rather not say").click()
    button(screen, "Save result").click()
    assert stand_in.kept[0][2] is None


def test_declining_leads_back(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_outcome(qtbot, stand_in)
    with qtbot.waitSignal(screen.go) as went:
        button(screen, "Don't ask again").click()
    assert stand_in.declined == ["cma"]
    assert went.args == [ToToday()]


def test_a_second_visit_starts_with_an_empty_form(qtbot: QtBot) -> None:
    screen = open_outcome(qtbot, StandIn())
    button(screen, "Passed").click()
    button(screen, "Save result").click()
    screen.arrive(ToOutcome("rma"))
    text = shown_text(screen)
    assert "After the RMA (AMT) exam" in text
    assert not screen.form.button.isEnabled()
    assert screen.form.result.current() == ""


def test_escape_leads_back(qtbot: QtBot) -> None:
    screen = open_outcome(qtbot, StandIn())
    with qtbot.waitSignal(screen.go):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)


def test_over_real_services_the_rule_of_the_body_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    services = make_services(tmp_path)
    services.settings.change(goals=(Goal("cma", date(2026, 2, 20)),))
    screen = OutcomeScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.arrive(ToOutcome("cma"))
    screen.show()
    assert len(screen.form.areas) == 3
    button(screen, "Not passed").click()
    button(screen, "Save result").click()
    assert "attempts are left" in shown_text(screen)
    assert services.progress.today("cma").ask_outcome == ()
    services.close()
