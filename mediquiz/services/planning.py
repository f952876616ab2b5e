"""The study plan and what today's session holds."""

from __future__ import annotations

from mediquiz.domain.summaries import PlanView
from mediquiz.services.context import Context
from mediquiz.services.learning import Learning
from mediquiz.services.selection import Chooser
from mediquiz.services.settings import SettingsService


class Planning:
    """Plans; writes nothing."""

    def __init__(self, context: Context, learning: Learning, settings: SettingsService) -> None:
        self._context, self._learning, self._settings = context, learning, settings

    def plan(self, certification: str) -> PlanView | None:
        """The plan up to the exam."""
        return None

    def todays_items(self, certification: str, count: int) -> list[str]:
        """Items of today's session."""
        weights = self._context.blueprint(certification).topic_weights
        return Chooser(self._context.catalogue, self._context.rng).from_topics(weights, count)
