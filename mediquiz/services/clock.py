"""Time as the services see it. Written times never go backwards, whatever the computer's clock does."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from typing import Protocol


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
        return datetime.now().astimezone().date()

    def monotonic(self) -> float:
        return _awake_or_not()


class OrderedClock:
    """A clock whose `now_ms` never falls behind what is on record: a clock set back keeps answers in order."""

    def __init__(self, clock: Clock, newest_ms: int) -> None:
        self._clock = clock
        self._newest_ms = newest_ms

    @property
    def behind_ms(self) -> int:
        """How far the computer's clock lies behind the record; 0 when it does not."""
        return max(0, self._newest_ms - self._clock.now_ms())

    def now_ms(self) -> int:
        self._newest_ms = max(self._newest_ms, self._clock.now_ms())
        return self._newest_ms

    def today(self) -> date:
        """The student's date, or the date of the newest record if the clock lies before it."""
        return max(self._clock.today(), local_date(self._newest_ms)) if self.behind_ms else self._clock.today()

    def monotonic(self) -> float:
        return self._clock.monotonic()


def local_date(ms: int) -> date:
    """The local date of a UTC time in milliseconds."""
    return local_time(ms).date()


def local_time(ms: int) -> datetime:
    """An aware local time from UTC milliseconds."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
