"""How numbers, dates and exams are written on the screen."""

from __future__ import annotations

import math
from datetime import date, datetime

from mediquiz.domain.summaries import ENOUGH_ANSWERS, Band, ReadinessView
from mediquiz.ui.widgets.forms import US
from mediquiz.ui.widgets.interval import Interval
from mediquiz.words.readiness import verdict as verdict_words


def count(number: int, one: str, many: str = "") -> str:
    """1 question, 2 questions."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def month(number: int) -> str:
    """November. Not from strftime, which would follow the language of the computer."""
    return US.monthName(number)


def day(on: date) -> str:
    """November 14."""
    return f"{month(on.month)} {on.day}"


def day_year(on: date) -> str:
    """November 14, 2026."""
    return f"{day(on)}, {on.year}"


def weekday(on: date) -> str:
    """Saturday, November 14."""
    return f"{US.dayName(on.isoweekday())}, {day(on)}"


def short_day(on: date) -> str:
    """Nov 14, for the axis of a chart."""
    return f"{month(on.month)[:3]} {on.day}"


def minutes(number: float) -> str:
    """22 minutes, 3 h, 3 h 12 min."""
    whole = round(number)
    if whole < 60:
        return count(whole, "minute")
    return f"{whole // 60} h {whole % 60} min" if whole % 60 else f"{whole // 60} h"


def greeting(now: datetime) -> str:
    """By the time of day."""
    if 4 <= now.hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= now.hour < 18 else "Good evening"


def percent(share: float) -> str:
    """67%."""
    return f"{share:.0%}"


def weight(share: float) -> str:
    """Share of an exam; never rounded down to nothing."""
    return "under 1%" if 0 < share < 0.005 else percent(share)


def share_range(low: float, high: float) -> str:
    """58 – 82%: whole points, rounded outwards so that the range never looks surer than it is."""
    return f"{math.floor(low * 100 + 1e-9)} – {math.ceil(high * 100 - 1e-9)}%"


def band_range(band: Band) -> str:
    """The interval of an estimate in whole points."""
    return share_range(band.low, band.high)


def thin(answers: int) -> str:
    """What stands in place of a number that would rest on too little."""
    return f"Not enough answers yet ({answers} of {ENOUGH_ANSWERS})"


def more_answers(view: ReadinessView) -> str:
    """What is missing before the first estimate."""
    return f"Answer {count(view.more_needed, 'more question')} for a first estimate"


def score_interval(view: ReadinessView) -> Interval | None:
    """Expected share right with the passing mark."""
    band = view.score
    return None if band is None else Interval(band.low, band.mean, band.high, view.cut)


def score_words(view: ReadinessView) -> str:
    """The same in words, without a mean that the evidence may not carry."""
    if view.score is None:
        return "not known yet"
    return f"likely between {band_range(view.score)}; passing mark about {percent(view.cut)}"


def verdict(view: ReadinessView) -> str:
    """The short answer to "would I pass?" that the evidence allows."""
    if view.stage == "chance" and view.chance is not None:
        return f"about {percent(view.chance)}"
    if view.stage == "word":
        return verdict_words(view.word).capitalize()
    return "Rough range only" if view.stage == "range" else "Not yet"
