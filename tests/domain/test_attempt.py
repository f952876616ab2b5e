from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.domain.answers import chosen
from mediquiz.domain.attempt import Act, Attempt, Event, FormQuestion, Phase, RuleBroken, replay
from mediquiz.domain.policy import Confidence, SegmentClock, SittingRules
from mediquiz.domain.sittings import rules_for

from .test_blueprint import exam

RULES = SittingRules((SegmentClock("One", 0, 3, 60.0), SegmentClock("Two", 3, 6, 60.0)), 30.0, 1.0)
QUESTIONS = tuple(
    FormQuestion(
        item_id=f"a.b.{n:04}",
        ordinal=n,
        revision="r",
        area="area",
        topic="a.b",
        segment=n // 3,
        scored=n != 1,
        order=(2, 0, 3, 1),
        seen_before=False,
    )
    for n in range(6)
)


def begin(rules: SittingRules = RULES) -> Attempt:
    return Attempt(QUESTIONS, rules)


def act(attempt: Attempt, event: Event) -> Event:
    stamped = attempt.stamp(event)
    attempt.apply(stamped)
    return stamped


def test_answers_flags_strikes_and_confidence_stay() -> None:
    attempt = begin()
    act(attempt, Event.answering(0, chosen(2)))
    act(attempt, Event(act=Act.FLAG, question=0))
    act(attempt, Event(act=Act.STRIKE, question=0, value=3))
    act(attempt, Event(act=Act.CONFIDENCE, question=0, text="guess"))
    state = attempt.states[0]
    assert (state.response, state.flagged, state.struck, state.confidence) == (chosen(2), True, {3}, Confidence.GUESS)
    act(attempt, Event(act=Act.STRIKE, question=0, value=3, on=False))
    act(attempt, Event(act=Act.FLAG, question=0, on=False))
    assert (attempt.states[0].struck, attempt.states[0].flagged) == (set(), False)


def test_changing_an_answer_is_counted_and_the_first_kept() -> None:
    attempt = begin()
    for value in (1, 1, 2, 0):
        act(attempt, Event.answering(0, chosen(value)))
    state = attempt.states[0]
    assert (state.first_response, state.response, state.changes) == (chosen(1), chosen(0), 2)


def test_a_segment_that_ended_cannot_be_entered_again() -> None:
    attempt = begin()
    act(attempt, Event(act=Act.END_SEGMENT))
    act(attempt, Event(act=Act.START_SEGMENT))
    assert attempt.current == 3
    for event in (
        Event(act=Act.MOVE, question=0),
        Event.answering(2, chosen(1)),
        Event(act=Act.FLAG, question=1),
        Event(act=Act.STRIKE, question=0, value=1),
    ):
        with pytest.raises(RuleBroken, match="not in the open segment"):
            attempt.apply(event)


def test_the_next_segment_is_closed_until_its_turn() -> None:
    with pytest.raises(RuleBroken):
        begin().apply(Event(act=Act.MOVE, question=3))


def test_nothing_is_answered_in_a_break() -> None:
    attempt = begin()
    act(attempt, Event(act=Act.END_SEGMENT))
    assert attempt.phase is Phase.BREAK
    with pytest.raises(RuleBroken, match="break"):
        attempt.apply(Event.answering(3, chosen(1)))
    with pytest.raises(RuleBroken, match="No break"):
        begin().apply(Event(act=Act.START_SEGMENT))


def test_the_last_segment_ends_the_exam_and_then_nothing_more_is_taken() -> None:
    attempt = begin()
    for event in (Event(act=Act.END_SEGMENT), Event(act=Act.START_SEGMENT), Event(act=Act.END_SEGMENT)):
        act(attempt, event)
    assert attempt.phase is Phase.FINISHED
    with pytest.raises(RuleBroken, match="finished"):
        attempt.apply(Event.answering(3, chosen(1)))


def test_the_clock_runs_and_break_time_is_one_stock_for_the_sitting() -> None:
    attempt = begin()
    attempt.run(20)
    assert attempt.seconds_left == 40
    act(attempt, Event(act=Act.END_SEGMENT))
    attempt.run(12)
    act(attempt, Event(act=Act.START_SEGMENT))
    assert (attempt.break_left, attempt.seconds_left) == (18, 60)


def test_time_is_kept_for_the_question_on_screen() -> None:
    attempt = begin()
    attempt.run(7)
    act(attempt, Event(act=Act.MOVE, question=1))
    attempt.run(5)
    act(attempt, Event.answering(1, chosen(0)))
    assert [state.seconds for state in attempt.states[:2]] == [7, 5]


def test_used_up_time_expires_but_ends_nothing_by_itself() -> None:
    attempt = begin()
    attempt.run(500)
    assert attempt.expired
    assert attempt.seconds_left == 0
    assert attempt.phase is Phase.RUNNING


def test_untimed_never_expires() -> None:
    attempt = begin(SittingRules((SegmentClock("One", 0, 6, None),), 0.0, None))
    attempt.run(10_000)
    act(attempt, Event.answering(0, chosen(1)))
    assert not attempt.expired
    assert attempt.seconds_left is None
    assert attempt.states[0].seconds == 10_000


def test_suspension_and_resuming_are_on_record() -> None:
    attempt = begin()
    act(attempt, Event(act=Act.SUSPENDED, value=300))
    act(attempt, Event(act=Act.RESUMED))
    assert (attempt.suspended_seconds, attempt.interruptions) == (300, 1)


def test_extra_time_stretches_segments_and_leaves_breaks_alone() -> None:
    cma = exam("cma", "2021")
    assert [s.seconds for s in rules_for(cma, 1.5).segments] == [3600.0] * 4
    assert rules_for(cma, 1.5).break_seconds == 1200
    assert rules_for(cma, None).seconds is None
    assert rules_for(cma, 1.0).seconds == 9600


def random_walk(seed: int, steps: int) -> tuple[Attempt, list[Event]]:
    rng, attempt, events = random.Random(seed), begin(), list[Event]()
    for _ in range(steps):
        attempt.run(rng.random())
        question, value = rng.randrange(6), rng.randrange(4)
        event = rng.choice(
            [
                Event(act=Act.MOVE, question=question),
                Event.answering(question, chosen(rng.randrange(-1, 4))),
                Event(act=Act.FLAG, question=question, on=rng.random() < 0.5),
                Event(act=Act.STRIKE, question=question, value=value, on=rng.random() < 0.5),
                Event(act=Act.CONFIDENCE, question=question, text=rng.choice(["sure", "guess", ""])),
                Event(act=Act.CLOCK),
                Event(act=rng.choice([Act.END_SEGMENT, Act.START_SEGMENT, Act.RESUMED])),
            ]
        )
        try:
            events.append(act(attempt, event))
        except RuleBroken:
            continue
    return attempt, events


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_replaying_the_events_gives_the_same_sitting(seed: int, steps: int) -> None:
    attempt, events = random_walk(seed, steps)
    again = replay(QUESTIONS, RULES, events)
    assert again.states == attempt.states
    kept = ("phase", "segment", "current", "interruptions")
    assert [getattr(again, name) for name in kept] == [getattr(attempt, name) for name in kept]
    if events and attempt.phase is Phase.RUNNING:
        assert again.seconds_left is not None
        assert again.seconds_left - (attempt.seconds_left or 0) == pytest.approx(attempt.pending_spent, abs=0.01)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_a_refused_act_changes_nothing(seed: int) -> None:
    attempt, _ = random_walk(seed, 10)
    before = [(s.response, s.flagged, set(s.struck), s.confidence) for s in attempt.states]
    with pytest.raises(RuleBroken):
        attempt.apply(Event.answering(99, chosen(1)))
    assert before == [(s.response, s.flagged, set(s.struck), s.confidence) for s in attempt.states]
