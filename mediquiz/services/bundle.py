"""All services over one open store, built once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from mediquiz.services.care import Care
from mediquiz.services.clock import OrderedClock
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams
from mediquiz.services.facts import FactsReader
from mediquiz.services.learning import Learning
from mediquiz.services.library import Library
from mediquiz.services.marks import ItemMarks
from mediquiz.services.outcomes import Outcomes
from mediquiz.services.overview import ProgressPage
from mediquiz.services.planning import Planning
from mediquiz.services.progress import ProgressService
from mediquiz.services.readiness import Readiness
from mediquiz.services.reports import Reports
from mediquiz.services.settings import SettingsService
from mediquiz.services.study import Study
from mediquiz.services.today import TodayPage
from mediquiz.services.wrong_clock import WrongClock
from mediquiz.storage.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What screens and commands call. Every call runs on the store's thread, but for `clock`, which any may read.

    `context` is the services' own: what it holds reaches others through a service.
    """

    context: Context
    clock: OrderedClock
    care: Care
    wrong_clock: WrongClock
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
    facts = FactsReader(context, learning)
    readiness = Readiness(context, learning, facts)
    planning = Planning(context, learning, facts)
    today, overview = TodayPage(context, readiness, planning, exams), ProgressPage(context, readiness, exams)
    progress = ProgressService(context, learning, facts, today, overview)
    return Services(
        context=context,
        clock=context.clock,
        care=Care(context),
        wrong_clock=WrongClock(context, learning),
        settings=settings,
        library=Library(context),
        marks=ItemMarks(context),
        study=Study(context, planning.todays_items, progress.weakest, progress.weakest_and),
        exams=exams,
        reports=Reports(context, exams),
        learning=learning,
        readiness=readiness,
        planning=planning,
        progress=progress,
        outcomes=Outcomes(context, settings, learning),
    )
