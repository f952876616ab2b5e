"""What the figures of a page are made of: read once, in one transaction, and handed to all who work on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from mediquiz.domain.days import model_day
from mediquiz.domain.summaries import OpenSession, Settings
from mediquiz.services.context import Context
from mediquiz.services.learning import MS_A_DAY, Learning
from mediquiz.services.opened import open_sessions, served
from mediquiz.services.settings import settings_in
from mediquiz.storage import attempt_repo, keep_repo, read_models
from mediquiz.storage.attempt_repo import AttemptHead
from mediquiz.storage.keep_repo import OutcomeRow
from mediquiz.storage.store import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mediquiz.psychometrics.learner import Learner

T = TypeVar("T")

FIRST_PACE = 1.0
"""Minutes a question takes, explanation included, before there are answers to measure it from; a judgment.

So the 20 minutes that a day has before anything is chosen hold the 20 answers that a first estimate needs."""
PACE_ANSWERS = 20
NEWEST_GAPS = 100
SURE_PACE = 80
"""Times between answers from which a quick pace counts in full; a judgment."""
FASTEST_PACE, SLOWEST_PACE = 0.6, 4.0
"""Minutes a question beyond which a plan would not be one: clicking through, or leaving the window open."""
MOST_MISSED = 14
"""Days back that count as missed; who was away longer begins anew, without a debt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One moment of the history. `learner` is the shared one, level with it: to be asked now, not changed, not kept."""

    now_ms: int
    today: date
    settings: Settings
    learner: Learner
    days: Sequence[tuple[int, int, int, int]]
    """(local day, answered, right, milliseconds) of each day with answers, oldest first."""
    pace: float
    """Minutes a question takes, explanation included."""
    outcomes: Sequence[OutcomeRow]
    finished: Sequence[AttemptHead]
    """Finished exams, newest first."""
    open: Sequence[OpenSession]
    """What was begun and not ended: exams, then practice, newest first."""
    theta: NDArray[np.float64]
    """Mean (K,) of each topic's theta now, logits, and its covariance (K, K): asked of the learner once."""
    covariance: NDArray[np.float64]

    @property
    def day(self) -> float:
        """Now, in days since 1970-01-01 UTC, as the learner model counts."""
        return self.now_ms / MS_A_DAY

    @property
    def date_number(self) -> int:
        """Today's date as the item memory counts: whole days since 1970-01-01."""
        return model_day(self.today.toordinal())

    @property
    def exam_dates(self) -> dict[str, date]:
        """Exam dates that have not passed, today's among them, by certification."""
        goals = self.settings.goals
        return {g.certification: g.exam_date for g in goals if g.exam_date and g.exam_date >= self.today}

    @property
    def next_exam(self) -> date | None:
        """The nearest exam date after today: what there is to prepare for."""
        return min((on for on in self.exam_dates.values() if on > self.today), default=None)

    @property
    def idle_days(self) -> int:
        """Dates since the last one with an answer; 0 before any."""
        return max(0, self.today.toordinal() - self.days[-1][0]) if self.days else 0

    @property
    def answered_today(self) -> int:
        """Answers of today, of every kind."""
        return next((answered for day, answered, _, _ in self.days if day == self.today.toordinal()), 0)

    @property
    def missed_days(self) -> int:
        """Study days without an answer since the last day before today that had one."""
        today = self.today.toordinal()
        worked = [day for day, *_ in self.days if day < today]
        if not worked:
            return 0
        since = max(worked[-1] + 1, today - MOST_MISSED)
        return sum(self.settings.minutes[date.fromordinal(n).weekday()] > 0 for n in range(since, today))


class FactsReader:
    """Makes the facts of a page: one transaction that only reads."""

    def __init__(self, context: Context, learning: Learning) -> None:
        self._context, self._learning = context, learning

    def read(self) -> Facts:
        """The facts as they stand."""
        return self.read_and(lambda connection: None)[0]

    def read_and(self, also: Callable[[Connection], T]) -> tuple[Facts, T]:
        """The facts, and what `also` reads of the same moment."""
        clock = self._context.clock
        now_ms, today = clock.now_ms(), clock.today()

        def rows(connection: Connection) -> tuple[partial[Facts], T]:
            return self._facts(connection, now_ms, today), also(connection)

        learner, (facts, more) = self._learning.learner_and(rows)
        theta, covariance = learner.state.pooled_moments(now_ms / MS_A_DAY)
        return facts(learner=learner, theta=theta, covariance=covariance), more

    def _facts(self, connection: Connection, now_ms: int, today: date) -> partial[Facts]:
        """Everything but the learner, who folds what is new of the log once the transaction is over."""
        context = self._context
        return partial(
            Facts,
            now_ms=now_ms,
            today=today,
            settings=settings_in(connection, context),
            days=read_models.days(connection),
            pace=pace_of(read_models.answer_gaps_ms(connection, NEWEST_GAPS)),
            outcomes=keep_repo.outcomes(connection),
            finished=served(context, attempt_repo.heads(connection, kind="exam", status="finished")),
            open=(*open_sessions(context, connection, "exam"), *open_sessions(context, connection, "study")),
        )


def pace_of(gaps: Sequence[int]) -> float:
    """Minutes a question from the milliseconds between answers: their median, 1.0 while there are few of them.

    A slow pace holds at once, so that a day asks for no more than its minutes. A quick one is believed little by
    little, in full from `SURE_PACE` on: a run of easy or known questions must not fill tomorrow.
    """
    if len(gaps) < PACE_ANSWERS:
        return FIRST_PACE
    measured = min(SLOWEST_PACE, max(FASTEST_PACE, sorted(gaps)[len(gaps) // 2] / 60_000))
    share = (len(gaps) - PACE_ANSWERS) / (SURE_PACE - PACE_ANSWERS)
    believed = 1.0 if measured > FIRST_PACE else min(1.0, share)
    return FIRST_PACE + believed * (measured - FIRST_PACE)
