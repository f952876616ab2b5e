from __future__ import annotations

from datetime import date, timedelta

import pytest

from mediquiz.domain.blueprint import RetakeRule
from mediquiz.domain.summaries import Goal, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.outcomes import waiting_days

from ..helpers import FixedClock
from .test_learning import study


def sat(services: Services, clock: FixedClock, days_ago: int = 1) -> date:
    """A goal whose date lies so many days back."""
    on = clock.today() - timedelta(days=days_ago)
    services.settings.change(goals=(Goal("ncma", on),))
    return on


def test_asked_once_after_the_date_and_not_before(services: Services, clock: FixedClock) -> None:
    services.settings.change(goals=(Goal("ncma", clock.today()),))
    assert services.outcomes.to_ask() == []
    clock.pass_days(1)
    assert services.outcomes.to_ask() == ["ncma"]
    services.outcomes.decline("ncma")
    assert services.outcomes.to_ask() == []


def test_telling_ends_the_asking(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    services.outcomes.keep("ncma", on, True, None, {})
    assert services.outcomes.to_ask() == []


def test_waiting_time_and_attempts_come_from_the_exam_file(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    first = services.outcomes.keep("ncma", on, False, 500.0, {}).value
    assert (first.earliest, first.attempts_left) == (on + timedelta(days=30), 3)
    second = services.outcomes.keep("ncma", on, False, 500.0, {}).value
    assert (second.earliest, second.attempts_left) == (on + timedelta(days=90), 2)


@pytest.mark.parametrize(
    ("waits", "failed", "expected"), [((30, 90, 365), 1, 30), ((30, 90, 365), 5, 365), ((), 1, None), ((45,), 2, 45)]
)
def test_waiting_days(waits: tuple[int, ...], failed: int, expected: int | None) -> None:
    assert waiting_days(RetakeRule(4, waits, ""), failed) == expected


def test_a_failed_report_moves_the_estimate_and_the_plan_to_its_weak_areas(
    services: Services, clock: FixedClock
) -> None:
    study(services, clock, 40)
    on = sat(services, clock, 0)
    before = services.readiness.view("ncma").score
    clock.pass_days(1)
    areas = {"ncma.law": 0.3, "ncma.clinical": 0.8}
    services.outcomes.keep("ncma", on, False, 480.0, areas)
    assert services.readiness.view("ncma").score != before
    law = [row for row in services.progress.topic_rows("ncma") if row.id == "professional.law"]
    assert law
    session = services.study.start(StudyRequest(StudyMode.TODAY, "ncma", 40)).value
    share = sum(shown.item.topic in ("professional.law", "professional.ethics") for shown in session.items) / 40
    assert share > 0.16


def test_a_report_counts_at_its_day_whenever_it_is_told(services: Services, clock: FixedClock) -> None:
    study(services, clock, 30)
    on = sat(services, clock, 0)
    clock.pass_days(1)
    study(services, clock, 30)
    services.outcomes.keep("ncma", on, False, None, {"ncma.law": 0.4})
    told_late = services.readiness.views()
    services.learning.keep()
    services.learning.forget()
    assert services.readiness.views() == told_late
