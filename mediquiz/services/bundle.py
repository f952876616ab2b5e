"""All services over one open store, built once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from mediquiz.services.care import Care
from mediquiz.services.clock import OrderedClock
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams
from mediquiz.services.learning import Learning
from mediquiz.services.library import Library
from mediquiz.services.outcomes import Outcomes
from mediquiz.services.planning import Planning
from mediquiz.services.progress import ProgressService
from mediquiz.services.readiness import Readiness
from mediquiz.services.reports import Reports
from mediquiz.services.settings import SettingsService
from mediquiz.services.study import Study
from mediquiz.storage.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What screens and commands call. Every call runs on the store's thread, but for `clock`, which any may read.

    `context` is the services' own: what it holds reaches others through a service.
    """

    context: Context
    clock: OrderedClock
    care: Care
    settings: SettingsService
    library: Library
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
    return Services(
        context=context,
        clock=context.clock,
        care=Care(context),
        settings=settings,
        library=library,
        study=study,
        exams=exams,
        reports=reports,
        learning=learning,
        readiness=readiness,
        planning=planning,
        progress=progress,
        outcomes=outcomes,
    )
