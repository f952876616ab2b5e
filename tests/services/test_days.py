"""A day is a date of the student's own: not 24 hours, not a day in UTC, wherever she is and however long it lasts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from mediquiz.domain.summaries import Goal, PlanView
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_date
from mediquiz.services.facts import FactsReader
from mediquiz.services.todays import exam_day
from mediquiz.storage import read_models

from ..helpers import HONOLULU, KIRITIMATI, NEW_YORK, TOKYO, FixedClock, living_in
from .small import Given, item, practice, sit

ZONES = {"New York": NEW_YORK, "Tokyo": TOKYO, "Honolulu": HONOLULU, "Kiritimati": KIRITIMATI}
EVENINGS = {
    "a day of 24 hours": date(2026, 11, 26),
    "before a day of 23 hours": date(2026, 3, 7),
    "a day of 23 hours": date(2026, 3, 8),
    "before a day of 25 hours": date(2026, 10, 31),
    "a day of 25 hours": date(2026, 11, 1),
}
MISSED = [f"draw {n}" for n in range(1, 11)]


def stand(clock: FixedClock, on: date, hour: int, minute: int = 0) -> None:
    """Put the clock to a local time."""
    clock.ms = round(datetime(on.year, on.month, on.day, hour, minute).astimezone().timestamp() * 1000)


def due(services: Services) -> list[str]:
    facts = FactsReader(services.context, services.learning).read()
    return facts.learner.memory.due(facts.date_number, exam_day(facts))


def plan(services: Services) -> PlanView:
    found = services.planning.plan("aid")
    assert found is not None
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("evening", EVENINGS)
def test_what_was_missed_in_the_evening_is_due_all_of_the_next_day(
    small: Services, clock: FixedClock, zone: str, evening: str
) -> None:
    """Ten missed at 21:00 come back the next day at 0:05, at 18:00 and at 23:55, and not before midnight."""
    on = EVENINGS[evening]
    with living_in(ZONES[zone]):
        stand(clock, on, 21)
        practice(small, clock, [Given(one, False) for one in MISSED])
        stand(clock, on, 23, 55)
        assert due(small) == []
        for hour, minute in ((0, 5), (18, 0), (23, 55)):
            stand(clock, on + timedelta(1), hour, minute)
            assert due(small) == sorted(map(item, MISSED))
            seen = {item(one) for one in MISSED} & set(small.planning.todays_items("aid", 8))
            assert len(seen) == 2, "all that a session of 8 takes of one topic"


@pytest.mark.parametrize("zone", ZONES)
def test_the_plan_of_a_date_is_the_same_at_every_hour(small: Services, clock: FixedClock, zone: str) -> None:
    """At 20:00 in New York the date in UTC is the next one; reviews move at midnight and no sooner."""
    with living_in(ZONES[zone]):
        stand(clock, date(2026, 11, 2), 21)
        practice(small, clock, [Given(one, n % 2 == 0) for n, one in enumerate(MISSED)])
        reviews = []
        for hour in (0, 6, 12, 18, 20, 23):
            stand(clock, date(2026, 11, 3), hour)
            reviews.append([(day.on, day.reviews) for day in plan(small).days])
        assert all(one == reviews[0] for one in reviews)
        assert sum(count for _, count in reviews[0]) >= 10


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 9, 23])
def test_history_bears_the_dates_of_the_student(small: Services, clock: FixedClock, zone: str, hour: int) -> None:
    """Days worked, readiness over time and what was sure but wrong; later read somewhere else."""
    days = [date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9)]
    with living_in(ZONES[zone]):
        for on in days:
            stand(clock, on, hour)
            practice(small, clock, [Given(f"draw {n}", n % 2 == 0) for n in range(1, 13)])
            practice(small, clock, [Given(f"test {n}", True) for n in range(1, 5)])
            practice(small, clock, [Given(f"ecg {n}", True) for n in range(1, 5)])
    for other in (ZONES[zone], HONOLULU, KIRITIMATI):
        with living_in(other):
            overview = small.progress.overview()
            assert [day.on for day in overview.days] == days
            small.learning.forget()
            assert [point.on for point in small.readiness.history("aid")] == days


@pytest.mark.parametrize("zone", ZONES)
def test_days_away_are_dates(small: Services, clock: FixedClock, zone: str) -> None:
    with living_in(ZONES[zone]):
        stand(clock, date(2026, 3, 1), 23, 50)
        practice(small, clock, [Given("draw 1", True)])
        for on, hour, away in ((date(2026, 3, 1), 23, 0), (date(2026, 3, 2), 0, 1), (date(2026, 3, 8), 23, 7)):
            stand(clock, on, hour, 55)
            assert FactsReader(small.context, small.learning).read().idle_days == away


def test_a_review_before_an_exam_is_due_on_the_day_before_it(small: Services, clock: FixedClock) -> None:
    """Right four times: FSRS would wait for weeks. The exam is on the 20th."""
    with living_in(HONOLULU):
        for on in (1, 2, 6, 14):
            stand(clock, date(2026, 3, on), 20)
            practice(small, clock, [Given("draw 1", True)])
        small.settings.change(goals=(Goal("aid", date(2026, 3, 20)),))
        for on, hour, found in ((18, 23, []), (19, 0, [item("draw 1")]), (19, 23, [item("draw 1")])):
            stand(clock, date(2026, 3, on), hour, 30)
            assert due(small) == found


def test_a_flight_west_over_the_date_line_does_not_count_a_date_twice(small: Services, clock: FixedClock) -> None:
    """Tokyo on the 10th and 11th, Honolulu on the 10th and 11th again, then the 12th."""
    asked = [Given(f"draw {n}", True) for n in range(1, 13)] + [Given(f"test {n}", False) for n in range(1, 5)]
    asked += [Given(f"ecg {n}", True) for n in range(1, 5)]
    with living_in(TOKYO):
        for on in (10, 11):
            stand(clock, date(2026, 3, on), 12)
            practice(small, clock, asked)
    with living_in(HONOLULU):
        for hours in (12, 20, 44):
            stand(clock, date(2026, 3, 10), 12)
            clock.ms += hours * 3_600_000
            practice(small, clock, asked)
        dates = [date(2026, 3, on) for on in (10, 11, 12)]
        assert [point.on for point in small.readiness.history("aid")] == dates
        assert [day.on for day in small.progress.overview().days] == dates


@pytest.mark.parametrize("zone", ZONES)
def test_an_exam_keeps_its_date_wherever_it_is_looked_at(small: Services, clock: FixedClock, zone: str) -> None:
    with living_in(ZONES[zone]):
        stand(clock, date(2026, 11, 25), 23, 30)
        attempt_id = sit(small, [True] * 10)
    for other in (HONOLULU, KIRITIMATI):
        with living_in(other):
            (row,) = small.exams.home().history
            (of_progress,) = small.progress.overview().certifications[0].exams
            last = small.progress.today("aid").last_exam
            report = small.reports.report(attempt_id)
            assert last is not None
            found = {one.finished.date() for one in (row, of_progress, last, report)}
            assert found == {date(2026, 11, 25)} == {day.on for day in small.progress.overview().days}


def test_right_before_and_after_midnight_does_not_clear_the_missed_list(small: Services, clock: FixedClock) -> None:
    """Missed at noon, right at 23:57 and at 0:02: still on the list. Right at 7:00: off it. So it is after a flight."""
    with living_in(NEW_YORK):
        stand(clock, date(2026, 3, 2), 12)
        practice(small, clock, [Given("draw 1", False), Given("draw 2", False)])
        for on, hour, minute, missed in ((2, 23, 57, 2), (3, 0, 2, 2), (3, 7, 0, 1)):
            stand(clock, date(2026, 3, on), hour, minute)
            practice(small, clock, [Given("draw 1", True)])
            assert small.progress.topic_rows("aid") and len(missed_ids(small)) == missed
        practice(small, clock, [Given("draw 2", True)])
    with living_in(TOKYO):
        clock.pass_time(600)
        assert local_date(clock.ms) == date(2026, 3, 3), "the same date, 14 hours ahead"
        practice(small, clock, [Given("draw 2", True)])
    with living_in(KIRITIMATI):
        stand(clock, date(2026, 3, 4), 5)
        practice(small, clock, [Given("draw 2", True)])
        assert missed_ids(small) == [item("draw 2")]


def missed_ids(services: Services) -> list[str]:
    with services.context.store.read() as connection:
        return read_models.missed_ids(connection)
