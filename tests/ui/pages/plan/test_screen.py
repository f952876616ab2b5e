"""The study plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, Shortfall
from mediquiz.ui.destinations import ToPlan
from mediquiz.ui.pages.plan.screen import PlanScreen
from mediquiz.ui.widgets.month_grid import cell_words
from tests.helpers import FixedClock, make_services, make_tools
from tests.ui.pages import views
from tests.ui.pages.seen import button, shown_text
from tests.ui.pages.stand_in import StandIn, tools_for


def open_plan(qtbot: QtBot, stand_in: StandIn | None = None) -> PlanScreen:
    """The screen, shown and filled."""
    screen = PlanScreen(tools_for(stand_in or StandIn()))
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.arrive(ToPlan())
    screen.show()
    QApplication.processEvents()
    return screen


def test_the_plan_in_a_sentence_and_today_chosen(qtbot: QtBot) -> None:
    screen = open_plan(qtbot)
    text = shown_text(screen)
    assert "3 practice exams until the exam on Sunday, December 20." in text
    assert "November 2026" in text
    assert "Today, Monday, November 16: 20 questions, 6 of them due for review, about 20 minutes." in text


def test_the_sentence_counts_the_days_before_this_exam_only(qtbot: QtBot) -> None:
    """Someone with two exams plans on after the first; those days belong to the other."""
    stand_in = StandIn()
    stand_in.settings_now = replace(
        stand_in.settings_now, goals=(Goal("cma", date(2026, 11, 19)), Goal("rma", date(2026, 12, 20)))
    )
    screen = open_plan(qtbot, stand_in)
    questions = sum(20 + n % 9 for n in range(3))
    said = f"{questions} questions on 3 days of study until the exam on Thursday, November 19."
    assert screen.page.subtitle.text() == said


def test_the_keyboard_walks_through_the_days(qtbot: QtBot) -> None:
    screen = open_plan(qtbot)
    grid = screen.calendar.grid
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.chosen() == date(2026, 11, 23)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert "Sunday, November 22: Rest day." in grid.accessibleName()
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert "December 2026" in shown_text(screen)
    for _ in range(40):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.chosen() == date(2026, 12, 31)
    assert not screen.calendar.after.isEnabled()
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.chosen() == views.TODAY


def test_the_mouse_chooses_a_day(qtbot: QtBot, theme: object) -> None:
    screen = open_plan(qtbot)
    grid = screen.calendar.grid
    box = grid._box(4, 0).toRect()
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=box.center())
    assert screen.calendar.words.text() == "Sunday, November 29: CMA practice exam, 200 questions, about 2 h 40 min."


def test_each_kind_of_day_has_a_word() -> None:
    days = {day.kind: cell_words(day) for day in views.plan().days}
    assert days["mock"][0] == "Practice exam"
    assert days["rest"][0] == "Rest"
    assert days["light"][0] == "Light 10"
    assert days["exam"][0] == "Exam day"
    assert days["past"][0] == "19 done"
    assert days["study"][0].isdigit()


def test_minutes_by_weekday_are_kept(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_plan(qtbot, stand_in)
    assert not screen.minutes.button.isEnabled()
    screen.minutes.fields[6].setValue(0)
    screen.minutes.fields[0].setValue(45)
    assert "1 rest day" in shown_text(screen.minutes)
    button(screen, "Save minutes").click()
    assert stand_in.settings_now.minutes == (45, 20, 20, 20, 20, 20, 0)
    assert not screen.minutes.button.isEnabled()


def test_exams_and_dates_are_kept_with_the_first_in_front(qtbot: QtBot) -> None:
    stand_in = StandIn()
    screen = open_plan(qtbot, stand_in)
    box, when = screen.goals.rows["ccma"]
    box.click()
    when.on_a_date.click()
    when.field.choose(when.field.day() + timedelta(days=1))
    button(screen, "Save exams").click()
    assert stand_in.settings_now.goals == (Goal("cma", date(2026, 12, 20)), Goal("ccma", date(2027, 1, 12)))


def test_what_no_longer_fits_is_said(qtbot: QtBot) -> None:
    short = Shortfall(0.84, 25, date(2026, 12, 20))
    screen = open_plan(qtbot, StandIn(plan_now=views.plan(short, missed=2)))
    text = shown_text(screen.note)
    assert "At about 25 questions a day, you cover 84% of the exam by December 20." in text
    assert "After 2 days without study the work is spread over the days that are left." in text


def test_over_real_services(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock()
    services = make_services(tmp_path, clock)
    screen = PlanScreen(make_tools(services, clock))
    qtbot.addWidget(screen)
    screen.arrive(ToPlan())
    screen.show()
    screen.minutes.fields[0].setValue(35)
    button(screen, "Save minutes").click()
    assert services.settings.read().minutes[0] == 35
    services.close()


def test_the_day_of_the_exam_a_date_far_away_and_an_exam_longer_than_any_day(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock()
    services = make_services(tmp_path, clock)
    screen = PlanScreen(make_tools(services, clock))
    qtbot.addWidget(screen)
    screen.arrive(ToPlan())
    screen.show()

    def said_with(exam: date) -> str:
        services.settings.change(goals=(Goal("cma", exam),))
        screen.refresh()
        return shown_text(screen)

    assert "Your exam is today. Good luck." in said_with(clock.today())
    assert "1 question" not in screen.page.subtitle.text()
    text = said_with(date(2126, 12, 12))
    assert "in the next year. Your exam on December 12, 2126 is later than that." in text
    assert (
        "No practice exam is planned for CMA (2 h 40 min): it takes longer than your longest day, 20 minutes."
        in said_with(date(2026, 12, 12))
    )
    services.close()
