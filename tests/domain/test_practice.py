from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.domain.answers import NO_ANSWER, Chosen, to_text
from mediquiz.domain.attempt import Act, Attempt, Event, FormQuestion, RuleBroken
from mediquiz.domain.policy import Confidence, SegmentClock, SittingRules
from mediquiz.domain.practice import Given, Practice, Stage, replay

QUESTIONS = tuple(
    FormQuestion(
        item_id=f"a.b.{n:04}",
        ordinal=-1,
        revision="r",
        area="",
        topic="a.b",
        segment=0,
        scored=True,
        order=(2, 0, 3, 1),
        seen_before=False,
    )
    for n in range(4)
)


@dataclass
class Session:
    """A session with the record of its acts, as a page keeps it."""

    practice: Practice
    log: list[Event]

    def act(self, event: Event | None) -> None:
        assert event is not None
        stamped = self.practice.stamp(event)
        self.practice.apply(stamped)
        self.log.append(stamped)

    def move(self, question: int) -> None:
        self.act(Event(act=Act.MOVE, question=question))

    def choose(self, place: int, seconds: float = 0.0) -> None:
        self.practice.run(seconds)
        self.act(self.practice.choosing(Chosen((place,))))

    def check(self, right: bool = True) -> None:
        here = self.practice
        self.act(
            Event(
                act=Act.CHECK,
                question=here.current,
                value=here.milliseconds,
                on=right,
                text=to_text(here.here.response),
            )
        )

    def answer(self, place: int = 1, seconds: float = 0.0, right: bool = True) -> None:
        self.choose(place, seconds)
        self.check(right)


def begin(seconds: float | None = None) -> Session:
    session = Session(Practice(QUESTIONS, seconds), [])
    session.move(0)
    return session


def state(practice: Practice) -> tuple[object, ...]:
    return (practice.states, practice.current, practice.stage, practice.seconds_left)


def test_a_choice_may_be_changed_until_it_is_checked() -> None:
    session = begin()
    session.choose(2)
    session.choose(1)
    assert session.practice.choosing(Chosen((1,))) is None
    session.check(right=False)
    assert session.practice.given == {0: Given(Chosen((1,)), False, None, 0)}
    assert session.practice.stage is Stage.READING
    for event in (
        Event(act=Act.ANSWER, question=0, text="3"),
        Event(act=Act.STRIKE, question=0, value=2),
        Event(act=Act.CONFIDENCE, question=0, text="sure"),
    ):
        with pytest.raises(RuleBroken, match="not open"):
            session.practice.apply(event)


def test_nothing_is_checked_without_a_choice() -> None:
    session = begin()
    with pytest.raises(RuleBroken, match="Choose an answer"):
        session.check()
    assert session.practice.done == 0


def test_choosing_brings_a_struck_option_back_and_striking_takes_the_choice_away() -> None:
    session = begin()
    session.act(session.practice.striking(2))
    session.choose(2)
    assert (session.practice.here.struck, session.practice.here.response) == (set(), Chosen((2,)))
    session.act(session.practice.striking(2))
    assert (session.practice.here.struck, session.practice.here.response) == ({2}, NO_ANSWER)
    session.act(session.practice.striking(2))
    assert session.practice.here.struck == set()


def test_the_same_confidence_again_takes_it_back() -> None:
    session = begin()
    session.act(session.practice.feeling(Confidence.SURE))
    session.act(session.practice.feeling(Confidence.GUESS))
    assert session.practice.here.confidence is Confidence.GUESS
    session.act(session.practice.feeling(Confidence.GUESS))
    assert session.practice.here.confidence is None


def test_confidence_goes_with_the_answer() -> None:
    session = begin()
    session.act(session.practice.feeling(Confidence.SURE))
    session.answer(1, 12.5)
    assert session.practice.given[0] == Given(Chosen((1,)), True, Confidence.SURE, 12_500)


def test_going_on_passes_over_what_is_answered_or_left_out() -> None:
    session = begin()
    session.answer()
    session.act(Event(act=Act.LEAVE_OUT, question=1))
    assert session.practice.going_on() == Event(act=Act.MOVE, question=2)
    session.move(2)
    session.answer()
    session.move(3)
    session.answer()
    assert session.practice.is_last
    assert session.practice.going_on() is None
    assert (session.practice.done, session.practice.total) == (3, 4)


def test_back_shows_the_reasons_again_and_reopens_nothing_then_next_goes_forward() -> None:
    session = begin()
    for n in range(3):
        session.answer(n)
        session.act(session.practice.going_on())
    session.choose(2)
    session.act(session.practice.going_back())
    session.act(session.practice.going_back())
    assert (session.practice.current, session.practice.stage) == (1, Stage.READING)
    with pytest.raises(RuleBroken):
        session.practice.apply(Event(act=Act.ANSWER, question=1, text="3"))
    with pytest.raises(RuleBroken, match="answered already"):
        session.practice.apply(Event(act=Act.MOVE, question=1))
    session.act(session.practice.going_on())
    assert session.practice.current == 2
    session.act(session.practice.going_on())
    assert (session.practice.current, session.practice.stage) == (3, Stage.ASKING)
    assert session.practice.here.response == Chosen((2,))
    assert session.practice.done == 3


def test_there_is_nothing_before_the_first() -> None:
    assert begin().practice.going_back() is None
    with pytest.raises(RuleBroken, match="looked at again"):
        begin().practice.apply(Event(act=Act.LOOK, question=2))


def test_a_question_left_out_needs_no_answer_and_comes_back_as_it_was() -> None:
    session = begin()
    session.choose(3, 5)
    session.act(Event(act=Act.LEAVE_OUT, question=0))
    assert (session.practice.stage, session.practice.next_open) == (Stage.READING, 1)
    session.act(Event(act=Act.LEAVE_OUT, question=0, on=False))
    assert (session.practice.stage, session.practice.here.response) == (Stage.ASKING, Chosen((3,)))
    assert session.practice.milliseconds == 5000


def test_the_last_one_left_out_leaves_nothing_to_ask() -> None:
    session = begin()
    for n in range(3):
        session.answer()
        session.move(n + 1)
    session.act(Event(act=Act.LEAVE_OUT, question=3))
    assert session.practice.is_last
    assert session.practice.going_on() is None


def test_one_left_out_is_asked_after_all_when_it_is_brought_back_later() -> None:
    session = begin()
    session.act(Event(act=Act.LEAVE_OUT, question=0))
    session.move(1)
    session.act(Event(act=Act.LEAVE_OUT, question=0, on=False))
    assert (session.practice.current, session.practice.stage) == (1, Stage.ASKING)
    session.answer()
    assert session.practice.going_on() == Event(act=Act.MOVE, question=0)


def test_an_answered_question_left_out_keeps_its_answer_and_its_reasons() -> None:
    session = begin()
    session.answer()
    before = session.practice.given
    session.act(Event(act=Act.LEAVE_OUT, question=0))
    session.act(Event(act=Act.LEAVE_OUT, question=0, on=False))
    assert session.practice.given == before
    assert session.practice.stage is Stage.READING


def test_reading_reasons_takes_nothing_off_the_clock() -> None:
    session = begin(60.0)
    session.answer(1, 20)
    session.practice.run(300)
    session.move(1)
    assert session.practice.seconds_left == 40
    session.practice.run(10)
    session.act(session.practice.going_back())
    session.practice.run(300)
    assert session.practice.seconds_left == 30
    assert session.practice.states[1].seconds == 10


def test_time_up_closes_the_open_question_with_what_is_chosen_or_nothing() -> None:
    for chosen in (True, False):
        session = begin(60.0)
        session.act(session.practice.feeling(Confidence.SURE))
        if chosen:
            session.choose(1, 10)
        session.practice.run(100)
        assert (session.practice.time_up, session.practice.milliseconds) == (True, 60_000)
        session.check()
        response, confidence = (Chosen((1,)), Confidence.SURE) if chosen else (NO_ANSWER, None)
        assert session.practice.given == {0: Given(response, True, confidence, 60_000)}
        assert session.practice.is_last and session.practice.going_on() is None
        with pytest.raises(RuleBroken, match="time is up"):
            session.move(1)


def test_no_answer_is_refused_while_there_is_time() -> None:
    session = begin(60.0)
    session.practice.run(59)
    with pytest.raises(RuleBroken, match="time left"):
        session.check()
    assert session.practice.seconds_left == 1


def test_after_the_end_nothing_is_taken() -> None:
    session = begin()
    session.act(Event(act=Act.SUBMIT))
    assert session.practice.stage is Stage.ENDED
    with pytest.raises(RuleBroken, match="ended"):
        session.move(1)


def test_acts_of_an_exam_are_none_of_practice_and_the_other_way_round() -> None:
    with pytest.raises(RuleBroken, match="no such act"):
        begin().practice.apply(Event(act=Act.END_SEGMENT))
    exam = Attempt(QUESTIONS, SittingRules((SegmentClock("One", 0, 4, 60.0),), 0.0, 1.0))
    with pytest.raises(RuleBroken, match="no such act"):
        exam.apply(Event(act=Act.CHECK, question=0, text="1"))


def test_answers_without_events_are_taken_over() -> None:
    """Sessions begun before practice kept its acts have answers only."""
    kept = {0: Given(Chosen((1,)), True, Confidence.SURE, 9000), 1: Given(NO_ANSWER, False, None, 30_000)}
    practice = Practice(QUESTIONS, 60.0)
    practice.settle(kept, left_out={2})
    assert practice.given == kept
    assert (practice.current, practice.stage, practice.seconds_left) == (3, Stage.ASKING, 21.0)


def test_what_was_left_out_or_brought_back_elsewhere_is_so_here() -> None:
    session = begin()
    session.act(Event(act=Act.LEAVE_OUT, question=0))
    session.practice.settle({}, left_out={1})
    assert [state.left_out for state in session.practice.states] == [False, True, False, False]
    assert (session.practice.current, session.practice.stage) == (0, Stage.ASKING)


def test_a_session_with_nothing_left_stands_at_its_reasons() -> None:
    practice = Practice(QUESTIONS)
    practice.settle({n: Given(Chosen((0,)), True, None, 1) for n in range(4)}, ())
    assert practice.stage is Stage.READING
    assert practice.going_on() is None


def test_a_session_whose_time_is_used_up_asks_nothing_more() -> None:
    practice = Practice(QUESTIONS, 60.0)
    practice.settle({0: Given(Chosen((1,)), True, None, 60_000)}, ())
    assert (practice.stage, practice.current, practice.going_on()) == (Stage.READING, 0, None)


@given(st.data(), st.sampled_from([None, 5.0, 60.0]))
@settings(max_examples=100, deadline=None)
def test_any_acts_replay_to_the_same_state_and_break_no_promise(data: st.DataObject, seconds: float | None) -> None:
    session = begin(seconds)
    practice = session.practice
    questions, places = st.integers(-1, 4), st.integers(0, 3)
    for _ in range(data.draw(st.integers(0, 25))):
        practice.run(data.draw(st.floats(0, 8)))
        act = data.draw(st.sampled_from(Act))
        texts = st.sampled_from(["", "1", "2"] if act in (Act.ANSWER, Act.CHECK) else ["", *Confidence])
        value = practice.milliseconds if act is Act.CHECK else data.draw(places)
        question = data.draw(st.one_of(st.just(practice.current), questions))
        event = Event(act=act, question=question, value=value, on=data.draw(st.booleans()), text=data.draw(texts))
        before, given_before = repr(state(practice)), practice.given
        try:
            session.act(event)
        except RuleBroken:
            assert repr(state(practice)) == before
        assert given_before.items() <= practice.given.items()
        assert practice.done <= practice.total
        assert practice.here.visited
        if seconds is not None:
            assert sum(s.seconds for s in practice.states) <= seconds + 0.02
    assert (practice.stage is Stage.ASKING) <= practice.here.open
    again = replay(QUESTIONS, seconds, session.log)
    practice.pending_spent = 0.0
    assert state(again) == state(practice)
    settled = replay(QUESTIONS, seconds, session.log)
    settled.settle(practice.given, {n for n, s in enumerate(practice.states) if s.left_out})
    assert settled.states == practice.states
