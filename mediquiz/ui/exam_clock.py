"""How the seconds of a sitting pass. Readings of a monotonic clock go in; what to do about them comes out. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_STEP = 15.0
"""Seconds between two readings beyond which the machine was asleep or frozen, not the student thinking."""
SAVE_AFTER = 4.0
"""Seconds on no record before the clock is written; with a reading each second a kill loses at most five."""
WARNINGS = (600, 300)
"""Seconds left at which the student is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """What lies between two readings: time that counts, and whole seconds of sleep that do not."""

    elapsed: float = 0.0
    slept: int = 0


class ExamClock:
    """Turns readings into steps and remembers how much of the time is on no record yet."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._unsaved = 0.0

    @property
    def going(self) -> bool:
        return self._last is not None

    @property
    def due(self) -> bool:
        """True when the time has to be written now."""
        return self._unsaved >= SAVE_AFTER

    def go(self, now: float) -> None:
        """Start to count from this reading."""
        self._last, self._unsaved = now, 0.0

    def stop(self) -> None:
        """Count nothing until `go`."""
        self._last = None

    def read(self, now: float) -> Step:
        """The step since the last reading."""
        if self._last is None:
            return Step()
        passed, self._last = max(0.0, now - self._last), now
        if passed > LONGEST_STEP:
            return Step(slept=round(passed))
        self._unsaved += passed
        return Step(elapsed=passed)

    def saved(self) -> None:
        """An event with the time in it is on its way to the record."""
        self._unsaved = 0.0


def warning(before: float, after: float) -> int | None:
    """The minutes to warn of when the time left fell from `before` to `after`; None when no mark was crossed."""
    crossed = [mark for mark in WARNINGS if after <= mark < before]
    return min(crossed) // 60 if crossed else None
