"""Time as the services see it. Written times never go backwards, and the date is that of the computer.

A clock that lies far behind the record, or a record far ahead of the clock, is settled by `wrong_clock`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from typing import Protocol

from mediquiz.domain.placing import EARLIEST_MS, SLACK_MS


class Clock(Protocol):
    """Where time comes from. Tests bring their own."""

    def now_ms(self) -> int:
        """UTC, milliseconds since 1970-01-01."""
        ...

    def today(self) -> date:
        """The student's own date."""
        ...

    def monotonic(self) -> float:
        """Seconds that changing the system time does not change."""
        ...


def _awake_or_not() -> float:
    """Seconds that count on while the computer sleeps, so that a sleep is seen; no setting of the clock moves them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is None and sys.platform == "darwin":
        # There `time.monotonic` stops in sleep and this clock does not.
        boot = time.CLOCK_MONOTONIC
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SystemClock:
    """The computer's clock."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def today(self) -> date:
        # A process on Linux or a Mac keeps the zone that it began in until it is told to look again.
        if hasattr(time, "tzset"):
            time.tzset()
        return datetime.now().astimezone().date()

    def monotonic(self) -> float:
        return _awake_or_not()


class OrderedClock:
    """A clock whose `now_ms` never falls behind what is on record: a clock set back keeps answers in order."""

    def __init__(self, clock: Clock, newest_ms: int) -> None:
        self._clock = clock
        self._newest_ms = newest_ms
        self._last = clock.now_ms(), clock.monotonic()
        self.set_back_ms = 0
        """By how much the clock was seen to be set back (negative) since the record was last settled; 0: it was not."""

    @property
    def reading_ms(self) -> int:
        """What the computer's clock says, whatever is on record."""
        before, (wall, seconds) = self._last, (self._clock.now_ms(), self._clock.monotonic())
        self._last = wall, seconds
        jump = wall - before[0] - round((seconds - before[1]) * 1000)
        if jump <= -SLACK_MS:
            self.set_back_ms = jump
        return wall

    @property
    def behind_ms(self) -> int:
        """How far the computer's clock lies behind the record; 0 when it does not."""
        return max(0, self._newest_ms - self.reading_ms)

    @property
    def far_behind(self) -> bool:
        """Whether it lies so far behind the record that one of the two is wrong."""
        return self.behind_ms > SLACK_MS

    @property
    def cannot_be(self) -> bool:
        """Whether it lies before all time, as that of a computer without a battery."""
        return self.reading_ms < EARLIEST_MS

    def now_ms(self) -> int:
        self._newest_ms = max(self._newest_ms, self.reading_ms)
        return self._newest_ms

    def settled(self, newest_ms: int) -> None:
        """The record was put right: its newest time is this one now."""
        self._newest_ms, self.set_back_ms = newest_ms, 0

    def today(self) -> date:
        """The student's date, or the date of the newest record if the clock lies before it."""
        return max(self._clock.today(), local_date(self._newest_ms)) if self.behind_ms else self._clock.today()

    def monotonic(self) -> float:
        return self._clock.monotonic()


def local_date(ms: int) -> date:
    """The local date of a UTC time in milliseconds."""
    return local_time(ms).date()


def dated(ms: int, local_day: int | None) -> datetime:
    """A local time from UTC milliseconds, on the date (a day number) that it had where the student was then."""
    here = local_time(ms)
    return here if local_day is None else datetime.combine(date.fromordinal(local_day), here.timetz())


def local_time(ms: int) -> datetime:
    """An aware local time from UTC milliseconds."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
