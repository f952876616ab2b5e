"""Each act of a sitting: what it changes, what it leaves alone, and what the clock says after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediquiz.domain.answers import NO_ANSWER, chosen
from mediquiz.domain.attempt import Act, Attempt, Event, Phase, RuleBroken, replay
from mediquiz.domain.policy import Confidence, SegmentClock, SittingRules

from .test_attempt import QUESTIONS, RULES, act, begin

NO_BREAK = replace(RULES, break_seconds=0)
UNTIMED = SittingRules((SegmentClock("One", 0, 3, None), SegmentClock("Two", 3, 6, None)), 30.0, None)


def visited(attempt: Attempt) -> list[int]:
    return [n for n, state in enumerate(attempt.states) if state.visited]


def on_break() -> Attempt:
    """Ten seconds into the first segment it is ended."""
    attempt = begin()
    attempt.run(10)
    act(attempt, Event(act=Act.END_SEGMENT))
    return attempt


def test_a_question_counts_as_visited_once_it_was_on_screen() -> None:
    attempt = begin()
    assert visited(attempt) == [0]
    act(attempt, Event(act=Act.MOVE, question=2))
    assert (attempt.current, visited(attempt)) == (2, [0, 2])
    act(attempt, Event.answering(1, chosen(0)))
    assert visited(attempt) == [0, 2], "answering is not looking"
    act(attempt, Event(act=Act.END_SEGMENT))
    assert visited(attempt) == [0, 2]
    act(attempt, Event(act=Act.START_SEGMENT))
    assert (attempt.current, visited(attempt)) == (3, [0, 2, 3])


def test_the_state_of_the_question_on_screen() -> None:
    attempt = begin()
    act(attempt, Event(act=Act.MOVE, question=1))
    assert attempt.here is attempt.states[1]


def test_a_sitting_begins_at_its_first_segment() -> None:
    attempt = begin()
    assert (attempt.phase, attempt.segment, attempt.current) == (Phase.RUNNING, 0, 0)
    assert (attempt.seconds_left, attempt.break_left) == (60.0, 30.0)
    assert (attempt.suspended_seconds, attempt.interruptions, attempt.pending_spent) == (0, 0, 0.0)
    assert len({id(state) for state in attempt.states}) == len(QUESTIONS)


def test_only_the_running_segment_is_open() -> None:
    attempt = on_break()
    act(attempt, Event(act=Act.START_SEGMENT))
    assert (attempt.segment, attempt.open_segment) == (1, range(3, 6))
    act(attempt, Event(act=Act.MOVE, question=5))
    with pytest.raises(RuleBroken):
        act(attempt, Event(act=Act.MOVE, question=6))


def test_the_clock_of_a_segment_goes_on_after_an_act_and_starts_anew_with_the_next() -> None:
    attempt = on_break()
    act(attempt, Event(act=Act.START_SEGMENT))
    attempt.run(20.5)
    assert act(attempt, Event(act=Act.FLAG, question=3)).clock == 39.5
    attempt.run(10)
    assert (attempt.seconds_left, attempt.states[3].seconds) == (29.5, 20.5)
    assert act(attempt, Event(act=Act.CLOCK)).spent == 10
    assert (attempt.pending_spent, attempt.states[3].seconds) == (0.0, 30.5)


def test_a_stamp_tells_the_clock_to_the_millisecond_and_keeps_the_act() -> None:
    attempt = begin()
    attempt.run(1.23456)
    event = Event(act=Act.STRIKE, question=2, value=3, on=False, text="x")
    assert attempt.stamp(event) == replace(event, spent=1.235, clock=58.765)
    assert attempt.pending_spent == 1.23456, "a stamp settles nothing"


def test_in_a_break_the_stamp_tells_the_break_time() -> None:
    attempt = on_break()
    assert attempt.states[0].seconds == 10
    attempt.run(12.5)
    assert attempt.stamp(Event(act=Act.CLOCK)) == Event(act=Act.CLOCK, spent=0.0, clock=17.5)
    assert attempt.seconds_left == 50, "the clock of a segment stands still in a break"
    attempt.run(100)
    assert attempt.break_left == 0
    act(attempt, Event(act=Act.START_SEGMENT))
    assert (attempt.phase, attempt.break_left) == (Phase.RUNNING, 0)
    assert [state.seconds for state in attempt.states] == [10, 0, 0, 0, 0, 0]


def test_acts_in_a_break_settle_the_break_time_of_the_record() -> None:
    attempt = on_break()
    attempt.apply(Event(act=Act.SUSPENDED, value=40, spent=5.0, clock=21.0))
    assert (attempt.break_left, attempt.suspended_seconds, attempt.seconds_left) == (21.0, 40, 50)
    assert [state.seconds for state in attempt.states] == [10, 0, 0, 0, 0, 0]
    act(attempt, Event(act=Act.SUSPENDED, value=2))
    assert attempt.suspended_seconds == 42


def test_time_runs_out_at_zero_and_not_before() -> None:
    attempt = begin()
    attempt.run(59.5)
    assert not attempt.expired
    attempt.run(0.25)
    assert (attempt.seconds_left, attempt.expired) == (0.25, False)
    attempt.run(0.25)
    assert (attempt.seconds_left, attempt.expired) == (0, True)
    act(attempt, Event(act=Act.END_SEGMENT))
    assert not attempt.expired, "nothing expires in a break"


def test_without_a_clock_every_stamp_says_zero_and_no_event_starts_one() -> None:
    attempt = begin(UNTIMED)
    attempt.run(70)
    assert act(attempt, Event(act=Act.CLOCK)) == Event(act=Act.CLOCK, spent=70.0, clock=0.0)
    assert (attempt.timed, attempt.seconds_left, attempt.expired) == (False, None, False)
    assert begin().timed


def test_without_break_time_the_next_segment_starts_at_once() -> None:
    attempt = begin(NO_BREAK)
    attempt.run(10)
    act(attempt, Event(act=Act.END_SEGMENT))
    assert (attempt.phase, attempt.segment, attempt.current, attempt.seconds_left) == (Phase.RUNNING, 1, 3, 60.0)
    act(attempt, Event(act=Act.END_SEGMENT))
    assert (attempt.phase, attempt.segment) == (Phase.FINISHED, 1)


def test_used_up_break_time_is_still_a_break_at_the_end_of_a_segment() -> None:
    """The rules say whether there are breaks; how much is left says only how long this one can be."""
    three = SittingRules(tuple(SegmentClock(str(n), 2 * n, 2 * n + 2, 60.0) for n in range(3)), 30.0, 1.0)
    attempt = begin(three)
    act(attempt, Event(act=Act.END_SEGMENT))
    attempt.run(30)
    act(attempt, Event(act=Act.START_SEGMENT))
    act(attempt, Event(act=Act.END_SEGMENT))
    assert (attempt.phase, attempt.segment, attempt.break_left) == (Phase.BREAK, 1, 0)
    act(attempt, Event(act=Act.START_SEGMENT))
    assert (attempt.segment, attempt.current) == (2, 4)


@pytest.mark.parametrize("start", [begin, on_break])
def test_an_exam_can_be_handed_in_at_any_time(start: object) -> None:
    assert callable(start)
    attempt = start()
    act(attempt, Event(act=Act.SUBMIT))
    assert attempt.phase is Phase.FINISHED
    left, break_left = attempt.seconds_left, attempt.break_left
    attempt.run(5)
    assert (attempt.seconds_left, attempt.break_left, attempt.pending_spent) == (left, break_left, 0)


@pytest.mark.parametrize("wrong", [Act.MOVE, Act.ANSWER, Act.CONFIDENCE, Act.FLAG, Act.STRIKE, Act.END_SEGMENT])
def test_in_a_break_only_the_next_segment_can_be_started(wrong: Act) -> None:
    attempt = on_break()
    for question in (0, 3):
        with pytest.raises(RuleBroken, match=r"^The break is running; start the next segment first\.$"):
            attempt.apply(Event(act=wrong, question=question, text="", clock=1.0))
    assert (attempt.phase, attempt.current, attempt.break_left) == (Phase.BREAK, 0, 30)


@pytest.mark.parametrize(
    "event",
    [
        Event(act=Act.MOVE, question=3, spent=4.0, clock=1.0),
        Event.answering(-1, chosen(1)),
        Event(act=Act.CONFIDENCE, question=5, text="sure", spent=4.0, clock=1.0),
        Event(act=Act.FLAG, question=4, spent=4.0, clock=1.0),
        Event(act=Act.STRIKE, question=3, value=1, spent=4.0, clock=1.0),
        Event(act=Act.START_SEGMENT, spent=4.0, clock=1.0),
    ],
)
def test_a_refused_act_leaves_clock_and_answers_alone(event: Event) -> None:
    attempt = begin()
    attempt.run(3)
    with pytest.raises(RuleBroken):
        attempt.apply(event)
    untouched = begin()
    untouched.run(3)
    assert attempt.states == untouched.states
    assert (attempt.seconds_left, attempt.pending_spent, attempt.current) == (57, 3, 0)


@pytest.mark.parametrize(
    ("before", "event", "said"),
    [
        ((), Event(act=Act.MOVE, question=4), "This question is not in the open segment."),
        ((), Event(act=Act.START_SEGMENT), "No break is running."),
        ((Event(act=Act.SUBMIT),), Event(act=Act.CLOCK), "This exam is finished."),
    ],
)
def test_a_refusal_says_why_in_a_sentence(before: tuple[Event, ...], event: Event, said: str) -> None:
    attempt = begin()
    for each in before:
        act(attempt, each)
    with pytest.raises(RuleBroken) as caught:
        act(attempt, event)
    assert str(caught.value) == said


def test_every_interruption_is_counted() -> None:
    attempt = begin()
    for _ in range(3):
        act(attempt, Event(act=Act.RESUMED))
    assert attempt.interruptions == 3


def test_acts_go_to_the_question_that_they_name() -> None:
    attempt = begin()
    for event in (
        Event.answering(1, chosen(2)),
        Event(act=Act.FLAG, question=2),
        Event(act=Act.STRIKE, question=1, value=3),
        Event(act=Act.STRIKE, question=1, value=0),
        Event(act=Act.CONFIDENCE, question=2, text="sure"),
    ):
        act(attempt, event)
    one, two = attempt.states[1], attempt.states[2]
    assert (one.response, one.struck, one.flagged, one.confidence) == (chosen(2), {0, 3}, False, None)
    assert (two.answered, two.struck, two.flagged, two.confidence) == (False, set(), True, Confidence.SURE)
    act(attempt, Event(act=Act.CONFIDENCE, question=2))
    act(attempt, Event(act=Act.STRIKE, question=1, value=2, on=False))  # was not struck out: nothing happens
    assert (two.confidence, one.struck) == (None, {0, 3})


def test_an_answer_taken_back_and_given_again_is_one_change() -> None:
    attempt = begin()
    for response in (NO_ANSWER, chosen(1), NO_ANSWER, chosen(2), chosen(2)):
        act(attempt, Event.answering(0, response))
    state = attempt.states[0]
    assert (state.first_response, state.response, state.changes) == (chosen(1), chosen(2), 1)


def test_a_replay_begins_anew_and_takes_every_event() -> None:
    attempt, events = begin(), []
    for seconds, event in [
        (5, Event.answering(0, chosen(3))),
        (7, Event(act=Act.MOVE, question=2)),
        (1, Event(act=Act.RESUMED)),
    ]:
        attempt.run(seconds)
        events.append(act(attempt, event))
    again = replay(iter(QUESTIONS), RULES, iter(events))
    assert again.states == attempt.states
    assert (again.seconds_left, again.interruptions, again.current) == (47.0, 1, 2)
    assert again.rules is RULES
    assert again.questions == QUESTIONS
