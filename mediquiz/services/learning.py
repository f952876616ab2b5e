"""The learner model over the answer log. The log is the only truth: the model is replayed at start and fed afterwards.

numpy and fsrs are imported when this module's work begins, off the GUI thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from mediquiz.domain.policy import Mode
from mediquiz.services import learning_cache
from mediquiz.services.context import Context
from mediquiz.storage import keep_repo, read_models
from mediquiz.storage.keep_repo import OutcomeRow
from mediquiz.storage.read_models import AnswerRow
from mediquiz.storage.store import Connection

if TYPE_CHECKING:
    from mediquiz.psychometrics.evidence import AnswerFact
    from mediquiz.psychometrics.learner import Learner
    from mediquiz.psychometrics.mastery import LearnerState
    from mediquiz.psychometrics.readiness import ExamForm
    from mediquiz.psychometrics.retake import AreaResult

MS_A_DAY = 86_400_000


HISTORY_DAYS = 90
"""Days of study whose end is kept for the chart of readiness over time."""


@dataclass(frozen=True, slots=True)
class EndedDay:
    """The learner as a day of study left her: the model's day, its state, first attempts so far."""

    day: float
    state: LearnerState
    first_attempts: int


class Learning:
    """Holds the learner and keeps it level with the log. Safe to call from the store's and the readiness lane."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = Lock()
        self._learner: Learner | None = None
        self._last_id = 0
        self._reports_done = 0
        self._ended: deque[EndedDay] = deque(maxlen=HISTORY_DAYS)
        self._local_day = 0
        self.topics = tuple(topic.id for topic in context.topics.topics)
        self.index = {topic: n for n, topic in enumerate(self.topics)}

    def learner(self) -> Learner:
        """The learner as the log stands now: replayed at the first call, then only what is new."""
        with self._lock:
            if self._learner is None:
                self._learner = self._kept() or self._new()
            with self._context.store.begin() as connection:
                rows = read_models.answers_since(connection, self._last_id)
                reports = self._reports(connection)
            for row in rows:
                self._fold_reports(self._learner, reports, row.answered_at_ms / MS_A_DAY)
                self._end_day(self._learner, row)
                self._learner.fold(self._fact(row))
                self._last_id = row.id
            self._fold_reports(self._learner, reports, self.day())
            return self._learner

    def _reports(self, connection: Connection) -> list[OutcomeRow]:
        """Score reports of real exams, oldest first: they say something about areas, like answers do."""
        told = [row for row in keep_repo.outcomes(connection) if row.areas]
        return sorted(told, key=lambda row: row.sat_on)

    def _fold_reports(self, learner: Learner, reports: list[OutcomeRow], day: float) -> None:
        """Fold in the reports of exams sat before `day`, each once."""
        from mediquiz.psychometrics.retake import fold_report

        while self._reports_done < len(reports):
            report = reports[self._reports_done]
            sat = self.day_of(date.fromisoformat(report.sat_on))
            if sat > day:
                break
            fold_report(learner.state, self._areas(report), sat)
            self._reports_done += 1

    def _areas(self, report: OutcomeRow) -> list[AreaResult]:
        from mediquiz.psychometrics.retake import AreaResult

        if report.certification not in self._context.certifications:
            return []
        blueprint = self._context.blueprint(report.certification)
        found = []
        for domain in blueprint.domains:
            if domain.id in report.areas:
                topics = {topic for area in blueprint.areas_in(domain.id) for topic in area.topics}
                places = tuple(sorted(self.index[topic] for topic in topics))
                found.append(AreaResult(places, report.areas[domain.id], domain.scored))
        return found

    def _end_day(self, learner: Learner, row: AnswerRow) -> None:
        """Keep the state before the first answer of a new day."""
        if learner.last_day is not None and row.local_day != self._local_day:
            self._ended.append(_ended(learner))
        self._local_day = row.local_day

    def ended_days(self) -> list[EndedDay]:
        """The learner at the end of past days of study and now, oldest first."""
        learner = self.learner()
        return [*self._ended, _ended(learner)] if learner.last_day is not None else []

    def _kept(self) -> Learner | None:
        """The learner of the last time, if it belongs to this log."""
        store = self._context.store
        with store.begin() as connection:
            kept = learning_cache.read(learning_cache.place(store.path), connection, self.topics)
        if kept is None:
            return None
        self._last_id, self._local_day, self._reports_done = kept.last_id, kept.local_day, kept.reports_done
        self._ended.extend(kept.ended)
        return kept.learner

    def keep(self) -> None:
        """Keep the learner for the next start."""
        store = self._context.store
        with self._lock, store.begin() as connection:
            if self._learner is not None and self._last_id:
                kept = learning_cache.Kept(
                    self._learner, self._last_id, self._local_day, self._reports_done, list(self._ended)
                )
                learning_cache.write(learning_cache.place(store.path), connection, self.topics, kept)

    def forget(self) -> None:
        """Throw the state away; the next call replays the log (an item was retired, an edition changed)."""
        with self._lock:
            self._learner, self._last_id, self._local_day, self._reports_done = None, 0, 0, 0
            self._ended.clear()

    def _new(self) -> Learner:
        from mediquiz.psychometrics.learner import Learner
        from mediquiz.psychometrics.structure import Structure

        subjects = list(self._context.topics.subjects)
        domains = [subjects.index(topic.subject) for topic in self._context.topics.topics]
        return Learner(Structure(domains))

    def _fact(self, row: AnswerRow) -> AnswerFact:
        from mediquiz.psychometrics.evidence import AnswerFact, Confidence
        from mediquiz.psychometrics.evidence import Mode as Where

        # An unanswered exam question has no time worth judging; the exam scores it wrong.
        return AnswerFact(
            item=row.item_id,
            topic=self.index.get(row.topic),
            day=row.answered_at_ms / MS_A_DAY,
            correct=bool(row.correct),
            family=row.family or None,
            label=row.difficulty,
            mode=Where.EXAM if row.mode == Mode.EXAM else Where.STUDY,
            confidence=Confidence(row.confidence) if row.confidence else None,
            ms=row.milliseconds if row.milliseconds and not row.timed_out else None,
            words=row.words,
            n_options=row.options,
            timed_out=bool(row.timed_out),
            explanation_opened=row.mode != Mode.EXAM,
            retired=row.status == "retired",
            off_schedule=row.mode == Mode.CRAM,
        )

    def day(self) -> float:
        """Now, in days since 1970-01-01 UTC."""
        return self._context.clock.now_ms() / MS_A_DAY

    def day_of(self, on: date) -> float:
        """A date as a day of the model; noon, since exams are sat by day."""
        return (on - date(1970, 1, 1)).days + 0.5

    def weights(self, certification: str) -> list[float]:
        """Share of each topic on an exam, in the order of `topics`."""
        on_exam = self._context.blueprint(certification).topic_weights
        return [on_exam.get(topic, 0.0) for topic in self.topics]

    def forms(self, certifications: Sequence[str]) -> list[ExamForm]:
        """Exams as the prediction needs them."""
        import numpy as np

        from mediquiz.psychometrics.readiness import ExamForm

        found = []
        for certification in certifications:
            blueprint = self._context.blueprint(certification)
            passing = blueprint.passing
            weights = np.array(self.weights(certification))
            guess = 1 / blueprint.options
            found.append(ExamForm(weights, blueprint.scored, passing.raw_cut, passing.raw_cut_sd, guess=guess))
        return found


def _ended(learner: Learner) -> EndedDay:
    assert learner.last_day is not None
    return EndedDay(learner.last_day, learner.state.copy(), int(learner.first_attempts.sum()))
