"""What the exam says while it is sat: sentences from its state, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.domain.attempt import Attempt
from mediquiz.ui.parts.phrases import count as say_count
from mediquiz.words.exams import clock


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the open segment stands."""

    answered: int
    flagged: int
    left: int


def count(attempt: Attempt) -> Counts:
    """Answered, flagged and still open questions of the open segment."""
    states = [attempt.states[n] for n in attempt.open_segment]
    answered = sum(state.answered for state in states)
    return Counts(answered, sum(state.flagged for state in states), len(states) - answered)


def part_name(attempt: Attempt) -> str:
    """`Segment 2` where there are several; otherwise the exam itself."""
    return f"Segment {attempt.segment + 1}" if len(attempt.rules.segments) > 1 else "Exam"


def is_last(attempt: Attempt) -> bool:
    """True in the last segment, whose end is the end of the exam."""
    return attempt.segment + 1 == len(attempt.rules.segments)


def end_name(attempt: Attempt) -> str:
    """What the button at the lower left does."""
    return "End exam" if is_last(attempt) else "End segment"


def position(attempt: Attempt) -> str:
    """`Question 63 of 200`."""
    return f"Question {attempt.current + 1} of {len(attempt.questions)}"


def pace(attempt: Attempt, with_time: bool) -> str:
    """The line beneath the navigator. Without the time for who has hidden the clock."""
    counts = count(attempt)
    said = f"{counts.answered} answered, {counts.flagged} flagged, {counts.left} left."
    if not with_time or not counts.answered:
        return said
    said += f" Pace: {round(_used(attempt) / counts.answered)} s a question"
    if attempt.seconds_left is None:
        return said + "."
    if counts.left:
        return said + f"; you have {round(attempt.seconds_left / counts.left)} s."
    return said + ". The rest of the time is for looking again."


def _used(attempt: Attempt) -> float:
    segment = attempt.rules.segments[attempt.segment]
    if segment.seconds is not None and attempt.seconds_left is not None:
        return segment.seconds - attempt.seconds_left
    return sum(attempt.states[n].seconds for n in attempt.open_segment) + attempt.pending_spent


def end_question(attempt: Attempt) -> tuple[str, str]:
    """Title and text of the question before a segment is ended."""
    counts = count(attempt)
    here = "the exam" if is_last(attempt) else f"segment {attempt.segment + 1}"
    left = f"{say_count(counts.left, 'question')} {'has' if counts.left == 1 else 'have'} no answer"
    flagged = f"{counts.flagged} {'is' if counts.flagged == 1 else 'are'} flagged"
    said = left if counts.left else "Every question has an answer"
    said += f", {flagged if counts.flagged else 'none is flagged'}."
    after = "Your score report follows." if is_last(attempt) else "An ended segment stays closed."
    return f"End {here}?", f"{said} {after}"


def edge(attempt: Attempt, by: int) -> str:
    """At the first or the last question of what is open."""
    place = "exam" if len(attempt.rules.segments) == 1 else "segment"
    if by < 0:
        return f"This is the first question of this {place}."
    left = count(attempt).left
    still = f"{say_count(left, 'question')} still without an answer. " if left else ""
    return f"This is the last question of this {place}. {still}{end_name(attempt)}: Ctrl+E."


def time_warning(attempt: Attempt, minutes: int) -> str:
    """At 10 and at 5 minutes."""
    counts = count(attempt)
    place = "exam" if len(attempt.rules.segments) == 1 else "segment"
    still = (
        f"{say_count(counts.left, 'question')} without an answer." if counts.left else "Every question has an answer."
    )
    return f"{minutes} minutes left in this {place}. {still}"


def time_is_up(attempt: Attempt) -> str:
    """The clock ends a segment."""
    if is_last(attempt):
        return "The time is up, so the exam has ended. All your answers are kept."
    return f"The time for segment {attempt.segment + 1} is up, so it has ended. All your answers are kept."


def break_is_over(attempt: Attempt) -> str:
    """The break time is used up."""
    return f"The break time is used up, so segment {attempt.segment + 2} has started."


def slept(seconds: int) -> str:
    """The machine was away."""
    return (
        f"The computer was asleep or busy for {span(seconds)}. "
        "That time was not taken from your clock; the report will mention it."
    )


def span(seconds: float) -> str:
    """`40 seconds`, `12 min`, `2 h 5 min`."""
    return say_count(round(seconds), "second") if seconds < 60 else clock(seconds)


def not_saved(error: Exception) -> str:
    """The disk refused."""
    reason = str(error).splitlines()[0].strip().rstrip(".") if str(error) else type(error).__name__
    return (
        f"Your last step could not be saved: {reason}. "
        "Until it is, the clock stands still; everything before it is safe."
    )


def left_notice() -> str:
    """Before leaving in the middle."""
    return (
        "The exam is kept as it is: same question, same answers, same time left. "
        "You can resume it from Practice exams; the report will say that it was left and resumed."
    )
