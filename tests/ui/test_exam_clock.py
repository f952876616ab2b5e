"""The clock of an exam, without Qt."""

from __future__ import annotations

import pytest

from mediquiz.ui.exam_clock import LONGEST_STEP, SAVE_AFTER, ExamClock, Step, warning


def test_counts_what_lies_between_two_readings() -> None:
    clock = ExamClock()
    clock.go(100.0)
    assert clock.read(101.0) == Step(1.0)
    assert clock.read(103.5) == Step(2.5)


def test_a_gap_is_sleep_and_does_not_count() -> None:
    clock = ExamClock()
    clock.go(0.0)
    assert clock.read(LONGEST_STEP) == Step(LONGEST_STEP)
    assert clock.read(LONGEST_STEP * 2 + 3600.4) == Step(slept=round(LONGEST_STEP + 3600.4))
    assert clock.read(LONGEST_STEP * 2 + 3601.4).elapsed == pytest.approx(1.0)


def test_never_runs_backwards() -> None:
    clock = ExamClock()
    clock.go(50.0)
    assert clock.read(40.0) == Step(0.0)
    assert clock.read(41.0) == Step(1.0)


def test_counts_nothing_while_stopped() -> None:
    clock = ExamClock()
    assert clock.read(5.0) == Step()
    clock.go(5.0)
    clock.stop()
    assert not clock.going
    assert clock.read(9.0) == Step()


def test_is_due_before_five_seconds_are_unsaved() -> None:
    clock = ExamClock()
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
