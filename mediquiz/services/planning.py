"""The study plan. Made anew from the log whenever asked; nothing of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mediquiz.domain.summaries import Goal, NoRoom, PlanKind, PlanLine, PlannedDay, PlanView, Shortfall
from mediquiz.services.context import Context
from mediquiz.services.facts import Facts, FactsReader
from mediquiz.services.learning import Learning
from mediquiz.services.todays import TodaysItems, exam_day, goals_for
from mediquiz.services.topics import TopicTable

if TYPE_CHECKING:
    from mediquiz.psychometrics.plan import Pace, Plan, PlanDay, PlannedExam, Standing
    from mediquiz.psychometrics.selection import Pick

ALL_OF_IT = 0.995
"""Share of an outline from which it counts as reached: nobody misses half a percent."""


class Planning:
    """Plans; writes nothing."""

    def __init__(self, context: Context, learning: Learning, facts: FactsReader) -> None:
        self._context, self._facts = context, facts
        self._todays = TodaysItems(context, learning)
        self._learning = learning

    def plan(self, certification: str) -> PlanView | None:
        """The plan to the exams ahead; None while the bank is empty."""
        facts = self._facts.read()
        return self.plan_of(facts, TopicTable(self._context, self._learning, facts), certification)

    def todays_items(self, certification: str, count: int) -> list[str]:
        """Items of today's session, what was sure and wrong first."""
        return [pick.item for pick in self._todays.picks(self._facts.read(), certification, count)]

    def pace(self) -> float:
        """Minutes a question takes, explanation included: the running median, 1.2 before there is one."""
        return self._facts.read().pace

    def plan_of(self, facts: Facts, topics: TopicTable, certification: str) -> PlanView | None:
        """The plan that the facts of a page lead to. A topic is weak in it where the page calls it so."""
        if not len(self._context.catalog):
            return None
        done, plan = facts.answered_today, self._make(facts, certification)
        wanted = plan.days[0].questions if plan.days else 0
        weak = {row.id for row in topics.weakest(self._context.blueprint(certification))}
        lines = self._lines(self._todays.picks(facts, certification, max(0, wanted - done)), weak)
        today, *later = self._days(facts, plan)
        questions, minutes = _left(facts, lines)
        return PlanView(
            lines=lines,
            questions=questions,
            minutes=minutes,
            done_today=done,
            days=(_as_drawn(facts, today, lines), *later),
            shortfall=_shortfall(facts, certification, plan),
            no_room=tuple(self._no_room(facts, certification) for certification in plan.no_room),
            missed_days=facts.missed_days,
        )

    def _no_room(self, facts: Facts, certification: str) -> NoRoom:
        blueprint = self._context.blueprint(certification)
        return NoRoom(blueprint.short, blueprint.seconds // 60, max(facts.settings.minutes))

    def _make(self, facts: Facts, certification: str) -> Plan:
        from mediquiz.psychometrics.plan import Pace, make_plan

        exams = [self._exam(facts, goal) for goal in goals_for(certification, facts.settings)]
        minutes = tuple(float(m) for m in facts.settings.minutes)
        pace = Pace(minutes, minutes_per_question=facts.pace)  # type: ignore[arg-type]  # seven of them
        asked = self._todays.asked(facts, certification)
        return make_plan(facts.today, exams, pace, _standing(facts, pace, asked))

    def _exam(self, facts: Facts, goal: Goal) -> PlannedExam:
        import numpy as np

        from mediquiz.psychometrics.plan import PlannedExam

        blueprint = self._context.blueprint(goal.certification)
        weights = np.array(self._todays.weights(facts, goal.certification))
        return PlannedExam(goal.certification, goal.exam_date, weights, blueprint.total, blueprint.seconds / 60)

    def _days(self, facts: Facts, plan: Plan) -> tuple[PlannedDay, ...]:
        """The days of the plan and the exam days."""
        days = {day.day: self._day(facts, day) for day in plan.days}
        for certification, on in facts.exam_dates.items():
            days[on] = PlannedDay(on=on, kind="exam", exam=self._context.blueprint(certification).short)
        return tuple(days[on] for on in sorted(days))

    def _day(self, facts: Facts, day: PlanDay) -> PlannedDay:
        if day.mock:
            blueprint = self._context.blueprint(day.mock)
            return PlannedDay(
                on=day.day,
                kind="mock",
                questions=blueprint.total,
                minutes=blueprint.seconds // 60,
                exam=blueprint.short,
            )
        kind = "rest" if day.rest else "light" if str(day.phase) == "light" else "study"
        minutes = round(day.questions * facts.pace)
        return PlannedDay(on=day.day, kind=kind, questions=day.questions, reviews=day.reviews, minutes=minutes)

    def _lines(self, picks: Sequence[Pick], weak: Container[str]) -> tuple[PlanLine, ...]:
        """Reviews, new questions, and new ones of topics that are weak, by name."""
        counts = Counter(self._kind(pick, weak) for pick in picks)
        lines = [self._line(kind, topic, count) for (kind, topic), count in counts.items()]
        order = list(PlanKind)
        return tuple(sorted(lines, key=lambda line: (order.index(line.kind), line.topic_title)))

    def _kind(self, pick: Pick, weak: Container[str]) -> tuple[PlanKind, str]:
        from mediquiz.psychometrics.selection import Reason

        if pick.reason in (Reason.REVIEW, Reason.MISSED):
            return PlanKind.REVIEW, ""
        topic = self._learning.topics[pick.topic]
        return (PlanKind.WEAK, topic) if topic in weak else (PlanKind.NEW, "")

    def _line(self, kind: PlanKind, topic: str, count: int) -> PlanLine:
        return PlanLine(kind, count, topic, self._context.topics.title(topic) if topic else "")


def _left(facts: Facts, lines: Sequence[PlanLine]) -> tuple[int, int]:
    """Questions of the lines, and the minutes they take."""
    questions = sum(line.count for line in lines)
    return questions, round(questions * facts.pace)


def _as_drawn(facts: Facts, today: PlannedDay, lines: Sequence[PlanLine]) -> PlannedDay:
    """Today by its lines: they are drawn already, so that its questions and reviews are known and not only expected."""
    done = facts.answered_today
    if today.kind not in ("study", "light"):
        return replace(today, done=done)
    questions, minutes = _left(facts, lines)
    reviews = sum(line.count for line in lines if line.kind is PlanKind.REVIEW)
    return replace(today, questions=done + questions, reviews=reviews, minutes=minutes, done=done)


def _standing(facts: Facts, pace: Pace, asked: Callable[[str], bool]) -> Standing:
    from mediquiz.psychometrics.plan import HORIZON_DAYS, Standing

    learner, day = facts.learner, facts.day
    study = [minutes for minutes in pace.minutes_by_weekday if minutes]
    usual = sum(study) / len(study) / pace.minutes_per_question if study else 0.0
    return Standing(
        theta=facts.theta,
        practice=learner.state.practice_at(day),
        first_attempts=learner.first_attempts.astype(float),
        due=learner.memory.forecast(facts.date_number, HORIZON_DAYS * 4, exam_day(facts), asked),
        missed=round(facts.missed_days * usual),
        constants=learner.state.constants,
    )


def _shortfall(facts: Facts, certification: str, plan: Plan) -> Shortfall | None:
    """None without a date, where nothing new comes before it any more, and where no plan reaches it."""
    from mediquiz.psychometrics.plan import LIGHT_DAYS

    on, reached = facts.exam_dates.get(certification), plan.reach[certification]
    if on is None or (on - facts.today).days <= LIGHT_DAYS or plan.until is None or (on - plan.until).days > 1:
        return None
    return Shortfall(reached, plan.per_day, on) if reached <= ALL_OF_IT else None
