"""The study plan and what today's session holds. Made anew from the log whenever asked; nothing of it is stored."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from mediquiz.domain.assembly import lots
from mediquiz.domain.summaries import Goal, PlanLine, PlannedDay, PlanView, Settings
from mediquiz.services.context import Context
from mediquiz.services.learning import Learning
from mediquiz.services.outcomes import Outcomes
from mediquiz.services.settings import SettingsService
from mediquiz.services.wording import day_words, plan_statement
from mediquiz.storage import read_models

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mediquiz.psychometrics.learner import Learner
    from mediquiz.psychometrics.plan import Pace, Plan, PlanDay, PlannedExam, Standing
    from mediquiz.psychometrics.selection import Pick, Pools, Seen, Unseen

SAMPLE = 60
"""Unseen items of a topic that a session chooses among: enough for every difficulty, cheap with any bank."""
FIRST_PACE = 1.2
"""Minutes a question takes, explanation included, before there are answers to measure it from."""
PACE_ANSWERS = 20
FASTEST_PACE, SLOWEST_PACE = 0.4, 4.0
"""Minutes a question beyond which a plan would not be one: clicking through, or leaving the window open."""
MOST_MISSED = 14
"""Days back that count as missed; who was away longer begins anew, without a debt."""
RETAKE_PULL = 2.0
"""How much more an area counts for each point (0..1) that a failed attempt fell short in it; a judgement."""


class Planning:
    """Plans; writes nothing."""

    def __init__(self, context: Context, learning: Learning, settings: SettingsService, outcomes: Outcomes) -> None:
        self._context, self._learning, self._settings = context, learning, settings
        self._outcomes = outcomes

    # -- the plan --------------------------------------------------------------------------------

    def plan(self, certification: str) -> PlanView | None:
        """The plan to the exams ahead; None while the bank is empty."""
        if not len(self._context.catalogue):
            return None
        settings, today = self._settings.read(), self._context.clock.today()
        done, missed = self._done_today(today), self._missed_days(settings, today)
        plan = self._make(certification, settings, today, missed)
        wanted = plan.days[0].questions if plan.days else 0
        picks = self._picks(certification, max(0, wanted - done))
        lines = self._lines(picks)
        return PlanView(
            lines=lines,
            questions=sum(line.count for line in lines),
            minutes=round(sum(line.count for line in lines) * self.pace()),
            done_today=done,
            days=self._days(plan, settings),
            statement=self._statement(certification, settings, plan),
            missed_days=missed,
        )

    def _make(self, certification: str, settings: Settings, today: date, missed: int) -> Plan:
        from mediquiz.psychometrics.plan import Pace, make_plan

        exams = [self._exam(goal) for goal in self._goals(certification, settings)]
        minutes = tuple(float(m) for m in settings.minutes)
        pace = Pace(minutes, minutes_per_question=self.pace())  # type: ignore[arg-type]  # seven of them
        return make_plan(today, exams, pace, self._standing(pace, missed))

    def _goals(self, certification: str, settings: Settings) -> list[Goal]:
        """The certification asked for first, then the student's other ones."""
        own = [goal for goal in settings.goals if goal.certification == certification]
        others = [goal for goal in settings.goals if goal.certification != certification]
        return [*(own or [Goal(certification)]), *others]

    def _exam(self, goal: Goal) -> PlannedExam:
        import numpy as np

        from mediquiz.psychometrics.plan import PlannedExam

        blueprint = self._context.blueprint(goal.certification)
        weights = np.array(self._weights(goal.certification))
        return PlannedExam(goal.certification, goal.exam_date, weights, blueprint.total, blueprint.seconds / 60)

    def _standing(self, pace: Pace, missed_days: int) -> Standing:
        from mediquiz.psychometrics.plan import HORIZON_DAYS, Standing

        learner, day = self._scheduled(), self._learning.day()
        theta, _ = learner.state.theta_summary(day)
        study = [minutes for minutes in pace.minutes_by_weekday if minutes]
        usual = sum(study) / len(study) / pace.minutes_per_question if study else 0.0
        return Standing(
            theta=theta,
            practice=learner.state.practice_at(day),
            first_attempts=learner.first_attempts.astype(float),
            due=learner.memory.forecast(int(day), HORIZON_DAYS * 4),
            missed=round(missed_days * usual),
            constants=learner.state.constants,
        )

    def _statement(self, certification: str, settings: Settings, plan: Plan) -> str:
        goals = {goal.certification: goal.exam_date for goal in settings.goals}
        on = goals.get(certification)
        if on is None or on <= self._context.clock.today():
            return ""
        return plan_statement(plan.reach[certification], plan.per_day, on)

    def _days(self, plan: Plan, settings: Settings) -> tuple[PlannedDay, ...]:
        """The days of the plan and the exam days."""
        titles = {c: self._context.blueprint(c).short for c in self._context.certifications}
        days = {day.day: self._day(day, titles) for day in plan.days}
        for goal in settings.goals:
            if goal.exam_date and goal.exam_date > self._context.clock.today():
                note = day_words("exam", titles[goal.certification])
                days[goal.exam_date] = PlannedDay(goal.exam_date, "exam", 0, 0, 0, note)
        return tuple(days[on] for on in sorted(days))

    def _day(self, day: PlanDay, titles: dict[str, str]) -> PlannedDay:
        if day.mock:
            blueprint = self._context.blueprint(day.mock)
            note = day_words("mock", titles[day.mock])
            return PlannedDay(day.day, "mock", blueprint.total, 0, blueprint.seconds // 60, note)
        kind = "rest" if day.rest else "light" if str(day.phase) == "light" else "study"
        minutes = round(day.questions * self.pace())
        return PlannedDay(day.day, kind, day.questions, day.reviews, minutes, day_words(kind, ""))

    # -- what the log says -----------------------------------------------------------------------

    def _done_today(self, today: date) -> int:
        with self._context.store.begin() as connection:
            return next((row[1] for row in read_models.days(connection) if row[0] == today.toordinal()), 0)

    def _missed_days(self, settings: Settings, today: date) -> int:
        """Study days without an answer since the last day that had one."""
        with self._context.store.begin() as connection:
            worked = [row[0] for row in read_models.days(connection) if row[0] < today.toordinal()]
        if not worked:
            return 0
        since = max(worked[-1] + 1, today.toordinal() - MOST_MISSED)
        return sum(settings.minutes[date.fromordinal(n).weekday()] > 0 for n in range(since, today.toordinal()))

    def pace(self) -> float:
        """Minutes a question takes, explanation included: the running median, 1.2 before there is one."""
        with self._context.store.begin() as connection:
            gaps = sorted(read_models.answer_gaps_ms(connection, 100))
        if len(gaps) < PACE_ANSWERS:
            return FIRST_PACE
        return min(SLOWEST_PACE, max(FASTEST_PACE, gaps[len(gaps) // 2] / 60_000))

    # -- today's questions -----------------------------------------------------------------------

    def todays_items(self, certification: str, count: int) -> list[str]:
        """Items of today's session, what was sure and wrong first."""
        return [pick.item for pick in self._picks(certification, count)]

    def _picks(self, certification: str, count: int) -> list[Pick]:
        """By lot, but the same lot all day while nothing is answered, so that a look at the plan does not change it."""
        from mediquiz.psychometrics.selection import Needs, select_session

        if count <= 0:
            return []
        learner, day = self._scheduled(), self._learning.day()
        rng = random.Random(f"{self._context.clock.today()} {certification} {int(learner.answered.sum())}")
        theta, _ = learner.state.theta_summary(day)
        needs = Needs(self._mixed(certification), theta, learner.state.practice_at(day), learner.state.constants)
        return select_session(needs, self._pools(learner, day, rng), count, rng, self._review_share())

    def _scheduled(self) -> Learner:
        """The learner with reviews falling due before the next exam, never after it."""
        learner, next_exam = self._learning.learner(), self._next_exam()
        learner.memory.exam_day = self._learning.day_of(next_exam) if next_exam else None
        return learner

    def _next_exam(self) -> date | None:
        """The nearest exam date ahead."""
        today = self._context.clock.today()
        ahead = (g.exam_date for g in self._settings.read().goals if g.exam_date and g.exam_date > today)
        return min(ahead, default=None)

    def _review_share(self) -> float:
        from mediquiz.psychometrics.selection import review_share

        next_exam = self._next_exam()
        return review_share((next_exam - self._context.clock.today()).days if next_exam else None)

    def _mixed(self, certification: str) -> NDArray[np.float64]:
        """Weights of the exams ahead, nearer ones counting more."""
        import numpy as np

        from mediquiz.psychometrics.plan import HORIZON_DAYS
        from mediquiz.psychometrics.selection import combined_weights

        today = self._context.clock.today()
        goals = [
            g for g in self._goals(certification, self._settings.read()) if not (g.exam_date and g.exam_date < today)
        ]
        goals = goals or [Goal(certification)]
        left = [float((goal.exam_date - today).days) if goal.exam_date else HORIZON_DAYS for goal in goals]
        return combined_weights([np.array(self._weights(goal.certification)) for goal in goals], left)

    def _weights(self, certification: str) -> list[float]:
        """Shares of the topics; after a failed attempt the areas that fell short count more."""
        failed = self._outcomes.failed_areas(certification)
        weights = self._learning.weights(certification)
        if not failed:
            return weights
        blueprint = self._context.blueprint(certification)
        cut, areas = blueprint.passing.raw_cut, blueprint.area_of_topic
        return [
            weight * (1.0 + RETAKE_PULL * max(0.0, cut - failed.get(areas[topic].domain, cut))) if weight else 0.0
            for topic, weight in zip(self._learning.topics, weights, strict=True)
        ]

    def _pools(self, learner: Learner, day: float, rng: random.Random) -> Pools:
        from mediquiz.psychometrics.selection import Pools

        unseen = {k: self._unseen(topic, rng) for k, topic in enumerate(self._learning.topics)}
        return Pools(unseen, self._seen(learner, day, unseen))

    def _unseen(self, topic: str, rng: random.Random) -> list[Unseen]:
        from mediquiz.psychometrics.constants import difficulty_of
        from mediquiz.psychometrics.selection import Unseen

        catalogue = self._context.catalogue
        some = islice(lots(catalogue.unseen(topic), rng), SAMPLE)
        return [
            Unseen(catalogue.id(n), difficulty_of(catalogue.difficulty[n]), catalogue.apart(n) or None) for n in some
        ]

    def _seen(self, learner: Learner, day: float, unseen: dict[int, list[Unseen]]) -> dict[int, list[Seen]]:
        """Cards by topic; of a topic with unseen questions only those that may be due."""
        from mediquiz.psychometrics.selection import Seen

        due, found, catalogue = set(learner.memory.due(day)), dict[int, list[Seen]](), self._context.catalogue
        for key, k in learner.topic_of.items():
            missed = key in learner.missed
            # A memory key may be a family: the item that stands for it today is the one least seen.
            ordinal = catalogue.next_of(key)
            if ordinal is None or (unseen[k] and not missed and key not in due):
                continue
            recall = learner.memory.retrievability(key, day)
            since = day - (learner.memory.last_review(key) or day)
            group, item = catalogue.apart(ordinal) or None, catalogue.id(ordinal)
            card = Seen(item, 0.0 if recall is None else recall, since, missed, key in learner.sure_but_wrong, group)
            found.setdefault(k, []).append(card)
        return found

    def _lines(self, picks: Sequence[Pick]) -> tuple[PlanLine, ...]:
        """Reviews, new questions, and new ones of topics that stand weak, by name."""
        from mediquiz.psychometrics.selection import Reason

        counts: dict[str, int] = {}
        for pick in picks:
            title = "New, where the outline has gaps"
            if pick.reason in (Reason.REVIEW, Reason.MISSED):
                title = "Due for review"
            elif pick.reason is Reason.WEAK:
                title = f"Weak: {self._context.topics.title(self._learning.topics[pick.topic])}"
            counts[title] = counts.get(title, 0) + 1
        order = sorted(counts, key=lambda title: (not title.startswith("Due"), title.startswith("Weak"), title))
        return tuple(PlanLine(title, counts[title]) for title in order)
