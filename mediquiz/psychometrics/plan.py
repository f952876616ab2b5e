"""The study plan: how many questions on each day to the exam, which topics, when the mock exams are.

Capacity comes from minutes by weekday; topics come from the next-question rule run forward on expected
practice, with no answers invented. The plan holds counts, never items, and promises no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from .constants import SHIPPED, Constants
from .quadrature import Array
from .selection import review_share, share_of, share_out, slope_of, weighted_by_nearness
from .wording import COVERED_FROM

HORIZON_DAYS = 28
LONGEST_DAYS = 365  # no plan reaches further: the work is bounded whatever date an exam has
CATCH_UP = 1.3  # largest day, as a multiple of the usual one
LIGHT_DAYS = 2  # last days before the exam: due reviews only, no mock exam
LIGHT_LOAD = 0.5  # of a usual day's questions at most; a judgment
NO_FIRST_LOOK_DAYS = 7
NEGLIGIBLE_WEIGHT = 0.01
MOCK_WEEKS = 3
SHORT_NOTICE_DAYS = 14
#: When a question answered today is due again, as (days, share): a miss tomorrow, the rest when FSRS's default
#: weights bring a first "good" below 0.85; a reviewed card about ten days on. Judgments for the forecast only.
NEW_RETURNS = ((1, 0.3), (4, 0.7))
REVIEW_RETURNS = ((10, 1.0),)


class PlanPhase(StrEnum):
    """Where a day stands before the next exam."""

    BUILD = "build"  # more than 21 days: 20 % reviews
    MIX = "mix"  # 21 to 8 days: 30 %
    FINAL = "final"  # last 7 days: 45 %, no first look at a negligible topic
    LIGHT = "light"  # last 2 days: due reviews only


@dataclass(frozen=True, slots=True)
class PlannedExam:
    """An exam to prepare for: date (None or past: no date), outline weights (K,), form length and minutes."""

    cert: str
    day: date | None
    weights: Array
    n_questions: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes by weekday (Monday first), days off, and minutes a question takes with its explanation."""

    minutes_by_weekday: tuple[float, float, float, float, float, float, float]
    minutes_per_question: float
    rest_days: frozenset[date] = frozenset()

    def minutes_on(self, day: date) -> float:
        """Minutes for study on a day; 0 on a day off."""
        return 0.0 if day in self.rest_days else self.minutes_by_weekday[day.weekday()]

    def questions_on(self, day: date) -> int:
        """Usual number of questions on a day; 0 on a day off."""
        return int(self.minutes_on(day) / self.minutes_per_question)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the learner stands: theta means, practice E and first attempts, each (K,).

    due counts the cards that come due day by day from today (overdue ones on today); missed counts
    questions of earlier plan days that were not done.
    """

    theta: Array
    practice: Array
    first_attempts: Array
    due: Sequence[int] = ()
    missed: int = 0
    constants: Constants = SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """One day: questions = reviews + new; new_by_topic holds (topic, count), most first; mock is a certification.

    A day on which an exam is sat holds no question and is no rest.
    """

    day: date
    questions: int
    reviews: int
    new_by_topic: tuple[tuple[int, int], ...]
    phase: PlanPhase
    mock: str | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The days, and what they reach.

    reach: share (0..1) of each certification's outline with two or more first attempts by the end
    (`until`); dropped: missed questions that no longer fit; per_day: usual questions on a study day;
    no_room: certifications ahead without a mock exam because no day has minutes enough for one.
    """

    days: tuple[PlanDay, ...]
    reach: Mapping[str, float] = field(default_factory=dict)
    dropped: int = 0
    per_day: int = 0
    no_room: tuple[str, ...] = ()

    @property
    def until(self) -> date | None:
        """Last day of the plan."""
        return self.days[-1].day if self.days else None


def make_plan(today: date, exams: Sequence[PlannedExam], pace: Pace, standing: Standing) -> Plan:
    """The plan from today to the last exam (a year at most), or over a rolling 28 days when none has a date ahead."""
    if not exams:
        return Plan(())
    days = plan_days(today, exams)
    mocks = mock_days(today, exams, pace)
    sat = {exam.day for exam in exams}
    usual = {day: 0 if day in sat else pace.questions_on(day) for day in days}
    full = [(day, usual[day]) for day in days if day not in mocks and not is_light(day, exams)]
    extra, dropped = spread_missed(standing.missed, full)
    forward = _Forward(exams, standing)
    planned = tuple(forward.live(day, usual[day], extra.get(day, 0), mocks.get(day)) for day in days)
    study = [n for n in usual.values() if n]
    per_day = round(sum(study) / len(study)) if study else 0
    return Plan(planned, forward.reach(), dropped, per_day, without_room(today, exams, pace, mocks))


def plan_days(today: date, exams: Sequence[PlannedExam]) -> list[date]:
    """Today to the day before the last exam ahead, 365 days at most.

    Without an exam ahead 28 days; on the day of the last exam that day alone, unless another one has no date yet.
    """
    dates = [exam.day for exam in exams]
    ahead = [day for day in dates if day is not None and day > today]
    length = 1 if today in dates and None not in dates else HORIZON_DAYS
    if ahead:
        length = min(LONGEST_DAYS, (max(ahead) - today).days)
    return [today + timedelta(days=i) for i in range(length)]


def is_light(day: date, exams: Sequence[PlannedExam]) -> bool:
    """Whether the day is one of the last two before an exam."""
    return any(exam.day is not None and 0 < (exam.day - day).days <= LIGHT_DAYS for exam in exams)


def mock_days(today: date, exams: Sequence[PlannedExam], pace: Pace) -> dict[date, str]:
    """One mock exam in each of the last three weeks before each exam, none in the last two days before any.

    With less than 14 days there is one only. A mock takes the study day of its week with most minutes,
    the later one among equals; a week without a day that has minutes for a whole one has none.
    """
    chosen: dict[date, str] = {}
    for exam in exams:
        for days in _mock_weeks(today, exam, exams, pace):
            free = [day for day in days if day not in chosen and pace.minutes_on(day) >= exam.minutes]
            if free:
                chosen[max(free, key=lambda day: (pace.minutes_on(day), day))] = exam.cert
    return chosen


def without_room(today: date, exams: Sequence[PlannedExam], pace: Pace, mocks: Mapping[date, str]) -> tuple[str, ...]:
    """Certifications that would have a mock exam if some study day were long enough for it."""
    return tuple(
        exam.cert for exam in exams if exam.cert not in mocks.values() and any(_mock_weeks(today, exam, exams, pace))
    )


def _mock_weeks(today: date, exam: PlannedExam, exams: Sequence[PlannedExam], pace: Pace) -> Iterator[list[date]]:
    """The study days that a mock may take in each week before an exam, the last week first."""
    if exam.day is None or exam.day <= today:
        return
    sat = {other.day for other in exams}
    for week in range(MOCK_WEEKS if (exam.day - today).days >= SHORT_NOTICE_DAYS else 1):
        days = [exam.day - timedelta(days=back) for back in range(7 * week + 1, 7 * (week + 1) + 1)]
        ahead = [day for day in days if day > today and day not in sat and not is_light(day, exams)]
        yield [day for day in ahead if pace.questions_on(day)]


def spread_missed(missed: int, days: Sequence[tuple[date, int]]) -> tuple[dict[date, int], int]:
    """Extra questions by day, evenly over the study days and never above 1.3 x a usual one; what does not fit.

    `days` holds (day, usual questions).
    """
    room = {day: int(usual * CATCH_UP) - usual for day, usual in days if usual}
    extra = dict.fromkeys(room, 0)
    while missed > 0:
        open_days = [day for day in room if extra[day] < room[day]]
        if not open_days:
            break
        share = max(1, missed // len(open_days))
        for day in open_days:
            added = min(share, room[day] - extra[day], missed)
            extra[day] += added
            missed -= added
    return extra, missed


def phase_of(days_left: int | None) -> PlanPhase:
    """Phase of a day with so many days to the next exam; without a date always the middle one."""
    if days_left is None:
        return PlanPhase.MIX
    if days_left <= LIGHT_DAYS:
        return PlanPhase.LIGHT
    if days_left <= NO_FIRST_LOOK_DAYS:
        return PlanPhase.FINAL
    return PlanPhase.MIX if days_left <= 21 else PlanPhase.BUILD


class _Forward:
    """Expected practice and coverage, lived day by day through the next-question rule."""

    def __init__(self, exams: Sequence[PlannedExam], standing: Standing) -> None:
        self._exams = exams
        self._standing = standing
        self._slope = slope_of(standing.theta, standing.constants)
        self._outlines = [share_of(exam.weights) for exam in exams]
        self._stacks: dict[tuple[int, ...], Array] = {}
        self._practice = np.array(standing.practice, dtype=float)
        self._attempts = np.array(standing.first_attempts, dtype=float)
        self._due = [float(count) for count in standing.due]
        self._waiting = 0.0  # cards due and not yet reviewed
        self._day = 0
        self._reach: dict[str, float] = {}

    def live(self, day: date, usual: int, extra: int, mock: str | None) -> PlanDay:
        """Plan one day and move on to the next."""
        self._note_sat(day)
        left = self._days_left(day)
        phase = phase_of(left)
        self._arrive()
        if not usual:
            rest = all(exam.day != day for exam in self._exams)
            return PlanDay(day=day, questions=0, reviews=0, new_by_topic=(), phase=phase, rest=rest)
        weights = self._weights(day)
        if mock is not None:
            self._sit_mock(mock)
            return PlanDay(day=day, questions=0, reviews=0, new_by_topic=(), phase=phase, mock=mock)
        n = usual + extra
        reviews = self._reviews(n, phase, left)
        new = np.zeros(len(weights)) if phase is PlanPhase.LIGHT else self._new(n - reviews, weights, phase)
        self._return_later(int(new.sum()), NEW_RETURNS)
        self._return_later(reviews, REVIEW_RETURNS)
        self._waiting -= reviews
        self._practice += new + reviews * weights
        self._attempts += new
        return PlanDay(
            day=day, questions=reviews + int(new.sum()), reviews=reviews, new_by_topic=_most_first(new), phase=phase
        )

    def reach(self) -> dict[str, float]:
        """Share of each outline covered by its exam day, or by the end of the plan."""
        for exam in self._exams:
            self._reach.setdefault(exam.cert, self._covered(exam))
        return self._reach

    def _note_sat(self, day: date) -> None:
        for exam in self._exams:
            if exam.day == day:
                self._reach.setdefault(exam.cert, self._covered(exam))

    def _covered(self, exam: PlannedExam) -> float:
        weights = np.asarray(exam.weights, dtype=float)
        return float(weights[self._attempts >= COVERED_FROM].sum() / weights.sum())

    def _days_left(self, day: date) -> int | None:
        left = [(exam.day - day).days for exam in self._exams if exam.day is not None and exam.day > day]
        return min(left) if left else None

    def _weights(self, day: date) -> Array:
        """Outline weights of the exams still ahead, the nearer the more; undated ones as 28 days away."""
        dated = [n for n, exam in enumerate(self._exams) if exam.day is not None and exam.day > day]
        undated = [n for n, exam in enumerate(self._exams) if exam.day is None]
        undated = undated or ([] if dated else list(range(len(self._exams))))
        days = [float((on - day).days) for n in dated if (on := self._exams[n].day) is not None]
        chosen = (*dated, *undated)
        if chosen not in self._stacks:
            self._stacks[chosen] = np.array([self._outlines[n] for n in chosen])
        return weighted_by_nearness(self._stacks[chosen], days + [float(HORIZON_DAYS)] * len(undated))

    def _arrive(self) -> None:
        """A night has passed: practice fades and the cards of the day come due."""
        if self._day:
            self._practice *= 0.5 ** (1.0 / self._standing.constants.half_life)
        if self._day < len(self._due):
            self._waiting += self._due[self._day]
        self._day += 1

    def _return_later(self, cards: int, returns: Sequence[tuple[int, float]]) -> None:
        """Expect the cards back; `self._day` is already tomorrow's place in the forecast."""
        for days, share in returns:
            place = self._day - 1 + days
            self._due.extend([0.0] * (place + 1 - len(self._due)))
            self._due[place] += share * cards

    def _reviews(self, n: int, phase: PlanPhase, left: int | None) -> int:
        most = int(n * LIGHT_LOAD) if phase is PlanPhase.LIGHT else round(n * review_share(left))
        return min(int(self._waiting), most)

    def _sit_mock(self, cert: str) -> None:
        exam = next(exam for exam in self._exams if exam.cert == cert)
        share = np.asarray(exam.weights, dtype=float) / np.sum(exam.weights)
        self._practice += exam.n_questions * share
        self._attempts += exam.n_questions * share

    def _new(self, n: int, weights: Array, phase: PlanPhase) -> Array:
        """New questions by topic (K,): the next-question rule on expected practice."""
        if phase is PlanPhase.FINAL:
            weights = np.where((self._attempts < 1.0) & (weights < NEGLIGIBLE_WEIGHT), 0.0, weights)
        return share_out(weights * self._slope, 1.0 + self._practice, n)


def _most_first(new: Array) -> tuple[tuple[int, int], ...]:
    """(topic, count) of every topic with questions."""
    order = np.argsort(-new, kind="stable")
    order = order[new[order] > 0]
    return tuple(zip(order.tolist(), new[order].astype(int).tolist(), strict=True))
