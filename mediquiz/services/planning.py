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
from mediquiz.services.selection import Chooser
from mediquiz.services.settings import SettingsService
from mediquiz.services.wording import day_words, plan_statement
from mediquiz.storage import read_models

if TYPE_CHECKING:
    from mediquiz.psychometrics.learner import Learner
    from mediquiz.psychometrics.plan import Goal as PlanGoal
    from mediquiz.psychometrics.plan import Plan, PlanDay, Situation
    from mediquiz.psychometrics.selection import Pick, TopicNow, Unseen

SAMPLE = 60
"""Unseen items of a topic that a session chooses among: enough for every difficulty, cheap with any bank."""
FIRST_PACE = 1.2
"""Minutes a question takes, explanation included, before there are answers to measure it from."""
PACE_ANSWERS = 20


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
        wanted = next((day.questions for day in plan.days if day.on == today and day.kind in ("study", "light")), 0)
        picks = self._picks(certification, max(0, wanted - done))
        lines = self._lines(certification, picks)
        return PlanView(
            lines=lines,
            questions=sum(line.count for line in lines),
            minutes=round(sum(line.count for line in lines) * self.pace()),
            done_today=done,
            days=tuple(_planned(day, self._titles()) for day in plan.days),
            statement=self._statement(certification, settings, plan),
            missed_days=missed,
        )

    def _make(self, certification: str, settings: Settings, today: date, missed: int) -> Plan:
        from mediquiz.psychometrics.plan import make_plan

        goals = [self._goal(goal) for goal in self._goals(certification, settings)]
        return make_plan(goals, self._situation(settings, today, missed))

    def _goals(self, certification: str, settings: Settings) -> list[Goal]:
        """The certification asked for first, then the student's other ones."""
        own = [goal for goal in settings.goals if goal.certification == certification]
        others = [goal for goal in settings.goals if goal.certification != certification]
        return [*(own or [Goal(certification)]), *others]

    def _goal(self, goal: Goal) -> PlanGoal:
        from mediquiz.psychometrics.plan import Goal as PlanGoal

        blueprint = self._context.blueprint(goal.certification)
        weights = self._learning.weights(goal.certification)
        return PlanGoal(goal.certification, goal.exam_date, weights, blueprint.seconds // 60, blueprint.total)

    def _situation(self, settings: Settings, today: date, missed: int) -> Situation:
        from mediquiz.psychometrics.plan import HORIZON, Situation
        from mediquiz.psychometrics.selection import slope

        learner = self._learning.learner()
        day, constants = self._learning.day(), learner.state.constants
        theta, _ = learner.state.theta_summary(day)
        usual = sum(settings.minutes) / max(1, sum(m > 0 for m in settings.minutes)) / self.pace()
        return Situation(
            today=today,
            practice=learner.state.practice_at(day).tolist(),
            slopes=[slope(float(value), constants.shrink) for value in theta],
            due=learner.memory.forecast(int(day), HORIZON * 4),
            minutes=settings.minutes,
            pace=self.pace(),
            carried=round(missed * usual),
            half_life=constants.half_life,
        )

    def _statement(self, certification: str, settings: Settings, plan: Plan) -> str:
        goals = {goal.certification: goal.exam_date for goal in settings.goals}
        on = goals.get(certification)
        days = [day.questions for day in plan.days if day.kind == "study"]
        usual = round(sum(days) / len(days)) if days else 0
        return plan_statement(plan.reached, usual, on) if on and on > self._context.clock.today() else ""

    def _titles(self) -> dict[str, str]:
        return {c: self._context.blueprint(c).short for c in self._context.certifications}

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
        return sum(
            settings.minutes[date.fromordinal(n).weekday()] > 0 for n in range(worked[-1] + 1, today.toordinal())
        )

    def pace(self) -> float:
        """Minutes a question takes, explanation included: the running median, 1.2 before there is one."""
        with self._context.store.begin() as connection:
            gaps = sorted(read_models.answer_gaps_ms(connection, 100))
        return gaps[len(gaps) // 2] / 60_000 if len(gaps) >= PACE_ANSWERS else FIRST_PACE

    # -- today's questions -----------------------------------------------------------------------

    def todays_items(self, certification: str, count: int) -> list[str]:
        """Items of today's session: what was sure and wrong first, then by the rule of highest averages."""
        first = self._sure_wrong(certification, count)
        rest = [pick.key for pick in self._picks(certification, count + len(first) + 4) if pick.key not in first]
        return Chooser(self._context.catalogue, self._context.rng).listed([*first, *rest], count)

    def _sure_wrong(self, certification: str, count: int) -> list[str]:
        """Answers that were sure and wrong, from an earlier day, within the share of reviews."""
        learner, now = self._learning.learner(), self._learning.day()
        weights = self._learning.weights(certification)
        found = [
            key
            for key, day in learner.sure_but_wrong.items()
            if now - day >= 0.5 and weights[learner.topic_of[key]] > 0 and self._served(key)
        ]
        return found[: max(1, int(self._review_share() * count))]

    def _picks(self, certification: str, count: int) -> list[Pick]:
        """By lot, but the same lot all day while nothing is answered, so that a look at the plan does not change it."""
        from mediquiz.psychometrics.selection import choose

        if count <= 0:
            return []
        learner = self._learning.learner()
        rng = random.Random(f"{self._context.clock.today()} {certification} {int(learner.answered.sum())}")
        topics = self._topics(certification, learner, rng)
        return choose(topics, count, self._review_share(), learner.state.constants.shrink, rng)

    def _review_share(self) -> float:
        from mediquiz.psychometrics.selection import review_share

        today = self._context.clock.today()
        ahead = [g.exam_date for g in self._settings.read().goals if g.exam_date and g.exam_date > today]
        return review_share((min(ahead) - today).days if ahead else None)

    def _topics(self, certification: str, learner: Learner, rng: random.Random) -> list[TopicNow]:
        from mediquiz.psychometrics.selection import TopicNow

        day = self._learning.day()
        theta, _ = learner.state.theta_summary(day)
        practice = learner.state.practice_at(day)
        weights = self._session_weights(certification)
        found = [
            TopicNow(weights[k], float(theta[k]), float(practice[k]), unseen=self._unseen(topic, rng))
            for k, topic in enumerate(self._learning.topics)
        ]
        self._sort_seen(found, learner, day)
        return found

    def _unseen(self, topic: str, rng: random.Random) -> list[Unseen]:
        from mediquiz.psychometrics.constants import difficulty_of
        from mediquiz.psychometrics.selection import Unseen

        catalogue = self._context.catalogue
        some = islice(lots(catalogue.unseen(topic), rng), SAMPLE)
        return [Unseen(catalogue.id(n), difficulty_of(catalogue.difficulty[n])) for n in some]

    def _sort_seen(self, topics: list[TopicNow], learner: Learner, day: float) -> None:
        """Missed at least half a day ago, due by the schedule, and the others, each in the order to take them."""
        due = set(learner.memory.due(day))
        for key, k in learner.topic_of.items():
            if not self._served(key):
                continue
            if key in learner.missed and day - learner.missed[key] >= 0.5:
                topics[k].missed.append(key)
            elif key in due:
                topics[k].due.append(key)
            else:
                topics[k].seen.append(key)

    def _served(self, key: str) -> bool:
        return self._context.catalogue.ordinal(key) is not None

    def _session_weights(self, certification: str) -> list[float]:
        """Weights of the exams ahead, nearer ones counting more; after a failed attempt its weak areas count more."""
        from mediquiz.psychometrics.plan import mixed_weights

        settings = self._settings.read()
        goals = [self._goal(goal) for goal in self._goals(certification, settings)]
        weights = mixed_weights(goals, self._context.clock.today())
        return [w * self._retake_factor(certification, k) for k, w in enumerate(weights)]

    def _retake_factor(self, certification: str, k: int) -> float:
        blueprint = self._context.blueprint(certification)
        area = blueprint.area_of_topic.get(self._learning.topics[k])
        failed = self._outcomes.failed_areas(certification)
        if area is None or area.domain not in failed:
            return 1.0
        return 1.0 + 2.0 * max(0.0, blueprint.passing.raw_cut - failed[area.domain])

    def _lines(self, certification: str, picks: Sequence[Pick]) -> tuple[PlanLine, ...]:
        """Reviews, new questions, and new ones of topics measured weak by name."""
        from mediquiz.psychometrics.selection import Reason

        weak = self._weak_topics(certification)
        counts: dict[str, int] = {}
        for pick in picks:
            title = "New, where the outline has gaps"
            if pick.reason is not Reason.NEW:
                title = "Due for review"
            elif pick.topic in weak:
                title = f"Weak: {self._context.topics.title(self._learning.topics[pick.topic])}"
            counts[title] = counts.get(title, 0) + 1
        order = sorted(counts, key=lambda title: (not title.startswith("Due"), title.startswith("Weak"), title))
        return tuple(PlanLine(title, counts[title]) for title in order)

    def _weak_topics(self, certification: str) -> set[int]:
        """Topics whose whole interval lies below the passing mark, with enough answers to say so."""
        import numpy as np

        from mediquiz.domain.summaries import ENOUGH_ANSWERS

        learner, cut = self._learning.learner(), self._context.blueprint(certification).passing.raw_cut
        places = np.arange(len(self._learning.topics))
        _, high = learner.state.topic_interval(places, self._learning.day())
        return {int(k) for k in places if high[k] < cut and learner.first_attempts[k] >= ENOUGH_ANSWERS}


def _planned(day: PlanDay, titles: dict[str, str]) -> PlannedDay:
    short = titles.get(day.goal, "")
    return PlannedDay(day.on, str(day.kind), day.questions, day.reviews, day.minutes, day_words(str(day.kind), short))
