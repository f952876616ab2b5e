"""What a day is: a date of the student's own, wherever she was and however many hours it had.

Every answer is kept with the number of that date. Due dates, pools, plan, history and streaks count in these numbers;
only what fades hour by hour (practice, doubt) is worked out from moments in UTC.
"""

from __future__ import annotations

from datetime import date

_FIRST = date(1970, 1, 1).toordinal()


def model_day(local_day: int) -> int:
    """A proleptic day number, as the log keeps it, in days since 1970-01-01, as the learner model counts."""
    return local_day - _FIRST
