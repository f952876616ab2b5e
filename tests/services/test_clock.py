"""Written times never go backwards, and the student's date goes with them."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.services import clock as clock_module
from mediquiz.services.clock import OrderedClock, SystemClock, local_date, local_time

from ..helpers import DAY_MS, NOON, FixedClock


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20), st.integers(0, NOON * 2))
def test_times_never_fall_behind_what_is_on_record(jumps: list[int], newest: int) -> None:
    clock = FixedClock()
    ordered = OrderedClock(clock, newest)
    last = newest
    for jump in jumps:
        clock.ms = max(0, clock.ms + jump)
        assert ordered.behind_ms == max(0, last - clock.ms)
        now = ordered.now_ms()
        assert now == max(last, clock.ms)
        last = now


def test_looking_at_the_date_puts_nothing_on_record() -> None:
    """A clock that was days ahead for a moment binds only what was written meanwhile."""
    clock = FixedClock()
    ordered = OrderedClock(clock, 0)
    clock.pass_days(3)
    assert ordered.today() == date(2026, 3, 4)
    clock.pass_days(-3)
    assert (ordered.behind_ms, ordered.today()) == (0, date(2026, 3, 1))


def test_the_date_is_that_of_the_record_while_the_clock_lies_behind_it() -> None:
    clock = FixedClock()
    ordered = OrderedClock(clock, NOON + 5 * DAY_MS)
    assert ordered.behind_ms == 5 * DAY_MS
    assert ordered.today() == local_date(NOON) + timedelta(5)
    clock.pass_days(5)
    assert (ordered.behind_ms, ordered.today()) == (0, local_date(NOON) + timedelta(5))
    clock.pass_days(1)
    assert ordered.today() == local_date(NOON) + timedelta(6)


def test_seconds_are_those_of_the_clock_itself() -> None:
    clock = FixedClock()
    ordered = OrderedClock(clock, NOON * 2)
    clock.seconds = 77.5
    assert ordered.monotonic() == 77.5


def test_local_times_are_aware_and_the_same_moment() -> None:
    moment = local_time(NOON + 250)
    assert moment.tzinfo is not None
    assert moment.astimezone(UTC).isoformat() == "2026-03-01T00:00:00.250000+00:00"
    assert local_date(NOON) == local_time(NOON).date()


def test_the_computers_clock_counts_milliseconds_and_only_forward() -> None:
    clock = SystemClock()
    assert local_date(clock.now_ms()) == clock.today()
    first = clock.monotonic()
    assert clock.monotonic() >= first > 0


@pytest.mark.parametrize(
    ("platform", "counts", "expected"),
    [
        ("linux", {"CLOCK_MONOTONIC": 1, "CLOCK_BOOTTIME": 7}, 70.0),
        ("darwin", {"CLOCK_MONOTONIC": 6}, 60.0),
        ("win32", {}, 5.0),
    ],
)
def test_seconds_count_on_while_the_computer_sleeps(
    monkeypatch: pytest.MonkeyPatch, platform: str, counts: dict[str, int], expected: float
) -> None:
    """The clock that counts in sleep: `CLOCK_BOOTTIME` where there is one, `CLOCK_MONOTONIC` on a Mac."""
    there = SimpleNamespace(monotonic=lambda: 5.0, clock_gettime=lambda number: number * 10.0, **counts)
    monkeypatch.setattr(clock_module, "time", there)
    monkeypatch.setattr(clock_module, "sys", SimpleNamespace(platform=platform))
    assert SystemClock().monotonic() == expected
