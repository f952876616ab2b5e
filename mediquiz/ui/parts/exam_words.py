"""What the exam says while it is sat: sentences from its state, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.domain.attempt import Attempt
from mediquiz.domain.policy import Confidence
from mediquiz.language import N_, _, n_
from mediquiz.words.exams import clock

FLAGGED, UNFLAGGED, TAKEN_BACK = N_("Flagged"), N_("Flag taken off"), N_("Answer taken back")
SURE = {
    Confidence.SURE: N_("Sure of this answer"),
    Confidence.UNSURE: N_("Unsure of this answer"),
    Confidence.GUESS: N_("Guess of this answer"),
}
"""What is said for who cannot see the buttons."""


@dataclass(frozen=True, slots=True)
class SegmentCounts:
    """Where the open segment stands."""

    answered: int
    flagged: int
    left: int


def count(attempt: Attempt) -> SegmentCounts:
    """Answered, flagged and still open questions of the open segment."""
    states = [attempt.states[n] for n in attempt.open_segment]
    answered = sum(state.answered for state in states)
    return SegmentCounts(answered, sum(state.flagged for state in states), len(states) - answered)


def part_name(attempt: Attempt) -> str:
    """`Segment 2` where there are several; otherwise the exam itself."""
    if is_whole(attempt):
        return _("Exam")
    return _("Segment {number}").format(number=attempt.segment + 1)


def is_whole(attempt: Attempt) -> bool:
    """True where the exam is one piece: nothing is said of segments then."""
    return len(attempt.rules.segments) == 1


def is_last(attempt: Attempt) -> bool:
    """True in the last segment, whose end is the end of the exam."""
    return attempt.segment + 1 == len(attempt.rules.segments)


def end_name(attempt: Attempt) -> str:
    """What the button at the lower left does."""
    return _("End exam") if is_last(attempt) else _("End segment")


def position(attempt: Attempt) -> str:
    """`Question 63 of 200`."""
    return _("Question {place} of {total}").format(place=attempt.current + 1, total=len(attempt.questions))


def pace(attempt: Attempt, with_time: bool) -> str:
    """The line beneath the navigator. Without the time for who has hidden the clock."""
    counts = count(attempt)
    said = _("{answered} answered, {flagged} flagged, {left} left.").format(
        answered=counts.answered, flagged=counts.flagged, left=counts.left
    )
    if not with_time or not counts.answered:
        return said
    return " ".join([said, *_pace(attempt, counts)])


def _pace(attempt: Attempt, counts: SegmentCounts) -> list[str]:
    """Whole sentences: the pace so far, and the one that is left or what the rest of the time is for."""
    used = round(_used(attempt) / counts.answered)
    if attempt.seconds_left is not None and counts.left:
        left = round(attempt.seconds_left / counts.left)
        return [_("Pace: {seconds} s a question; you have {left} s.").format(seconds=used, left=left)]
    said = [_("Pace: {seconds} s a question.").format(seconds=used)]
    return said if attempt.seconds_left is None else [*said, _("Use the rest of the time to check your answers.")]


def _used(attempt: Attempt) -> float:
    segment = attempt.rules.segments[attempt.segment]
    if segment.seconds is not None and attempt.seconds_left is not None:
        return segment.seconds - attempt.seconds_left
    return sum(attempt.states[n].seconds for n in attempt.open_segment) + attempt.pending_spent


def end_question(attempt: Attempt) -> tuple[str, str]:
    """Title and text of the question before a segment is ended."""
    said = _open_words(count(attempt))
    if is_last(attempt):
        return _("End the exam?"), " ".join([said, _("Your score report follows.")])
    title = _("End segment {number}?").format(number=attempt.segment + 1)
    return title, " ".join([said, _("You cannot go back to it.")])


def _open_words(counts: SegmentCounts) -> str:
    """What has no answer and what is flagged, in a sentence."""
    answers, flags = _("Every question has an answer"), _("none is flagged")
    if counts.left:
        answers = n_("{n} question has no answer", "{n} questions have no answer", counts.left)
    if counts.flagged:
        flags = n_("{n} is flagged", "{n} are flagged", counts.flagged)
    return _("{answers}, {flags}.").format(answers=answers, flags=flags)


def edge(attempt: Attempt, by: int, key: str = "Ctrl+E") -> str:
    """At the first or the last question of what is open; the key ends it."""
    if by < 0:
        return _at_the_first(attempt)
    how = _("{action}: {key}.").format(action=end_name(attempt), key=key)
    return " ".join([_at_the_last(attempt), *_still_open(attempt), how])


def _at_the_first(attempt: Attempt) -> str:
    if is_whole(attempt):
        return _("This is the first question of this exam.")
    return _("This is the first question of this segment.")


def _at_the_last(attempt: Attempt) -> str:
    if is_whole(attempt):
        return _("This is the last question of this exam.")
    return _("This is the last question of this segment.")


def _still_open(attempt: Attempt) -> list[str]:
    left = count(attempt).left
    if not left:
        return []
    return [n_("{n} question still without an answer.", "{n} questions still without an answer.", left)]


def time_warning(attempt: Attempt, minutes: int) -> str:
    """At 10 and at 5 minutes."""
    left = count(attempt).left
    still = _("Every question has an answer.")
    if left:
        still = n_("{n} question without an answer.", "{n} questions without an answer.", left)
    return " ".join([_minutes_left(minutes, is_whole(attempt)), still])


def _minutes_left(minutes: int, whole: bool) -> str:
    if whole:
        return n_("{n} minute left in this exam.", "{n} minutes left in this exam.", minutes)
    return n_("{n} minute left in this segment.", "{n} minutes left in this segment.", minutes)


def time_is_up(attempt: Attempt) -> str:
    """The clock ends a segment."""
    if is_last(attempt):
        return _("The time is up, so the exam has ended. All your answers are saved.")
    text = _("The time for segment {number} is up, so it has ended. All your answers are saved.")
    return text.format(number=attempt.segment + 1)


def break_is_over(attempt: Attempt) -> str:
    """The break time is used up."""
    return _("The break time is used up, so segment {number} has started.").format(number=attempt.segment + 2)


def slept(seconds: int) -> str:
    """The machine was away."""
    text = _(
        "The computer was asleep or busy for {time}. "
        "That time was not taken from your clock; the report will mention it."
    )
    return text.format(time=span(seconds))


def span(seconds: float) -> str:
    """`40 seconds`, `12 min`, `2 h 5 min`."""
    return n_("{n} second", "{n} seconds", round(seconds)) if seconds < 60 else clock(seconds)


def not_saved(error: Exception) -> str:
    """The disk refused."""
    reason = str(error).splitlines()[0].strip().rstrip(".") if str(error) else type(error).__name__
    text = _("Your last step could not be saved: {reason}. The clock is stopped; everything before it is safe.")
    return text.format(reason=reason)


def left_notice() -> str:
    """Before leaving in the middle."""
    return _(
        "The exam is saved. You can resume it from Practice exams with the same time left; the score report "
        "will mention it."
    )
