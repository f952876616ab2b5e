from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.answers import NO_ANSWER, chosen
from mediquiz.domain.assembly import ListPool, draw_form
from mediquiz.domain.attempt import Act, Attempt, Event, FormQuestion
from mediquiz.domain.items import Item, Level, Option
from mediquiz.domain.results import about_scaled, score, wilson
from mediquiz.domain.sittings import rules_for

from .test_blueprint import exam

CMA = exam("cma", "2021")


def item_of(question: FormQuestion, key: int) -> Item:
    """An item with its key at that place."""
    options = tuple(Option(str(n), f"Reason {n}.", n == key) for n in range(4))
    return Item(
        id=question.item_id,
        topic=question.topic,
        stem="Which one?",
        options=options,
        sources=("A text",),
        level=Level.RECALL,
        difficulty=3,
    )


def sitting(right: int, unscored_right: int = 0) -> tuple[Attempt, list[Item]]:
    """A CMA sitting with so many scored questions right, the others wrong; every key is option 2."""
    by_topic = {topic: range(n * 1000, n * 1000 + 60) for n, topic in enumerate(CMA.topic_weights)}
    places = draw_form(CMA, ListPool(by_topic, {}), random.Random(1))
    topics = list(CMA.topic_weights)
    questions = [
        FormQuestion(
            item_id=f"x.y.{p.ordinal:05}", ordinal=p.ordinal, revision="r", area=p.area,
            topic=topics[p.ordinal // 1000], segment=p.segment, scored=p.scored, order=(0, 1, 2, 3), seen_before=False,
        )
        for p in places
    ]  # fmt: skip
    attempt = Attempt(questions, rules_for(CMA, 1.0))
    left = {True: right, False: unscored_right}
    for n, question in enumerate(questions):
        state = attempt.states[n]
        state.response = state.first_response = chosen(2 if left[question.scored] > 0 else 1)
        left[question.scored] -= 1
    return attempt, [item_of(question, 2) for question in questions]


def test_only_scored_questions_count_and_the_others_are_disclosed() -> None:
    attempt, items = sitting(129, 20)
    result = score(attempt, CMA, items)
    assert (result.right, result.scored, result.unscored, result.unscored_right) == (129, 180, 20, 20)
    assert result.share == pytest.approx(129 / 180)
    assert result.passed


def test_areas_add_up_to_the_whole() -> None:
    attempt, items = sitting(100)
    result = score(attempt, CMA, items)
    assert sum(area.right for area in result.areas) == 100
    assert [area.scored for area in result.areas] == [106, 38, 36]
    assert all(sum(part.scored for part in area.parts) == area.scored for area in result.areas)
    assert all(part.assumed for area in result.areas for part in area.parts)


def test_unanswered_counts_as_wrong() -> None:
    attempt, items = sitting(180)
    for state in attempt.states[:10]:
        state.response = NO_ANSWER
    result = score(attempt, CMA, items)
    assert result.unanswered == 10
    assert result.right == 180 - sum(q.scored for q in attempt.questions[:10])


def test_changed_answers_by_what_they_did() -> None:
    attempt, items = sitting(180)
    for n, (first, last) in enumerate([(1, 2), (0, 2), (2, 1), (0, 1), (2, 2)]):
        state = attempt.states[n]
        state.first_response, state.response, state.changes = chosen(first), chosen(last), 1
    result = score(attempt, CMA, items)
    assert (result.changes.to_right, result.changes.to_wrong, result.changes.between_wrong) == (2, 1, 1)


def test_pace_is_by_segment_beside_the_time_available() -> None:
    attempt, items = sitting(10)
    for n in range(50):
        attempt.states[n].seconds = 30.0
    pace = score(attempt, CMA, items).pace
    assert (pace[0].title, pace[0].seconds, pace[0].available) == ("Segment 1", 30.0, 48.0)
    assert [(p.first, p.last) for p in pace] == [(1, 50), (51, 100), (101, 150), (151, 200)]


def test_a_single_session_is_shown_in_quarters() -> None:
    ncma = exam("ncma", "2024")
    questions = [
        FormQuestion(
            item_id=f"x.y.{n:04}",
            ordinal=n,
            revision="r",
            area="none",
            topic="t",
            segment=0,
            scored=True,
            order=(0, 1, 2, 3),
            seen_before=False,
        )
        for n in range(150)
    ]
    attempt = Attempt(questions, rules_for(ncma, 1.0))
    pace = score(attempt, ncma, [item_of(q, 0) for q in questions]).pace
    assert [(p.title, p.first, p.last) for p in pace] == [("", 1, 37), ("", 38, 75), ("", 76, 112), ("", 113, 150)]


def test_wilson_pinned_to_the_published_example() -> None:
    # Agresti and Coull (1998): 0 of 20 at 95 % gives an upper limit of .161.
    low, high = wilson(0, 20, z=1.96)
    assert (low, round(high, 3)) == (0.0, 0.161)


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_interval_holds_the_share(right: int, total: int) -> None:
    right = min(right, total)
    low, high = wilson(right, total)
    assert 0 <= low <= right / total + 1e-12
    assert right / total - 1e-12 <= high <= 1


def test_the_scale_meets_its_three_points() -> None:
    passing = CMA.passing
    assert about_scaled(passing, passing.raw_cut, 0.25) == 405
    assert about_scaled(passing, 1.0, 0.25) == 800
    assert about_scaled(passing, 0.25, 0.25) == 200
    assert about_scaled(passing, 0.0, 0.25) == 200


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_right_never_scales_lower(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert about_scaled(CMA.passing, low, 0.25) <= about_scaled(CMA.passing, high, 0.25) + 1e-9


def test_moving_is_no_answer() -> None:
    attempt, _ = sitting(0)
    attempt.states[0].response = NO_ANSWER
    attempt.apply(attempt.stamp(Event(act=Act.MOVE, question=1)))
    assert not attempt.states[0].answered
