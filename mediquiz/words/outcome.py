"""What is said after a real exam."""

from __future__ import annotations

from mediquiz.domain.summaries import OutcomeAdvice
from mediquiz.language import _, day_year, n_


def advice(found: OutcomeAdvice) -> str:
    """Thanks, congratulations, or what a failed attempt means for the plan and the next one."""
    if found.passed is None:
        return _("Saved on this computer. Thank you.")
    if found.passed:
        return _("Congratulations! Your history stays here for renewal or another exam.")
    return " ".join(_after_failing(found))


def _after_failing(found: OutcomeAdvice) -> list[str]:
    """Whole sentences, the board's own rule last."""
    parts = [_("Your plan now puts weaker areas first.")]
    if found.attempts_left == 0:
        parts.append(_("By the rules we know, you have no attempts left. Ask the board."))
    elif found.earliest:
        parts.append(_("The earliest date for another attempt is {day}.").format(day=day_year(found.earliest)))
    if found.attempts_left == 1:
        parts.append(_("One attempt is left."))
    elif found.attempts_left:
        parts.append(n_("{n} attempt is left.", "{n} attempts are left.", found.attempts_left))
    return [*parts, found.rule]
