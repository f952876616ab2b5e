"""Today in the calendar: what is done, what is left and what returns, as Today's card has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, PlanKind, PlannedDay, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.ui.pages.plan.calendar import day_words, plan_words
from mediquiz.ui.pages.today.task import TaskCard
from mediquiz.ui.widgets.month_grid import MonthGrid
from tests.helpers import FixedClock, make_services, wrong_to
from tests.ui.pages import views


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            PlannedDay(on=views.TODAY, kind="study", questions=20, reviews=1, minutes=19, done=1),
            "1 of 20 questions done, 19 questions left, 1 of them due for review, about 19 minutes",
        ),
        (
            PlannedDay(on=views.TODAY, kind="study", questions=2, minutes=1, done=1),
            "1 of 2 questions done, 1 question left, about 1 minute",
        ),
        (PlannedDay(on=views.TODAY, kind="study", questions=25, done=25), "25 of 25 questions done"),
        (
            PlannedDay(on=views.TODAY, kind="light", questions=9, reviews=5, minutes=5, done=4),
            "Reviews only, 4 of 9 questions done, 5 questions left, 5 of them due for review, about 5 minutes",
        ),
        (PlannedDay(on=views.TODAY, kind="rest", done=3), "Rest day, 3 questions answered"),
        (
            PlannedDay(on=views.TODAY, kind="mock", questions=200, minutes=160, exam="CMA", done=1),
            "CMA practice exam, 200 questions, about 2 h 40 min, 1 question answered",
        ),
    ],
)
def test_a_day_that_is_begun_says_what_is_done_and_what_is_left(planned: PlannedDay, said: str) -> None:
    assert day_words(views.TODAY, planned, views.TODAY) == f"Today, Monday, November 16: {said}."


def test_the_sentence_counts_what_is_left_of_today() -> None:
    study = PlannedDay(on=views.TODAY, kind="study", questions=20, reviews=4, minutes=12, done=8)
    rest = PlannedDay(on=views.TODAY, kind="rest", done=8)
    tomorrow = PlannedDay(on=views.TODAY + timedelta(1), kind="study", questions=20, reviews=6, minutes=20)
    said = [
        plan_words(replace(views.plan(), days=(today, tomorrow)), views.TODAY, None)
        for today in (study, replace(study, questions=8), rest)
    ]
    assert said == [
        "32 questions on 2 days of study in the weeks ahead.",
        "20 questions on 1 day of study in the weeks ahead.",
        "20 questions on 1 day of study in the weeks ahead.",
    ]


def test_a_practice_exam_done_today_dwarfs_no_other_day(qtbot: QtBot) -> None:
    days = (PlannedDay(on=views.TODAY, kind="study", questions=200, done=200), *views.plan().days[4:])
    grid = MonthGrid()
    qtbot.addWidget(grid)
    grid.show_plan({day.on: day for day in days}, views.TODAY)
    assert grid._most == 28


@pytest.mark.parametrize("answers", [0, 1, 7, 30])
def test_today_and_the_calendar_say_the_same(qtbot: QtBot, tmp_path: Path, answers: int) -> None:
    """Reviews are due from two days ago; the day is untouched, begun, or done."""
    clock = FixedClock()
    services = make_services(tmp_path, clock)
    services.settings.change(goals=(Goal("cma"),))
    answer(services, clock, 20, right=False)
    clock.pass_days(2)
    answer(services, clock, answers, right=True)
    plan, today = services.progress.today("cma").plan, clock.today()
    assert plan is not None
    card = TaskCard()
    qtbot.addWidget(card)
    card.show_plan(plan, today)
    said = day_words(today, plan.days[0], today)
    rows = {line.kind: line.count for line in plan.lines}
    ring = card.ring.accessibleName().removesuffix(" today")
    for part in (ring,) if answers else (card.headline.text(),):
        assert part in said
    if rows:
        assert card.headline.text() in said and card.time.text().lower() in said
        due = rows.get(PlanKind.REVIEW, 0)
        assert (f"{due} of them due for review" in said) if due else ("due for review" not in said)
    else:
        assert answers == 30 and "left" not in said and "due" not in said
    services.close()


def answer(services: Services, clock: FixedClock, count: int, *, right: bool) -> None:
    """A session of new questions, a minute each."""
    if not count:
        return
    request = StudyRequest(mode=StudyMode.QUICK if count <= 10 else StudyMode.TODAY, certification="cma", count=count)
    session = services.study.start(request).value
    for n, shown in enumerate(session.items):
        services.study.show(session, n)
        clock.pass_time(60)
        response = shown.right if right else wrong_to(shown)
        services.study.answer(session, n, response, confidence=None, milliseconds=60_000)
    services.study.finish(session)
