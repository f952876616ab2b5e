"""All services over one open store, built once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from mediquiz.services.context import Context
from mediquiz.services.exams import Exams
from mediquiz.services.learning import Learning
from mediquiz.services.library import Library
from mediquiz.services.marks import ItemMarks
from mediquiz.services.outcomes import Outcomes
from mediquiz.services.planning import Planning
from mediquiz.services.progress import ProgressService
from mediquiz.services.readiness import Readiness
from mediquiz.services.reports import Reports
from mediquiz.services.settings import SettingsService
from mediquiz.services.study import Study
from mediquiz.storage.errors import StoreError


@dataclass(frozen=True, slots=True)
class Services:
    """What screens and commands call. Every call runs on the store's thread."""

    context: Context
    settings: SettingsService
    library: Library
    marks: ItemMarks
    study: Study
    exams: Exams
    reports: Reports
    learning: Learning
    readiness: Readiness
    planning: Planning
    progress: ProgressService
    outcomes: Outcomes

    def close(self) -> None:
        """End the store; the learner is kept for the next start."""
        try:
            # Only a cache: a full disk must not keep the store open.
            with suppress(StoreError):
                self.learning.keep()
        finally:
            self.context.store.close()


def build(context: Context) -> Services:
    """Wire the services together."""
    settings = SettingsService(context)
    exams = Exams(context)
    learning = Learning(context)
    readiness = Readiness(context, learning, settings)
    outcomes = Outcomes(context, settings, learning)
    planning = Planning(context, learning, settings, outcomes)
    progress = ProgressService(context, learning, readiness, planning, exams, settings, outcomes)
    study = Study(context, planning.todays_items, progress.weakest)
    library = Library(context)
    reports = Reports(context, exams)
    marks = ItemMarks(context)
    return Services(
        context, settings, library, marks, study, exams, reports, learning, readiness, planning, progress, outcomes
    )
