"""A clock that was wrong once: order is that of the rows, the date that of the clock as soon as it is right again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.placing import EARLIEST_MS, MendedClock, between, record_is_wrong
from mediquiz.domain.summaries import Goal
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo

from ..helpers import FixedClock, living_in
from .small import Given, act, item, practice, rows, template

TODAY = date(2026, 11, 20)
Open = Callable[[], Services]


@pytest.fixture(autouse=True)
def in_utc() -> Iterator[None]:
    with living_in("UTC0"):
        yield


@pytest.fixture
def reopen(tmp_path: Path, clock: FixedClock) -> Iterator[Open]:
    """Opens the history, closing it before where it is open."""
    (tmp_path / "study.sqlite").write_bytes((template() / "study.sqlite").read_bytes())
    opened: list[Services] = []

    def again() -> Services:
        while opened:
            opened.pop().close()
        opened.append(open_services(tmp_path / "study.sqlite", template() / "question_banks", clock, random.Random(1)))
        return opened[0]

    yield again
    while opened:
        opened.pop().close()


def stand(clock: FixedClock, on: date, hour: int = 18) -> None:
    clock.ms = round(datetime(on.year, on.month, on.day, hour, tzinfo=UTC).timestamp() * 1000)


def days(services: Services) -> list[tuple[date, int]]:
    """Days worked, with answers, as every page has them."""
    return [(day.on, day.answered) for day in services.progress.overview().days]


def log(services: Services) -> list[tuple[object, ...]]:
    return rows(services, "SELECT * FROM answer ORDER BY id")


def derived_is_level(services: Services) -> bool:
    """The tables that follow from the log are those that are made anew from it."""
    tables = ("item_state", "day_tally", "topic_tally")
    before = [sorted(rows(services, f"SELECT * FROM {table}"), key=repr) for table in tables]
    with services.context.store.begin() as connection:
        study_repo.rebuild(connection)
    return before == [sorted(rows(services, f"SELECT * FROM {table}"), key=repr) for table in tables]


FUTURE = date(2036, 5, 5)


def test_one_session_in_2036_counts_for_the_day_between_its_neighbors(reopen: Open, clock: FixedClock) -> None:
    services = reopen()
    services.settings.change(goals=(Goal("aid", TODAY + timedelta(30)),))
    stand(clock, TODAY - timedelta(2))
    practice(services, clock, [Given("draw 1", False)])
    stand(clock, FUTURE)
    services = reopen()
    practice(services, clock, [Given("draw 2", False), Given("draw 3", True)])
    before = log(services)
    stand(clock, TODAY)
    services = reopen()
    assert services.clock.today() == TODAY
    assert days(services) == [(TODAY - timedelta(2), 1), (TODAY - timedelta(1), 2)]
    assert log(services) == before, "what was written stays as it is"
    assert [row[1] for row in rows(services, "SELECT * FROM placed WHERE log = 'answer'")] == [2, 3]
    yesterday = TODAY - timedelta(1)
    assert services.wrong_clock.news() == MendedClock(2, FUTURE, yesterday, yesterday)
    assert services.wrong_clock.news() is None, "told once"
    assert services.progress.head("aid").days_left == 30
    assert services.outcomes.to_ask() == [], "the exam has not passed"
    facts = services.learning.learner()
    assert facts.memory.due(float((TODAY - date(1970, 1, 1)).days)) == [item("draw 1"), item("draw 2")]
    assert derived_is_level(services)
    services = reopen()
    assert services.wrong_clock.news() is None
    assert days(services) == [(TODAY - timedelta(2), 1), (TODAY - timedelta(1), 2)]


def test_answers_after_it_have_their_own_date_and_order(reopen: Open, clock: FixedClock) -> None:
    services = reopen()
    stand(clock, FUTURE)
    practice(services, clock, [Given("draw 1", True)])
    stand(clock, TODAY)
    services = reopen()
    practice(services, clock, [Given("draw 2", True)])
    clock.pass_days(1)
    practice(services, clock, [Given("draw 3", True)])
    assert days(services) == [(TODAY, 2), (TODAY + timedelta(1), 1)]
    times = [at for (at,) in rows(services, "SELECT answered_at_ms FROM answer ORDER BY id")]
    assert times[0] > times[2] > times[1]


def test_set_right_while_a_session_is_open(reopen: Open, clock: FixedClock) -> None:
    """How far it was set is seen, so the answers before it get their very minutes."""
    services = reopen()
    stand(clock, TODAY - timedelta(5))
    practice(services, clock, [Given("draw 1", True)])
    stand(clock, TODAY + timedelta(400), hour=9)
    services = reopen()
    practice(services, clock, [Given("draw 2", True), Given("draw 3", True)])
    clock.pass_time(60)
    wrong_for = 400 * 86_400
    clock.ms -= wrong_for * 1000
    assert services.clock.far_behind
    assert services.wrong_clock.mend().value
    assert (services.clock.behind_ms, services.clock.today()) == (0, TODAY)
    placed = rows(services, "SELECT at_ms FROM placed WHERE log = 'answer' ORDER BY row_id")
    assert [clock.ms - at for (at,) in placed] == [70_000, 60_000]
    assert days(services) == [(TODAY - timedelta(5), 1), (TODAY, 2)]


def test_an_old_history_whose_times_stood_still_in_2036(reopen: Open, clock: FixedClock) -> None:
    """As versions before wrote it: three weeks of sessions, each answer at the moment of the one in the future."""
    services = reopen()
    stand(clock, TODAY - timedelta(22))
    practice(services, clock, [Given("draw 1", True)])
    stand(clock, FUTURE)
    for n in range(3):
        practice(services, clock, [Given("draw 2", n > 0), Given("draw 3", True)])
    with services.context.store.begin() as connection:
        first = "(SELECT min(answered_at_ms) FROM answer WHERE local_day > 743000)"
        connection.exec_driver_sql(f"UPDATE answer SET answered_at_ms = {first} WHERE local_day > 743000")
        connection.exec_driver_sql(f"UPDATE showing SET shown_at_ms = {first} WHERE shown_at_ms > {clock.ms - 10**9}")
        study_repo.rebuild(connection)
    stand(clock, TODAY)
    services = reopen()
    assert services.clock.today() == TODAY
    found = days(services)
    assert [n for _, n in found] == [1, 2, 2, 2]
    assert [on for on, _ in found] == [TODAY - timedelta(back) for back in (22, 16, 11, 5)]
    assert rows(services, "SELECT missed FROM item_state WHERE item_id = 'blood.draw.0002'") == [(0,)]
    assert derived_is_level(services)


@pytest.mark.parametrize("said", [date(1970, 1, 1), date(2000, 1, 1)])
def test_a_clock_without_a_battery_leaves_the_date_of_the_record(reopen: Open, clock: FixedClock, said: date) -> None:
    services = reopen()
    stand(clock, TODAY)
    practice(services, clock, [Given("draw 1", True)])
    stand(clock, said)
    services = reopen()
    assert (services.clock.today(), services.clock.far_behind, services.clock.cannot_be) == (TODAY, True, True)
    practice(services, clock, [Given("draw 2", True)])
    assert not services.wrong_clock.mend().value
    stand(clock, TODAY + timedelta(3))
    services = reopen()
    assert services.clock.today() == TODAY + timedelta(3)
    assert days(services) == [(TODAY, 2)]
    assert rows(services, "SELECT * FROM placed") == []


@pytest.mark.parametrize("said", [date(1970, 1, 1), FUTURE])
def test_wrong_at_the_very_first_start(reopen: Open, clock: FixedClock, said: date) -> None:
    services = reopen()
    stand(clock, said)
    services = reopen()
    assert services.clock.cannot_be == (said.year == 1970)
    practice(services, clock, [Given("draw 1", True), Given("draw 2", False)])
    stand(clock, TODAY)
    services = reopen()
    assert services.clock.today() == TODAY
    assert days(services) == [(TODAY, 2)]
    assert services.wrong_clock.news() == MendedClock(2, said, TODAY, TODAY)
    (head,) = rows(services, "SELECT started_at_ms, finished_at_ms FROM attempt")
    assert clock.ms - 100_000 < head[0] <= head[1] <= clock.ms


def test_wrong_inside_an_exam(reopen: Open, clock: FixedClock) -> None:
    """At its end the clock stood in 2036. The exam is of the day that it was begun on."""
    services = reopen()
    stand(clock, TODAY)
    sitting = services.exams.start("aid").value
    for n in sitting.attempt.open_segment:
        act(services, sitting, Event(act=Act.MOVE, question=n))
        act(services, sitting, Event.answering(n, sitting.items[n].right))
    seconds = sitting.attempt.seconds_left
    stand(clock, FUTURE)
    act(services, sitting, Event(act=Act.SUBMIT))
    assert sitting.attempt.seconds_left == seconds, "no setting of the clock takes time from an exam"
    services.exams.finish(sitting)
    stand(clock, TODAY, hour=20)
    services = reopen()
    assert services.clock.today() == TODAY
    assert [on for on, _ in days(services)] == [TODAY]
    (row,) = services.exams.home().history
    assert row.finished.date() == TODAY


def test_an_hour_back_or_summer_time_by_hand_is_no_wrong_clock(reopen: Open, clock: FixedClock) -> None:
    services = reopen()
    stand(clock, TODAY)
    practice(services, clock, [Given("draw 1", True)])
    clock.ms -= 3_600_000
    assert not services.clock.far_behind
    practice(services, clock, [Given("draw 2", True)])
    assert not services.wrong_clock.mend().value
    assert days(services) == [(TODAY, 2)]
    times = [at for (at,) in rows(services, "SELECT answered_at_ms FROM answer ORDER BY id")]
    assert times == sorted(times)


def test_a_clock_set_back_among_daily_sessions_is_not_believed(reopen: Open, clock: FixedClock) -> None:
    """A day back, and a year back: what was done yesterday and today was not done tomorrow."""
    services = reopen()
    for back in (3, 2, 1, 0):
        stand(clock, TODAY - timedelta(back))
        practice(services, clock, [Given("draw 1", True), Given("draw 2", True)])
    for back in (1, 200):
        stand(clock, TODAY - timedelta(back))
        clock.ms -= 3_600_000
        services = reopen()
        assert not services.wrong_clock.mend().value
        assert services.clock.today() == TODAY
        assert days(services) == [(TODAY - timedelta(n), 2) for n in (3, 2, 1, 0)]


def test_a_zone_is_no_wrong_clock(reopen: Open, clock: FixedClock) -> None:
    services = reopen()
    stand(clock, TODAY, hour=5)
    practice(services, clock, [Given("draw 1", True)])
    with living_in("HST10"):
        services = reopen()
        assert (services.clock.today(), services.clock.far_behind) == (TODAY - timedelta(1), False)
        practice(services, clock, [Given("draw 2", True)])
        assert days(services) == [(TODAY - timedelta(1), 1), (TODAY, 1)]


HOUR = 3_600_000


def test_what_decides_between_clock_and_record() -> None:
    now = EARLIEST_MS + 10_000 * HOUR
    assert record_is_wrong(now - HOUR, now + 1000 * HOUR, now + 1000 * HOUR, now)
    assert record_is_wrong(0, now + HOUR, now + 49 * HOUR, now), "a first start"
    assert not record_is_wrong(0, now + HOUR, now + 50 * HOUR, now), "days of study"
    assert not record_is_wrong(now - HOUR, now + 2 * HOUR, now + 30 * HOUR, now), "days went by since"
    assert not record_is_wrong(EARLIEST_MS, now, now, EARLIEST_MS - 1), "before all time"


def test_where_facts_lie_between_their_neighbors() -> None:
    assert between([1000, 1010, 1030], [1, 1, 1], 100, 200) == [135, 145, 165]
    assert between([1000, 1010, 2000], [1, 1, 2], 100, 200) == [133, 143, 166], "more than there is room for"
    assert between([1000, 1000, 1000, 1000], [1, 1, 2, 3], 0, 400) == [100, 100, 200, 300]
    assert between([7], [None], 0, 100) == [50]
