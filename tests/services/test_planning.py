"""The plan and today's session, worked out by hand on the bank of `small.py`.

Without answers enough a question takes a minute, so 20 minutes hold 20 questions a day.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Goal, NoRoom, PlanKind, PlanLine, PlannedDay, PlanView, StudyMode, StudyRequest
from mediquiz.psychometrics.selection import Reason
from mediquiz.services.bundle import Services
from mediquiz.services.facts import FactsReader
from mediquiz.services.todays import TodaysItems, exam_day, goals_for
from mediquiz.services.topics import TopicTable

from ..helpers import FixedClock
from .small import ITEMS, Given, item, practice, sit, three_days


def plan(services: Services, certification: str = "aid") -> PlanView:
    found = services.planning.plan(certification)
    assert found is not None
    return found


def weights(services: Services, certification: str) -> dict[str, float]:
    facts = FactsReader(services.context, services.learning).read()
    found = TodaysItems(services.context, services.learning).weights(facts, certification)
    return dict(zip(services.learning.topics, found, strict=True))


def test_without_a_date_the_plan_runs_four_weeks(small: Services, clock: FixedClock) -> None:
    """20 new questions today, 20 minutes, as many as a first estimate needs; nothing seen, so nothing to review."""
    today = clock.today()
    view = plan(small)
    assert (view.questions, view.minutes, view.done_today, view.missed_days, view.shortfall) == (20, 20, 0, 0, None)
    assert view.questions == small.readiness.view("aid").more_needed
    assert view.lines == (PlanLine(PlanKind.NEW, 20),)
    assert [day.on for day in view.days] == [today + timedelta(n) for n in range(28)]
    assert view.days[0] == PlannedDay(on=today, kind="study", questions=20, minutes=20)
    assert {day.kind for day in view.days} == {"study"}
    assert all(day.reviews <= round(0.3 * 20) for day in view.days)


@pytest.mark.parametrize(("minutes", "days"), [(20, 0), (19, 1), (10, 2), (7, 3), (0, None)])
def test_the_day_of_the_first_estimate_is_told(
    small: Services, clock: FixedClock, minutes: int, days: int | None
) -> None:
    """20 answers: today with 20 minutes, else when so many new questions were planned; from tomorrow on some return.

    10 minutes: 10 new ones today, 7 and 3 reviews tomorrow, 7 on the day after.
    """
    small.settings.change(minutes=(minutes,) * 7)
    view = small.progress.today("aid")
    assert view.readiness.more_needed == 20
    assert view.estimate_on == (None if days is None else clock.today() + timedelta(days))


def test_what_is_done_today_is_taken_off(small: Services, clock: FixedClock) -> None:
    """Of 20 four are done: 16 are left, 16 minutes. 20 done leave none."""
    three_days(small, clock)
    view = plan(small)
    assert (view.done_today, view.questions, view.minutes) == (4, 16, 16)
    assert sum(line.count for line in view.lines) == 16
    practice(
        small,
        clock,
        [Given(f"{topic} {n}", True) for topic, most in (("draw", 12), ("test", 4)) for n in range(1, most + 1)],
    )
    view = plan(small)
    assert (view.done_today, view.questions, view.minutes, view.lines) == (20, 0, 0, ())
    practice(small, clock, [Given("draw 1", True)])
    assert plan(small).questions == 0


def test_reviews_new_ones_and_weak_topics_are_told_apart(
    small: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of draw missed two days ago. The day between makes 20 questions to be made up for, one of them today: 21.

    The 11 of the other topics are new; draw has the 3 missed ones and 7 new ones, which are work on a weak topic where
    the model calls it so. After three answers it does not.
    """
    practice(small, clock, [Given(f"draw {n}", False) for n in (1, 2, 3)])
    clock.pass_days(2)
    view = plan(small)
    assert view.lines == (PlanLine(PlanKind.REVIEW, 3), PlanLine(PlanKind.NEW, 18))
    draw = next(row for row in small.progress.topic_rows("aid") if row.id == "blood.draw")
    monkeypatch.setattr(TopicTable, "weakest", lambda _table, _blueprint: (draw,))
    view = plan(small)
    assert view.lines == (
        PlanLine(PlanKind.REVIEW, 3),
        PlanLine(PlanKind.NEW, 11),
        PlanLine(PlanKind.WEAK, 7, "blood.draw", "Drawing blood"),
    )
    assert (view.questions, view.minutes, view.missed_days) == (21, 21, 1)


def test_days_of_rest_mock_light_days_and_the_exam(small: Services, clock: FixedClock) -> None:
    """An exam in 12 days: fewer than 14, so one mock, three to seven days before it, on the latest of the longest days.

    The last two days hold due reviews only. A day of the week with 0 minutes is a rest.
    """
    today = clock.today()
    on = today + timedelta(12)
    minutes = [20] * 7
    minutes[(on - timedelta(5)).weekday()] = 30
    minutes[(on - timedelta(4)).weekday()] = 0
    small.settings.change(goals=(Goal("aid", on),), minutes=tuple(minutes))
    days = {day.on: day for day in plan(small).days}
    assert sorted(days) == [today + timedelta(n) for n in range(13)]
    assert days[on] == PlannedDay(on=on, kind="exam", exam="AID")
    assert days[on - timedelta(5)] == PlannedDay(
        on=on - timedelta(5), kind="mock", questions=10, minutes=20, exam="AID"
    )
    assert days[on - timedelta(4)] == PlannedDay(on=on - timedelta(4), kind="rest")
    assert days[on - timedelta(11)] == PlannedDay(on=on - timedelta(11), kind="rest")
    assert [days[on - timedelta(n)].kind for n in (2, 1)] == ["light", "light"]
    assert [days[on - timedelta(n)].kind for n in (12, 10, 9, 8, 7, 6, 3)] == ["study"] * 7
    light = days[on - timedelta(1)]
    assert light.questions == light.reviews and light.minutes == light.questions <= 10
    # Today is the weekday of the mock, a week before it: 30 minutes hold 30, and aid has 23 questions.
    assert (days[today].questions, days[today].minutes) == (23, 23)
    assert (days[on - timedelta(10)].questions, days[on - timedelta(10)].minutes) == (20, 20)


def test_on_the_day_of_the_exam_nothing_is_asked_and_the_exam_stands_in_the_plan(
    small: Services, clock: FixedClock
) -> None:
    three_days(small, clock)
    today = clock.today()
    small.settings.change(goals=(Goal("aid", today),))
    view = plan(small)
    assert view.days == (PlannedDay(on=today, kind="exam", exam="AID", done=4),)
    assert (view.lines, view.questions, view.minutes, view.shortfall) == ((), 0, 0, None)
    small.settings.change(goals=(Goal("aid", today), Goal("tech", today + timedelta(9))))
    for certification in ("aid", "tech"):
        view = plan(small, certification)
        assert [(day.on, day.kind) for day in view.days if day.kind == "exam"] == [
            (today, "exam"),
            (today + timedelta(9), "exam"),
        ]
        assert (view.questions, view.days[0].questions, view.days[1].questions) == (0, 0, 20)
    clock.pass_days(1)
    assert {day.kind for day in plan(small, "aid").days} == {"study", "light", "mock", "exam"}


def test_a_light_day_asks_what_is_due_and_nothing_new(small: Services, clock: FixedClock) -> None:
    """Twelve of draw missed, an exam two days on: of 20 questions a light day has 10 at most, and tomorrow 2."""
    practice(small, clock, [Given(f"draw {n}", False) for n in range(1, 13)])
    small.settings.change(goals=(Goal("aid", clock.today() + timedelta(4)),))
    clock.pass_days(2)
    view = plan(small)
    assert (view.days[0].kind, view.lines) == ("light", (PlanLine(PlanKind.REVIEW, 10),))
    assert (view.questions, view.days[0].questions, view.days[0].reviews) == (10, 10, 10)
    asked = small.study.start(StudyRequest(mode=StudyMode.TODAY, certification="aid", count=view.questions)).value
    assert {shown.item.id.rsplit(".", 1)[0] for shown in asked.items} == {"blood.draw"}
    for n in range(1, 13):
        small.marks.suspend(item(f"draw {n}"), True)
    view = plan(small)
    assert (view.lines, view.questions, view.days[0].questions) == ((), 0, 0)


def test_what_is_put_aside_or_on_no_exam_ahead_is_no_review_of_the_plan(small: Services, clock: FixedClock) -> None:
    """Four of the ECG, which aid does not ask, and four of duty missed; those are then never to be asked again."""
    practice(small, clock, [Given(f"{topic} {n}", False) for topic in ("ecg", "duty") for n in range(1, 5)])
    clock.pass_days(2)

    def reviews(certification: str) -> int:
        return sum(line.count for line in plan(small, certification).lines if line.kind is PlanKind.REVIEW)

    assert plan(small).days[0].reviews == reviews("aid") == 4
    for n in range(1, 5):
        small.marks.suspend(item(f"duty {n}"), True)
    view = plan(small)
    assert (view.days[0].reviews, reviews("aid")) == (0, 0)


@pytest.mark.parametrize("year", [2126, 9998])
def test_an_exam_far_away_has_a_plan_for_a_year_and_no_promise(small: Services, clock: FixedClock, year: int) -> None:
    on = clock.today().replace(year=year)
    small.settings.change(goals=(Goal("aid", on),))
    view = plan(small)
    assert [day.on for day in view.days] == [clock.today() + timedelta(n) for n in range(365)] + [on]
    assert view.shortfall is None and view.no_room == ()


def test_a_practice_exam_longer_than_any_day_is_left_out_and_said(small: Services, clock: FixedClock) -> None:
    small.settings.change(goals=(Goal("aid", clock.today() + timedelta(25)),), minutes=(19,) * 7)
    view = plan(small)
    assert view.no_room == (NoRoom("AID", 20, 19),) and "mock" not in {day.kind for day in view.days}
    small.settings.change(minutes=(19, 19, 20, 19, 19, 19, 19))
    view = plan(small)
    assert view.no_room == () and {day.on.weekday() for day in view.days if day.kind == "mock"} == {2}


def test_a_second_exam_stands_in_the_plan_of_the_first(small: Services, clock: FixedClock) -> None:
    today = clock.today()
    small.settings.change(goals=(Goal("aid", today + timedelta(40)), Goal("tech", today + timedelta(20))))
    for certification in ("aid", "tech"):
        days = plan(small, certification).days
        assert [(day.on, day.exam) for day in days if day.kind == "exam"] == [
            (today + timedelta(20), "TECH"),
            (today + timedelta(40), "AID"),
        ]
        assert len(days) == 41
        mocks = [(day.exam, day.questions, day.minutes) for day in days if day.kind == "mock"]
        assert sorted(mocks) == [("AID", 10, 20)] * 3 + [("TECH", 4, 8)] * 3


def test_what_no_longer_fits_is_told_with_the_days_share(small: Services, clock: FixedClock) -> None:
    """4 minutes are 4 questions a day and two days are light, so three days hold less than two of each topic.

    Then nothing but reviews. With 20 minutes all is reached, and without a date nothing is promised.
    """
    on = clock.today() + timedelta(3)
    small.settings.change(goals=(Goal("aid", on),), minutes=(4,) * 7)
    short = plan(small).shortfall
    assert short is not None
    assert (short.questions_a_day, short.on) == (4, on)
    # Two or more of 4 questions can be had by draw (1/2) and duty (1/4) at most.
    assert short.reached in (0.5, 0.75)
    assert plan(small, "tech").shortfall is None
    small.settings.change(goals=(Goal("aid", clock.today() + timedelta(25)),), minutes=(20,) * 7)
    assert plan(small).shortfall is None
    small.settings.change(goals=(Goal("aid"),), minutes=(1,) * 7)
    assert plan(small).shortfall is None


@pytest.mark.parametrize(("days", "told"), [(3, True), (2, False), (1, False), (0, False)])
def test_no_more_minutes_are_asked_for_where_they_would_bring_nothing_new(
    small: Services, clock: FixedClock, days: int, told: bool
) -> None:
    small.settings.change(goals=(Goal("aid", clock.today() + timedelta(days)),), minutes=(4,) * 7)
    assert (plan(small).shortfall is not None) == told


def test_missed_days_are_made_up_for_little_by_little(small: Services, clock: FixedClock) -> None:
    """Three days missed are 3 x 20 = 60 questions; a day takes at most 1.3 x 20 = 26."""
    practice(small, clock, [Given("draw 1", True)])
    clock.pass_days(4)
    view = plan(small)
    assert view.missed_days == 3
    # 60 over 28 days: two a day, then a third one for the first four.
    assert [day.questions for day in view.days] == [23] * 4 + [22] * 24
    small.settings.change(minutes=(0,) * 7)
    rest = plan(small)
    assert (rest.questions, rest.minutes, rest.missed_days) == (0, 0, 0)
    assert {day.kind for day in rest.days} == {"rest"}


def test_an_empty_bank_has_no_plan(small: Services) -> None:
    for topic, count in ITEMS.items():
        for n in range(1, count + 1):
            small.marks.suspend(item(f"{topic.split('.')[1]} {n}"), True)
    assert small.planning.plan("aid") is None


# --- today's questions -------------------------------------------------------------------------


def test_what_was_sure_and_wrong_comes_first_and_only_the_exams_topics(small: Services, clock: FixedClock) -> None:
    """draw 4 in a cram and duty 2; a day later both are due. heart.ecg is off the exam."""
    three_days(small, clock)
    practice(small, clock, [Given("duty 2", False, Confidence.SURE)])
    clock.pass_days(2)
    found = small.planning.todays_items("aid", 12)
    assert set(found[:2]) == {item("draw 4"), item("duty 2")}
    assert len(found) == len(set(found)) == 12
    assert not [one for one in found if one.startswith("heart.ecg")]
    # At most 0.3 x 12 = 3.6 reviews: a fourth is taken while there are three.
    seen = {item(short) for short in ("draw 1", "draw 2", "draw 3", "draw 4", "test 1", "duty 1", "duty 2")}
    assert len(seen & set(found)) == 4


def test_the_lot_is_the_same_all_day_until_something_is_answered(small: Services, clock: FixedClock) -> None:
    before = small.planning.todays_items("aid", 8)
    clock.pass_time(3600)
    assert small.planning.todays_items("aid", 8) == before
    practice(small, clock, [Given("ecg 1", True)])
    after = small.planning.todays_items("aid", 8)
    assert after != before
    clock.pass_days(1)
    assert small.planning.todays_items("aid", 8) != after


def test_no_more_than_asked_for_and_none_for_none(small: Services) -> None:
    assert small.planning.todays_items("aid", 0) == small.planning.todays_items("aid", -3) == []
    assert len(small.planning.todays_items("aid", 1)) == 1
    assert len(small.planning.todays_items("aid", 100)) == 23
    assert len(small.planning.todays_items("tech", 100)) == 8


def test_a_session_of_today_is_that_list(small: Services, clock: FixedClock) -> None:
    three_days(small, clock)
    clock.pass_days(1)
    expected = small.planning.todays_items("aid", 6)
    session = small.study.start(StudyRequest(mode=StudyMode.TODAY, certification="aid", count=6)).value
    assert [shown.item.id for shown in session.items] == expected


def test_the_share_of_reviews_follows_the_next_exam(small: Services, clock: FixedClock) -> None:
    """Two questions or more of each topic were missed two days ago. Of 8 questions 0.2, 0.3 or 0.45 are reviews: up to
    1.6, 2.4 or 3.6, and one more is taken while there are fewer."""
    missed = [Given(f"{topic} {n}", False) for topic in ("draw", "duty", "test") for n in (1, 2)]
    practice(small, clock, missed)
    clock.pass_days(2)
    seen = {item(given.item) for given in missed}

    def reviews(days: int | None) -> int:
        on = None if days is None else clock.today() + timedelta(days)
        small.settings.change(goals=(Goal("aid", on),))
        return len(seen & set(small.planning.todays_items("aid", 8)))

    assert [reviews(days) for days in (None, 30, 22, 21, 8, 7)] == [3, 2, 2, 3, 3, 4]


def test_two_exams_share_the_session_the_nearer_one_more(small: Services, clock: FixedClock) -> None:
    """aid in 40 days, tech in 10, weighted by 1 / days left. Without tech no ECG is asked."""
    today = clock.today()
    assert not [one for one in small.planning.todays_items("aid", 12) if one.startswith("heart")]
    small.settings.change(goals=(Goal("aid", today + timedelta(40)), Goal("tech", today + timedelta(10))))
    near = [one.rsplit(".", 1)[0] for one in small.planning.todays_items("aid", 8)]
    # Shares: aid 1/40 and tech 1/10 make 0.2 and 0.8; ECG 0.8 x 0.5, duty 0.2 x 0.25 + 0.4, draw 0.1. No topic has
    # more than max(2, 8 / 4) while others are left, and tests (0.0375) and cells (0.0125) come after those.
    assert (near.count("heart.ecg"), near.count("law.duty"), near.count("blood.draw")) == (2, 2, 2)
    small.settings.change(goals=(Goal("aid", today + timedelta(40)), Goal("tech", today - timedelta(1))))
    assert not [one for one in small.planning.todays_items("aid", 12) if one.startswith("heart")]


def test_areas_failed_in_the_real_exam_count_more(small: Services, clock: FixedClock) -> None:
    """Weight x (1 + 2 x (cut - share right)): hands at 0.3 against 0.5 by 1.4, talk at 0.6 by 1.

    A pass, or a report of another exam, changes nothing.
    """
    plain = {"blood.draw": 0.5, "blood.test": 0.1875, "blood.cells": 0.0625, "law.duty": 0.25, "heart.ecg": 0.0}
    assert weights(small, "aid") == plain
    small.outcomes.keep("aid", clock.today(), False, None, {"aid.hands": 0.3, "aid.talk": 0.6})
    failed = {"blood.draw": 0.7, "blood.test": 0.2625, "blood.cells": 0.0875, "law.duty": 0.25, "heart.ecg": 0.0}
    assert weights(small, "aid") == pytest.approx(failed)
    assert weights(small, "tech") == {**dict.fromkeys(plain, 0.0), "law.duty": 0.5, "heart.ecg": 0.5}
    small.outcomes.keep("aid", clock.today(), True, None, {})
    assert weights(small, "aid") == plain


def test_goals_start_with_the_exam_asked_for(small: Services, clock: FixedClock) -> None:
    tech, aid = Goal("tech", clock.today()), Goal("aid")
    small.settings.change(goals=(tech, aid))
    settings = small.settings.read()
    assert goals_for("aid", settings) == [aid, tech]
    assert goals_for("tech", settings) == [tech, aid]
    small.settings.change(goals=(tech,))
    assert goals_for("aid", small.settings.read()) == [Goal("aid"), tech]


def test_the_next_exam_is_a_date_for_the_reviews(small: Services, clock: FixedClock) -> None:
    on = clock.today() + timedelta(5)
    reader = FactsReader(small.context, small.learning)
    assert exam_day(reader.read()) is None
    small.settings.change(goals=(Goal("aid", on),))
    assert exam_day(reader.read()) == on.toordinal() - 719_163


def test_a_question_missed_is_told_from_one_that_faded(small: Services, clock: FixedClock) -> None:
    """All 8 of tech were asked and one was missed; with nothing new left all come back, that one as missed."""
    practice(
        small,
        clock,
        [Given(f"{topic} {n}", (topic, n) != ("ecg", 2)) for topic in ("ecg", "duty") for n in range(1, 5)],
    )
    clock.pass_days(2)
    facts = FactsReader(small.context, small.learning).read()
    picks = TodaysItems(small.context, small.learning).picks(facts, "tech", 8)
    reasons = {pick.item: pick.reason for pick in picks}
    assert reasons == {
        item(f"{topic} {n}"): Reason.MISSED if (topic, n) == ("ecg", 2) else Reason.REVIEW
        for topic in ("ecg", "duty")
        for n in range(1, 5)
    }


def test_seen_questions_are_asked_again_when_a_topic_has_nothing_new(small: Services, clock: FixedClock) -> None:
    """All 4 of the ECG and of duty were in exams of tech; the session still fills."""
    sit(small, [True] * 4, "tech")
    sit(small, [True] * 4, "tech")
    assert sorted(small.planning.todays_items("tech", 20)) == [
        *(item(f"ecg {n}") for n in range(1, 5)),
        *(item(f"duty {n}") for n in range(1, 5)),
    ]
