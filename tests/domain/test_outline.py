"""Outline, clock and topics of the small exam, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.blueprint import area_quotas, form_quotas, largest_remainder
from mediquiz.domain.policy import SegmentClock, SittingRules
from mediquiz.domain.sittings import rules_for
from mediquiz.domain.topics import Topic, TopicTree

from .small_exam import SMALL
from .test_blueprint import exam


def test_names_and_totals() -> None:
    assert SMALL.label == "SA (XYZ)"
    assert SMALL.full_name == "Small Assistant, SA (XYZ)"
    assert (SMALL.total, SMALL.seconds) == (15, 1200)


def test_the_weight_of_a_topic_is_its_share_of_its_area() -> None:
    """Vital signs 5 of 12, of which three quarters on pulse: 5/16. Its one quarter on pressure: 5/48."""
    assert SMALL.topic_weights == pytest.approx(
        {"v.pulse": 5 / 16, "v.pressure": 5 / 48, "e.leads": 1 / 4, "b.codes": 1 / 6, "b.claims": 1 / 6}
    )
    assert {topic: area.id for topic, area in SMALL.area_of_topic.items()} == {
        "v.pulse": "vitals", "v.pressure": "vitals", "e.leads": "ecg", "b.codes": "billing", "b.claims": "billing",
    }  # fmt: skip
    assert [area.id for area in SMALL.areas_in("clinical")] == ["vitals", "ecg"]
    assert SMALL.areas_in("none") == ()


def test_a_topic_of_two_areas_has_the_weight_of_both() -> None:
    from dataclasses import replace

    vitals, ecg, billing = SMALL.areas
    twice = replace(SMALL, areas=(vitals, replace(ecg, topics={"v.pulse": 1.0}), billing))
    assert twice.topic_weights["v.pulse"] == pytest.approx(5 / 16 + 1 / 4)


def test_quotas_go_to_domains_first_and_then_to_their_areas() -> None:
    scored, unscored = form_quotas(SMALL)
    assert scored == {"vitals": 5, "ecg": 3, "billing": 4}
    assert unscored == {"vitals": 1, "ecg": 1, "billing": 1}
    # 7 seats: clinical 4.67 and office 2.33 -> 5 and 2; vital signs 3.125 and ecg 1.875 -> 3 and 2.
    assert area_quotas(SMALL, 7) == {"vitals": 3, "ecg": 2, "billing": 2}


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any), st.integers(0, 60))
def test_hamiltons_method_in_fractions(weights: list[int], seats: int) -> None:
    """A second reckoning without rounding: whole quotas, then one more each by the largest remainder, earlier first."""
    exact = [Fraction(weight * seats, sum(weights)) for weight in weights]
    counts = [quota.numerator // quota.denominator for quota in exact]
    order = sorted(range(len(weights)), key=lambda n: (counts[n] - exact[n], n))
    for n in order[: seats - sum(counts)]:
        counts[n] += 1
    assert largest_remainder(weights, seats) == counts


def test_noise_of_the_last_digit_decides_no_tie() -> None:
    assert 0.1 + 0.2 > 0.3
    assert largest_remainder([0.3, 0.1 + 0.2], 1) == [1, 0]
    assert largest_remainder([0.3, 0.3 + 1e-6], 1) == [0, 1]


def test_less_than_no_weight_gets_no_seat() -> None:
    assert largest_remainder([-1.0, 0.5], 3) == [0, 0]
    assert largest_remainder([0.25, 0.25], 3) == [2, 1]


def test_segments_follow_each_other_with_their_clocks() -> None:
    morning, evening = SegmentClock("Morning", 0, 9, 1125.0), SegmentClock("Evening", 9, 15, 375.0)
    rules = rules_for(SMALL, 1.25)
    assert rules == SittingRules((morning, evening), 60, 1.25)
    assert rules.seconds == 1500.0
    assert [n for n in range(-1, 20) if n in morning] == list(range(9))
    assert [n for n in range(-1, 20) if n in evening] == list(range(9, 15))


def test_the_fourth_part_of_the_cma_begins_after_a_hundred_and_fifty() -> None:
    assert [(clock.first, clock.last) for clock in rules_for(exam("cma", "2021"), 1.0).segments] == [
        (0, 50), (50, 100), (100, 150), (150, 200),
    ]  # fmt: skip


def test_untimed_segments_have_no_clock() -> None:
    rules = rules_for(SMALL, None)
    assert [clock.seconds for clock in rules.segments] == [None, None]
    assert (rules.seconds, rules.break_seconds, rules.time_factor) == (None, 60, None)


def test_topics_by_id_and_subject_in_the_order_of_the_file() -> None:
    pulse, codes, pressure = (
        Topic("v.pulse", "Pulse", "v", "Vital signs"),
        Topic("b.codes", "Codes", "b", "Billing"),
        Topic("v.pressure", "Blood pressure", "v", "Vital signs"),
    )
    tree = TopicTree((pulse, codes, pressure))
    assert tree.by_id == {"v.pulse": pulse, "b.codes": codes, "v.pressure": pressure}
    assert list(tree.subjects.items()) == [("v", (pulse, pressure)), ("b", (codes,))]
    assert (tree.title("b.codes"), tree.title("gone.topic")) == ("Codes", "gone.topic")
