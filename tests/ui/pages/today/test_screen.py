"""Today, at each stage of evidence and over real services."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, ReviewSet, Settings, StudyMode, StudyRequest
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import (
    Destination,
    ResumeSitting,
    ResumeStudy,
    StartStudy,
    ToExplanation,
    ToPlan,
    ToReport,
)
from mediquiz.ui.pages.today.screen import TodayScreen
from mediquiz.words.readiness import limit
from tests.helpers import FixedClock, make_services, make_tools
from tests.ui.pages import views
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_today(qtbot: QtBot, stand_in: StandIn) -> TodayScreen:
    """The screen, shown and filled."""
    screen = TodayScreen(tools_for(stand_in))
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    QApplication.processEvents()
    return screen


def test_chance_shows_a_rounded_chance_with_the_scaled_score(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("chance"))
    text = shown_text(screen)
    assert "Good morning" in text
    assert "26 questions" in text
    assert "About 22 minutes" in text
    assert "about 70%" in text
    assert "about 424 (389 – 459)" in text
    assert "pass 405" in text
    assert "An estimate from 412 first-time answers to our questions, with 83% of the exam practiced." in text


def test_nothing_is_claimed_before_the_first_estimate(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("none"))
    text = shown_text(screen.readiness)
    assert "Answer 15 more questions for a first estimate." in text
    assert "Practiced" in text
    assert "chance" not in text
    assert "passing mark" not in text


def test_a_range_is_called_rough_and_has_no_chance(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("range"))
    text = shown_text(screen.readiness)
    assert "58 – 82%" in text
    assert "rough" in text
    assert "about 70%" not in text
    assert "about 7" not in screen.readiness.estimate.scale.bar.accessibleName()


def test_a_word_stands_beside_its_range(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("word"))
    text = shown_text(screen.readiness)
    assert "Too close to call" in text
    assert "61 – 79%" in text
    assert "chance of passing" not in text
    assert "rough" not in text


@pytest.mark.parametrize("stage", views.STAGES)
def test_every_stage_says_what_it_rests_on_and_what_limits_it(qtbot: QtBot, stage: str) -> None:
    screen = open_today(qtbot, StandIn(stage))
    text = shown_text(screen.readiness)
    assert "first-time answers" in text
    assert limit(views.readiness(stage).limits[0]) in text
    assert "How this is made" in text


@pytest.mark.parametrize(("stages"), [("none", "chance"), ("chance", "none"), ("range", "word")])
def test_a_refresh_leaves_nothing_of_the_stage_before(qtbot: QtBot, stages: tuple[str, str]) -> None:
    stand_in = StandIn(stages[0])
    screen = open_today(qtbot, stand_in)
    stand_in.stage = stages[1]
    screen.tools.hub.tell(Changes(answers=True))
    fresh = open_today(qtbot, StandIn(stages[1]))
    assert shown_text(screen.readiness) == shown_text(fresh.readiness)


def test_start_and_quick_ten_ask_for_a_session(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn())
    with qtbot.waitSignal(screen.go) as start:
        qtbot.mouseClick(button(screen, "Start today's session"), Qt.MouseButton.LeftButton)
    assert start.args == [StartStudy(StudyRequest(mode=StudyMode.TODAY, certification="cma", count=26))]
    with qtbot.waitSignal(screen.go) as quick:
        qtbot.keyClick(screen, Qt.Key.Key_Q)
    assert quick.args == [StartStudy(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10))]


def test_weak_topics_can_be_practiced(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn())
    with qtbot.waitSignal(screen.go) as went:
        first = next(b for b in screen.weakest.findChildren(QPushButton) if b.isVisibleTo(screen))
        assert first.accessibleName() == "Practice Pharmacology"
        first.click()
    assert went.args is not None
    assert went.args[0].request.topics == ("pharmacology.drugs",)


def test_no_topic_is_named_weak_before_it_can_be_said(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("none"))
    assert "No topic is clearly below the passing mark yet." in shown_text(screen.weakest)
    assert not [b for b in screen.weakest.findChildren(QPushButton) if b.isVisibleTo(screen)]


def test_topics_keep_their_rows_when_the_page_is_narrow(qtbot: QtBot, theme: object) -> None:
    screen = open_today(qtbot, StandIn())
    screen.resize(360, 640)
    text = shown_text(screen.weakest)
    assert "6% of the exam" in text
    assert screen.page.horizontalScrollBar().maximum() == 0


def test_review_and_explanation_and_calendar_lead_on(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn())
    went: list[Destination] = []
    screen.go.connect(went.append)
    for text in ("Review 58 missed", "How this is made", "See the calendar"):
        button(screen, text).click()
    assert went == [ToReport(1, ReviewSet.MISSED), ToExplanation(), ToPlan("cma")]


def test_open_work_can_be_gone_on_with(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn(options={"opened": True}))
    text = shown_text(screen.reminders)
    assert "CMA practice exam: 136 of 200 answered, started November 15." in text
    went: list[Destination] = []
    screen.go.connect(went.append)
    for each in [b for b in screen.reminders.findChildren(QPushButton) if b.text() == "Resume"]:
        each.click()
    assert went == [ResumeSitting(7), ResumeStudy(8)]


def test_the_question_after_an_exam_can_be_declined_once(qtbot: QtBot) -> None:
    stand_in = StandIn(options={"asks": True})
    screen = open_today(qtbot, stand_in)
    assert "How did the RMA (AMT) exam go?" in shown_text(screen)
    button(screen, "Rather not say").click()
    assert stand_in.declined == ["rma"]
    assert "How did the RMA" not in shown_text(screen)


def test_a_student_of_two_exams_can_look_at_either(qtbot: QtBot) -> None:
    stand_in = StandIn()
    stand_in.settings_now = Settings(goals=(Goal("cma"), Goal("rma", date(2026, 12, 1))))
    screen = open_today(qtbot, stand_in)
    button(screen, "RMA (AMT)").click()
    assert "Readiness for RMA (AMT)" in shown_text(screen)
    assert screen.view is not None
    assert screen.view.head.id == "rma"


def test_without_a_plan_ten_questions_are_the_start(qtbot: QtBot) -> None:
    screen = open_today(qtbot, StandIn("none", {"fresh": True}))
    text = shown_text(screen)
    assert "There is no plan yet." in text
    assert "Ten questions are a good start." in text
    assert "Start today's session" not in text
    assert screen.plan.quick_ten.property("kind") == "primary"
    assert screen.focusProxy() is screen.plan.quick_ten


def test_over_real_services_a_new_student_is_told_what_is_missing(qtbot: QtBot, tmp_path: Path) -> None:
    services = make_services(tmp_path)
    services.settings.change(goals=(Goal("ccma"),), first_run_done=True)
    screen = TodayScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.show()
    text = shown_text(screen)
    assert "Readiness for CCMA (NHA)" in text
    assert "Answer 20 more questions for a first estimate." in text
    assert "None yet." in text
    services.close()


def test_a_light_day_with_nothing_due_says_why_it_is_empty(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock()
    services = make_services(tmp_path, clock)
    services.settings.change(goals=(Goal("cma", clock.today() + timedelta(2)),))
    screen = TodayScreen(make_tools(services, clock))
    qtbot.addWidget(screen)
    screen.refresh()
    screen.show()
    text = shown_text(screen)
    assert "Nothing is due for review today. The last two days before an exam bring nothing new." in text
    assert "More minutes" not in text
    services.close()
