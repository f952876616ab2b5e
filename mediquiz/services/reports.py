"""The score report of a finished exam and going through its questions again."""

from __future__ import annotations

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.items import Item
from mediquiz.domain.policy import Confidence
from mediquiz.domain.results import marks_of, score
from mediquiz.domain.summaries import ExamReport, ReviewItem, ReviewSet, Sitting
from mediquiz.services.clock import dated
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams


class Reports:
    """Reads finished sittings; writes nothing."""

    def __init__(self, context: Context, exams: Exams) -> None:
        self._context, self._exams = context, exams

    def report(self, attempt_id: int) -> ExamReport:
        """The score report."""
        head, sitting = self._exams.load_with_head(attempt_id)
        blueprint = self._exams.edition_of(head)
        reviews = _reviews(sitting)
        passing = blueprint.passing
        return ExamReport(
            attempt_id=attempt_id,
            certification=head.certification,
            label=blueprint.label,
            short=blueprint.short,
            edition_title=blueprint.edition_title,
            finished=dated(head.finished_at_ms or head.started_at_ms, head.finished_day),
            result=score(sitting.attempt, blueprint, _items(sitting)),
            pass_scaled=passing.scaled,
            scale_min=passing.scale_min,
            scale_max=passing.scale_max,
            raw_cut=passing.raw_cut,
            passing_note=passing.note,
            time_factor=sitting.attempt.rules.time_factor,
            interruptions=sitting.attempt.interruptions,
            suspended_seconds=sitting.attempt.suspended_seconds,
            seen_before=sum(sitting.attempt.questions[entry.position].seen_before for entry in reviews),
            on_screen=len(reviews),
            missed=len(_only(reviews, ReviewSet.MISSED)),
            flagged=len(_only(reviews, ReviewSet.FLAGGED)),
            guessed=len(_only(reviews, ReviewSet.GUESSED)),
            changed=len(_only(reviews, ReviewSet.CHANGED)),
            missed_items=self._askable(_only(reviews, ReviewSet.MISSED)),
        )

    def _askable(self, reviews: tuple[ReviewItem, ...]) -> tuple[str, ...]:
        """Of questions those that practice asks: neither put aside nor gone from the bank."""
        ids = [entry.shown.item.id for entry in reviews]
        return tuple(item_id for item_id in ids if self._context.catalog.ordinal(item_id) is not None)

    def review(self, attempt_id: int, which: ReviewSet) -> tuple[ReviewItem, ...]:
        """Questions of a finished exam with what was answered, in form order."""
        return _only(_reviews(self._exams.load(attempt_id)), which)


def _items(sitting: Sitting) -> list[Item]:
    return [shown.item for shown in sitting.items]


def _only(reviews: tuple[ReviewItem, ...], which: ReviewSet) -> tuple[ReviewItem, ...]:
    return tuple(entry for entry in reviews if which in _sets(entry))


def _sets(entry: ReviewItem) -> set[ReviewSet]:
    """The sets that a question belongs to."""
    tests = {
        ReviewSet.ALL: True,
        ReviewSet.MISSED: not entry.correct,
        ReviewSet.FLAGGED: entry.flagged,
        ReviewSet.GUESSED: entry.confidence is Confidence.GUESS,
        ReviewSet.CHANGED: entry.first_response not in (NO_ANSWER, entry.response),
    }
    return {name for name, holds in tests.items() if holds}


def _reviews(sitting: Sitting) -> tuple[ReviewItem, ...]:
    """The questions that came on screen. The others stay as new as they were: no key of theirs is shown here."""
    marks = marks_of(sitting.attempt, _items(sitting))
    states = sitting.attempt.states
    return tuple(_review(sitting, n, correct) for n, correct in enumerate(marks) if states[n].seen)


def _review(sitting: Sitting, n: int, correct: bool) -> ReviewItem:
    question, state = sitting.attempt.questions[n], sitting.attempt.states[n]
    return ReviewItem(
        position=n,
        shown=sitting.items[n],
        response=state.response,
        first_response=state.first_response,
        correct=correct,
        flagged=state.flagged,
        confidence=state.confidence,
        seconds=state.seconds,
        scored=question.scored,
    )
