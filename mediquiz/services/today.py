"""What Today shows, worked out from the facts of one moment."""

from __future__ import annotations

from datetime import date

from mediquiz.domain.summaries import CertificationHead, Goal, PlanKind, PlanView, TodayView
from mediquiz.services.context import Context
from mediquiz.services.exams import Exams, missed_in
from mediquiz.services.facts import Facts
from mediquiz.services.opened import served
from mediquiz.services.outcomes import not_told
from mediquiz.services.planning import Planning
from mediquiz.services.readiness import Readiness
from mediquiz.services.topics import TopicTable
from mediquiz.storage import attempt_repo
from mediquiz.storage.store import Connection


class TodayPage:
    """Puts the parts of the page together; writes nothing."""

    def __init__(self, context: Context, readiness: Readiness, planning: Planning, exams: Exams) -> None:
        self._context = context
        self._readiness, self._planning, self._exams = readiness, planning, exams
        self._missed: dict[int, int] = {}

    def last_missed(self, connection: Connection, certification: str) -> int:
        """How many questions were missed in the last practice exam of a certification; 0 without one."""
        finished = served(self._context, attempt_repo.heads(connection, kind="exam", status="finished"))
        last = next((head for head in finished if head.certification == certification), None)
        if last is None:
            return 0
        if last.id not in self._missed:
            # An exam that is over does not change.
            self._missed[last.id] = missed_in(connection, last)
        return self._missed[last.id]

    def view(self, facts: Facts, topics: TopicTable, certification: str, last_missed: int) -> TodayView:
        """The Today screen for a certification."""
        weakest = topics.weakest(self._context.blueprint(certification))
        own = [head for head in facts.finished if head.certification == certification]
        to_ask = not_told(facts.settings.goals, facts.outcomes, facts.today)
        readiness = self._readiness.views_of(facts, [certification])[certification]
        plan = self._planning.plan_of(facts, topics, certification)
        return TodayView(
            head=self._head(facts, certification),
            readiness=readiness,
            plan=plan,
            estimate_on=_answered_by(plan, readiness.more_needed) if plan and readiness.stage == "none" else None,
            weakest=weakest,
            last_exam=next(iter(self._exams.rows(own[:1])), None),
            last_missed=last_missed,
            open=tuple(facts.open),
            ask_outcome=tuple(self._head(facts, one) for one in to_ask),
        )

    def _head(self, facts: Facts, certification: str) -> CertificationHead:
        return head_of(self._context, facts.settings.goals, facts.today, certification)


def _answered_by(plan: PlanView, answers: int) -> date | None:
    """The day on which the plan has brought so many new questions; None where it never does."""
    new = {day.on: day.questions - day.reviews for day in plan.days if day.kind == "study"}
    if plan.days and plan.days[0].on in new:
        # Of today what is left, as it is drawn.
        new[plan.days[0].on] = sum(line.count for line in plan.lines if line.kind is not PlanKind.REVIEW)
    for on, count in new.items():
        answers -= count
        if answers <= 0:
            return on
    return None


def head_of(context: Context, goals: tuple[Goal, ...], today: date, certification: str) -> CertificationHead:
    """A certification with the student's date for it."""
    blueprint = context.blueprint(certification)
    on = {goal.certification: goal.exam_date for goal in goals}.get(certification)
    left = (on - today).days if on else None
    return CertificationHead(certification, blueprint.full_name, blueprint.label, blueprint.short, on, left)
