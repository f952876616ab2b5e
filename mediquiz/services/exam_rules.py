"""The rules of a practice exam in the sentences a student reads before and after it."""

from __future__ import annotations

from mediquiz.domain.attempt import Attempt
from mediquiz.domain.blueprint import Blueprint


def offer_rules(blueprint: Blueprint) -> tuple[str, ...]:
    """Short sentences to read before starting."""
    rules = [f"{blueprint.total} questions in {clock_words(blueprint.seconds)}."]
    if len(blueprint.segments) > 1:
        first = blueprint.segments[0]
        rules.append(
            f"{len(blueprint.segments)} segments of {first.questions} questions and {first.seconds // 60} minutes. "
            "A finished segment stays closed."
        )
    if blueprint.break_seconds:
        rules.append(f"{blueprint.break_seconds // 60} minutes of break time in all, between segments.")
    else:
        rules.append("No scheduled break: the clock runs until you end the exam.")
    if blueprint.unscored:
        rules.append(f"{blueprint.unscored} of the questions do not count and are not marked, as on the exam.")
    rules.append("No answers are shown before the end. Unanswered counts as wrong; a guess costs nothing.")
    return tuple(rules)


def clock_words(seconds: float) -> str:
    """`2 h 40 min` of 9600 seconds."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours and minutes:
        return f"{hours} h {minutes} min"
    return f"{hours} h" if hours else f"{minutes} min"


def time_note(factor: float | None) -> str:
    """Extra time in words; empty for the standard clock."""
    if factor is None:
        return "Untimed"
    return "" if factor == 1.0 else f"{factor:g} times the standard time"


def sitting_note(attempt: Attempt) -> str:
    """What a report must say about how the exam was sat; empty when it was by the book."""
    parts = [time_note(attempt.rules.time_factor)]
    if attempt.interruptions:
        times = "once" if attempt.interruptions == 1 else f"{attempt.interruptions} times"
        parts.append(f"Left and resumed {times}; the clock stood still meanwhile")
    if attempt.suspended_seconds:
        parts.append(f"The computer slept for {clock_words(max(60, attempt.suspended_seconds))}, which was not counted")
    said = [part for part in parts if part]
    return ". ".join(said) + "." if said else ""
