"""One stopwatch for practice and exams. Readings of a monotonic clock go in; what of the time counts comes out."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_STEP = 15.0
"""Seconds between two readings beyond which the machine was asleep or frozen, not the student thinking."""
LONGEST_STILL = 180.0
"""Seconds without a key, click or scroll beyond which the student is taken to be away from a practice question.

The longest question of the shipped bank has 105 words with its options, 99 of 100 have at most 78. A reader of 70
words a minute (a third of the 238 that adults read in silence, Brysbaert 2019) goes through the longest one twice.
"""
SAVE_AFTER = 4.0
"""Seconds on no record before the clock is written; with a reading each second a kill loses at most five."""
WARNINGS = (600, 300)
"""Seconds left at which the student is told."""


@dataclass(frozen=True, slots=True)
class Step:
    """What lies between two readings: time that counts, and whole seconds of sleep that do not."""

    elapsed: float = 0.0
    slept: int = 0


class Stopwatch:
    """Turns readings into steps and remembers how much of the time is on no record yet.

    With `longest_still` time counts no further than that many seconds after the student last did something. An exam's
    clock and that of a timed session run on: there thinking without moving is the student's own time.
    """

    def __init__(self, longest_still: float | None = None) -> None:
        self.longest_still = longest_still
        self._last: float | None = None
        self._unsaved = 0.0
        self._still = 0.0
        self._away = 0.0

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
        self._still = self._away = 0.0

    def stop(self) -> None:
        """Count nothing until `go`."""
        self._last = None

    def read(self, now: float) -> Step:
        """The step since the last reading. There must be one every few seconds, or the gap counts as sleep."""
        if self._last is None:
            return Step()
        passed, self._last = max(0.0, now - self._last), now
        return Step(slept=round(passed)) if passed > LONGEST_STEP else self._counted(passed)

    def waited(self, now: float) -> Step:
        """The step over a wait in which nobody could read the clock (a terminal waits for a line): never a sleep, and
        no longer than a student may sit still."""
        if self._last is None:
            return Step()
        passed, self._last = max(0.0, now - self._last), now
        return self._counted(passed)

    def _counted(self, passed: float) -> Step:
        self._still += passed
        if self.longest_still is not None:
            over = min(passed, max(0.0, self._still - self.longest_still))
            self._away += over
            passed -= over
        self._unsaved += passed
        return Step(elapsed=passed)

    def touched(self) -> int:
        """The student did something. Returns the whole seconds before it that were not counted, once."""
        away, self._still, self._away = self._away, 0.0, 0.0
        return round(away)

    def saved(self) -> None:
        """An event with the time in it is on its way to the record."""
        self._unsaved = 0.0


def warning(before: float, after: float) -> int | None:
    """The minutes to warn of when the time left fell from `before` to `after`; None when no mark was crossed."""
    crossed = [mark for mark in WARNINGS if after <= mark < before]
    return min(crossed) // 60 if crossed else None
