"""A sitting of a practice exam: a state machine over events.

The events are the truth. The store keeps each one before the next is accepted; replaying them gives the same state, so
a sitting goes on where it stopped however the process ended. The clock is fed with elapsed seconds from outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mediquiz.domain.answers import NO_ANSWER, Response, chosen, from_text, to_text
from mediquiz.domain.policy import Confidence, SittingRules
from mediquiz.language import _


class Act(StrEnum):
    """What happened."""

    MOVE = "move"
    ANSWER = "answer"
    CONFIDENCE = "confidence"
    FLAG = "flag"
    STRIKE = "strike"
    CLOCK = "clock"
    END_SEGMENT = "end_segment"
    START_SEGMENT = "start_segment"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    SUBMIT = "submit"
    CHECK = "check"
    """Practice only, like the two that follow: the answer is final, and its reasons are shown."""
    LOOK = "look"
    LEAVE_OUT = "leave_out"


class Phase(StrEnum):
    """Where a sitting stands."""

    RUNNING = "running"
    BREAK = "break"
    FINISHED = "finished"


class RuleBroken(Exception):
    """An act that the exam's rules do not allow; the state is unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """A question of a form as it stands in this sitting; the option order is fixed at the start."""

    item_id: str
    ordinal: int
    revision: str
    area: str
    topic: str
    segment: int
    scored: bool
    order: tuple[int, ...]
    seen_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act. `value` depends on the act: the place of the option struck out in the author's order, seconds for a
    suspension; `text` holds an answer in its text form, or how sure the student is. `spent` is the time on the question
    shown since the last event, `clock` the seconds left (of the segment, or of the break time) after it."""

    act: Act
    question: int = -1
    value: int = 0
    on: bool = True
    text: str = ""
    spent: float = 0.0
    clock: float = 0.0

    @classmethod
    def answering(cls, question: int, response: Response) -> Event:
        """The act of answering, not yet stamped; `NO_ANSWER` takes the answer back."""
        return cls(act=Act.ANSWER, question=question, value=-1, text=to_text(response))

    @property
    def response(self) -> Response:
        """The answer that an ANSWER gives. Older events hold one place in `value`, -1 for none, and no text."""
        return from_text(self.text) if self.text else chosen(self.value)


@dataclass(slots=True, kw_only=True)
class QuestionState:
    """What the student has done with one question. `changes` counts answers given in place of another.

    `visited`: it was gone to. `ran_out`: it stood there without an answer when the time was up.
    """

    response: Response = NO_ANSWER
    first_response: Response = NO_ANSWER
    changes: int = 0
    flagged: bool = False
    struck: set[int] = field(default_factory=set)
    confidence: Confidence | None = None
    seconds: float = 0.0
    visited: bool = False
    ran_out: bool = False

    @property
    def answered(self) -> bool:
        return self.response != NO_ANSWER

    @property
    def seen(self) -> bool:
        """Whether it came on screen in this sitting."""
        return self.visited or self.tells

    @property
    def tells(self) -> bool:
        """Whether it says something about the student beyond this exam's score: answered, or lost to the clock.

        A question that she left, or that never came up, was wrong in this exam and is no sign of what she knows.
        """
        return self.answered or self.ran_out


class Attempt:
    """A sitting under its rules. `apply` takes one event or raises RuleBroken."""

    def __init__(self, questions: Iterable[FormQuestion], rules: SittingRules) -> None:
        self.questions = tuple(questions)
        self.rules = rules
        self.states = [QuestionState() for _question in self.questions]
        self.phase = Phase.RUNNING
        self.segment = 0
        self.current = rules.segments[0].first
        self.seconds_left = rules.segments[0].seconds
        self.break_left = rules.break_seconds
        self.suspended_seconds = 0
        self.interruptions = 0
        self.pending_spent = 0.0
        self.states[self.current].visited = True

    @property
    def here(self) -> QuestionState:
        """State of the question on screen."""
        return self.states[self.current]

    @property
    def open_segment(self) -> range:
        """Questions that can be entered now."""
        segment = self.rules.segments[self.segment]
        return range(segment.first, segment.last)

    @property
    def timed(self) -> bool:
        return self.rules.time_factor is not None

    @property
    def expired(self) -> bool:
        """True when the running segment's time is used up."""
        return self.phase is Phase.RUNNING and self.seconds_left is not None and self.seconds_left <= 0

    def run(self, elapsed: float) -> None:
        """Let `elapsed` seconds pass; nothing ends by itself here, so that ending is always an event on record."""
        if self.phase is Phase.RUNNING:
            self.pending_spent += elapsed
            if self.seconds_left is not None:
                self.seconds_left = max(0.0, self.seconds_left - elapsed)
        elif self.phase is Phase.BREAK:
            self.break_left = max(0.0, self.break_left - elapsed)

    def stamp(self, event: Event) -> Event:
        """The event with the clock as it stands and the time spent since the last one."""
        left = self.break_left if self.phase is Phase.BREAK else (self.seconds_left or 0.0)
        return replace(event, spent=round(self.pending_spent, 3), clock=round(left, 3))

    def apply(self, event: Event) -> None:
        """Take one stamped event."""
        if self.phase is Phase.FINISHED:
            raise RuleBroken(_("This exam is finished."))
        if event.act not in _EFFECTS:
            raise RuleBroken(_("An exam knows no such act."))
        _CHECKS.get(event.act, _running)(self, event)
        self._settle_clock(event)
        _EFFECTS[event.act](self, event)

    def _settle_clock(self, event: Event) -> None:
        if self.phase is Phase.RUNNING:
            self.here.seconds += event.spent
            self.pending_spent = 0.0
            if self.timed:
                self.seconds_left = event.clock
        else:
            self.break_left = event.clock


def _running(attempt: Attempt, event: Event) -> None:
    if attempt.phase is not Phase.RUNNING:
        raise RuleBroken(_("The break is running; start the next segment first."))


def _open(attempt: Attempt, event: Event) -> None:
    _running(attempt, event)
    if event.question not in attempt.open_segment:
        raise RuleBroken(_("This question is not in the open segment."))


def _any_phase(attempt: Attempt, event: Event) -> None:
    """Allowed while running and in a break."""


def _on_break(attempt: Attempt, event: Event) -> None:
    if attempt.phase is not Phase.BREAK:
        raise RuleBroken(_("No break is running."))


def _move(attempt: Attempt, event: Event) -> None:
    attempt.current = event.question
    attempt.here.visited = True


def _answer(attempt: Attempt, event: Event) -> None:
    state, response = attempt.states[event.question], event.response
    if state.first_response == NO_ANSWER:
        state.first_response = response
    elif response not in (state.response, NO_ANSWER):
        state.changes += 1
    state.response = response


def _confidence(attempt: Attempt, event: Event) -> None:
    attempt.states[event.question].confidence = Confidence(event.text) if event.text else None


def _flag(attempt: Attempt, event: Event) -> None:
    attempt.states[event.question].flagged = event.on


def _strike(attempt: Attempt, event: Event) -> None:
    struck = attempt.states[event.question].struck
    (struck.add if event.on else struck.discard)(event.value)


def _clock(attempt: Attempt, event: Event) -> None:
    """The clock is settled for every event; this one carries nothing else."""


def _run_out(attempt: Attempt) -> None:
    """Once the time is up the question on screen is lost; those passed by before were left by choice."""
    if attempt.expired:
        attempt.here.ran_out = not attempt.here.answered


def _end_segment(attempt: Attempt, event: Event) -> None:
    _run_out(attempt)
    if attempt.segment + 1 == len(attempt.rules.segments):
        attempt.phase = Phase.FINISHED
    elif attempt.rules.break_seconds:
        attempt.phase = Phase.BREAK
    else:
        _start_segment(attempt, event)


def _start_segment(attempt: Attempt, event: Event) -> None:
    attempt.segment += 1
    segment = attempt.rules.segments[attempt.segment]
    attempt.phase = Phase.RUNNING
    attempt.current = segment.first
    attempt.seconds_left = segment.seconds
    attempt.here.visited = True


def _suspended(attempt: Attempt, event: Event) -> None:
    attempt.suspended_seconds += event.value


def _resumed(attempt: Attempt, event: Event) -> None:
    attempt.interruptions += 1


def _submit(attempt: Attempt, event: Event) -> None:
    _run_out(attempt)
    attempt.phase = Phase.FINISHED


_CHECKS = {
    Act.MOVE: _open,
    Act.ANSWER: _open,
    Act.CONFIDENCE: _open,
    Act.FLAG: _open,
    Act.STRIKE: _open,
    Act.CLOCK: _any_phase,
    Act.START_SEGMENT: _on_break,
    Act.SUSPENDED: _any_phase,
    Act.RESUMED: _any_phase,
    Act.SUBMIT: _any_phase,
}

_EFFECTS = {
    Act.MOVE: _move,
    Act.ANSWER: _answer,
    Act.CONFIDENCE: _confidence,
    Act.FLAG: _flag,
    Act.STRIKE: _strike,
    Act.CLOCK: _clock,
    Act.END_SEGMENT: _end_segment,
    Act.START_SEGMENT: _start_segment,
    Act.SUSPENDED: _suspended,
    Act.RESUMED: _resumed,
    Act.SUBMIT: _submit,
}


def replay(questions: Iterable[FormQuestion], rules: SittingRules, events: Iterable[Event]) -> Attempt:
    """The sitting as its events left it."""
    attempt = Attempt(questions, rules)
    for event in events:
        attempt.apply(event)
    return attempt
