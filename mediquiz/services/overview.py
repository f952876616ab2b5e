"""What Progress shows: all certifications from one history, worked out from the facts of one moment."""

from __future__ import annotations

from datetime import date

from mediquiz.domain.summaries import (
    CertificationProgress,
    DayWork,
    ExamRow,
    ProgressView,
    ReadinessPoint,
    ReadinessView,
    SureWrong,
)
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams
from mediquiz.services.facts import Facts
from mediquiz.services.readiness import Readiness
from mediquiz.services.today import head_of
from mediquiz.services.topics import TopicTable
from mediquiz.storage import item_repo, read_models
from mediquiz.storage.store import Connection


class ProgressPage:
    """Puts the parts of the page together; writes nothing."""

    def __init__(self, context: Context, readiness: Readiness, exams: Exams) -> None:
        self._context, self._readiness, self._exams = context, readiness, exams

    def view(self, facts: Facts, topics: TopicTable, sure_wrong: tuple[SureWrong, ...]) -> ProgressView:
        """The Progress screen."""
        views = self._readiness.views_of(facts, self._context.certifications)
        histories = self._readiness.histories_of(facts)
        exams = self._exams.rows(facts.finished)
        certifications = tuple(
            self._certification(facts, topics, views[c], exams, histories[c]) for c in self._context.certifications
        )
        work = tuple(DayWork(date.fromordinal(day), n, right, ms / 60_000) for day, n, right, ms in facts.days)
        return ProgressView(certifications, work, sum(day.minutes for day in work), sure_wrong)

    def _certification(
        self,
        facts: Facts,
        topics: TopicTable,
        view: ReadinessView,
        exams: tuple[ExamRow, ...],
        history: tuple[ReadinessPoint, ...],
    ) -> CertificationProgress:
        certification = view.certification
        blueprint = self._context.blueprint(certification)
        return CertificationProgress(
            head=head_of(self._context, facts.settings.goals, facts.today, certification),
            readiness=view,
            coverage=view.coverage,
            areas=topics.areas(blueprint),
            weakest=topics.weakest(blueprint),
            exams=tuple(row for row in exams if row.certification == certification),
            history=history,
        )

    def sure_wrong(self, connection: Connection) -> tuple[SureWrong, ...]:
        """Items answered wrong and sure, with the day of that, newest first."""
        ids = read_models.sure_wrong_ids(connection)
        days = read_models.sure_miss_days(connection, ids)
        items = item_repo.load(connection, sorted(ids, key=days.__getitem__, reverse=True))
        return tuple(
            SureWrong(item.id, item.stem, self._context.topics.title(item.topic), date.fromordinal(days[item.id]))
            for item in items
        )
