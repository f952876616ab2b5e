"""Item memory: pinned to the behavior of the fsrs package."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.evidence import Rating
from mediquiz.psychometrics.memory import ItemMemory, day_number, longest_interval, moment

DAY = 20_000.0


def test_days_and_moments() -> None:
    assert moment(0.5) == datetime(1970, 1, 1, 12, tzinfo=UTC)
    assert day_number(moment(20_000.25)) == 20_000.25


def test_reviews_are_those_of_the_package() -> None:
    scheduler = fsrs.Scheduler(
        desired_retention=0.85, learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=36_500
    )
    card = fsrs.Card(card_id=1)
    memory = ItemMemory()
    for rating, day in [(3, DAY), (1, DAY + 3), (2, DAY + 4), (3, DAY + 9), (3, DAY + 9.2), (4, DAY + 30)]:
        card, _log = scheduler.review_card(card, fsrs.Rating(rating), moment(day))
        memory.review("a", Rating(rating), day)
        assert memory.stability("a") == card.stability
        assert memory.due_day("a") == pytest.approx(day_number(card.due))
    later = DAY + 75
    assert memory.retrievability("a", later) == scheduler.get_card_retrievability(card, moment(later))


def test_pinned_to_fsrs_6_default_weights() -> None:
    memory = ItemMemory()
    memory.review("good", Rating.GOOD, DAY)
    memory.review("again", Rating.AGAIN, DAY)
    assert memory.stability("good") == pytest.approx(2.3065)
    assert memory.stability("again") == pytest.approx(0.212)
    assert memory.retrievability("good", DAY) == 1.0
    assert memory.retrievability("good", DAY + 2.3065 * 10) == pytest.approx(0.694, abs=2e-3)
    assert memory.retrievability("again", DAY + 1) == pytest.approx(0.766, abs=2e-3)
    due = memory.due_day("good")
    assert due == DAY + 4


def test_nothing_comes_due_after_the_exam() -> None:
    assert [longest_interval(days) for days in (None, 30, 2, 1, 0, -5)] == [36_500, 29, 1, 1, 1, 36_500]
    memory = ItemMemory()
    for day in (0, 4, 20, 80):
        memory.review("a", Rating.GOOD, DAY + day)
    free = memory.due_day("a")
    assert free is not None and free > DAY + 120
    assert memory.due_day("a", DAY + 90) == DAY + 89
    assert memory.due(DAY + 89, DAY + 90) == ["a"] and memory.due(DAY + 88.9, DAY + 90) == []
    assert memory.forecast(int(DAY) + 80, 20, DAY + 90) == [0] * 9 + [1] + [0] * 10
    assert memory.due_day("a", DAY + 60) == free, "an exam that is over is no limit"
    assert memory.due_day("a") == free, "a question asked for one exam leaves nothing behind for the next"


def test_asking_for_an_exam_does_not_change_what_is_remembered() -> None:
    asked, not_asked = ItemMemory(), ItemMemory()
    for day in (0, 3, 9):
        asked.review("a", Rating.GOOD, DAY + day)
        asked.due(DAY + day, DAY + 12)
        not_asked.review("a", Rating.GOOD, DAY + day)
    assert asked.stability("a") == not_asked.stability("a")
    assert asked.due_day("a") == not_asked.due_day("a")


def test_due_list_and_forecast() -> None:
    memory = ItemMemory()
    memory.review("late", Rating.AGAIN, DAY)
    memory.review("soon", Rating.GOOD, DAY)
    assert memory.due(DAY) == []
    assert memory.due(DAY + 5) == ["late", "soon"]
    assert memory.forecast(int(DAY), 6) == [0, 1, 0, 0, 1, 0]
    assert memory.forecast(int(DAY) + 10, 2) == [2, 0]
    assert list(memory.keys()) == ["late", "soon"]


REVIEWS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(Rating), st.floats(0, 90)), max_size=25)


@settings(deadline=None)
@given(REVIEWS, st.none() | st.floats(-10, 150), st.integers(0, 120))
def test_all_cards_at_once_are_what_each_card_says(
    reviews: list[tuple[str, Rating, float]], exam: float | None, asked: int
) -> None:
    memory, exam_day, day = ItemMemory(), None if exam is None else DAY + exam, DAY + asked
    for key, rating, when in sorted(reviews, key=lambda review: review[2]):
        memory.review(key, rating, DAY + when)
    due = {key: memory.due_day(key, exam_day) or 0.0 for key in list(memory.keys())}
    assert memory.due(day, exam_day) == [k for when, k in sorted((w, k) for k, w in due.items()) if when <= day]
    places = [max(0, int(when) - int(day)) for when in due.values()]
    assert memory.forecast(int(day), 40, exam_day) == [places.count(n) for n in range(40)]
    each = {key: memory.retrievability(key, day) for key in list(memory.keys())}
    assert memory.retrievabilities([*each, "never"], day) == each


def test_a_card_never_reviewed_is_unknown() -> None:
    memory = ItemMemory()
    assert memory.retrievability("a", DAY) is None
    assert memory.due_day("a") is None and memory.stability("a") is None and memory.last_review("a") is None
    memory.review("a", Rating.GOOD, DAY)
    assert "a" in memory and len(memory) == 1 and memory.last_review("a") == DAY


def test_a_clock_set_back_counts_as_the_same_moment() -> None:
    memory = ItemMemory()
    memory.review("a", Rating.GOOD, DAY)
    memory.review("a", Rating.GOOD, DAY - 50)
    assert memory.last_review("a") == DAY
    assert memory.retrievability("a", DAY - 50) == 1.0


def test_making_cards_does_not_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Card()` without an id sleeps a millisecond: a history of 3,000 questions would take three seconds more."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    fsrs.Card()
    assert slept == [0.001]  # else this test looks at the wrong place
    ItemMemory().review("a", Rating.GOOD, DAY)
    assert slept == [0.001]


@settings(deadline=None)
@given(st.floats(0, 0.999), st.integers(-1, 1), st.sampled_from(Rating))
def test_dates_decide_what_is_due_and_moments_how_strong_it_is(hour: float, apart: int, rating: Rating) -> None:
    """A date may begin on the day before or after in UTC; the interval of FSRS is counted from it."""
    date = int(DAY) + apart
    by_moment, by_date = ItemMemory(), ItemMemory()
    by_moment.review("a", rating, DAY + hour)
    by_date.review("a", rating, DAY + hour, date)
    interval = round((by_moment.due_day("a") or 0.0) - DAY - hour)
    assert by_date.stability("a") == by_moment.stability("a")
    assert by_date.due(date + interval - 1) == [] and by_date.due(date + interval) == ["a"]
    assert (by_date.due_day("a"), by_date.last_review("a")) == (date + interval, date)
    assert by_date.due_day("a", date + 2) == date + 1, "the day before an exam in two days"
    for days in range(interval + 1):
        recall = by_date.retrievabilities(["a"], date + days)["a"]
        assert recall == by_moment.retrievability("a", DAY + hour + days)
