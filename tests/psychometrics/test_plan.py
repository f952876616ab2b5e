"""The study plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.plan import (
    Pace,
    Plan,
    PlannedExam,
    PlanPhase,
    Standing,
    make_plan,
    mock_days,
    phase_of,
    plan_days,
    spread_missed,
)

MONDAY = date(2026, 3, 2)
WEEK = (24.0, 24.0, 24.0, 24.0, 24.0, 48.0, 0.0)  # 20 questions, 40 on Saturday, Sunday off
PACE = Pace(WEEK, 1.2)
K = 40


def exam(days: int | None, cert: str = "cma", weights: Any = None) -> PlannedExam:
    return PlannedExam(
        cert,
        None if days is None else MONDAY + timedelta(days=days),
        np.ones(K) if weights is None else weights,
        200,
        24,
    )


def standing(**changes: Any) -> Standing:
    fields: dict[str, Any] = {"theta": np.full(K, 0.4), "practice": np.zeros(K), "first_attempts": np.zeros(K)}
    return Standing(**{**fields, **changes})


def test_days_run_to_the_last_exam_or_28_days() -> None:
    assert len(plan_days(MONDAY, [exam(10), exam(20, "rma")])) == 20
    assert len(plan_days(MONDAY, [exam(None)])) == 28
    assert len(plan_days(MONDAY, [exam(-3)])) == 28
    assert make_plan(MONDAY, [], PACE, standing()) == Plan(())


def test_capacity_follows_the_week_and_days_off() -> None:
    off = MONDAY + timedelta(days=1)
    plan = make_plan(MONDAY, [exam(None)], Pace(WEEK, 1.2, frozenset({off})), standing())
    first_week = plan.days[:7]
    assert [day.questions for day in first_week] == [20, 0, 20, 20, 20, 40, 0]
    assert [day.rest for day in first_week] == [False, True, False, False, False, False, True]
    assert plan.per_day == pytest.approx(23, abs=1)


def test_mock_exams_in_the_last_three_weeks_never_in_the_last_two_days() -> None:
    mocks = mock_days(MONDAY, [exam(30)], PACE)
    back = sorted((MONDAY + timedelta(days=30) - day).days for day in mocks)
    assert len(back) == 3 and back[0] > 2 and back[-1] <= 21
    assert all(day.weekday() == 5 for day in mocks)  # most minutes on Saturday
    assert len(mock_days(MONDAY, [exam(10)], PACE)) == 1
    assert mock_days(MONDAY, [exam(3)], PACE) == {}
    assert mock_days(MONDAY, [exam(None), exam(-1)], PACE) == {}
    two = mock_days(MONDAY, [exam(30), exam(30, "rma")], PACE)
    assert len(two) == 6 and sorted(set(two.values())) == ["cma", "rma"]


def test_phases() -> None:
    assert phase_of(None) is PlanPhase.MIX
    assert {phase_of(left) for left in (30, 22)} == {PlanPhase.BUILD}
    assert {phase_of(left) for left in (21, 8)} == {PlanPhase.MIX}
    assert {phase_of(left) for left in (7, 3)} == {PlanPhase.FINAL}
    assert {phase_of(left) for left in (2, 1)} == {PlanPhase.LIGHT}


def test_reviews_keep_to_the_share_of_their_phase() -> None:
    plan = make_plan(MONDAY, [exam(40)], PACE, standing(due=[500]))
    shares = {PlanPhase.BUILD: 0.2, PlanPhase.MIX: 0.3, PlanPhase.FINAL: 0.45}
    for day in plan.days:
        if day.questions and day.phase in shares:
            assert day.reviews == round(shares[day.phase] * day.questions)
        if day.phase is PlanPhase.LIGHT:
            assert day.new_by_topic == () and day.questions == day.reviews <= PACE.questions_on(day.day) / 2


def test_no_first_look_at_a_negligible_topic_in_the_last_week() -> None:
    weights = np.ones(K)
    weights[7] = 0.05
    plan = make_plan(MONDAY, [exam(7, weights=weights)], Pace((600.0,) * 7, 1.2), standing())
    assert all(topic != 7 for day in plan.days for topic, _n in day.new_by_topic)
    earlier = make_plan(MONDAY, [exam(40, weights=weights)], Pace((600.0,) * 7, 1.2), standing())
    assert any(topic == 7 for day in earlier.days for topic, _n in day.new_by_topic)


def test_missed_work_is_spread_never_stacked() -> None:
    usual = make_plan(MONDAY, [exam(24)], PACE, standing())
    behind = make_plan(MONDAY, [exam(24)], PACE, standing(missed=40))
    extra = [
        b.questions - u.questions for u, b in zip(usual.days, behind.days, strict=True) if u.phase != PlanPhase.LIGHT
    ]
    assert behind.dropped == 0
    assert 0 < max(extra) <= 6 and sum(n > 0 for n in extra) > 10


def test_what_no_longer_fits_is_said() -> None:
    plan = make_plan(MONDAY, [exam(6)], PACE, standing(missed=1_000))
    assert plan.dropped > 900
    assert all(day.questions <= 1.3 * PACE.questions_on(day.day) for day in plan.days)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 500), st.lists(st.integers(0, 60), max_size=30))
def test_spreading_loses_nothing(missed: int, usual: list[int]) -> None:
    days = [(MONDAY + timedelta(days=i), n) for i, n in enumerate(usual)]
    extra, dropped = spread_missed(missed, days)
    assert sum(extra.values()) + dropped == missed
    for day, n in days:
        assert extra.get(day, 0) <= max(0, int(1.3 * n) - n)


def test_it_says_how_much_of_the_outline_is_reached() -> None:
    short = make_plan(MONDAY, [exam(3)], PACE, standing())
    long = make_plan(MONDAY, [exam(28)], PACE, standing())
    assert short.reach["cma"] < 0.6
    assert long.reach["cma"] == pytest.approx(1.0)
    assert short.until == MONDAY + timedelta(days=2)
    nothing = make_plan(MONDAY, [exam(5)], Pace((0.0,) * 7, 1.2), standing())
    assert nothing.reach["cma"] == 0.0 and nothing.per_day == 0


def test_several_exams_share_the_days() -> None:
    first, second = np.zeros(K), np.zeros(K)
    first[:20], second[20:] = 1.0, 1.0
    plan = make_plan(MONDAY, [exam(10, "cma", first), exam(24, "rma", second)], PACE, standing())
    assert len(plan.days) == 24 and set(plan.reach) == {"cma", "rma"}
    early = [n for day in plan.days[:8] for topic, n in day.new_by_topic if topic < 20]
    late = [n for day in plan.days[10:] for topic, n in day.new_by_topic if topic < 20]
    assert sum(early) > 0 and sum(late) == 0


def test_practiced_topics_get_fewer_new_questions() -> None:
    practice = np.zeros(K)
    practice[0] = 30.0
    plan = make_plan(MONDAY, [exam(12)], PACE, standing(practice=practice, first_attempts=practice))
    counts = np.zeros(K)
    for day in plan.days:
        for topic, n in day.new_by_topic:
            counts[topic] += n
    assert counts[0] < counts[1:].min()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.integers(0, 200), st.lists(st.integers(0, 40), max_size=40), st.integers(0, 6))
def test_any_plan_adds_up(days: int, missed: int, due: list[int], day_off: int) -> None:
    minutes = [24.0] * 7
    minutes[day_off] = 0.0
    plan = make_plan(MONDAY, [exam(days)], Pace(tuple(minutes), 1.2), standing(due=due, missed=missed))  # type: ignore[arg-type]
    assert [day.day for day in plan.days] == plan_days(MONDAY, [exam(days)])
    for day in plan.days:
        assert day.questions == day.reviews + sum(n for _topic, n in day.new_by_topic)
        assert not (day.rest and day.questions)
    assert 0.0 <= plan.reach["cma"] <= 1.0
