"""Progress, at each stage of evidence and over real services."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Band, StudyMode, StudyRequest
from mediquiz.ui.destinations import Destination, StartStudy, ToReport
from mediquiz.ui.pages.progress import topics as topics_pane
from mediquiz.ui.pages.progress.screen import ProgressScreen
from mediquiz.ui.pages.progress.work import last_days
from tests.helpers import make_services, make_tools
from tests.ui.pages import views
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_progress(qtbot: QtBot, stage: str = "chance") -> ProgressScreen:
    """The screen, shown, filled and laid out: nobody clicks on what has no size yet."""
    screen = ProgressScreen(tools_for(StandIn(stage)))
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    QApplication.processEvents()
    return screen


def table_text(screen: ProgressScreen) -> str:
    """What the table says; its ranges hold together with no-break spaces."""
    return shown_text(screen.table).replace("\u2060", "").replace("\u00a0", " ")


def test_the_table_is_whole_from_the_first_layout(qtbot: QtBot) -> None:
    """A page begins small and gets its size from the window: one turn of the events has to do."""
    screen = open_progress(qtbot)
    screen.resize(360, 640)
    QApplication.processEvents()
    assert screen.table.stack.isVisible()
    screen.resize(1072, 800)
    QApplication.processEvents()
    rows = screen.table.grid
    assert rows.isVisible()
    assert rows.height() >= rows.heightForWidth(rows.width()) > 100


def test_focus_stays_in_the_table_when_it_turns(qtbot: QtBot, theme: object) -> None:
    screen = open_progress(qtbot)
    with qtbot.waitActive(screen):
        screen.activateWindow()
    screen.table.button("cma").setFocus()
    screen.resize(420, 640)
    qtbot.waitUntil(lambda: screen.table.faces.shown() == 1)
    assert screen.focusWidget() is screen.table.button("cma")
    assert screen.focusProxy() is screen.table.button("cma")
    assert screen.table.button("cma").isVisible()


def test_four_certifications_side_by_side(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    for name in ("cma", "rma", "ncma", "ccma"):
        assert "likely between" in screen.table.button(name).accessibleDescription()
    assert table_text(screen).count("about 70% (55 – 85%)") == 4
    assert screen.table.button("cma").isChecked()


@pytest.mark.parametrize(
    ("stage", "said", "unsaid"),
    [
        ("none", "Answer 15 more questions for a first estimate", "%)"),
        ("range", "58 – 82% right, rough", "about"),
        ("word", "Too close to call", "about 70%"),
    ],
)
def test_the_table_says_no_more_than_the_evidence_allows(qtbot: QtBot, stage: str, said: str, unsaid: str) -> None:
    screen = open_progress(qtbot, stage)
    text = table_text(screen)
    assert said in text
    assert unsaid not in text


def test_choosing_a_certification_shows_it_in_full(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    choice = screen.table.button("rma")
    # On its circle: a click to the right of its words is none.
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(8, choice.height() // 2))
    assert screen.certification == "rma"
    text = shown_text(screen)
    assert "Readiness over time, RMA (AMT)" in text
    assert "Topics of the RMA (AMT) exam" in text
    assert "No RMA (AMT) practice exam yet." in text


def test_the_line_of_readiness_and_standing_still(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    assert not screen.over_time.chart.isHidden()
    assert "passing mark 68%" in screen.over_time.chart.accessibleName()
    assert "If you stop studying until December 20: 59 – 76% right." in shown_text(screen)


def test_no_line_and_no_standing_still_before_the_first_estimate(qtbot: QtBot) -> None:
    screen = open_progress(qtbot, "none")
    assert screen.over_time.chart.isHidden()
    text = shown_text(screen)
    assert "The chart starts with your first estimate." in text
    assert "With no more study" not in text


def test_topics_tell_practice_and_exams_apart(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    table = screen.topics.tables["topics"]
    titles = [line.title for line in table.rows_model.rows()]
    assert titles[0] == "Medical terminology"
    table.select_row(titles.index("Pharmacology"))
    said = screen.topics.words.text()
    assert "practice 9 of 19 right, exams 4 of 9 right" in said
    assert "likely 38 – 58% right" in said
    table.select_row(titles.index("Scheduling"))
    assert "Not enough answers yet (3 of 8)" in screen.topics.words.text()


def test_labels_have_a_sign_and_a_word(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    model = screen.topics.tables["topics"].rows_model
    labels = {model.data(model.index(row, 2)) for row in range(model.rowCount())}
    assert labels == {"▲ Strong", "● Not sure yet", "▼ Weak", ""}


def test_an_area_without_a_band_shows_its_plain_count() -> None:
    area = replace(views.areas()[0], band=None, answers=80, right=52)
    assert topics_pane.mastery_words(topics_pane.area_line(area, 0.68)) == "52 of 80 right"
    assert topics_pane.mastery_words(topics_pane.area_line(replace(area, answers=3), 0.68)).endswith("(3 of 8)")
    banded = replace(area, band=Band(0.6, 0.5, 0.7))
    assert topics_pane.mastery_words(topics_pane.area_line(banded, 0.68)) == "50 – 70%"


def test_enter_on_a_topic_practices_it(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    table = screen.topics.tables["topics"]
    table.select_row(0)
    with qtbot.waitSignal(screen.go) as went:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert went.args == [
        StartStudy(StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=10, topics=("terminology.building",)))
    ]


def test_an_area_is_practiced_with_all_its_topics(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    button(screen, "By exam area").click()
    screen.topics.tables["areas"].select_row(0)
    with qtbot.waitSignal(screen.go) as went:
        button(screen, "Practice this").click()
    assert went.args is not None
    assert went.args[0].request.topics == ("pharmacology.drugs", "clinical.phlebotomy")


def test_exams_and_sure_but_wrong_lead_on(qtbot: QtBot) -> None:
    screen = open_progress(qtbot)
    went: list[Destination] = []
    screen.go.connect(went.append)
    next(b for b in screen.exams.findChildren(QPushButton) if b.text() == "Report").click()
    button(screen, "Practice these").click()
    assert went == [ToReport(1), StartStudy(StudyRequest(mode=StudyMode.SURE_WRONG, certification="cma", count=4))]


def test_days_without_study_are_gaps_and_not_missing() -> None:
    days = last_days(views.progress().days, views.TODAY)
    assert len(days) == 14
    assert days[-1].on == views.TODAY
    assert sum(day.answered == 0 for day in days) == 6


def test_over_real_services_nothing_pretends_to_be_known(qtbot: QtBot, tmp_path: Path) -> None:
    services = make_services(tmp_path)
    screen = ProgressScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.show()
    text = shown_text(screen)
    assert text.count("Answer 20 more questions for a first estimate") >= 4
    assert "Your study minutes for each day show up here" in text
    assert screen.topics.tables["topics"].rows_model.rowCount() > 10
    services.close()
