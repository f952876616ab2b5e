"""The study plan to the exam: how many questions on which day, which of them reviews, which topics new.

Capacity is minutes over the time a question takes. The next-question rule is run forward on expected practice: no
answer is invented, no chance to pass is promised. Missed work is spread over the days that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

HORIZON = 28
"""Days planned when no exam date is set or it has passed."""
MOST_OF_USUAL = 1.3
"""A day never holds more than this times the usual."""
LIGHT_DAYS = 2
MOCK_WEEKS = 3
COVERED_FROM = 2.0
"""Answers on a topic that count as covering it."""


class DayKind(StrEnum):
    """What a day is for."""

    STUDY = "study"
    MOCK = "mock"
    REST = "rest"
    LIGHT = "light"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class Goal:
    """An exam ahead: weights by topic (summing to 1), its date, and the minutes and questions of a mock form."""

    name: str
    on: date | None
    weights: Sequence[float]
    mock_minutes: int
    mock_questions: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What the plan starts from. `due` counts reviews due on each day from today on; `slopes` as in selection.

    `practice` is E of each topic today, `minutes` by weekday (Monday first, 0 rests), `pace` minutes a question,
    `carried` questions of missed days that still have to be spread.
    """

    today: date
    practice: Sequence[float]
    slopes: Sequence[float]
    due: Sequence[int]
    minutes: Sequence[int]
    pace: float
    carried: int = 0
    half_life: float = 30.0


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day. `new` maps a topic's place to questions not seen before."""

    on: date
    kind: DayKind
    questions: int
    reviews: int
    minutes: int
    new: Mapping[int, int] = field(default_factory=dict)
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Days from today to the last exam, and the share of the first exam's outline that they reach (0..1)."""

    days: tuple[PlanDay, ...]
    reached: float


def phase_share(days_left: int | None) -> float:
    """Share of reviews by the days left."""
    if days_left is None or days_left > 21:
        return 0.2
    return 0.3 if days_left > 7 else 0.45


def make_plan(goals: Sequence[Goal], now: Situation) -> Plan:
    """The plan for one or several exams. Without a date ahead, the next 28 days."""
    ahead = sorted((g for g in goals if g.on and g.on > now.today), key=lambda g: g.on or now.today)
    last = ahead[-1].on if ahead and ahead[-1].on else now.today + timedelta(days=HORIZON)
    mocks = mock_days(ahead, now)
    practice, days, seen_due = [float(e) for e in now.practice], list[PlanDay](), 0
    study_days = max(1, sum(1 for n in range((last - now.today).days) if _minutes(now, now.today + timedelta(days=n))))
    for n in range((last - now.today).days + 1):
        on = now.today + timedelta(days=n)
        seen_due += now.due[n] if n < len(now.due) else 0
        fixed = _fixed_day(on, ahead, mocks, now)
        if fixed is not None:
            _sit(fixed, goals, practice)
            days.append(fixed)
            continue
        usual = _minutes(now, on) / now.pace
        count = round(min(MOST_OF_USUAL * usual, usual + now.carried / study_days))
        day = _study_day(on, count, seen_due, goals, now, practice)
        seen_due -= day.reviews
        days.append(day)
    return Plan(tuple(days), _reached(goals, practice))


def _minutes(now: Situation, on: date) -> int:
    return now.minutes[on.weekday()]


def mock_days(ahead: Sequence[Goal], now: Situation) -> dict[date, Goal]:
    """One mock exam in each of the last three weeks before an exam, never in its last two days, on the day of the
    week with most time."""
    found: dict[date, Goal] = {}
    for goal in ahead:
        assert goal.on is not None
        for week in range(MOCK_WEEKS):
            end = goal.on - timedelta(days=7 * week + LIGHT_DAYS + 1)
            days = [end - timedelta(days=n) for n in range(7 - (LIGHT_DAYS + 1 if week == 0 else 0))]
            free = [on for on in days if on > now.today and on not in found and _minutes(now, on)]
            if free:
                found[max(free, key=lambda on: (_minutes(now, on), on))] = goal
    return found


def _fixed_day(on: date, ahead: Sequence[Goal], mocks: Mapping[date, Goal], now: Situation) -> PlanDay | None:
    """Exam days, mock exams and rest days; None for a day of study."""
    sat = next((goal for goal in ahead if goal.on == on), None)
    if sat:
        return PlanDay(on, DayKind.EXAM, 0, 0, 0, goal=sat.name)
    if on in mocks:
        mock = mocks[on]
        return PlanDay(on, DayKind.MOCK, mock.mock_questions, 0, mock.mock_minutes, goal=mock.name)
    return PlanDay(on, DayKind.REST, 0, 0, 0) if not _minutes(now, on) else None


def _sit(day: PlanDay, goals: Sequence[Goal], practice: list[float]) -> None:
    """A mock exam practises its outline in proportion."""
    for goal in goals:
        if day.kind is DayKind.MOCK and goal.name == day.goal:
            for k, weight in enumerate(goal.weights):
                practice[k] += weight * day.questions


def _study_day(
    on: date,
    count: int,
    due: int,
    goals: Sequence[Goal],
    now: Situation,
    practice: list[float],
) -> PlanDay:
    next_exam = min((goal.on for goal in goals if goal.on and goal.on > on), default=None)
    left = (next_exam - on).days if next_exam else None
    light = left is not None and left <= LIGHT_DAYS
    reviews = min(due, count if light else round(phase_share(left) * count))
    weights = mixed_weights(goals, on)
    if left is not None and left <= 7:
        # No first look at a small topic in the last week.
        weights = [w if w >= 0.01 or practice[k] > 0 else 0.0 for k, w in enumerate(weights)]
    new = {} if light else _new_topics(count - reviews, weights, now, practice)
    _forget(practice, now.half_life)
    total = reviews + sum(new.values())
    kind = DayKind.LIGHT if light else DayKind.STUDY
    return PlanDay(on, kind, total, reviews, round(total * now.pace), new)


def _new_topics(count: int, weights: Sequence[float], now: Situation, practice: list[float]) -> dict[int, int]:
    """Questions by topic: the next-question rule on expected practice, which grows by one with each."""
    found: dict[int, int] = {}
    for _ in range(max(0, count)):
        k = max(range(len(weights)), key=lambda k: weights[k] * now.slopes[k] / (1 + practice[k]))
        if weights[k] <= 0:
            break
        found[k] = found.get(k, 0) + 1
        practice[k] += 1
    return found


def _forget(practice: list[float], half_life: float) -> None:
    for k, amount in enumerate(practice):
        practice[k] = amount * 0.5 ** (1 / half_life)


def mixed_weights(goals: Sequence[Goal], on: date) -> list[float]:
    """Mean of the exams' weights, the nearer exam counting more (1 / days left); exams that are over drop out."""
    shares = []
    for goal in goals:
        left = (goal.on - on).days if goal.on else HORIZON
        shares.append(1 / max(1, left) if left >= 0 or goal.on is None else 0.0)
    if not any(shares):
        shares = [1.0] * len(goals)
    whole = sum(shares)
    return [
        sum(share * goal.weights[k] for share, goal in zip(shares, goals, strict=True)) / whole
        for k in range(len(goals[0].weights))
    ]


def _reached(goals: Sequence[Goal], practice: Sequence[float]) -> float:
    """Share of the first exam's outline on topics with two expected answers or more."""
    pairs = zip(goals[0].weights, practice, strict=True)
    # Practice decays; half of it stands for answers given a month before.
    return min(1.0, sum(weight for weight, amount in pairs if amount >= COVERED_FROM / 2))
