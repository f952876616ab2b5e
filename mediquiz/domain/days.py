"""What a day is: a date of the student's own, wherever she was and however many hours it had.

Every answer is kept with the number of that date. Due dates, pools, plan, history and streaks count in these numbers;
only what fades hour by hour (practice, doubt) is worked out from moments in UTC.
"""

from __future__ import annotations

from datetime import date

_FIRST = date(1970, 1, 1).toordinal()

LEAST_GAP_MS = 6 * 3_600_000
"""Milliseconds that must lie between two answers of two days for the second to show more than the first did.

A night's sleep, short as it may be: right at 23:57 and again at 00:02 is one evening. Less than 12 hours, so that
somebody who studies at 22:00 and again at 7:00 has two days.
"""


def model_day(local_day: int) -> int:
    """A proleptic day number, as the log keeps it, in days since 1970-01-01, as the learner model counts."""
    return local_day - _FIRST


def two_days(first_day: int, first_ms: int, day: int, ms: int) -> bool:
    """Whether two answers were given on two days: two dates (day numbers), and a night's sleep between the moments."""
    return day != first_day and ms - first_ms >= LEAST_GAP_MS
