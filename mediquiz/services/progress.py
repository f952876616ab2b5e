"""Today and Progress: each call reads the facts of one moment and hands them to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from mediquiz.domain.summaries import CertificationHead, ExplanationView, ProgressView, TodayView, TopicRow
from mediquiz.services.context import Context
from mediquiz.services.facts import Facts, FactsReader
from mediquiz.services.learning import Learning
from mediquiz.services.overview import ProgressPage
from mediquiz.services.readiness import explanation_of
from mediquiz.services.settings import settings_in
from mediquiz.services.today import TodayPage, head_of
from mediquiz.services.topics import TopicTable, gain
from mediquiz.storage.store import Connection

T = TypeVar("T")


class ProgressService:
    """Reads; writes nothing."""

    def __init__(
        self, context: Context, learning: Learning, facts: FactsReader, today: TodayPage, progress: ProgressPage
    ) -> None:
        self._context, self._learning, self._facts = context, learning, facts
        self._today, self._progress = today, progress

    def today(self, certification: str) -> TodayView:
        """The Today screen for a certification."""
        facts, missed = self._facts.read_and(partial(self._today.last_missed, certification=certification))
        return self._today.view(facts, self._topics(facts), certification, missed)

    def overview(self) -> ProgressView:
        """Four certifications from one history."""
        facts, sure_wrong = self._facts.read_and(self._progress.sure_wrong)
        return self._progress.view(facts, self._topics(facts), sure_wrong)

    def explanation(self) -> ExplanationView:
        """How readiness is made."""
        return explanation_of(self._facts.read().learner)

    def head(self, certification: str) -> CertificationHead:
        """The certification with the student's date for it."""
        store = self._context.store
        with store.read() as connection:
            goals = settings_in(connection, self._context).goals
        return head_of(self._context, goals, self._context.clock.today(), certification)

    def topic_rows(self, certification: str) -> list[TopicRow]:
        """Topics of an exam, heaviest first."""
        return self._topics(self._facts.read()).heaviest_first(self._context.blueprint(certification))

    def weakest(self, certification: str) -> dict[str, float]:
        """The weakest topics with their weight times room to gain; empty where the model cannot call one weak."""
        return self.weakest_and(certification, _nothing_more)[0]

    def weakest_and(self, certification: str, also: Callable[[Connection], T]) -> tuple[dict[str, float], T]:
        """The same, with what `also` reads of that moment."""
        facts, more = self._facts.read_and(also)
        rows = self._topics(facts).weakest(self._context.blueprint(certification))
        return {row.id: gain(row) for row in rows}, more

    def _topics(self, facts: Facts) -> TopicTable:
        return TopicTable(self._context, self._learning, facts)


def _nothing_more(connection: Connection) -> None:
    """Where nothing else is asked of the moment."""
