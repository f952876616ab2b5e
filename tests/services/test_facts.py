"""The facts of a page: pace, days worked and missed, what is open and finished, exam dates ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mediquiz.domain.summaries import Goal, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.facts import Facts, FactsReader, pace_of

from ..helpers import FixedClock
from .small import Given, practice, sit, three_days


def facts(services: Services) -> Facts:
    return FactsReader(services.context, services.learning).read()


@pytest.mark.parametrize(
    ("gaps", "pace"),
    [
        ([], 1.0),
        ([90_000] * 19, 1.0),
        ([90_000] * 20, 1.5),
        ([30_000] * 10 + [90_000] * 10, 1.5),
        ([299_999] * 20, 4.0),
        # A quick one counts by (n - 20) / 60, and none as quicker than 36 s.
        ([30_000] * 20, 1.0),
        ([42_000] * 26 + [90_000] * 24, 0.85),
        ([42_000] * 80, 0.7),
        ([4_000] * 21, 1 - 0.4 / 60),
        ([4_000] * 100, 0.6),
    ],
)
def test_the_pace_is_the_upper_median_once_there_are_twenty_a_quick_one_little_by_little(
    gaps: list[int], pace: float
) -> None:
    assert pace_of(gaps) == pytest.approx(pace)


def test_the_pace_of_a_student(small: Services, clock: FixedClock) -> None:
    """21 answers of one session, 72 s apart: 20 gaps of 1.2 minutes."""
    answers = [Given(f"draw {n}", True, None, 72) for n in range(1, 13)]
    answers += [Given(f"test {n}", True, None, 72) for n in range(1, 5)]
    answers += [Given(f"duty {n}", True, None, 72) for n in range(1, 5)]
    practice(small, clock, answers)
    assert small.planning.pace() == 1.0
    practice(small, clock, [*answers, Given("cells 1", True, None, 72)])
    assert small.planning.pace() == pytest.approx(1.2)


def test_days_with_what_was_done_on_them(small: Services, clock: FixedClock) -> None:
    day = clock.today().toordinal()
    assert facts(small).days == []
    three_days(small, clock)
    found = facts(small)
    assert found.days == [(day, 4, 2, 65_000), (day + 1, 2, 1, 25_000), (day + 2, 4, 3, 145_000)]
    assert (found.answered_today, found.missed_days) == (4, 0)
    assert found.now_ms == clock.ms and found.today == clock.today()
    assert found.day == clock.ms / 86_400_000
    rows = {row.id: (row.answers, row.right) for one in ("aid", "tech") for row in small.progress.topic_rows(one)}
    assert rows == {
        "blood.draw": (4, 1), "blood.test": (1, 1), "blood.cells": (0, 0), "law.duty": (1, 0), "heart.ecg": (1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(("away", "missed"), [(0, 0), (1, 0), (2, 1), (5, 4), (14, 13), (15, 14), (16, 14), (60, 14)])
def test_days_missed_since_the_last_one_with_answers(
    small: Services, clock: FixedClock, away: int, missed: int
) -> None:
    """Every day from the one after it to yesterday, at most 14."""
    practice(small, clock, [Given("draw 1", True)])
    clock.pass_days(away)
    assert facts(small).missed_days == missed
    assert facts(small).answered_today == (0 if away else 1)


def test_a_day_of_rest_is_not_missed_and_a_first_answer_today_takes_nothing_back(
    small: Services, clock: FixedClock
) -> None:
    """A week with five study days: of the seven days missed, five count."""
    practice(small, clock, [Given("draw 1", True)])
    small.settings.change(minutes=(20, 20, 20, 0, 20, 20, 0))
    clock.pass_days(8)
    assert facts(small).missed_days == 5
    practice(small, clock, [Given("draw 2", True)])
    assert facts(small).missed_days == 5
    clock.pass_days(1)
    assert facts(small).missed_days == 0


def test_exam_dates_ahead(small: Services, clock: FixedClock) -> None:
    """Today's date stands in the plan and is nothing to prepare for any more."""
    today = clock.today()
    assert (facts(small).exam_dates, facts(small).next_exam) == ({}, None)
    small.settings.change(goals=(Goal("aid", today + timedelta(20)), Goal("tech", today + timedelta(10))))
    found = facts(small)
    assert found.exam_dates == {"aid": today + timedelta(20), "tech": today + timedelta(10)}
    assert found.next_exam == today + timedelta(10)
    clock.pass_days(10)
    assert facts(small).exam_dates == found.exam_dates
    assert facts(small).next_exam == today + timedelta(20)
    clock.pass_days(1)
    assert facts(small).exam_dates == {"aid": today + timedelta(20)}
    small.settings.change(goals=(Goal("aid"), Goal("tech", today)))
    assert (facts(small).exam_dates, facts(small).next_exam) == ({}, None)


def test_what_is_open_and_what_is_finished(small: Services, clock: FixedClock) -> None:
    """Open exams before practice, each newest first; finished exams newest first, practice not among them."""
    practice(small, clock, [Given("draw 1", True)])
    done = [sit(small, [True] * 4, "tech"), sit(small, [True] * 10)]
    exams = [small.exams.start(one).value.attempt_id for one in ("aid", "tech")]
    session = small.study.start(StudyRequest(mode=StudyMode.QUICK, certification="aid", count=3)).value.attempt_id
    found = facts(small)
    assert [head.id for head in found.finished] == done[::-1]
    assert [(one.attempt_id, one.kind) for one in found.open] == [
        (exams[1], "exam"),
        (exams[0], "exam"),
        (session, "study"),
    ]
    assert [(one.done, one.total) for one in found.open] == [(0, 4), (0, 10), (0, 3)]
