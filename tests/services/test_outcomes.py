from __future__ import annotations

from datetime import date, timedelta

import pytest

from mediquiz.domain.blueprint import RetakeRule
from mediquiz.domain.summaries import CertificationHead, Goal, OutcomeAdvice, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.outcomes import waiting_days

from ..helpers import FixedClock
from .small import rows
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


@pytest.mark.parametrize("earlier", [1, 9, 40])
def test_an_exam_sat_before_its_date_is_not_asked_for_again(
    services: Services, clock: FixedClock, earlier: int
) -> None:
    on = sat(services, clock)
    services.outcomes.keep("ncma", on - timedelta(days=earlier), True, None, {})
    assert services.outcomes.to_ask() == []
    assert services.progress.today("ncma").ask_outcome == ()
    clock.pass_days(400)
    assert services.outcomes.to_ask() == []


def test_a_later_date_is_asked_for_although_an_earlier_one_was_told(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    services.outcomes.keep("ncma", on, False, None, {})
    again = clock.today() + timedelta(days=30)
    services.settings.change(goals=(Goal("ncma", again),))
    clock.pass_days(31)
    assert services.outcomes.to_ask() == ["ncma"]


def test_the_same_result_is_kept_once(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    areas = {"ncma.clinical": 0.5}
    assert services.outcomes.keep("ncma", on, False, 500.0, areas).changes
    before = services.readiness.views()
    assert not services.outcomes.keep("ncma", on, False, 500.0, areas).changes
    assert not services.outcomes.decline("ncma").changes, "what was told is not taken back"
    assert rows(services, "SELECT certification, passed, declined FROM exam_outcome") == [("ncma", 0, 0)]
    assert services.readiness.views() == before
    assert services.outcomes.keep("ncma", on, True, 510.0, {}).changes, "put right"
    assert rows(services, "SELECT passed, scaled FROM exam_outcome") == [(1, 510.0)]


def test_declining_twice_is_declining(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    assert services.outcomes.decline("ncma").changes and not services.outcomes.decline("ncma").changes
    assert services.outcomes.keep("ncma", on, True, None, {}).changes, "she may say it after all"
    assert rows(services, "SELECT passed, declined FROM exam_outcome") == [(1, 0)]


def test_a_result_that_an_earlier_version_kept_twice_counts_once(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    services.outcomes.keep("ncma", on, False, 500.0, {"ncma.clinical": 0.2})
    once = services.readiness.views()
    with services.context.store.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO exam_outcome SELECT NULL, certification, sat_on, passed, scaled, areas, declined, made_at_ms"
            " FROM exam_outcome"
        )
    services.learning.forget()
    assert services.readiness.views() == once


def test_waiting_time_and_attempts_come_from_the_exam_file(services: Services, clock: FixedClock) -> None:
    on = sat(services, clock)
    first = services.outcomes.keep("ncma", on, False, 500.0, {}).value
    assert (first.earliest, first.attempts_left) == (on + timedelta(days=30), 3)
    again = on + timedelta(days=31)
    second = services.outcomes.keep("ncma", again, False, 500.0, {}).value
    assert (second.earliest, second.attempts_left) == (again + timedelta(days=90), 2)


def test_a_result_told_twice_is_one_exam(services: Services, clock: FixedClock) -> None:
    """Enter pressed again after a disk that seemed to refuse, or a score put right, takes no attempt away."""
    on = sat(services, clock)
    services.outcomes.keep("ncma", on, False, 500.0, {})
    told = services.outcomes.keep("ncma", on, False, 501.0, {}).value
    assert (told.earliest, told.attempts_left) == (on + timedelta(days=30), 3)


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
    session = services.study.start(StudyRequest(mode=StudyMode.TODAY, certification="ncma", count=40)).value
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


# --- what is written, on the bank of `small.py` ------------------------------------------------


def test_a_result_is_kept_as_it_was_told(small: Services, clock: FixedClock) -> None:
    """tech: 10 days after the first failure, 20 after the second and each later one; three attempts."""
    on = clock.today() - timedelta(3)
    told = small.outcomes.keep("tech", on, False, 61.5, {"tech.all": 0.25})
    assert told.changes == Changes(settings=True, plan=True, readiness=True)
    assert told.value == OutcomeAdvice(False, on + timedelta(10), 2, "Ten days and then twenty.")
    assert rows(
        small, "SELECT certification, sat_on, passed, scaled, areas, declined, made_at_ms FROM exam_outcome"
    ) == [("tech", on.isoformat(), 0, 61.5, '{"tech.all": 0.25}', 0, clock.ms)]
    days = [on + timedelta(n) for n in (1, 2, 3)]
    assert small.outcomes.keep("tech", days[0], False, None, {}).value.earliest == days[0] + timedelta(20)
    third = small.outcomes.keep("tech", days[1], False, None, {}).value
    assert (third.earliest, third.attempts_left) == (days[1] + timedelta(20), 0)
    assert small.outcomes.keep("tech", days[2], False, None, {}).value.attempts_left == 0
    assert small.outcomes.keep("tech", on, True, 80.0, {}).value == OutcomeAdvice(True)
    assert small.outcomes.keep("tech", on, None, None, {}).value == OutcomeAdvice(None)
    # Failures of another exam are none of this one; it publishes neither waits nor a number of attempts.
    assert small.outcomes.keep("aid", on, False, None, {}).value == OutcomeAdvice(
        False, None, None, "As often as you like."
    )


def test_declining_is_kept_for_the_date_or_for_today(small: Services, clock: FixedClock) -> None:
    small.settings.change(goals=(Goal("aid", clock.today() - timedelta(2)),))
    assert small.outcomes.decline("aid").changes == Changes(settings=True)
    small.outcomes.decline("tech")
    today = clock.today()
    assert rows(small, "SELECT certification, sat_on, passed, scaled, areas, declined FROM exam_outcome") == [
        ("aid", (today - timedelta(2)).isoformat(), None, None, "{}", 1),
        ("tech", today.isoformat(), None, None, "{}", 1),
    ]
    assert small.outcomes.to_ask() == []


def test_a_word_about_an_earlier_sitting_does_not_end_the_asking(small: Services, clock: FixedClock) -> None:
    """Told before the day; nor does one about another exam. One about a later day does."""
    on = clock.today() + timedelta(2)
    small.settings.change(goals=(Goal("aid", on), Goal("tech", clock.today() + timedelta(4))))
    small.outcomes.keep("aid", on - timedelta(9), False, None, {})
    clock.pass_days(4)
    small.outcomes.keep("tech", on, True, None, {})
    assert small.outcomes.to_ask() == ["aid"]
    small.outcomes.keep("aid", on + timedelta(1), True, None, {})
    assert small.outcomes.to_ask() == []


def test_areas_of_the_newest_failure_until_a_pass(small: Services, clock: FixedClock) -> None:
    on = clock.today()
    assert small.outcomes.failed_areas("aid") == {}
    small.outcomes.keep("aid", on, False, None, {"aid.hands": 0.3})
    small.outcomes.keep("aid", on, False, None, {"aid.talk": 0.4})
    small.outcomes.keep("tech", on, True, None, {})
    small.outcomes.decline("aid")
    small.outcomes.keep("aid", on, None, None, {"aid.hands": 0.1})
    assert small.outcomes.failed_areas("aid") == {"aid.talk": 0.4}
    small.outcomes.keep("aid", on, True, None, {"aid.hands": 0.9})
    assert small.outcomes.failed_areas("aid") == {}


def test_what_is_asked_after_an_exam(small: Services, clock: FixedClock) -> None:
    on = clock.today() - timedelta(1)
    small.settings.change(goals=(Goal("tech"), Goal("aid", on)))
    form = small.outcomes.form("aid")
    assert form.head == CertificationHead("aid", "First Aid Assistant, AID (FAB)", "AID (FAB)", "AID", on, None)
    assert form.areas == (("aid.hands", "Hands"), ("aid.talk", "Talk"))
    assert (form.scale_min, form.scale_max, form.pass_scaled, form.rule) == (200, 800, 400, "As often as you like.")
    assert small.outcomes.form("tech").head.exam_date is None
