"""Facts that were stamped by a clock which was wrong: whether it was, and where they lie as near as can be known.

The order of facts is that of their rows and never changes. Times are UTC in milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

EARLIEST_MS = 1_767_225_600_000
"""January 1, 2026: no answer was given before there was a MediQuiz. A computer without a battery says 1970 or 2000."""
SLACK_MS = 3_600_000
"""What a clock may lie behind the record without being wrong: the network corrects it, or summer time by hand."""
FIRST_START_MS = 48 * SLACK_MS
"""How long a clock that was wrong at the first start may have stayed so unnoticed, without a record before it."""


@dataclass(frozen=True, slots=True)
class MendedClock:
    """What was done, to be told once: how many answers, the date that the clock said, and the dates they count for."""

    answers: int
    said: date
    first: date
    last: date


def record_is_wrong(before: int, first: int, last: int, now: int) -> bool:
    """Facts from `first` to `last` lie ahead of the clock: were they stamped wrong, or is the clock wrong now?

    A clock that ran ahead and was put right left a jump forward on record that is at least as long as the way back. If
    there is a shorter one (`before` is the fact before them), time was spent until then and the clock is wrong now.
    Where nothing is before them (0) they were stamped wrong if they are of a first start; days of study are believed.
    """
    if now < EARLIEST_MS:
        return False
    return first - before >= last - now if before else last - first <= FIRST_START_MS


def between(stamps: Sequence[int], sessions: Sequence[int | None], low: int, high: int) -> list[int]:
    """Moments from `low` to `high` for facts in their order, given by a wrong clock and in these sessions.

    They keep their distances and lie in the middle, which is wrong by the least that can be said. Where they do not
    fit, or the stamps stood still from one session to the next, the sessions lie apart evenly.
    """
    span = stamps[-1] - stamps[0]
    if span > high - low or _stood_still(stamps, sessions):
        return _apart(stamps, sessions, low, high)
    start = low + (high - low - span) // 2
    return [start + stamp - stamps[0] for stamp in stamps]


def moved(stamps: Sequence[int], by: int, low: int, high: int) -> list[int]:
    """The same where it was seen by how much the clock was set; nothing leaves its neighbors."""
    return [min(high, max(low, stamp + by)) for stamp in stamps]


def _stood_still(stamps: Sequence[int], sessions: Sequence[int | None]) -> bool:
    pairs = pairwise(zip(stamps, sessions, strict=True))
    return any(late <= early and one != other for (early, one), (late, other) in pairs)


def _apart(stamps: Sequence[int], sessions: Sequence[int | None], low: int, high: int) -> list[int]:
    runs = [[stamp for stamp, _ in run] for _, run in groupby(zip(stamps, sessions, strict=True), lambda pair: pair[1])]
    room = (high - low) // (len(runs) + 1)
    found = []
    for n, run in enumerate(runs, 1):
        found += [low + room * n + min(stamp - run[0], room) for stamp in run]
    return found
