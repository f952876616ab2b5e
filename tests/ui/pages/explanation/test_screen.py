"""The explanation of readiness."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.ui.destinations import ToExplanation, ToProgress, ToToday
from mediquiz.ui.pages.explanation.screen import ExplanationScreen
from tests.helpers import make_services, make_tools
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_explanation(qtbot: QtBot, answers: int = 412) -> ExplanationScreen:
    """The screen, shown and filled."""
    screen = ExplanationScreen(tools_for(StandIn(answers=answers)))
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    QApplication.processEvents()
    return screen


def test_the_diagram_says_in_words_what_it_draws(qtbot: QtBot) -> None:
    screen = open_explanation(qtbot)
    assert "What the number is" in shown_text(screen)
    assert "Predicted 50%, right 46% of 41" in screen.diagram.chart.accessibleName()
    qtbot.keyClick(screen.diagram.chart, Qt.Key.Key_Right)
    assert screen.diagram.chart.accessibleName().endswith("Predicted 35%, right 40% of 12")


def test_with_few_answers_there_is_a_sentence_instead(qtbot: QtBot) -> None:
    screen = open_explanation(qtbot, answers=0)
    assert screen.diagram.chart.isHidden()
    assert "So far there are 0 first-time answers." in shown_text(screen)


def test_the_way_back_leads_where_one_came_from(qtbot: QtBot) -> None:
    screen = open_explanation(qtbot)
    screen.arrive(ToExplanation(ToProgress()))
    with qtbot.waitSignal(screen.go) as went:
        button(screen, "Back to Progress").click()
    assert went.args == [ToProgress()]
    screen.arrive(ToExplanation())
    with qtbot.waitSignal(screen.go) as went:
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert went.args == [ToToday()]


def test_over_real_services(qtbot: QtBot, tmp_path: Path) -> None:
    services = make_services(tmp_path)
    screen = ExplanationScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.show()
    assert "What counts" in shown_text(screen)
    assert screen.diagram.chart.isHidden()
    services.close()
