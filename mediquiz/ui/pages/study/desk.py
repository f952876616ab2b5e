"""The desk at which a session of practice is worked through: acts applied, put on record behind it, and its clock.

An answer is applied when it is on record, and nothing else is taken meanwhile. Acts before it go along in the same
transaction, or by themselves every few seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mediquiz.domain.attempt import Act, Event, RuleBroken
from mediquiz.domain.practice import Practice, Stage
from mediquiz.domain.stopwatch import LONGEST_STILL, Stopwatch
from mediquiz.domain.summaries import AnswerEffect, StudySummary
from mediquiz.ui.tools import Tools
from mediquiz.words import study as words

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession

_TICK_MS, _UNTIMED_TICK_MS = 250, 1000


class StudyDesk(QObject):
    """Keeps one session equal to its record, or ahead of it by a few seconds of acts that are no answers."""

    answered = Signal(object)
    """AnswerEffect: the answer is on record and the question closed."""
    refused = Signal(object)
    """The error why an answer could not be saved; everything stands as before."""
    ticked = Signal()
    told = Signal(str)
    """A sentence about time that is not counted."""
    finished = Signal(object, object)
    """(StudySummary, StudySession)."""

    def __init__(self, tools: Tools, origin: QObject) -> None:
        super().__init__(origin)
        self._tools, self._origin = tools, origin
        self.session: StudySession | None = None
        self.busy = False
        """An answer, or the end, is on its way to the record."""
        self._unsaved: list[Event] = []
        self._failing = False
        self._watch = Stopwatch()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)

    @property
    def running(self) -> StudySession:
        """The session; only to be asked for while there is one."""
        assert self.session is not None
        return self.session

    @property
    def practice(self) -> Practice:
        return self.running.practice

    @property
    def asking(self) -> bool:
        """Whether a question is open and can be dealt with now."""
        return self.session is not None and not self.busy and self.practice.stage is Stage.ASKING

    def open(self, session: StudySession) -> None:
        """Begin or go on. Idle time is cut where no clock runs; a timed session's time is the student's own."""
        self.session, self.busy, self._unsaved = session, False, []
        timed = session.seconds is not None
        self._watch = Stopwatch(None if timed else LONGEST_STILL)
        self._timer.setInterval(_TICK_MS if timed else _UNTIMED_TICK_MS)

    # --- acts ------------------------------------------------------------------------------

    def do(self, event: Event | None) -> bool:
        """Apply an act; False when there is none, or practice does not allow it now."""
        if event is None or self.busy:
            return False
        stamped = self.practice.stamp(event)
        try:
            self.practice.apply(stamped)
        except RuleBroken:
            return False
        self._unsaved.append(stamped)
        return True

    def save(self) -> None:
        """What was done goes on record, behind what is painted."""
        acts, self._unsaved = self._unsaved, []
        self._watch.saved()
        if acts:
            work = partial(self._tools.services.study.record, self.running, acts)
            self._tools.write(work, self._saved, partial(self._not_saved, acts), origin=self._origin)

    def _saved(self, _written: None) -> None:
        self._failing = False

    def _not_saved(self, acts: Sequence[Event], error: Exception) -> None:
        """Kept for the next time; said once, until something can be saved again."""
        self._unsaved[:0] = acts
        told, self._failing = self._failing, True
        if not told:
            raise error

    def answer(self) -> None:
        """Check what is chosen, or nothing when the time is up."""
        practice, acts = self.practice, self._unsaved
        self.stop()
        self.busy, self._unsaved = True, []
        work = partial(
            self._tools.services.study.answer,
            self.running,
            practice.current,
            practice.here.response,
            confidence=practice.sureness,
            milliseconds=practice.milliseconds,
            acts=tuple(acts),
        )
        self._tools.write(work, self._answered, partial(self._not_answered, acts), origin=self._origin)

    def _answered(self, effect: AnswerEffect) -> None:
        self.busy = False
        self.practice.apply(effect.closing)
        self.answered.emit(effect)

    def _not_answered(self, acts: Sequence[Event], error: Exception) -> None:
        """The answer stays chosen, so that Enter tries again."""
        self.busy = False
        self._unsaved[:0] = acts
        self.go_on()
        self.refused.emit(error)

    def finish(self) -> None:
        """End the session, with what is on no record yet."""
        self._settle()
        self.busy = True
        work = partial(self._tools.services.study.finish, self.running, tuple(self._unsaved))
        self._tools.write(work, self._finished, self._not_finished, origin=self._origin)

    def _finished(self, summary: StudySummary) -> None:
        session, self.session, self.busy = self.running, None, False
        self.finished.emit(summary, session)

    def _not_finished(self, error: Exception) -> None:
        """The session is still open, here and on record; it can be ended again."""
        self.busy = False
        raise error

    # --- time ------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Time counts while a question is open."""
        if self.asking:
            self._watch.go(self._tools.clock.monotonic())
            self._timer.start()

    def stop(self) -> None:
        """Time does not count until `go_on`."""
        self._watch.stop()
        self._timer.stop()

    def pause(self) -> None:
        """The page is out of sight: no time counts, and what was done goes on record."""
        if self._watch.going and self.session is not None:
            self._settle()
            if not self.busy:
                self.save()

    def _settle(self) -> None:
        if self._watch.going:
            self._read()
            self.do(Event(act=Act.CLOCK))
        self.stop()

    def touch(self) -> None:
        """The student did something: she is there, and the time until now is counted. Nothing is saved here, so that
        an answer waits for no other write."""
        self._pass_time()
        away = self._watch.touched()
        if away:
            self.told.emit(words.away(away))

    def tick(self) -> None:
        """Let the time since the last reading pass, and save what is on no record for some seconds."""
        self._pass_time()
        if self._watch.due and self.asking:
            if self._unsaved or self.practice.seconds is not None:
                self.do(Event(act=Act.CLOCK))
            self.save()

    def _pass_time(self) -> None:
        if self._watch.going and self.asking:
            self._read()
            self.ticked.emit()

    def _read(self) -> None:
        step = self._watch.read(self._tools.clock.monotonic())
        self.practice.run(step.elapsed)
        if step.slept:
            self.told.emit(words.slept(step.slept))
