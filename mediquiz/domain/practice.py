"""A session of practice: a state machine over events, beside the one of exams.

What is chosen may be changed until it is checked; checking closes the question and shows its reasons. Replaying the
events gives the same state, so a session goes on where it stopped however the process ended: with what was chosen and
struck out, and with the seconds that were left. Time is fed from outside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mediquiz.domain.answers import NO_ANSWER, Response, from_text, places_of, without
from mediquiz.domain.attempt import Act, Event, FormQuestion, RuleBroken
from mediquiz.domain.policy import Confidence
from mediquiz.language import _

_ROUNDING = 0.01
"""Seconds by which times that were rounded for the record may miss the limit."""


class Stage(StrEnum):
    """Where a session of practice stands."""

    ASKING = "asking"
    """A question is open; time counts."""
    READING = "reading"
    """The reasons of a question are shown, or it was left out; time does not count."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on record; it never changes. `response` is in terms of the author's order."""

    response: Response
    correct: bool
    confidence: Confidence | None
    milliseconds: int


@dataclass(slots=True, kw_only=True)
class PracticeQuestion:
    """What the student has done with one question. `given` is None until it is checked."""

    response: Response = NO_ANSWER
    struck: set[int] = field(default_factory=set)
    confidence: Confidence | None = None
    seconds: float = 0.0
    visited: bool = False
    left_out: bool = False
    given: Given | None = None

    @property
    def open(self) -> bool:
        """Still to be answered."""
        return self.given is None and not self.left_out


class Practice:
    """A session with a clock over all its questions, or without (`seconds` None). `apply` takes one event."""

    def __init__(self, questions: Iterable[FormQuestion], seconds: float | None = None) -> None:
        self.questions = tuple(questions)
        self.seconds = seconds
        self.states = [PracticeQuestion() for _question in self.questions]
        self.current = 0
        self.stage = Stage.ASKING
        self.pending_spent = 0.0

    # --- how it stands ---------------------------------------------------------------------

    @property
    def here(self) -> PracticeQuestion:
        """State of the question on screen."""
        return self.states[self.current]

    @property
    def total(self) -> int:
        return len(self.states)

    @property
    def done(self) -> int:
        """Questions with an answer."""
        return sum(state.given is not None for state in self.states)

    @property
    def given(self) -> dict[int, Given]:
        """Answers by question."""
        return {n: state.given for n, state in enumerate(self.states) if state.given is not None}

    @property
    def next_open(self) -> int | None:
        """The first question that is still to be answered."""
        return next((n for n, state in enumerate(self.states) if state.open), None)

    @property
    def seconds_left(self) -> float | None:
        """Time left for answering; None without a clock."""
        if self.seconds is None:
            return None
        return max(0.0, self.seconds - sum(state.seconds for state in self.states) - self.pending_spent)

    @property
    def time_up(self) -> bool:
        return self.seconds_left is not None and self.seconds_left <= _ROUNDING

    @property
    def is_last(self) -> bool:
        """True when nothing will be asked any more."""
        return self.time_up or self.next_open is None

    @property
    def milliseconds(self) -> int:
        """Time counted on the question on screen."""
        return round((self.here.seconds + self.pending_spent) * 1000)

    @property
    def sureness(self) -> Confidence | None:
        """How sure the student is of what stands chosen here; nothing can be said of how sure one is of no answer."""
        return self.here.confidence if self.here.response else None

    # --- what the student does, as an event; None when it does nothing ------------------------

    def choosing(self, response: Response) -> Event | None:
        """Give this response; it can be changed until it is checked."""
        same = response == self.here.response
        return None if same else Event.answering(self.current, response)

    def striking(self, place: int) -> Event:
        """Strike an option out (by its place in the author's order), or bring it back."""
        return Event(act=Act.STRIKE, question=self.current, value=place, on=place not in self.here.struck)

    def feeling(self, confidence: Confidence) -> Event:
        """Say how sure; the same again takes it back."""
        return Event(
            act=Act.CONFIDENCE, question=self.current, text="" if self.here.confidence is confidence else confidence
        )

    def going_on(self) -> Event | None:
        """To what comes next: reasons looked back from, or the first open question; None when there is nothing."""
        seen = (n for n in range(self.current + 1, self.total) if self._can_look(n))
        looked, asked = next(seen, None), None if self.time_up else self.next_open
        if looked is not None and (asked is None or not self.current < asked < looked):
            return Event(act=Act.LOOK, question=looked)
        return None if asked is None else Event(act=Act.MOVE, question=asked)

    def going_back(self) -> Event | None:
        """To the reasons of the answered question before; None when there is none."""
        seen = (n for n in range(self.current - 1, -1, -1) if self._can_look(n))
        looked = next(seen, None)
        return None if looked is None else Event(act=Act.LOOK, question=looked)

    def _can_look(self, question: int) -> bool:
        state = self.states[question]
        return state.given is not None or (state.left_out and state.visited)

    # --- time and events -------------------------------------------------------------------

    def run(self, elapsed: float) -> None:
        """Let time pass that counts for answering; while reasons are read none does."""
        if self.stage is Stage.ASKING:
            left = self.seconds_left
            self.pending_spent += elapsed if left is None else min(elapsed, left)

    def stamp(self, event: Event) -> Event:
        """The event with the time spent on the question on screen since the last one."""
        return replace(event, spent=round(self.pending_spent, 3), clock=round(self.seconds_left or 0.0, 3))

    def apply(self, event: Event) -> None:
        """Take one stamped event, or raise RuleBroken and change nothing."""
        if self.stage is Stage.ENDED:
            raise RuleBroken(_("This session has ended."))
        if event.act not in _EFFECTS:
            raise RuleBroken(_("Practice knows no such act."))
        _CHECKS.get(event.act, _any_stage)(self, event)
        if self.stage is Stage.ASKING:
            self.here.seconds += event.spent
            self.pending_spent = 0.0
        _EFFECTS[event.act](self, event)

    def settle(self, given: Mapping[int, Given], left_out: Collection[int]) -> None:
        """Take over what else is on record: answers that have no event, and questions taken out or brought back
        elsewhere. Then stand at a question that can be asked, if there is one."""
        for n, state in enumerate(self.states):
            state.left_out = n in left_out
            if n in given:
                _close(state, given[n])
        if self.stage is Stage.ENDED:
            return
        if not self.here.open:
            last = max((n for n in range(self.total) if self._can_look(n)), default=self.current)
            self.current = last if self.is_last or self.next_open is None else self.next_open
        self.stage = Stage.ASKING if self.here.open else Stage.READING


def replay(questions: Iterable[FormQuestion], seconds: float | None, events: Iterable[Event]) -> Practice:
    """The session as its events left it.

    An act that cannot be is passed over: a session must always be there to go on with, and what counts of it are its
    answers, which have rows of their own.
    """
    practice = Practice(questions, seconds)
    for event in events:
        with suppress(RuleBroken):
            practice.apply(event)
    return practice


def _close(state: PracticeQuestion, given: Given) -> None:
    state.given, state.visited = given, True
    state.response, state.confidence, state.seconds = given.response, given.confidence, given.milliseconds / 1000


# --- what is allowed -------------------------------------------------------------------------


def _any_stage(practice: Practice, event: Event) -> None:
    """Allowed until the end."""


def _known(practice: Practice, event: Event) -> None:
    if not 0 <= event.question < practice.total:
        raise RuleBroken(_("This session has no such question."))


def _open_here(practice: Practice, event: Event) -> None:
    if practice.stage is not Stage.ASKING or event.question != practice.current:
        raise RuleBroken(_("This question is not open."))


def _can_move(practice: Practice, event: Event) -> None:
    _known(practice, event)
    if not practice.states[event.question].open:
        raise RuleBroken(_("This question is answered already, or left out."))
    if practice.time_up:
        raise RuleBroken(_("The time is up."))


def _can_look(practice: Practice, event: Event) -> None:
    _known(practice, event)
    if not practice._can_look(event.question):
        raise RuleBroken(_("Only what was answered can be looked at again."))


def _can_check(practice: Practice, event: Event) -> None:
    _open_here(practice, event)
    if event.text or practice.seconds is None:
        if not event.text:
            raise RuleBroken(_("Choose an answer first."))
        return
    used = sum(s.seconds for s in practice.states) - practice.here.seconds + event.value / 1000
    if practice.seconds - used > 2 * _ROUNDING:
        raise RuleBroken(_("Choose an answer first; there is time left."))


# --- what it does ----------------------------------------------------------------------------


def _move(practice: Practice, event: Event) -> None:
    practice.current, practice.stage = event.question, Stage.ASKING
    practice.here.visited = True


def _look(practice: Practice, event: Event) -> None:
    practice.current, practice.stage = event.question, Stage.READING


def _answer(practice: Practice, event: Event) -> None:
    """Choosing a struck option brings it back."""
    state = practice.here
    state.response = event.response
    state.struck -= set(places_of(state.response))


def _strike(practice: Practice, event: Event) -> None:
    """Striking a chosen option takes the choice away."""
    state = practice.here
    (state.struck.add if event.on else state.struck.discard)(event.value)
    if event.on:
        state.response = without(state.response, event.value)


def _confidence(practice: Practice, event: Event) -> None:
    practice.here.confidence = Confidence(event.text) if event.text else None


def _check(practice: Practice, event: Event) -> None:
    """`text` is the response, `value` the milliseconds counted, `on` whether it was right.

    Nothing can be said of how sure one is of no answer.
    """
    state = practice.here
    response = from_text(event.text)
    _close(state, Given(response, event.on, state.confidence if response else None, event.value))
    practice.stage = Stage.READING


def _leave_out(practice: Practice, event: Event) -> None:
    """A question that is asked no more needs no answer now; an answered one keeps its answer."""
    practice.states[event.question].left_out = event.on
    if event.question != practice.current or practice.here.given is not None:
        return
    asked = practice.here.open and not practice.time_up
    practice.stage = Stage.ASKING if asked else Stage.READING


def _clock(practice: Practice, event: Event) -> None:
    """The time is settled for every event; this one carries nothing else."""


def _end(practice: Practice, event: Event) -> None:
    practice.stage = Stage.ENDED


_CHECKS = {
    Act.MOVE: _can_move,
    Act.LOOK: _can_look,
    Act.ANSWER: _open_here,
    Act.STRIKE: _open_here,
    Act.CONFIDENCE: _open_here,
    Act.CHECK: _can_check,
    Act.LEAVE_OUT: _known,
}

_EFFECTS = {
    Act.MOVE: _move,
    Act.LOOK: _look,
    Act.ANSWER: _answer,
    Act.STRIKE: _strike,
    Act.CONFIDENCE: _confidence,
    Act.CHECK: _check,
    Act.LEAVE_OUT: _leave_out,
    Act.CLOCK: _clock,
    Act.SUBMIT: _end,
}
