"""What is said of a computer whose clock is wrong, or was."""

from __future__ import annotations

from datetime import date

from mediquiz.domain.placing import MendedClock
from mediquiz.language import _, day_year, n_


def mended(found: MendedClock) -> str:
    """What was done with answers that a wrong clock stamped."""
    text = n_(
        "This computer's clock was wrong when you gave {n} answer: it said {{said}}. The answer now counts for "
        "about {{day}}.",
        "This computer's clock was wrong when you gave {n} answers: it said {{said}}. The answers now count "
        "for about {{day}}.",
        found.answers,
    )
    return text.format(said=day_year(found.said), day=_days(found))


def _days(found: MendedClock) -> str:
    first, last = day_year(found.first), day_year(found.last)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def behind(newest: date) -> str:
    """The record is believed and not the clock; `newest` is the date that is gone on with."""
    return _(
        "This computer's clock is behind your last answer, which is from {day}. Set the clock right so that "
        "your plan fits the day."
    ).format(day=day_year(newest))


def cannot_be(said: date) -> str:
    """There is no record, and the clock lies before all time."""
    text = _("This computer's clock says {day}, which cannot be. Set it right so that your plan fits the day.")
    return text.format(day=day_year(said))
