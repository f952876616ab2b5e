"""The stopwatch of exams and practice: sleep, idle, what is to be saved."""

from __future__ import annotations

import pytest

from mediquiz.domain.stopwatch import LONGEST_STEP, LONGEST_STILL, SAVE_AFTER, Step, Stopwatch, warning


def test_counts_what_lies_between_two_readings() -> None:
    clock = Stopwatch()
    clock.go(100.0)
    assert clock.read(101.0) == Step(1.0)
    assert clock.read(103.5) == Step(2.5)


def test_a_gap_is_sleep_and_does_not_count() -> None:
    clock = Stopwatch()
    clock.go(0.0)
    assert clock.read(LONGEST_STEP) == Step(LONGEST_STEP)
    assert clock.read(LONGEST_STEP * 2 + 3600.4) == Step(slept=round(LONGEST_STEP + 3600.4))
    assert clock.read(LONGEST_STEP * 2 + 3601.4).elapsed == pytest.approx(1.0)


def test_never_runs_backwards() -> None:
    clock = Stopwatch()
    clock.go(50.0)
    assert clock.read(40.0) == Step(0.0)
    assert clock.read(41.0) == Step(1.0)


def test_counts_nothing_while_stopped() -> None:
    clock = Stopwatch()
    assert clock.read(5.0) == Step()
    clock.go(5.0)
    clock.stop()
    assert not clock.going
    assert clock.read(9.0) == Step()


def test_is_due_before_five_seconds_are_unsaved() -> None:
    clock = Stopwatch()
    clock.go(0.0)
    readings = []
    for second in range(1, 20):
        clock.read(float(second))
        readings.append(clock.due)
        if clock.due:
            clock.saved()
    assert readings.index(True) + 1 == SAVE_AFTER
    assert all(any(readings[n : n + 5]) for n in range(len(readings) - 5))


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [(601, 600, 10), (600, 599, None), (300.5, 299.5, 5), (700, 601, None), (900, 200, 5), (250, 240, None)],
)
def test_warns_when_a_mark_is_crossed(before: float, after: float, minutes: int | None) -> None:
    assert warning(before, after) == minutes


def ticked(watch: Stopwatch, start: int, seconds: int) -> float:
    """Read once a second; the seconds that count."""
    return sum(watch.read(float(start + n)).elapsed for n in range(1, seconds + 1))


def test_a_student_away_from_the_question_is_counted_to_the_longest_reading_time() -> None:
    watch = Stopwatch(LONGEST_STILL)
    watch.go(0.0)
    assert ticked(watch, 0, 600) == LONGEST_STILL
    assert watch.touched() == 600 - LONGEST_STILL
    assert watch.touched() == 0
    assert ticked(watch, 600, 10) == 10


def test_every_act_of_the_student_begins_the_wait_anew() -> None:
    watch = Stopwatch(LONGEST_STILL)
    watch.go(0.0)
    for n in range(4):
        assert ticked(watch, n * 170, 170) == 170
        assert watch.touched() == 0


def test_an_exam_clock_runs_on_however_still_the_student_sits() -> None:
    watch = Stopwatch()
    watch.go(0.0)
    assert ticked(watch, 0, 3600) == 3600
    assert watch.touched() == 0


def test_a_lid_closed_for_eight_hours_counts_nothing_and_is_not_being_away() -> None:
    watch = Stopwatch(LONGEST_STILL)
    watch.go(0.0)
    assert ticked(watch, 0, 20) == 20
    assert watch.read(8 * 3600.0) == Step(slept=8 * 3600 - 20)
    assert watch.touched() == 0
    assert watch.read(8 * 3600.0 + 1) == Step(1.0)


def test_time_away_does_not_make_the_clock_due() -> None:
    watch = Stopwatch(5.0)
    watch.go(0.0)
    ticked(watch, 0, 5)
    watch.saved()
    ticked(watch, 5, 100)
    assert not watch.due


def test_a_wait_without_readings_is_no_sleep_and_has_the_same_limit() -> None:
    watch = Stopwatch(LONGEST_STILL)
    watch.go(0.0)
    assert watch.waited(40.0) == Step(40.0)
    watch.touched()
    assert watch.waited(40.0 + 8 * 3600) == Step(LONGEST_STILL)
    assert watch.touched() == 8 * 3600 - LONGEST_STILL
    watch.stop()
    assert watch.waited(99_999.0) == Step()
