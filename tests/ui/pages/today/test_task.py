"""The day's task: ring, words and buttons in every state of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import PlanView
from mediquiz.ui.pages.today.task import TaskCard
from mediquiz.ui.parts.plan_lines import date_sentence
from tests.ui.pages import views
from tests.ui.pages.seen import shown_text

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)


def card_of(qtbot: QtBot, plan: PlanView | None, today: date = SATURDAY) -> TaskCard:
    card = TaskCard()
    qtbot.addWidget(card)
    card.show_plan(plan, today)
    card.show()
    return card


def test_a_morning_has_a_count_the_minutes_and_an_empty_ring(qtbot: QtBot) -> None:
    card = card_of(qtbot, replace(views.plan(), done_today=0))
    assert card.headline.text() == "26 questions"
    assert card.time.text() == "About 22 minutes"
    assert card.ring.share == 0
    assert card.ring.accessibleName() == "0 of 26 questions done today"
    assert card.start.isVisible()


def test_a_day_half_done_says_what_is_left(qtbot: QtBot) -> None:
    plan = replace(views.plan(), done_today=13, questions=13, minutes=11)
    card = card_of(qtbot, plan)
    assert card.headline.text() == "13 questions left"
    assert card.ring.share == 0.5


def test_a_day_that_is_done_says_so_and_what_comes_next(qtbot: QtBot) -> None:
    plan = replace(views.plan(), lines=(), questions=0, minutes=0, done_today=26)
    card = card_of(qtbot, plan, SUNDAY)
    assert card.headline.text() == "Done for today"
    assert card.time.text() == "26 questions answered. Next: Monday, November 23, 27 questions, about 20 minutes."
    assert card.ring.share == 1
    assert not card.start.isVisible()
    assert card.quick_ten.isVisible()


def test_a_rest_day_has_no_ring_and_says_what_comes_next(qtbot: QtBot) -> None:
    resting = replace(views.plan(), lines=(), questions=0, minutes=0, done_today=0)
    card = card_of(qtbot, resting, SUNDAY)
    assert not card.ring.isVisible()
    assert card.headline.text() == "Today is a rest day."
    assert "Next: Monday, November 23, 27 questions, about 20 minutes." in shown_text(card)


def test_without_a_plan_ten_questions_are_the_start(qtbot: QtBot) -> None:
    card = card_of(qtbot, None)
    assert (card.headline.text(), card.time.text()) == ("There is no plan yet.", "Ten questions are a good start.")
    assert not card.ring.isVisible()


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (None, "Saturday, November 21."),
        (-1, "Saturday, November 21."),
        (0, "Saturday, November 21. Your CMA (AAMA) exam is today."),
        (1, "Saturday, November 21. Your CMA (AAMA) exam is in 1 day."),
        (34, "Saturday, November 21. Your CMA (AAMA) exam is in 34 days."),
    ],
)
def test_the_day_and_how_far_the_exam_is(left: int | None, said: str) -> None:
    assert date_sentence(SATURDAY, "CMA (AAMA)", left) == said


def test_what_is_seen_of_the_ring_grows_with_the_answers(qtbot: QtBot) -> None:
    card = card_of(qtbot, replace(views.plan(), done_today=0))
    empty = card.ring.grab().toImage()
    card.ring.show_count(13, 26)
    half = card.ring.grab().toImage()
    card.ring.show_count(26, 26)
    whole = card.ring.grab().toImage()
    assert empty != half
    assert half != whole
