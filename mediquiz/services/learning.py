"""The learner model over the answer log. The log is the only truth: the model is replayed at start and fed afterward.

numpy and fsrs are imported when this module's work begins, off the GUI thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from mediquiz.domain.days import model_day
from mediquiz.domain.policy import Mode
from mediquiz.services import learning_cache
from mediquiz.services.context import Context
from mediquiz.services.learning_cache import Kept
from mediquiz.storage import keep_repo, read_models
from mediquiz.storage.keep_repo import OutcomeRow
from mediquiz.storage.read_models import AnswerRow
from mediquiz.storage.store import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mediquiz.psychometrics.evidence import AnswerFact
    from mediquiz.psychometrics.learner import Learner
    from mediquiz.psychometrics.mastery import LearnerState
    from mediquiz.psychometrics.readiness import ExamForm
    from mediquiz.psychometrics.retake import ReportedArea
    from mediquiz.psychometrics.structure import Structure

T = TypeVar("T")

MS_A_DAY = 86_400_000

HISTORY_DAYS = 90
"""Days of study whose end is kept for the chart of readiness over time."""


@dataclass(frozen=True, slots=True)
class EndedDay:
    """The learner as a day of study left her: its date, the model's day, first attempts so far, and theta (logits).

    theta (K,) and covariance (K, K) are all that a prediction for that day asks for.
    """

    local_day: int
    day: float
    first_attempts: int
    theta: NDArray[np.float64]
    covariance: NDArray[np.float64]


_ENDED = ("local_day", "day", "first_attempts", "theta", "covariance")
_PLACE = ("last_id", "local_day", "reports_done")


class Learning:
    """Holds the learner and keeps it level with the log."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._cache = learning_cache.place(context.store.path)
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
        return self.learner_and(lambda connection: None)[0]

    def learner_and(self, read: Callable[[Connection], T]) -> tuple[Learner, T]:
        """The learner, and what `read` finds in the transaction that her news are read in: one moment for both."""
        with self._lock:
            with self._context.store.read() as connection:
                learner = self._learner or self._restored(connection) or self._new()
                rows = read_models.answers_since(connection, self._last_id)
                reports = self._reports(connection)
                found = read(connection)
            # Folding a long log takes seconds; no answer waits for it.
            self._learner = learner
            self._fold(learner, rows, reports)
            return learner, found

    def _fold(self, learner: Learner, rows: list[AnswerRow], reports: list[OutcomeRow]) -> None:
        evenings: deque[tuple[int, float, LearnerState, int]] = deque(maxlen=HISTORY_DAYS)
        for row in rows:
            self._fold_reports(learner, reports, row.local_day)
            if learner.last_day is not None and row.local_day > self._local_day:
                # The first answer of a new day: the state before it is what the day before came to.
                attempts = int(learner.first_attempts.sum())
                evenings.append((self._local_day, learner.last_day, learner.state.copy(), attempts))
            # A flight to the west gives a date a second time: that is no day of its own.
            self._local_day = max(self._local_day, row.local_day)
            learner.fold(self._fact(row))
            self._last_id = row.id
        self._fold_reports(learner, reports, self._context.clock.today().toordinal())
        self._ended.extend(starmap(_ended, evenings))

    def _reports(self, connection: Connection) -> list[OutcomeRow]:
        """Score reports of real exams, oldest first: they say something about areas, like answers do."""
        told = [row for row in keep_repo.outcomes(connection) if row.areas]
        return sorted(told, key=lambda row: row.sat_on)

    def _fold_reports(self, learner: Learner, reports: list[OutcomeRow], local_day: int) -> None:
        """Fold in the reports of exams sat on or before a date (its day number), each once."""
        from mediquiz.psychometrics.retake import fold_report

        while self._reports_done < len(reports):
            report = reports[self._reports_done]
            sat_on = date.fromisoformat(report.sat_on)
            if sat_on.toordinal() > local_day:
                break
            fold_report(learner.state, self._areas(report), day_of(sat_on))
            self._reports_done += 1

    def _areas(self, report: OutcomeRow) -> list[ReportedArea]:
        from mediquiz.psychometrics.retake import ReportedArea

        if report.certification not in self._context.certifications:
            return []
        blueprint = self._context.blueprint(report.certification)
        found = []
        for domain in blueprint.domains:
            if domain.id in report.areas:
                topics = {topic for area in blueprint.areas_in(domain.id) for topic in area.topics}
                places = tuple(sorted(self.index[topic] for topic in topics))
                found.append(ReportedArea(places, report.areas[domain.id], domain.scored))
        return found

    def ended_days(self, learner: Learner) -> list[EndedDay]:
        """The learner at the end of past days of study and as she is now, oldest first."""
        if learner.last_day is None:
            return []
        attempts = int(learner.first_attempts.sum())
        return [*self._ended, _ended(self._local_day, learner.last_day, learner.state, attempts)]

    def _restored(self, connection: Connection) -> Learner | None:
        """The learner of the last time, if it belongs to this log."""
        return learning_cache.read(self._cache, connection, self.topics, self._take)

    def _take(self, kept: Kept) -> Learner:
        from mediquiz.psychometrics.learner import Learner, PlainLearner

        learner = Learner.from_plain(PlainLearner(kept.arrays, kept.values["learner"]), self._structure())
        ended = _unstacked(kept.arrays, len(self.topics))
        self._ended.clear()
        self._ended.extend(ended)
        self._last_id, self._local_day, self._reports_done = (int(kept.values[name]) for name in _PLACE)
        return learner

    def keep(self) -> None:
        """Keep the learner for the next start."""
        with self._lock, self._context.store.read() as connection:
            if self._learner is not None and self._last_id:
                plain = self._learner.to_plain()
                place = dict(zip(_PLACE, (self._last_id, self._local_day, self._reports_done), strict=True))
                kept = Kept(plain.arrays | _stacked(self._ended), {"learner": plain.values, **place})
                learning_cache.write(self._cache, connection, self.topics, kept)

    def forget(self) -> None:
        """Throw the state away; the next call replays the log (an item was retired, an edition changed)."""
        with self._lock:
            self._learner = None

    def _new(self) -> Learner:
        from mediquiz.psychometrics.learner import Learner

        self._last_id, self._local_day, self._reports_done = 0, 0, 0
        self._ended.clear()
        return Learner(self._structure())

    def _structure(self) -> Structure:
        from mediquiz.psychometrics.structure import Structure

        subjects = list(self._context.topics.subjects)
        return Structure([subjects.index(topic.subject) for topic in self._context.topics.topics])

    def _fact(self, row: AnswerRow) -> AnswerFact:
        from mediquiz.psychometrics.evidence import AnswerFact, Confidence, Occasion

        # An unanswered exam question has no time worth judging; the exam scores it wrong.
        return AnswerFact(
            item=row.item_id,
            topic=self.index.get(row.topic),
            day=row.answered_at_ms / MS_A_DAY,
            correct=bool(row.correct),
            family=row.family or None,
            label=row.difficulty,
            occasion=Occasion.EXAM if row.mode == Mode.EXAM else Occasion.STUDY,
            confidence=Confidence(row.confidence) if row.confidence else None,
            ms=row.milliseconds if row.milliseconds and not row.timed_out else None,
            words=row.words,
            n_options=row.options,
            timed_out=bool(row.timed_out),
            explanation_opened=row.mode != Mode.EXAM,
            retired=row.status == "retired",
            off_schedule=row.mode == Mode.CRAM,
            date=model_day(row.local_day),
        )

    def day(self) -> float:
        """Now, in days since 1970-01-01 UTC."""
        return self._context.clock.now_ms() / MS_A_DAY

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


def day_of(on: date) -> float:
    """A date as a day of the model; noon, since exams are sat by day."""
    return model_day(on.toordinal()) + 0.5


def _ended(local_day: int, day: float, state: LearnerState, first_attempts: int) -> EndedDay:
    return EndedDay(local_day, day, first_attempts, *state.pooled_moments(day))


def _stacked(ended: Iterable[EndedDay]) -> dict[str, NDArray[Any]]:
    """Past days as arrays, one row a day; nothing where there is none."""
    import numpy as np

    days = list(ended)
    return {f"ended.{name}": np.array([getattr(day, name) for day in days]) for name in _ENDED} if days else {}


def _unstacked(arrays: dict[str, NDArray[Any]], topics: int) -> list[EndedDay]:
    """What `_stacked` made; ValueError where the shapes do not fit."""
    if "ended.day" not in arrays:
        return []
    dates, day, attempts, theta, covariance = (arrays[f"ended.{name}"] for name in _ENDED)
    if theta.shape != (len(day), topics) or covariance.shape != (len(day), topics, topics):
        raise ValueError("kept days do not fit the topics")
    rows = zip(dates, day, attempts, theta, covariance, strict=True)
    return [EndedDay(int(on), float(d), int(n), t, c) for on, d, n, t, c in rows]
