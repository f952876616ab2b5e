from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.banks import read_blueprints, read_topics
from mediquiz.domain.blueprint import Blueprint, area_quotas, form_quotas, largest_remainder
from mediquiz.locations import shipped

BANK = shipped("question_banks")
EXAMS = read_blueprints(BANK, read_topics(BANK / "topics.yaml"))


def test_largest_remainder_pinned_to_hamiltons_apportionment() -> None:
    # Hamilton's method on the textbook example of 25 seats for six states (populations in thousands).
    assert largest_remainder([27744, 25178, 19951, 14610, 9225, 3292], 25) == [7, 6, 5, 4, 2, 1]


def test_ties_go_to_the_earlier_entry() -> None:
    assert largest_remainder([1, 1, 1], 4) == [2, 1, 1]


def test_no_weight_gets_no_seat() -> None:
    assert largest_remainder([0, 0], 5) == [0, 0]


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=30).filter(lambda w: sum(w) > 0), st.integers(0, 300))
def test_all_seats_are_given_within_one_of_the_exact_share(weights: list[float], seats: int) -> None:
    counts = largest_remainder(weights, seats)
    assert sum(counts) == seats
    whole = sum(weights)
    for weight, count in zip(weights, counts, strict=True):
        assert abs(count - weight * seats / whole) < 1 + 1e-6


def exam(identity: str, edition: str) -> Blueprint:
    return next(one for one in EXAMS if (one.id, one.edition) == (identity, edition))


@pytest.mark.parametrize(
    ("identity", "edition", "scored", "unscored", "minutes", "domains"),
    [
        ("cma", "2021", 180, 20, 160, [106, 38, 36]),
        ("rma", "2022", 210, 0, 120, [44, 56, 39, 71]),
        ("rma", "three-areas", 210, 0, 120, [65, 30, 115]),
        ("ncma", "2024", 125, 25, 180, None),
        ("ccma", "2024", 150, 30, 180, None),
    ],
)
def test_exams_are_those_on_record(
    identity: str, edition: str, scored: int, unscored: int, minutes: int, domains: list[int] | None
) -> None:
    blueprint = exam(identity, edition)
    assert (blueprint.scored, blueprint.unscored, blueprint.seconds) == (scored, unscored, minutes * 60)
    if domains:
        assert [domain.scored for domain in blueprint.domains] == domains


def test_the_cma_passes_at_405_in_four_segments() -> None:
    cma = exam("cma", "2021")
    assert (cma.passing.scale_min, cma.passing.scaled, cma.passing.scale_max) == (200, 405, 800)
    assert [(s.questions, s.seconds) for s in cma.segments] == [(50, 2400)] * 4
    assert cma.break_seconds == 1200


@pytest.mark.parametrize("blueprint", EXAMS, ids=lambda one: f"{one.id}-{one.edition}")
def test_quotas_fill_a_form_and_follow_the_published_totals(blueprint: Blueprint) -> None:
    scored, unscored = form_quotas(blueprint)
    assert sum(scored.values()) == blueprint.scored
    assert sum(unscored.values()) == blueprint.unscored
    for domain in blueprint.domains:
        assert sum(scored[area.id] for area in blueprint.areas_in(domain.id)) == domain.scored


@pytest.mark.parametrize("blueprint", EXAMS, ids=lambda one: f"{one.id}-{one.edition}")
def test_topic_weights_are_shares_of_the_whole(blueprint: Blueprint) -> None:
    assert sum(blueprint.topic_weights.values()) == pytest.approx(1)
    assert set(blueprint.topic_weights) == set(blueprint.area_of_topic)


def test_quotas_of_any_count_add_up() -> None:
    for count in range(1, 60):
        assert sum(area_quotas(exam("ccma", "2024"), count).values()) == count
