"""Today, the study plan and what comes after an exam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediquiz.domain.summaries.exams import ExamRow
from mediquiz.domain.summaries.progress import CertificationHead, ReadinessView, TopicRow
from mediquiz.domain.summaries.study import OpenSession


class PlanKind(StrEnum):
    """What a line of today's plan holds, in the order of the lines."""

    REVIEW = "review"
    NEW = "new"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of today's plan; `topic` and its title say which topic is WEAK, and are empty for other kinds."""

    kind: PlanKind
    count: int
    topic: str = ""
    topic_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day up to the exam. `kind` is study, mock, rest, light, exam or past.

    Of a day of study that is begun `questions` are those done and those left, `reviews` and `minutes` what is left.
    """

    on: date
    kind: str
    questions: int = 0
    reviews: int = 0
    minutes: int = 0
    exam: str = ""
    """Short name of the exam of a mock or exam day."""
    done: int = 0
    """Answers given on that day already, of every kind."""

    @property
    def left(self) -> int:
        """Questions still to be answered."""
        return max(0, self.questions - self.done)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What no longer fits before an exam: the share of the outline reached by its day at the usual pace."""

    reached: float
    questions_a_day: int
    on: date


@dataclass(frozen=True, slots=True)
class NoRoom:
    """An exam ahead, by its short name, without a practice exam in the plan: it takes longer than any day has."""

    exam: str
    minutes: int
    most_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The study plan. `shortfall` is None when all fits."""

    lines: tuple[PlanLine, ...]
    questions: int
    minutes: int
    done_today: int
    days: tuple[PlannedDay, ...]
    shortfall: Shortfall | None
    missed_days: int
    no_room: tuple[NoRoom, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The Today screen."""

    head: CertificationHead
    readiness: ReadinessView
    plan: PlanView | None
    weakest: tuple[TopicRow, ...]
    estimate_on: date | None
    """Day on which the plan reaches the first estimate; None where there is one, or no plan that does."""
    last_exam: ExamRow | None
    last_missed: int
    """Questions that the review of the last exam holds as missed."""
    open: tuple[OpenSession, ...]
    ask_outcome: tuple[CertificationHead, ...]
    """Certifications whose exam date has passed and for which nothing was said yet."""


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """What to ask after a real exam: the areas of its score report and the body's retake rule."""

    head: CertificationHead
    areas: tuple[tuple[str, str], ...]
    """(domain id, title)."""
    scale_min: float
    scale_max: float
    pass_scaled: float
    rule: str


@dataclass(frozen=True, slots=True)
class OutcomeAdvice:
    """What follows from an outcome: when the next attempt is possible and how many are left, where published.

    `passed` is None when the student would rather not say; `rule` is the body's own retake rule in words.
    """

    passed: bool | None
    earliest: date | None = None
    attempts_left: int | None = None
    rule: str = ""
