"""Each day of a plan against the rule written down a second time, and the parts worked out by hand."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from mediquiz.psychometrics.constants import SHIPPED
from mediquiz.psychometrics.plan import (
    Pace,
    Plan,
    PlanDay,
    PlannedExam,
    PlanPhase,
    Standing,
    make_plan,
    mock_days,
    plan_days,
    spread_missed,
)
from mediquiz.psychometrics.selection import slope_of

MONDAY = date(2026, 3, 2)
SAME = Pace((24.0,) * 7, 1.2)
WEEK = Pace((24.0, 24.0, 24.0, 24.0, 24.0, 48.0, 0.0), 1.2)
"""20 questions, 40 on Saturday, Sunday off."""


def exam(
    days: int | None, cert: str = "cma", weights: tuple[float, ...] = (4.0, 3.0, 2.0, 1.0, 1.0, 0.09)
) -> PlannedExam:
    return PlannedExam(cert, None if days is None else MONDAY + timedelta(days), np.array(weights), 50, 24)


class Forward:
    """The plan day by day, in loops: a night, the cards that arrive, then a mock exam or reviews and new questions."""

    def __init__(self, exams: list[PlannedExam], standing: Standing) -> None:
        self.exams, self.standing = exams, standing
        self.practice, self.attempts = standing.practice.tolist(), standing.first_attempts.tolist()
        self.due = defaultdict(float, {n: float(count) for n, count in enumerate(standing.due)})
        self.waiting, self.passed = 0.0, 0

    def weights(self, day: date) -> list[float]:
        ahead = [(e, (e.day - day).days) for e in self.exams if e.day is not None and e.day > day]
        chosen = ahead + [(e, 28) for e in self.exams if e.day is None]
        chosen = chosen or [(e, 28) for e in self.exams]
        near = sum(1 / days for _, days in chosen)
        topics = range(len(self.practice))
        return [sum(e.weights[k] / sum(e.weights) / days for e, days in chosen) / near for k in topics]

    def live(self, day: date, usual: int, extra: int, mock: str | None) -> PlanDay:
        left = min([(e.day - day).days for e in self.exams if e.day is not None and e.day > day], default=None)
        if self.passed:
            self.practice = [e * 0.5 ** (1 / 30) for e in self.practice]
        self.waiting += self.due[self.passed]
        self.passed += 1
        phase = self.phase(left)
        sat = any(e.day == day for e in self.exams)
        usual = 0 if sat else usual
        if usual == 0 or mock:
            if usual:
                (sat,) = [e for e in self.exams if e.cert == mock]
                self.answer([50 * w / sum(sat.weights) for w in sat.weights])
            return PlanDay(
                day=day,
                questions=0,
                reviews=0,
                new_by_topic=(),
                phase=phase,
                mock=mock if usual else None,
                rest=usual == 0 and not sat,
            )
        n, weights = usual + extra, self.weights(day)
        share = {PlanPhase.BUILD: 0.2, PlanPhase.MIX: 0.3, PlanPhase.FINAL: 0.45, PlanPhase.LIGHT: 0.5}[phase]
        most = int(n * share) if phase is PlanPhase.LIGHT else round(n * share)
        reviews = min(int(self.waiting), most)
        new = [0] * len(weights) if phase is PlanPhase.LIGHT else self.new(n - reviews, weights, phase)
        today = self.passed - 1
        for days, part, cards in ((1, 0.3, sum(new)), (4, 0.7, sum(new)), (10, 1.0, reviews)):
            self.due[today + days] += part * cards
        self.waiting -= reviews
        self.answer(new)
        self.practice = [e + reviews * w for e, w in zip(self.practice, weights, strict=True)]
        by_topic = sorted(((k, n) for k, n in enumerate(new) if n), key=lambda entry: -entry[1])
        return PlanDay(
            day=day, questions=reviews + sum(new), reviews=reviews, new_by_topic=tuple(by_topic), phase=phase
        )

    def phase(self, left: int | None) -> PlanPhase:
        if left is None:
            return PlanPhase.MIX
        bounds = ((2, PlanPhase.LIGHT), (7, PlanPhase.FINAL), (21, PlanPhase.MIX), (999, PlanPhase.BUILD))
        return next(phase for most, phase in bounds if left <= most)

    def answer(self, counts: list[float] | list[int]) -> None:
        self.practice = [e + n for e, n in zip(self.practice, counts, strict=True)]
        self.attempts = [a + n for a, n in zip(self.attempts, counts, strict=True)]

    def new(self, n: int, weights: list[float], phase: PlanPhase) -> list[int]:
        """One question at a time to the highest claim, at most a quarter (or two) to a topic while others are open.

        A topic without weight is never open."""
        if phase is PlanPhase.FINAL:
            weights = [0.0 if a < 1 and w < 0.01 else w for w, a in zip(weights, self.attempts, strict=True)]
        slope = slope_of(self.standing.theta, SHIPPED)
        today = [0] * len(weights)
        for _ in range(n):
            asked = [k for k in range(len(today)) if weights[k] > 0]
            open_now = [k for k in asked if today[k] < max(2, n / 4)] or asked
            today[max(open_now, key=lambda k: weights[k] * slope[k] / (1 + self.practice[k] + today[k]))] += 1
        return today

    def covered(self, of: PlannedExam) -> float:
        return sum(w for w, a in zip(of.weights, self.attempts, strict=True) if a >= 2) / sum(of.weights)


def test_nothing_is_planned_of_a_topic_that_no_exam_asks() -> None:
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6, dtype=int))
    plan = make_plan(MONDAY, [exam(25, weights=(0.0, 3.0, 0.0, 0.0, 2.0, 1.0))], WEEK, standing)
    assert {topic for day in plan.days for topic, _count in day.new_by_topic} == {1, 4, 5}


@pytest.mark.parametrize("seed", range(10))
def test_every_day_is_the_rule_run_forward(seed: int) -> None:
    rng = random.Random(seed)
    other = (1.0, 0.0, 2.0, 3.0, 0.05, 4.0)
    exams = [exam(rng.choice([None, 4, 16, 25, 40])), exam(rng.choice([None, 9, 30, -2]), "rma", other)][
        : rng.choice([1, 2])
    ]
    standing = Standing(
        theta=np.array([rng.gauss(0.4, 1) for _ in range(6)]),
        practice=np.array([rng.choice([0.0, 3.0, 20.0]) for _ in range(6)]),
        first_attempts=np.array([rng.choice([0, 1, 2, 9]) for _ in range(6)]),
        due=[rng.randrange(12) for _ in range(rng.randrange(20))],
        missed=rng.choice([0, 0, 7, 60]),
    )
    pace = replace(WEEK, rest_days=frozenset({MONDAY + timedelta(3)}))
    plan = make_plan(MONDAY, exams, pace, standing)
    forward, reach = Forward(exams, standing), {}
    mocks = mock_days(MONDAY, exams, pace)
    days = plan_days(MONDAY, exams)
    near = {one.day - timedelta(back) for one in exams if one.day for back in (0, 1, 2)}
    full = [(day, pace.questions_on(day)) for day in days if day not in mocks and day not in near]
    extra, dropped = spread_missed(standing.missed, full)
    assert (plan.dropped, len(plan.days)) == (dropped, len(days))
    for ours in plan.days:
        for one in exams:
            if one.day == ours.day:
                reach[one.cert] = forward.covered(one)
        on = ours.day
        assert ours == forward.live(on, pace.questions_on(on), extra.get(on, 0), mocks.get(on))
    assert plan.reach == pytest.approx({one.cert: reach.get(one.cert, forward.covered(one)) for one in exams})


def test_questions_of_a_day() -> None:
    pace = Pace((24.0, 23.9, 1.1, 1.2, 60.0, 0.0, 24.0), 1.2, frozenset({MONDAY + timedelta(4)}))
    assert [pace.questions_on(MONDAY + timedelta(n)) for n in range(8)] == [20, 19, 0, 1, 0, 0, 20, 20]
    assert replace(pace, minutes_per_question=2.0).questions_on(MONDAY) == 12


def test_days_of_a_plan() -> None:
    assert plan_days(MONDAY, [exam(2), exam(None)]) == [MONDAY, MONDAY + timedelta(1)]
    assert plan_days(MONDAY, [exam(3), exam(2)])[-1] == MONDAY + timedelta(2)
    assert plan_days(MONDAY, [exam(0)]) == [MONDAY], "the day of the last exam is the last day"
    assert len(plan_days(MONDAY, [exam(0), exam(None)])) == 28
    assert len(plan_days(MONDAY, [exam(0), exam(9)])) == 9
    assert len(plan_days(MONDAY, [exam(1)])) == 1


def backs(days_to_exam: int, pace: Pace = SAME) -> list[int]:
    """How many days before the exam its mock exams are."""
    found = mock_days(MONDAY, [exam(days_to_exam)], pace)
    return sorted((MONDAY + timedelta(days_to_exam) - day).days for day in found)


def test_mock_exams_by_weeks_before_the_exam() -> None:
    """The later one of equal days: 3, 8 and 15 before; none today nor in the last two days; from two weeks on three."""
    assert [backs(n) for n in (30, 16, 15, 14, 13, 9, 4, 3, 2, 1, 0)] == [
        [3, 8, 15], [3, 8, 15], [3, 8], [3, 8], [3], [3], [3], [], [], [], [],
    ]  # fmt: skip
    # Wednesday April 1: Saturdays are 4, 11 and 18 days before.
    assert backs(30, WEEK) == [4, 11, 18]
    # Saturdays off: of the days with 24 minutes the last ones that are no Sunday.
    off = replace(WEEK, rest_days=frozenset(MONDAY + timedelta(n) for n in range(30) if n % 7 == 5))
    assert backs(30, off) == [5, 8, 15]


@pytest.mark.parametrize(("offset", "found"), [(0, [7, 14, 21]), (1, [8, 15])])
def test_weeks_before_an_exam_have_sharp_ends(offset: int, found: list[int]) -> None:
    """Study on one day a week only: on that of the exam it is 7, 14 and 21 before; on the day before that 8 and 15."""
    on = (MONDAY + timedelta(30 - offset)).weekday()
    assert backs(30, Pace(tuple(24.0 if n == on else 0.0 for n in range(7)), 1.2)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize("years", [2, 100, 7900])
def test_a_plan_reaches_a_year_ahead_whatever_date_an_exam_has(years: int) -> None:
    far = PlannedExam("cma", MONDAY.replace(year=MONDAY.year + years), np.ones(6), 50, 24)
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6))
    plan = make_plan(MONDAY, [far, exam(30, "rma")], SAME, standing)
    assert len(plan.days) == 365 and sum(day.mock is not None for day in plan.days) == 3
    assert len(mock_days(MONDAY, [far], SAME)) <= 3


def test_the_day_of_an_exam_holds_nothing_and_the_days_after_it_go_on() -> None:
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6), due=[100])
    for sat in (0, 5):
        days = make_plan(MONDAY, [exam(sat), exam(12, "rma")], SAME, standing).days
        assert (days[sat].questions, days[sat].reviews, days[sat].rest, days[sat].mock) == (0, 0, False, None)
        assert days[sat + 1].questions == 20


def test_light_days_are_half_a_day_of_due_reviews_and_take_no_missed_work() -> None:
    for due, asked in ((100, 10), (3, 3), (0, 0)):
        standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6), due=[due], missed=1000)
        days = make_plan(MONDAY, [exam(1)], SAME, standing).days
        assert [(day.questions, day.reviews, day.new_by_topic) for day in days] == [(asked, asked, ())]


def test_a_mock_exam_goes_to_a_day_that_is_long_enough_or_nowhere() -> None:
    """24 minutes on weekdays, 160 on Saturdays, an exam of 160: Saturdays only. No day has 161: none, which is said."""
    pace = replace(WEEK, minutes_by_weekday=(24.0, 24.0, 24.0, 24.0, 24.0, 160.0, 0.0))
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6))
    fits, long = (replace(exam(30), minutes=minutes) for minutes in (160, 161))
    assert {day.weekday() for day in mock_days(MONDAY, [fits], pace)} == {5}
    assert make_plan(MONDAY, [fits], pace, standing).no_room == ()
    assert mock_days(MONDAY, [long], pace) == {}
    assert make_plan(MONDAY, [long, exam(30, "rma")], pace, standing).no_room == ("cma",)
    assert make_plan(MONDAY, [replace(long, day=None)], pace, standing).no_room == ()
    assert make_plan(MONDAY, [replace(long, day=MONDAY + timedelta(2))], pace, standing).no_room == ()


def test_no_mock_exam_on_the_day_of_another_exam_or_in_the_two_before_it() -> None:
    """The longest day of its week, 8 days before the later exam, is that of another exam or stands just before it."""
    best = replace(
        WEEK, minutes_by_weekday=tuple(48.0 if n == (MONDAY + timedelta(22)).weekday() else 24.0 for n in range(7))
    )
    assert MONDAY + timedelta(22) in mock_days(MONDAY, [exam(30)], best)
    for other in (22, 23, 24):
        assert MONDAY + timedelta(22) not in mock_days(MONDAY, [exam(30), exam(other, "rma")], best)


def test_an_exam_without_a_date_does_not_hide_one_with_a_date() -> None:
    assert len(mock_days(MONDAY, [exam(None), exam(-1), exam(13, "rma")], SAME)) == 1


def test_what_is_reached_are_topics_with_two_first_attempts() -> None:
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.array([0, 1, 2, 3, 9, 0]))
    plan = make_plan(MONDAY, [exam(5)], Pace((0.0,) * 7, 1.2), standing)
    assert plan.reach == {"cma": pytest.approx((2 + 1 + 1) / 11.09)}
    assert (plan.per_day, plan.dropped) == (0, 0)


@pytest.mark.parametrize(
    ("weight", "attempts", "asked"), [(0.5, 0, False), (0.5, 1, True), (1.0, 0, True), (0.99, 0, False)]
)
def test_no_first_look_in_the_last_week_at_less_than_a_hundredth(weight: float, attempts: int, asked: bool) -> None:
    """All else was practiced a thousand times, so that the small topic has by far the largest claim."""
    exams = [exam(7, weights=(*[(100.0 - weight) / 5] * 5, weight))]
    standing = Standing(np.full(6, 0.4), np.array([1000.0] * 5 + [0.0]), np.array([50] * 5 + [attempts]))
    first = make_plan(MONDAY, exams, SAME, standing).days[0]
    assert (first.phase, 5 in dict(first.new_by_topic)) == (PlanPhase.FINAL, asked)


def test_what_is_reached_for_an_exam_is_what_its_own_day_finds() -> None:
    """Both exams have one outline: what is met after the first of them does not count for it."""
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6))
    tiny = Pace((3.6,) * 7, 1.2)  # three questions a day
    plan = make_plan(MONDAY, [exam(3), exam(30, "rma")], tiny, standing)
    forward = Forward([exam(3), exam(30, "rma")], standing)
    for day in plan_days(MONDAY, [exam(3)]):
        forward.live(day, 3, 0, None)
    assert plan.reach["cma"] == pytest.approx(forward.covered(exam(3)))
    assert plan.reach["cma"] < plan.reach["rma"]


def test_an_exam_that_is_over_is_planned_for_as_one_without_a_date() -> None:
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6), due=[3])
    assert make_plan(MONDAY, [exam(-3)], WEEK, standing).days == make_plan(MONDAY, [exam(None)], WEEK, standing).days


def test_two_exams_of_one_day_are_tried_on_different_days() -> None:
    found = mock_days(MONDAY, [exam(13), exam(13, "rma")], SAME)
    assert found == {MONDAY + timedelta(10): "cma", MONDAY + timedelta(9): "rma"}


def test_missed_work_is_spread_evenly() -> None:
    a, b, c = (MONDAY + timedelta(n) for n in range(3))
    days = [(a, 20), (b, 40), (c, 0)]  # room for 6, 12 and nothing: 1.3 times the usual
    assert spread_missed(10, days) == ({a: 5, b: 5}, 0)
    assert spread_missed(15, days) == ({a: 6, b: 9}, 0)  # 7 each, of which 1 more and the rest of the odd one go to b
    assert spread_missed(18, days) == ({a: 6, b: 12}, 0)
    assert spread_missed(100, days) == ({a: 6, b: 12}, 82)
    assert spread_missed(19, days) == ({a: 6, b: 12}, 1)
    assert spread_missed(2, [(a, 20), (b, 40), (c, 20)]) == ({a: 1, b: 1, c: 0}, 0)
    assert spread_missed(1, days) == ({a: 1, b: 0}, 0)
    assert spread_missed(0, days) == ({a: 0, b: 0}, 0)
    assert spread_missed(3, [(c, 0)]) == ({}, 3)


def test_a_first_day_worked_out() -> None:
    """20 questions, no date: 30 % are 6 reviews of the 9 due; 14 new, a topic is closed at 3.5. Slopes are equal."""
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6), due=[9])
    day = make_plan(MONDAY, [exam(None)], SAME, standing).days[0]
    assert (day.questions, day.reviews, day.phase, day.mock, day.rest) == (20, 6, PlanPhase.MIX, None, False)
    # Served: 4, 3, 4/2, 2, 3/2, 4/3; then one each of 4/4 (closed with 4), 3/3, 2/2, 1, 1; then 3/4 (closed), 2/3, 2/4.
    assert day.new_by_topic == ((0, 4), (1, 4), (2, 4), (3, 1), (4, 1))
    assert {type(count) for _, count in day.new_by_topic} == {int}, "counts are shown: 4 and not 4.0"
    # Tomorrow 3 waiting + .3 x 14 = 7.2: 6 of them; on the fifth day those of today's .7 as well.
    days = make_plan(MONDAY, [exam(None)], SAME, standing).days
    assert [one.reviews for one in days[:2]] == [6, 6]


def test_usual_questions_are_those_of_a_study_day() -> None:
    standing = Standing(np.full(6, 0.4), np.zeros(6), np.zeros(6))
    plan = make_plan(MONDAY, [exam(6)], WEEK, standing)
    assert plan.per_day == 23  # five days of 20 and a Saturday of 40: 140 / 6
    assert plan.until == MONDAY + timedelta(5)
    assert Plan(()).until is None and make_plan(MONDAY, [], WEEK, standing) == Plan(())
    assert make_plan(MONDAY, [exam(7)], WEEK, standing).per_day == 23, "a day off does not count"
