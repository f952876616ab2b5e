"""The sentences of a score report, for the screen and for the printed page."""

from __future__ import annotations

from mediquiz.domain.results import AreaResult
from mediquiz.domain.results import Changes as AnswerChanges
from mediquiz.domain.summaries import ExamReport
from mediquiz.ui.parts.phrases import count, day_year, percent, share_range
from mediquiz.words.exams import clock, sitting_note, stretch


def subtitle(report: ExamReport) -> str:
    """`CMA (AAMA) practice exam, 14 November 2026, 2 h 21 min of 2 h 40 min`."""
    used = clock(max(60, report.result.seconds))
    time = used if report.result.available is None else f"{used} of {clock(report.result.available)}"
    return f"{report.label} practice exam, {day_year(report.finished.date())}, {time}"


def standing(report: ExamReport) -> tuple[str, str]:
    """The word on the chip and its kind. A cut inside the likely range is never called passed or failed."""
    if report.result.low80 <= report.raw_cut <= report.result.high80:
        return "Too close to call", "warn"
    return ("Above the passing score", "good") if report.result.passed else ("Below the passing score", "bad")


def score(report: ExamReport) -> str:
    """The big number."""
    return f"{report.result.share:.1%}"


def score_lines(report: ExamReport) -> tuple[str, ...]:
    """What stands beneath the big number."""
    result = report.result
    lines = [f"{result.right} of {count(result.scored, 'scored question')} right"]
    if result.unanswered:
        lines.append(f"{count(result.unanswered, 'question')} without an answer, counted as wrong")
    if result.unscored:
        right = f"you had {result.unscored_right} of them right"
        lines.append(f"{count(result.unscored, 'unscored question')}, as on the exam; {right}")
    return tuple(lines)


def scaled(report: ExamReport) -> str:
    """The scaled score is an estimate and is said with its range."""
    result = report.result
    return (
        f"Scaled score about {result.scaled:.0f}, likely {result.scaled_low:.0f} – {result.scaled_high:.0f}. "
        f"Passing score {report.pass_scaled:.0f}."
    )


def another_form(report: ExamReport) -> str:
    """How much of the share right is chance."""
    return (
        f"On another form of {report.result.scored} questions you would likely have "
        f"{share_range(report.result.low80, report.result.high80)} right (four times out of five)."
    )


def passing_mark(report: ExamReport) -> str:
    """What the passing mark is, and that nobody publishes it."""
    return (
        f"The passing mark: {percent(report.raw_cut)} right, which is what we take the passing score of "
        f"{report.pass_scaled:.0f} to mean. {report.passing_note.strip()}"
    )


def notes(report: ExamReport) -> tuple[str, ...]:
    """How the exam was sat and what the score cannot say."""
    found = [note] if (note := sitting_note(report)) else []
    if report.seen_before:
        found.append(
            f"You had seen {report.seen_before} of these questions before, so the score may flatter you: "
            "knowing a question is not the same as knowing the subject."
        )
    return tuple(found)


def changed(changes: AnswerChanges) -> str:
    """What changing answers did."""
    total = changes.to_right + changes.to_wrong + changes.between_wrong
    if not total:
        return "You changed no answers."
    parts = [f"{changes.to_right} from wrong to right", f"{changes.to_wrong} from right to wrong"]
    if changes.between_wrong:
        parts.append(f"{changes.between_wrong} from wrong to wrong")
    said = f"You changed {count(total, 'answer')}: {', '.join(parts)}."
    if changes.to_right > changes.to_wrong:
        return f"{said} Thinking again paid off."
    return f"{said} Going back cost more than it gained." if changes.to_wrong > changes.to_right else said


def area_right(area: AreaResult) -> str:
    """`78 / 106`, or a dash where nothing was asked."""
    return f"{area.right} / {area.scored}" if area.scored else "–"


def has_assumed(report: ExamReport) -> bool:
    """True when a share inside a content area is our own reckoning."""
    return any(part.assumed for area in report.result.areas for part in area.parts)


ASSUMED = "* The board does not publish how this part is divided; the share is our assumption."


def available(report: ExamReport) -> float | None:
    """Seconds available per question; None when untimed."""
    known = [pace.available for pace in report.result.pace if pace.available is not None]
    return max(known) if known else None


def pace(report: ExamReport) -> str:
    """How the time went."""
    if not report.result.pace:
        return ""
    slowest = max(report.result.pace, key=_seconds)
    limit = available(report)
    said = f"Slowest: {stretch(slowest)}, {slowest.seconds:.0f} s a question"
    return f"{said}." if limit is None else f"{said}; {limit:.0f} s were available."


def _seconds(pace: object) -> float:
    return float(getattr(pace, "seconds", 0.0))
