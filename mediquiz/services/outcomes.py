"""After the real exam: how it went, kept on this computer only, and what follows from a failed attempt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mediquiz.domain.blueprint import RetakeRule
from mediquiz.domain.summaries import CertificationHead, Goal, OutcomeAdvice, OutcomeForm
from mediquiz.services.changes import Changes, Done
from mediquiz.services.clock import local_date
from mediquiz.services.context import Context
from mediquiz.services.learning import Learning
from mediquiz.services.settings import SettingsService, settings_in
from mediquiz.storage import keep_repo
from mediquiz.storage.keep_repo import OutcomeRow


class Outcomes:
    """Asks once for each exam date that has passed; declining counts as an answer."""

    def __init__(self, context: Context, settings: SettingsService, learning: Learning) -> None:
        self._context, self._settings, self._learning = context, settings, learning

    def to_ask(self) -> list[str]:
        """Certifications whose date has passed without a word about it."""
        store = self._context.store
        with store.read() as connection:
            settings, outcomes = settings_in(connection, self._context), keep_repo.outcomes(connection)
        return not_told(settings.goals, outcomes, self._context.clock.today())

    def form(self, certification: str) -> OutcomeForm:
        """What to ask."""
        blueprint = self._context.blueprint(certification)
        on = self._date(certification)
        head = CertificationHead(certification, blueprint.full_name, blueprint.label, blueprint.short, on, None)
        passing = blueprint.passing
        areas = tuple((domain.id, domain.title) for domain in blueprint.domains)
        return OutcomeForm(head, areas, passing.scale_min, passing.scale_max, passing.scaled, blueprint.retake.text)

    def _date(self, certification: str) -> date | None:
        goals = self._settings.read().goals
        return next((goal.exam_date for goal in goals if goal.certification == certification), None)

    def keep(
        self,
        certification: str,
        sat_on: date,
        passed: bool | None,
        scaled: float | None,
        areas: dict[str, float],
    ) -> Done[OutcomeAdvice]:
        """Keep a result. `areas` maps domain ids to the share right (0 to 1) where the report gives it."""
        row = OutcomeRow(
            certification=certification,
            sat_on=sat_on.isoformat(),
            passed=passed,
            scaled=scaled,
            areas=areas,
            declined=False,
        )
        new = self._add(row)
        if new:
            # The report belongs at its day, before answers given since: the log is replayed with it in place.
            self._learning.forget()
        advice = self._advice(certification, sat_on, passed)
        return Done(advice, Changes(settings=new, plan=new, readiness=new))

    def decline(self, certification: str) -> Done[None]:
        """She would rather not say; the question is not asked again for this date."""
        on = self._date(certification) or self._context.clock.today()
        new = self._add(
            OutcomeRow(
                certification=certification, sat_on=on.isoformat(), passed=None, scaled=None, areas={}, declined=True
            )
        )
        return Done(None, Changes(settings=new))

    def _add(self, row: OutcomeRow) -> bool:
        """False where it is on record: done again, by a second click or after an error, it changes nothing."""
        with self._context.store.begin() as connection:
            return keep_repo.add_outcome(connection, row, self._context.clock.now_ms())

    def failed_areas(self, certification: str) -> dict[str, float]:
        """Area results of the newest failed attempt, if no pass came after it."""
        with self._context.store.read() as connection:
            return failed_areas(keep_repo.outcomes(connection), certification)

    def _failed(self, certification: str) -> int:
        """Exams failed. Nobody sits one twice on a day: a result told again is the same exam."""
        with self._context.store.read() as connection:
            rows = keep_repo.outcomes(connection)
        return len({row.sat_on for row in rows if row.certification == certification and row.passed is False})

    def _advice(self, certification: str, sat_on: date, passed: bool | None) -> OutcomeAdvice:
        if passed is not False:
            return OutcomeAdvice(passed)
        rule = self._context.blueprint(certification).retake
        failed = self._failed(certification)
        wait = waiting_days(rule, failed)
        earliest = sat_on + timedelta(days=wait) if wait is not None else None
        left = max(0, rule.max_attempts - failed) if rule.max_attempts is not None else None
        return OutcomeAdvice(False, earliest, left, rule.text)


def not_told(goals: Sequence[Goal], outcomes: Sequence[OutcomeRow], today: date) -> list[str]:
    """Certifications whose date has passed without a word about it.

    What was told since that day is the word about it, also where the exam was sat on another day than planned.
    """
    passed = [goal for goal in goals if goal.exam_date and goal.exam_date < today]
    return [goal.certification for goal in passed if not any(_tells_of(row, goal) for row in outcomes)]


def _tells_of(row: OutcomeRow, goal: Goal) -> bool:
    """Whether a row, told or declined, answers for the date of a goal."""
    planned = goal.exam_date
    if planned is None or row.certification != goal.certification:
        return False
    return date.fromisoformat(row.sat_on) >= planned or local_date(row.made_at_ms) >= planned


def failed_areas(outcomes: Sequence[OutcomeRow], certification: str) -> dict[str, float]:
    """Area results of the newest failed attempt, if no pass came after it: the plan starts from there."""
    rows = [row for row in outcomes if row.certification == certification]
    told = [row for row in rows if not row.declined and row.passed is not None]
    return dict(told[-1].areas) if told and not told[-1].passed else {}


def waiting_days(rule: RetakeRule, failed: int) -> int | None:
    """Days to wait after the n-th failed attempt; the last figure holds for later ones. None: not published."""
    if not rule.wait_days or failed < 1:
        return None
    return rule.wait_days[min(failed, len(rule.wait_days)) - 1]
