"""What Today and Progress show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from mediquiz.domain.blueprint import Area, Blueprint
from mediquiz.domain.summaries import (
    ENOUGH_ANSWERS,
    AreaRow,
    Band,
    CertificationHead,
    CertificationProgress,
    DayWork,
    ExamRow,
    ExplanationView,
    OpenSession,
    ProgressView,
    ReadinessView,
    SureWrong,
    TodayView,
    TopicRow,
)
from mediquiz.services.clock import local_date
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams
from mediquiz.services.learning import Learning
from mediquiz.services.opened import open_sessions, served
from mediquiz.services.outcomes import Outcomes
from mediquiz.services.planning import Planning
from mediquiz.services.readiness import Readiness
from mediquiz.services.settings import SettingsService
from mediquiz.storage import attempt_repo, item_repo, read_models
from mediquiz.storage.read_models import TopicTally

if TYPE_CHECKING:
    from mediquiz.psychometrics.learner import Learner

Z80 = 1.2816
"""Standard normal quantile of an 80 % interval."""
LABELS = {"strong": "Strong", "weak": "Weak", "not sure yet": "Not sure yet"}


class ProgressService:
    """Reads; writes nothing."""

    def __init__(
        self,
        context: Context,
        learning: Learning,
        readiness: Readiness,
        planning: Planning,
        exams: Exams,
        settings: SettingsService,
        outcomes: Outcomes,
    ) -> None:
        self._context, self._learning, self._readiness = context, learning, readiness
        self._planning, self._exams, self._settings, self._outcomes = planning, exams, settings, outcomes

    def today(self, certification: str) -> TodayView:
        """The Today screen for a certification."""
        readiness = self._readiness.view(certification)
        rows = self.topic_rows(certification)
        exams = self._exam_rows()
        return TodayView(
            head=self.head(certification),
            readiness=readiness,
            plan=self._planning.plan(certification),
            weakest=tuple(self._weakest_rows(rows)[:3]),
            last_exam=next((row for row in exams if row.certification == certification), None),
            open=self._open(),
            ask_outcome=tuple(self.head(c) for c in self._outcomes.to_ask()),
            answers_today=self._answered_on(self._context.clock.today()),
        )

    def head(self, certification: str) -> CertificationHead:
        """The certification with the student's date for it."""
        blueprint = self._context.blueprint(certification)
        goals = {goal.certification: goal.exam_date for goal in self._settings.read().goals}
        on = goals.get(certification)
        left = (on - self._context.clock.today()).days if on else None
        return CertificationHead(certification, blueprint.full_name, blueprint.label, blueprint.short, on, left)

    def explanation(self) -> ExplanationView:
        """How readiness is made."""
        return self._readiness.explanation()

    def _open(self) -> tuple[OpenSession, ...]:
        return (*open_sessions(self._context, "exam"), *open_sessions(self._context, "study"))

    def _exam_rows(self) -> tuple[ExamRow, ...]:
        with self._context.store.begin() as connection:
            heads = attempt_repo.heads(connection, kind="exam", status="finished")
        return tuple(self._exams.row(head) for head in served(self._context, heads))

    def _answered_on(self, day: date) -> int:
        with self._context.store.begin() as connection:
            return next((row[1] for row in read_models.days(connection) if row[0] == day.toordinal()), 0)

    # -- topics ----------------------------------------------------------------------------------

    def topic_rows(self, certification: str) -> list[TopicRow]:
        """Topics of an exam, heaviest first."""
        blueprint = self._context.blueprint(certification)
        found = self._rows_of(blueprint)
        return sorted(found.values(), key=lambda row: -row.weight)

    def _rows_of(self, blueprint: Blueprint) -> dict[str, TopicRow]:
        learner = self._learning.learner()
        measured = _Measured(self._learning, learner, blueprint.passing.raw_cut)
        with self._context.store.begin() as connection:
            tallies = read_models.topic_tallies(connection)
        return {
            topic: self._row(topic, weight, tallies.get(topic, TopicTally()), measured)
            for topic, weight in blueprint.topic_weights.items()
        }

    def _row(self, topic: str, weight: float, tally: TopicTally, measured: _Measured) -> TopicRow:
        items, seen = self._context.catalogue.counts(topic)
        enough = tally.answers >= ENOUGH_ANSWERS
        label = measured.label(topic) if enough else ""
        return TopicRow(
            topic,
            self._context.topics.title(topic),
            weight,
            tally.answers,
            tally.correct,
            tally.exam,
            tally.exam_correct,
            seen,
            items,
            measured.band(topic) if enough else None,
            label,
            measured.more_answers(topic) if label == LABELS["not sure yet"] else 0,
        )

    def _weakest_rows(self, rows: list[TopicRow]) -> list[TopicRow]:
        """By blueprint weight times room to gain; measured topics first, since thin ones are guesses."""
        measured = [row for row in rows if row.band]
        others = [row for row in rows if not row.band and row.answers]
        gain = {row.id: row.weight * (1 - row.band.mean) for row in measured if row.band}
        return sorted(measured, key=lambda row: -gain[row.id]) + sorted(others, key=lambda row: -row.weight)

    def weakest(self, certification: str) -> dict[str, float]:
        """The five topics with most to gain, with blueprint weight times room to gain; empty before any answer."""
        measured = _Measured(self._learning, self._learning.learner(), 0.0)
        rows = [row for row in self.topic_rows(certification) if row.answers]
        gains = {row.id: row.weight * (1 - measured.band(row.id).mean) for row in rows}
        best = sorted(gains, key=lambda topic: -gains[topic])[:5]
        return {topic: gains[topic] for topic in best}

    # -- the Progress screen ---------------------------------------------------------------------

    def overview(self) -> ProgressView:
        """Four certifications from one history."""
        views = self._readiness.views()
        exams = self._exam_rows()
        certifications = tuple(self._certification(c, views[c], exams) for c in self._context.certifications)
        with self._context.store.begin() as connection:
            days = read_models.days(connection)
        work = tuple(DayWork(date.fromordinal(day), n, right, ms / 60_000) for day, n, right, ms in days)
        return ProgressView(certifications, work, sum(day.minutes for day in work), self._sure_wrong())

    def _certification(
        self, certification: str, view: ReadinessView, exams: tuple[ExamRow, ...]
    ) -> CertificationProgress:
        own = tuple(row for row in exams if row.certification == certification)
        return CertificationProgress(
            self.head(certification),
            view,
            view.coverage,
            self._areas(self._context.blueprint(certification)),
            own,
            self._readiness.history(certification),
        )

    def _areas(self, blueprint: Blueprint) -> tuple[AreaRow, ...]:
        rows = self._rows_of(blueprint)
        titles = {domain.id: domain.title for domain in blueprint.domains}
        measured = _Measured(self._learning, self._learning.learner(), blueprint.passing.raw_cut)
        return tuple(_area_row(area, titles[area.domain], blueprint.scored, rows, measured) for area in blueprint.areas)

    def _sure_wrong(self) -> tuple[SureWrong, ...]:
        with self._context.store.begin() as connection:
            ids = read_models.sure_wrong_ids(connection)
            items = item_repo.load(connection, ids)
            days = read_models.answer_days(connection, ids)
        return tuple(
            SureWrong(item.id, item.stem, self._context.topics.title(item.topic), local_date(days[item.id]))
            for item in items
        )


def _area_row(area: Area, domain: str, scored: int, rows: dict[str, TopicRow], measured: _Measured) -> AreaRow:
    topics = tuple(rows[topic] for topic in area.topics)
    answers = sum(topic.answers for topic in topics)
    return AreaRow(
        area.id,
        area.title,
        domain,
        area.weight / scored,
        area.assumed,
        answers,
        sum(topic.right for topic in topics),
        sum(topic.exam_answers for topic in topics),
        sum(topic.exam_right for topic in topics),
        measured.area_band(area.topics) if answers >= ENOUGH_ANSWERS else None,
        topics,
    )


class _Measured:
    """The learner model's view of topics: one computation for all of them."""

    def __init__(self, learning: Learning, learner: Learner, cut: float) -> None:
        import numpy as np

        day = learning.day()
        places = np.arange(len(learning.topics))
        self._index, self._cut = learning.index, cut
        self._constants = learner.state.constants
        self._mean = learner.state.mastery(day)
        self._low, self._high = learner.state.topic_interval(places, day)
        self._theta, self._sd = learner.state.theta_summary(day)
        self._state, self._day = learner.state, day

    def area_band(self, shares: Mapping[str, float]) -> Band:
        """An area: its topics' mean, with the interval of a weighted sum of correlated topics (first order)."""
        import numpy as np

        weights = np.zeros(len(self._mean))
        for topic, share in shares.items():
            weights[self._index[topic]] = share
        _, covariance = self._state.theta_moments(self._day)
        pooled = np.tensordot(self._state.weights(), covariance, axes=1)
        step = 1e-3
        slope = (self._state.fresh_item(self._theta + step) - self._state.fresh_item(self._theta - step)) / (2 * step)
        pull = weights * slope
        reach = Z80 * float(np.sqrt(pull @ pooled @ pull))
        mean = float(weights @ self._mean)
        return Band(mean, max(0.0, mean - reach), min(1.0, mean + reach))

    def band(self, topic: str) -> Band:
        n = self._index[topic]
        return Band(float(self._mean[n]), float(self._low[n]), float(self._high[n]))

    def label(self, topic: str) -> str:
        from mediquiz.psychometrics.wording import topic_label

        n = self._index[topic]
        return LABELS[str(topic_label(float(self._low[n]), float(self._high[n]), self._cut))]

    def more_answers(self, topic: str) -> int:
        from mediquiz.psychometrics.wording import answers_to_halve

        n = self._index[topic]
        return answers_to_halve(float(self._theta[n]), float(self._sd[n]), self._constants)
