"""Today's card and today in the calendar tell one number of questions, reviews and minutes, whatever was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mediquiz.domain.summaries import Goal, PlanKind, PlanView
from mediquiz.services.bundle import Services

from ..helpers import FixedClock
from .small import ITEMS, Given, item, practice, sit, three_days

Day = Callable[[Services, FixedClock], object]
DRAWN = [f"draw {n}" for n in range(1, 13)]


def plan(services: Services, certification: str = "aid") -> PlanView:
    found = services.planning.plan(certification)
    assert found is not None
    return found


def agree(services: Services, certification: str) -> None:
    """What the card counts, from its lines, against what the calendar tells of the day."""
    view = services.progress.today(certification).plan
    assert view is not None and view == plan(services, certification)
    today = view.days[0]
    assert today.done == view.done_today
    assert sum(line.count for line in view.lines) == view.questions
    if today.kind in ("study", "light"):
        assert (today.left, today.questions) == (view.questions, view.done_today + view.questions)
        assert today.reviews == sum(line.count for line in view.lines if line.kind is PlanKind.REVIEW)
        assert today.minutes == view.minutes
    else:
        assert view.lines == ()
    assert {day.done for day in view.days[1:]} <= {0}


def test_a_day_begun_tells_the_reviews_that_are_left(small: Services, clock: FixedClock) -> None:
    """Twelve missed two days ago; of 26 questions, eight (0.3) would be reviews. Five reviews are answered."""
    practice(small, clock, [Given(one, False) for one in DRAWN])
    clock.pass_days(2)
    practice(small, clock, [Given(one, True) for one in DRAWN[:5]])
    view = plan(small)
    (due,) = (line.count for line in view.lines if line.kind is PlanKind.REVIEW)
    assert due < 8
    today = view.days[0]
    assert (today.done, today.reviews, today.left, today.minutes) == (5, due, view.questions, view.minutes)


def test_no_review_is_told_where_none_is_left(small: Services, clock: FixedClock) -> None:
    """Three are due, and all three are answered."""
    practice(small, clock, [Given(one, False) for one in DRAWN[:3]])
    clock.pass_days(1)
    assert plan(small).days[0].reviews == 3
    practice(small, clock, [Given(one, True) for one in DRAWN[:3]])
    assert [line.kind for line in plan(small).lines] == [PlanKind.NEW]
    assert plan(small).days[0].reviews == 0


def test_more_than_was_planned_counts_on_both_pages(small: Services, clock: FixedClock) -> None:
    small.settings.change(minutes=(4,) * 7)
    practice(small, clock, [Given(one, True) for one in DRAWN])
    view = plan(small)
    assert (view.done_today, view.questions) == (12, 0)
    assert (view.days[0].questions, view.days[0].left, view.days[0].minutes) == (12, 0, 0)


def two_evenings(small: Services, clock: FixedClock) -> None:
    """A session that ends on another date, and one set aside in it."""
    clock.pass_time(11.9 * 3600)
    practice(small, clock, [Given(one, n % 2 == 0, None, 120) for n, one in enumerate(DRAWN)])
    small.marks.suspend(item("draw 2"), True)


def stamped_2036(small: Services, clock: FixedClock) -> None:
    """One answer while the clock was ten years ahead."""
    practice(small, clock, [Given("duty 1", False)])
    clock.pass_days(3653)
    practice(small, clock, [Given("duty 2", False)])
    clock.pass_days(-3652)


def all_missed(small: Services, clock: FixedClock) -> None:
    every = [Given(f"{topic.split('.')[1]} {n}", False) for topic, most in ITEMS.items() for n in range(1, most + 1)]
    practice(small, clock, every)


def an_exam(small: Services, clock: FixedClock) -> None:
    sit(small, [n % 3 == 0 for n in range(10)])


HISTORIES: dict[str, Day] = {
    "nothing": lambda small, clock: None,
    "three days": three_days,
    "two evenings": two_evenings,
    "a wrong clock": stamped_2036,
    "all missed": all_missed,
    "an exam": an_exam,
}


@pytest.mark.parametrize("exam_in", [None, 1, 4, 12, 0])
@pytest.mark.parametrize("history", HISTORIES)
def test_both_pages_agree_on_every_day_before_and_after_each_answer(
    small: Services, clock: FixedClock, history: str, exam_in: int | None
) -> None:
    """With a rest day in the week; each day is looked at untouched, begun, and after more than was planned."""
    HISTORIES[history](small, clock)
    on = None if exam_in is None else clock.today() + timedelta(exam_in)
    small.settings.change(goals=(Goal("aid", on), Goal("tech")), minutes=(20, 5, 0, 20, 30, 9, 20))
    for day in range(5):
        for answers in (DRAWN[day : day + 2], ["duty 1", "ecg 2"], DRAWN if day % 3 == 0 else []):
            for certification in ("aid", "tech"):
                agree(small, certification)
            askable = [Given(one, n % 2 == 0) for n, one in enumerate(answers) if one != "draw 2"]
            if askable:
                practice(small, clock, askable)
        agree(small, "aid")
        clock.pass_days(1)
