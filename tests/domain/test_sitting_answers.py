"""Answers of a sitting: what an event carries, in today's form and in the one before there was more than one kind."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.domain.answers import NO_ANSWER, Chosen, Measured, Ordered, Response, chosen, from_text
from mediquiz.domain.attempt import Act, Attempt, Event, FormQuestion, Phase, replay
from mediquiz.domain.grading import is_right
from mediquiz.domain.items import Item
from mediquiz.domain.results import AnswerChanges, marks_of, score
from mediquiz.domain.sittings import rules_for

from .test_answers import RESPONSES
from .test_blueprint import exam
from .test_results import item_of

NCMA = exam("ncma", "2024")
QUESTIONS = tuple(
    FormQuestion(
        item_id=f"a.b.{n:04}",
        ordinal=n,
        revision="r",
        area="area",
        topic="a.b",
        segment=0,
        scored=n % 6 != 1,
        order=(2, 0, 3, 1),
        seen_before=False,
    )
    for n in range(150)
)
ITEMS = [item_of(question, question.ordinal % 4) for question in QUESTIONS]


def sat(seed: int, acts: int) -> tuple[Attempt, list[Event]]:
    """A sitting by chance: answers given, changed and taken back, with moves, strikes and flags between them."""
    rng, attempt, events = random.Random(seed), Attempt(QUESTIONS, rules_for(NCMA, 1.0)), list[Event]()
    for _ in range(acts):
        attempt.run(rng.random())
        question = rng.randrange(20)
        event = rng.choice(
            [
                Event.answering(question, chosen(rng.randrange(-1, 4))),
                Event.answering(question, chosen(rng.randrange(4))),
                Event(act=Act.MOVE, question=question),
                Event(act=Act.STRIKE, question=question, value=rng.randrange(4)),
                Event(act=Act.FLAG, question=question),
                Event(act=Act.CONFIDENCE, question=question, text=rng.choice(["sure", "guess", ""])),
            ]
        )
        events.append(attempt.stamp(event))
        attempt.apply(events[-1])
    events.append(attempt.stamp(Event(act=Act.SUBMIT)))
    attempt.apply(events[-1])
    return attempt, events


def as_before(event: Event) -> Event:
    """The event as it was written when an answer was one place: in `value`, -1 for none, without a text."""
    if event.act is not Act.ANSWER:
        return event
    match event.response:
        case Chosen((place,)):
            return replace(event, value=place, text="")
    return replace(event, value=-1, text="")


@settings(max_examples=50)
@given(st.integers(0, 2**32), st.integers(0, 120))
def test_old_and_new_events_replay_to_one_sitting(seed: int, acts: int) -> None:
    attempt, events = sat(seed, acts)
    for rows in (events, [as_before(event) for event in events]):
        again = replay(QUESTIONS, rules_for(NCMA, 1.0), rows)
        assert again.phase is Phase.FINISHED
        assert again.states == attempt.states
        assert score(again, NCMA, ITEMS) == score(attempt, NCMA, ITEMS)


@settings(max_examples=50)
@given(st.integers(0, 2**32), st.integers(0, 120))
def test_a_sitting_says_of_each_answer_what_its_acts_say(seed: int, acts: int) -> None:
    """Against a second count, straight from the acts."""
    attempt, events = sat(seed, acts)
    for n, state in enumerate(attempt.states):
        given_here = [event.response for event in events if event.act is Act.ANSWER and event.question == n]
        answers = [response for response in given_here if response != NO_ANSWER]
        assert state.response == (given_here[-1] if given_here else NO_ANSWER)
        assert state.first_response == (answers[0] if answers else NO_ANSWER)
        after_first = given_here[given_here.index(answers[0]) :] if answers else []
        pairs = pairwise(after_first)
        assert state.changes == sum(now not in (before, NO_ANSWER) for before, now in pairs)


@settings(max_examples=50)
@given(st.integers(0, 2**32), st.integers(0, 120))
def test_an_exam_grades_as_practice_does(seed: int, acts: int) -> None:
    attempt, _ = sat(seed, acts)
    marks = marks_of(attempt, ITEMS)
    assert marks == [is_right(item, state.response) for item, state in zip(ITEMS, attempt.states, strict=True)]
    assert marks == [state.response == Chosen(item.keys) for item, state in zip(ITEMS, attempt.states, strict=True)]


@given(RESPONSES)
def test_an_event_carries_any_response(response: Response) -> None:
    event = Event.answering(4, response)
    assert (event.act, event.question, event.value) == (Act.ANSWER, 4, -1)
    assert event.response == response
    assert from_text(event.text) == response


@pytest.mark.parametrize(
    ("value", "text", "response"),
    [
        (2, "", Chosen((2,))),
        (0, "", Chosen((0,))),
        (-1, "", NO_ANSWER),
        (-1, "2", Chosen((2,))),
        (-1, "0,3", Chosen((0, 3))),
        (-1, "o:2,0,1", Ordered((2, 0, 1))),
    ],
)
def test_an_answer_is_read_from_old_and_new_rows(value: int, text: str, response: Response) -> None:
    assert Event(act=Act.ANSWER, question=0, value=value, text=text).response == response


def graded(item: Item, response: Response) -> bool:
    """A kind that several responses answer right: any number from one up."""
    return isinstance(response, Measured) and response.value >= 1


def test_a_change_between_two_right_answers_is_no_change_of_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediquiz.domain.results.is_right", graded)
    attempt = Attempt(QUESTIONS, rules_for(NCMA, 1.0))
    half, one, two = (Measured(Decimal(value)) for value in ("0.5", "1", "2"))
    for n, answers in enumerate([(one, two), (half, one), (one, half), (half, Measured(Decimal(0)))]):
        for response in answers:
            attempt.apply(attempt.stamp(Event.answering(n, response)))
    assert score(attempt, NCMA, ITEMS).changes == AnswerChanges(1, 1, 1)


def test_a_choice_of_nothing_takes_the_answer_back() -> None:
    attempt = Attempt(QUESTIONS, rules_for(NCMA, 1.0))
    for response in (chosen(1), Chosen(())):
        attempt.apply(attempt.stamp(Event.answering(0, response)))
    state = attempt.states[0]
    assert (state.answered, state.response, state.first_response) == (False, NO_ANSWER, chosen(1))
