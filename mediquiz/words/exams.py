"""Practice exams in words: what one is, its time, its rules before it and how it was sat after it."""

from __future__ import annotations

from mediquiz.domain.results import StretchPace
from mediquiz.domain.summaries import ExamOffer, ExamReport
from mediquiz.language import _, n_


def title(short: str) -> str:
    """`CMA practice exam`."""
    return _("{exam} practice exam").format(exam=short)


def clock(seconds: float) -> str:
    """`2 h 40 min` of 9600 seconds."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours and minutes:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return _("{hours} h").format(hours=hours) if hours else _("{minutes} min").format(minutes=minutes)


def rules(offer: ExamOffer) -> list[str]:
    """Whole sentences to read before starting, beside the number of questions and the time."""
    return [*_segments(offer), _breaks(offer), *_unscored(offer), _at_the_end()]


def _segments(offer: ExamOffer) -> list[str]:
    if offer.segments == 1:
        return []
    said = _(
        "{segments} segments of {questions} questions and {minutes} minutes. You cannot go back to a finished segment."
    ).format(segments=offer.segments, questions=offer.segment_questions, minutes=offer.segment_seconds // 60)
    return [said]


def _breaks(offer: ExamOffer) -> str:
    minutes = offer.break_seconds // 60
    if not minutes:
        return _("No scheduled break: the clock runs until you end the exam.")
    return n_(
        "{n} minute of break time in all, between segments.",
        "{n} minutes of break time in all, between segments.",
        minutes,
    )


def _unscored(offer: ExamOffer) -> list[str]:
    unscored = offer.questions - offer.scored
    if not unscored:
        return []
    said = n_(
        "{n} of the questions does not count and is not marked, as on the exam.",
        "{n} of the questions do not count and are not marked, as on the exam.",
        unscored,
    )
    return [said]


def _at_the_end() -> str:
    return _("Answers are shown at the end. No answer counts as wrong, so guess if you are not sure.")


def time_note(factor: float | None) -> str:
    """Extra time; empty for the standard clock."""
    if factor is None:
        return _("Untimed")
    return "" if factor == 1.0 else _("{factor} times the standard time").format(factor=f"{factor:g}")


def labeled(label: str, factor: float | None) -> str:
    """`CMA (AAMA), untimed`; the label alone for the standard clock."""
    if factor is None:
        return _("{exam}, untimed").format(exam=label)
    if factor == 1.0:
        return label
    return _("{exam}, {factor} times the standard time").format(exam=label, factor=f"{factor:g}")


def sitting_note(report: ExamReport) -> str:
    """What a report must say about how the exam was sat; empty when it was by the book."""
    return " ".join([*_extra_time(report.time_factor), *_left(report.interruptions), *_slept(report.suspended_seconds)])


def _extra_time(factor: float | None) -> list[str]:
    if factor is None:
        return [_("Untimed.")]
    return [] if factor == 1.0 else [_("{factor} times the standard time.").format(factor=f"{factor:g}")]


def _left(times: int) -> list[str]:
    if not times:
        return []
    said = n_(
        "Left and resumed once; the clock was stopped.",
        "Left and resumed {n} times; the clock was stopped.",
        times,
    )
    return [said]


def _slept(seconds: float) -> list[str]:
    if not seconds:
        return []
    said = _("The computer slept for {time}, which was not counted.").format(time=clock(max(60, seconds)))
    return [said]


def stretch(pace: StretchPace) -> str:
    """A part of a sitting: the exam's own name of a segment, or `Questions 1 to 37` of a single session."""
    return pace.title or _("Questions {first} to {last}").format(first=pace.first, last=pace.last)
