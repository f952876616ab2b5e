"""The sentences of a score report, for the screen and for the printed page."""

from __future__ import annotations

from mediquiz.domain.results import AnswerChanges, AreaResult, Result
from mediquiz.domain.summaries import ExamReport
from mediquiz.language import N_, _, day_year, n_, passing_percent
from mediquiz.words.exams import clock, sitting_note, stretch
from mediquiz.words.numbers import result_percent, scaled_score, share_range


def subtitle(report: ExamReport) -> str:
    """`CMA (AAMA) practice exam, 14 November 2026, 2 h 21 min of 2 h 40 min`."""
    used = clock(max(60, report.result.seconds))
    time = used
    if report.result.available is not None:
        time = _("{used} of {available}").format(used=used, available=clock(report.result.available))
    text = _("{exam} practice exam, {day}, {time}")
    return text.format(exam=report.label, day=day_year(report.finished.date()), time=time)


def standing(report: ExamReport) -> tuple[str, str]:
    """The word on the chip and its kind. A cut inside the likely range is never called passed or failed."""
    if report.result.low80 <= report.raw_cut <= report.result.high80:
        return _("Too close to call"), "warn"
    if report.result.passed:
        return _("Above the passing score"), "good"
    return _("Below the passing score"), "bad"


def score(report: ExamReport) -> str:
    """The big number."""
    return result_percent(report.result.share, report.raw_cut)


def score_lines(report: ExamReport) -> tuple[str, ...]:
    """What stands beneath the big number."""
    result = report.result
    right = n_("{{right}} of {n} scored question right", "{{right}} of {n} scored questions right", result.scored)
    lines = [right.format(right=result.right)]
    if result.unanswered:
        lines.append(_unanswered(result.unanswered))
    if unseen := result.scored + result.unscored - report.on_screen:
        lines.append(_never_on_screen(unseen))
    if result.unscored:
        lines.append(_unscored(result))
    return tuple(lines)


def _unanswered(number: int) -> str:
    return n_(
        "{n} question without an answer, counted as wrong",
        "{n} questions without an answer, counted as wrong",
        number,
    )


def _never_on_screen(number: int) -> str:
    return n_(
        "{n} of them never came on screen: wrong in this exam only, and still new to you",
        "{n} of them never came on screen: wrong in this exam only, and still new to you",
        number,
    )


def _unscored(result: Result) -> str:
    text = n_(
        "{n} unscored question, as on the exam; you got {{right}} of them right",
        "{n} unscored questions, as on the exam; you got {{right}} of them right",
        result.unscored,
    )
    return text.format(right=result.unscored_right)


def scaled(report: ExamReport) -> str:
    """The scaled score is an estimate and is said with its range."""
    result = report.result
    return _("Scaled score about {score}, likely {low} – {high}. Passing score {passing}.").format(
        score=scaled_score(result.scaled, report.pass_scaled),
        low=scaled_score(result.scaled_low, report.pass_scaled),
        high=scaled_score(result.scaled_high, report.pass_scaled),
        passing=f"{report.pass_scaled:.0f}",
    )


def another_form(report: ExamReport) -> str:
    """How much of the share right is chance."""
    return _("On another exam of {number} questions, you would likely get {range} right (4 times out of 5).").format(
        number=report.result.scored, range=share_range(report.result.low80, report.result.high80, report.raw_cut)
    )


def passing_mark(report: ExamReport) -> str:
    """What the passing mark is, and that nobody publishes it."""
    return _passing(report, _("Passing mark: we assume that {share} right equals the passing score of {score}."))


def passing_line(report: ExamReport) -> str:
    """The same beside bars, in which the mark is a line."""
    return _passing(
        report,
        _("The line is the passing mark: we assume that {share} right equals the passing score of {score}."),
    )


def _passing(report: ExamReport, text: str) -> str:
    said = text.format(share=passing_percent(report.raw_cut), score=f"{report.pass_scaled:.0f}")
    return f"{said} {report.passing_note.strip()}"


def notes(report: ExamReport) -> tuple[str, ...]:
    """How the exam was sat and what the score cannot say."""
    found = [note] if (note := sitting_note(report)) else []
    if report.seen_before:
        seen = _("You had seen {number} of these questions before, so your score may come out high.")
        found.append(seen.format(number=report.seen_before))
    return tuple(found)


def changed(changes: AnswerChanges) -> str:
    """What changing answers did."""
    total = changes.to_right + changes.to_wrong + changes.between_wrong
    if not total:
        return _("You changed no answers.")
    said = [_changed_words(changes, total)]
    if changes.to_right > changes.to_wrong:
        said.append(_("Changing answers paid off."))
    elif changes.to_wrong > changes.to_right:
        said.append(_("Changing answers cost more than it gained."))
    return " ".join(said)


def _changed_words(changes: AnswerChanges, total: int) -> str:
    if changes.between_wrong:
        text = n_(
            "You changed {n} answer: {{gained}} from wrong to right, {{lost}} from right to wrong, "
            "{{neither}} from wrong to wrong.",
            "You changed {n} answers: {{gained}} from wrong to right, {{lost}} from right to wrong, "
            "{{neither}} from wrong to wrong.",
            total,
        )
    else:
        text = n_(
            "You changed {n} answer: {{gained}} from wrong to right, {{lost}} from right to wrong.",
            "You changed {n} answers: {{gained}} from wrong to right, {{lost}} from right to wrong.",
            total,
        )
    return text.format(gained=changes.to_right, lost=changes.to_wrong, neither=changes.between_wrong)


def area_right(area: AreaResult) -> str:
    """`78 / 106`, or a dash where nothing was asked."""
    return f"{area.right} / {area.scored}" if area.scored else "–"


def has_assumed(report: ExamReport) -> bool:
    """True when a share inside a content area is our own reckoning."""
    return any(part.assumed for area in report.result.areas for part in area.parts)


ASSUMED = N_("* The board does not publish how this part is divided; the share is our assumption.")


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
    text = _("Slowest: {part}, {seconds} s a question.")
    if limit is not None:
        text = _("Slowest: {part}, {seconds} s a question; {limit} s were available.")
    return text.format(part=stretch(slowest), seconds=f"{slowest.seconds:.0f}", limit=f"{limit or 0.0:.0f}")


def seconds(value: float) -> str:
    """`42 s`."""
    return _("{seconds} s").format(seconds=f"{value:.0f}")


def _seconds(pace: object) -> float:
    return float(getattr(pace, "seconds", 0.0))
