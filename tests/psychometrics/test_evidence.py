"""Every row of the evidence table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.psychometrics.evidence import (
    AnswerFact,
    Confidence,
    Evidence,
    Occasion,
    Rating,
    guess_chance,
    hurried,
    is_right,
    weigh,
)

RIGHT = AnswerFact(item="a", topic=0, day=1.0, correct=True, ms=20_000, words=40)
WRONG = replace(RIGHT, correct=False)
GOOD, HARD, AGAIN = Rating.GOOD, Rating.HARD, Rating.AGAIN


@pytest.mark.parametrize(
    ("fact", "first", "recall", "expected"),
    [
        pytest.param(RIGHT, True, None, Evidence(1.0, 0.25, 1.0, GOOD), id="first attempt, right"),
        pytest.param(WRONG, True, None, Evidence(1.0, 0.25, 1.0, AGAIN), id="first attempt, wrong"),
        pytest.param(RIGHT, False, 0.5, Evidence(0.0, 0.25, 1.0, GOOD), id="repeat, remembered"),
        pytest.param(WRONG, False, 0.9, Evidence(0.0, 0.25, 1.0, AGAIN), id="repeat, remembered, wrong"),
        pytest.param(RIGHT, False, None, Evidence(0.0, 0.25, 1.0, GOOD), id="repeat, memory unknown"),
        pytest.param(RIGHT, False, 0.49, Evidence(0.5, 0.25, 1.0, GOOD), id="repeat of long ago"),
        pytest.param(
            replace(RIGHT, skipped=True), True, None, Evidence(0.0, 0.25, 0.0, None, False), id="skipped or closed"
        ),
        pytest.param(
            replace(RIGHT, occasion=Occasion.EXAM, timed_out=True),
            True,
            None,
            Evidence(1.0, 0.25, 1.0, AGAIN),
            id="time-out in an exam counts as wrong",
        ),
        pytest.param(
            replace(WRONG, timed_out=True), True, None, Evidence(0.0, 0.25, 0.0, AGAIN), id="time-out in practice"
        ),
        pytest.param(
            replace(WRONG, timed_out=True, explanation_opened=True),
            True,
            None,
            Evidence(0.0, 0.25, 1.0, AGAIN),
            id="time-out in practice, explanation opened",
        ),
        pytest.param(replace(RIGHT, ms=1_500), True, None, Evidence(0.25, 0.25, 1.0, None), id="too fast, right"),
        pytest.param(replace(WRONG, ms=1_500), True, None, Evidence(0.25, 0.25, 1.0, AGAIN), id="too fast, wrong"),
        pytest.param(
            replace(RIGHT, hint_used=True, options_left=2),
            True,
            None,
            Evidence(0.5, 0.5, 1.0, HARD),
            id="hint or 50/50, then right",
        ),
        pytest.param(
            replace(WRONG, hint_used=True, options_left=2),
            True,
            None,
            Evidence(1.0, 0.25, 1.0, AGAIN),
            id="hint or 50/50, then wrong",
        ),
        pytest.param(
            replace(RIGHT, confidence=Confidence.GUESS), True, None, Evidence(1.0, 0.5, 1.0, HARD), id="guessed, right"
        ),
        pytest.param(
            replace(WRONG, confidence=Confidence.GUESS),
            True,
            None,
            Evidence(1.0, 0.25, 1.0, AGAIN),
            id="guessed or 'I don't know', wrong",
        ),
        pytest.param(replace(RIGHT, primed=True), True, None, Evidence(0.5, 0.25, 1.0, GOOD), id="read just before"),
        pytest.param(
            replace(RIGHT, occasion=Occasion.EXAM), True, None, Evidence(1.0, 0.25, 1.0, GOOD), id="mock exam"
        ),
        pytest.param(
            replace(RIGHT, retired=True), True, None, Evidence(0.0, 0.25, 0.0, None, False), id="retired question"
        ),
        pytest.param(replace(RIGHT, n_options=5), True, None, Evidence(1.0, 0.2, 1.0, GOOD), id="five options"),
        pytest.param(replace(RIGHT, n_options=0), True, None, Evidence(1.0, 0.0, 1.0, GOOD), id="open answer"),
        pytest.param(replace(RIGHT, ms=1_500), False, 0.3, Evidence(0.125, 0.25, 1.0, None), id="discounts multiply"),
        pytest.param(replace(RIGHT, confidence=Confidence.SURE), True, None, Evidence(1.0, 0.25, 1.0, GOOD), id="sure"),
    ],
)
def test_table(fact: AnswerFact, first: bool, recall: float | None, expected: Evidence) -> None:
    assert weigh(fact, first, recall) == expected


def test_too_fast_is_measured_against_reading_time() -> None:
    assert hurried(replace(RIGHT, ms=1_999, words=10))
    assert not hurried(replace(RIGHT, ms=2_000, words=10))
    assert hurried(replace(RIGHT, ms=5_999, words=160))  # 160 words take 40 s; 15 % of that is 6 s
    assert not hurried(replace(RIGHT, ms=6_000, words=160))
    assert not hurried(replace(RIGHT, ms=None))


def test_a_family_is_remembered_as_one_thing() -> None:
    assert replace(RIGHT, family="f").memory_key == "f"
    assert RIGHT.memory_key == "a"


def test_guess_chance() -> None:
    assert [guess_chance(n) for n in (0, 1, 2, 4, 5)] == [0.0, 0.0, 0.5, 0.25, 0.2]


@given(
    st.builds(
        AnswerFact,
        item=st.just("a"),
        topic=st.just(0),
        day=st.just(0.0),
        correct=st.booleans(),
        occasion=st.sampled_from(Occasion),
        confidence=st.sampled_from([None, *Confidence]),
        ms=st.none() | st.integers(0, 100_000),
        words=st.integers(0, 300),
        n_options=st.integers(0, 8),
        options_left=st.none() | st.integers(1, 4),
        skipped=st.booleans(),
        timed_out=st.booleans(),
        hint_used=st.booleans(),
        explanation_opened=st.booleans(),
        primed=st.booleans(),
        retired=st.booleans(),
    ),
    st.booleans(),
    st.none() | st.floats(0, 1),
)
def test_any_event_gives_sound_evidence(fact: AnswerFact, first: bool, recall: float | None) -> None:
    found = weigh(fact, first, recall)
    assert 0.0 <= found.weight <= 1.0
    assert 0.0 <= found.guess <= 1.0
    assert found.practice in (0.0, 1.0)
    if not first and (recall is None or recall >= 0.5):
        assert found.weight == 0.0
    if not is_right(fact) and found.attempted:
        assert found.rating is AGAIN
    if not found.attempted:
        assert (found.weight, found.practice, found.rating) == (0.0, 0.0, None)
