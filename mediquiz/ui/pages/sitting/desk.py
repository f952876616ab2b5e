"""The desk at which an exam is sat: one sitting, its clock, and every act on disk before the next is taken.

Input that arrives while an act is being written waits in a queue. An intent is turned into an event only when its turn
comes, so that "next, then A" answers the next question however fast it is typed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mediquiz.domain.answers import NO_ANSWER, Response
from mediquiz.domain.attempt import Act, Attempt, Event, Phase, RuleBroken
from mediquiz.domain.policy import Confidence
from mediquiz.domain.stopwatch import LONGEST_STILL, Stopwatch, warning
from mediquiz.domain.summaries import ShownItem, Sitting
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.tools import Tools
from mediquiz.words import study as study_words

Intent = Callable[[], Event | None]
STARTLED = 0.4
"""Seconds after the clock ended a part or a break in which Enter still means what it meant before."""
_ENDS = (Act.END_SEGMENT, Act.SUBMIT, Act.SUSPENDED)


class ExamDesk(QObject):
    """Takes intentions, keeps the sitting in memory equal to the one on disk, says what happened."""

    changed = Signal()
    """The sitting stands otherwise than before."""
    ticked = Signal()
    """A second went by."""
    told = Signal(str, str)
    """A sentence for the student, and its kind: info, warn, or hint for what the next act makes old."""
    stuck = Signal(str)
    """Something could not be saved; nothing is taken until `retry`."""
    freed = Signal()
    finished = Signal(int)
    """The exam is over and in the log."""
    left = Signal()
    """The sitting is kept and put away."""

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._clock = tools, Stopwatch()
        self._sitting: Sitting | None = None
        self._queue: deque[Intent] = deque()
        self._busy, self._leaving = False, False
        self._doing: tuple[Event, int] | None = None
        self._held = False
        self._cut_off = -STARTLED
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    # --- what stands on the desk -----------------------------------------------------------

    @property
    def sitting(self) -> Sitting | None:
        return self._sitting

    @property
    def attempt(self) -> Attempt:
        """The attempt on the desk; only to be asked for while there is one."""
        assert self._sitting is not None
        return self._sitting.attempt

    @property
    def running(self) -> bool:
        """True while an unfinished sitting lies here."""
        return self._sitting is not None and self.attempt.phase is not Phase.FINISHED

    @property
    def is_stuck(self) -> bool:
        return self._held

    @property
    def startled(self) -> bool:
        """Whether the clock has just put something else on the screen."""
        return self._tools.clock.monotonic() - self._cut_off < STARTLED

    def open(self, sitting: Sitting) -> None:
        """Begin or go on. A sitting whose end was written but not its result is finished at once.

        Idle time is cut where no clock runs, as in practice; under a clock it is the student's own.
        """
        self._sitting = sitting
        self._clock = Stopwatch(None if sitting.attempt.timed else LONGEST_STILL)
        self._queue.clear()
        self._busy = self._leaving = self._held = False
        self._doing = None
        self.changed.emit()
        if sitting.attempt.phase is Phase.FINISHED:
            self._finish()
            return
        self._clock.go(self._tools.clock.monotonic())
        self._timer.start()

    def _put_away(self) -> None:
        self._timer.stop()
        self._clock.stop()
        self._queue.clear()
        self._sitting = None

    # --- what the student does -------------------------------------------------------------

    def answer(self, response: Response) -> None:
        """Answer the question on screen."""
        if self.running:
            self._ask(partial(self._answering, self._shown(), response))

    def clear_answer(self) -> None:
        """Take the answer back."""
        self._ask(partial(self._giving, NO_ANSWER))

    def strike(self, place: int) -> None:
        """Strike an option of the question on screen out, or bring it back."""
        if self.running:
            self._ask(partial(self._striking, self._shown(), place))

    def flag(self) -> None:
        """Flag the question on screen, or take the flag off."""
        self._ask(self._flagging)

    def say_sure(self, confidence: Confidence) -> None:
        """Say how sure the answer is; the same again takes it back."""
        self._ask(partial(self._confiding, confidence))

    def step(self, by: int) -> None:
        """To the next or the one before, inside the open segment."""
        self._ask(partial(self._stepping, by))

    def move(self, question: int) -> None:
        """To a question of the open segment."""
        self._ask(partial(self._moving, question))

    def end_segment(self, segment: int) -> None:
        """End this segment, or the exam with its last one. Nothing happens when it ended meanwhile."""
        self._ask(partial(self._ending, segment))

    def start_segment(self) -> None:
        """Leave the break."""
        self._ask(self._starting)

    def leave(self) -> None:
        """Write the clock and put the sitting away, to be resumed."""
        # First, or what the clock puts on record (a sleep) would be taken for the last act and the rest be lost.
        self.tick()
        if self._held or not self.running:
            self._put_away()
            self.left.emit()
            return
        self._leaving = True
        self._ask(partial(Event, act=Act.CLOCK))

    # --- intents become events -------------------------------------------------------------

    def _answering(self, seen: ShownItem, response: Response) -> Event | None:
        """Typed ahead of the question that it is meant for, "B" is what stands at B when its turn comes."""
        here = self._shown()
        meant = response if here.item.id == seen.item.id else here.read(seen.words(response))
        return None if meant is None else self._giving(meant)

    def _giving(self, response: Response) -> Event | None:
        attempt = self.attempt
        return None if response == attempt.here.response else Event.answering(attempt.current, response)

    def _striking(self, seen: ShownItem, place: int) -> Event | None:
        value = self._shown().order[seen.order.index(place)]
        return Event(
            act=Act.STRIKE, question=self.attempt.current, value=value, on=value not in self.attempt.here.struck
        )

    def _flagging(self) -> Event | None:
        return Event(act=Act.FLAG, question=self.attempt.current, on=not self.attempt.here.flagged)

    def _confiding(self, confidence: Confidence) -> Event | None:
        same = self.attempt.here.confidence is confidence
        return Event(act=Act.CONFIDENCE, question=self.attempt.current, text="" if same else confidence)

    def _stepping(self, by: int) -> Event | None:
        target = self.attempt.current + by
        if target in self.attempt.open_segment:
            return Event(act=Act.MOVE, question=target)
        self.told.emit(words.edge(self.attempt, by), "hint")
        return None

    def _moving(self, question: int) -> Event | None:
        return None if question == self.attempt.current else Event(act=Act.MOVE, question=question)

    def _ending(self, segment: int) -> Event | None:
        attempt = self.attempt
        if attempt.segment != segment or attempt.phase is not Phase.RUNNING:
            return None
        last = segment + 1 == len(attempt.rules.segments)
        return Event(act=Act.SUBMIT if last else Act.END_SEGMENT)

    def _starting(self) -> Event | None:
        return Event(act=Act.START_SEGMENT) if self.attempt.phase is Phase.BREAK else None

    def _shown(self) -> ShownItem:
        assert self._sitting is not None
        return self._sitting.items[self.attempt.current]

    # --- one after the other ---------------------------------------------------------------

    def _ask(self, intent: Intent) -> None:
        if self._held or not self.running:
            return
        self.touch()
        self._queue.append(intent)
        self._drain()

    def _drain(self) -> None:
        while self._queue and self.running and not self._busy and not self._held:
            event = self._queue.popleft()()
            # Once the time is up only what ends the segment is taken.
            if event is not None and (event.act in _ENDS or not self.attempt.expired):
                self._put(event)

    def _put(self, event: Event) -> None:
        assert self._sitting is not None
        stamped, segment = self.attempt.stamp(event), self.attempt.segment
        try:
            self.attempt.apply(stamped)
        except RuleBroken as broken:
            self.told.emit(str(broken), "warn")
            return
        if self.attempt.segment != segment or self.attempt.phase is not Phase.RUNNING:
            self._queue.clear()
        self._busy, self._doing = True, (event, self._sitting.seq)
        self._clock.saved()
        self.changed.emit()
        record = partial(self._tools.services.exams.record, self._sitting, stamped)
        self._tools.write(record, self._recorded, self._not_recorded, origin=self.parent())

    def _recorded(self, _kept: None) -> None:
        self._busy, self._doing = False, None
        if not self.running:
            self._finish()
        elif self._leaving and not self._queue:
            self._leaving = False
            self._put_away()
            self.left.emit()
        else:
            self._drain()

    def _finish(self) -> None:
        assert self._sitting is not None
        self._timer.stop()
        self._clock.stop()
        finish = partial(self._tools.services.exams.finish, self._sitting)
        self._tools.write(finish, self._is_finished, self._not_finished, origin=self.parent())

    def _is_finished(self, attempt_id: int) -> None:
        self._held = False
        self._put_away()
        self.finished.emit(attempt_id)

    # --- when the disk says no -------------------------------------------------------------

    def retry(self) -> None:
        """Load what is on disk and do again what could not be saved."""
        if self._held:
            self._load(self._go_on)

    def _not_recorded(self, error: Exception) -> None:
        self._hold(error)
        self._load(self._show_saved)

    def _not_finished(self, error: Exception) -> None:
        self._hold(error)

    def _hold(self, error: Exception) -> None:
        self._busy, self._held, self._leaving = False, True, False
        self._timer.stop()
        self._clock.stop()
        self.stuck.emit(words.not_saved(error))

    def _load(self, then: Callable[[Sitting], None]) -> None:
        assert self._sitting is not None
        load = partial(self._tools.services.exams.load, self._sitting.attempt_id)
        self._tools.tasks.run(load, then=then, failed=self._hold)

    def _show_saved(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.changed.emit()

    def _go_on(self, sitting: Sitting) -> None:
        doing = self._doing
        self._held, self._doing = False, None
        self._sitting = sitting
        self.freed.emit()
        self.changed.emit()
        if sitting.attempt.phase is Phase.FINISHED:
            self._finish()
            return
        self._clock.go(self._tools.clock.monotonic())
        self._timer.start()
        # The act may have reached the disk although its commit was reported as failed; then it is not done twice.
        if doing is not None and sitting.seq == doing[1]:
            self._put(doing[0])
        self._drain()

    # --- time ------------------------------------------------------------------------------

    def touch(self) -> None:
        """The student did something: she is there, and the time until now is counted."""
        self.tick()
        away = self._clock.touched()
        if away:
            self.told.emit(study_words.away(away), "info")

    def tick(self) -> None:
        """Let the time since the last reading pass."""
        if not self._clock.going or not self.running:
            return
        step, before = self._clock.read(self._tools.clock.monotonic()), self.seconds_left()
        if step.slept:
            self._slept(step.slept)
        self.attempt.run(step.elapsed)
        self._warn(before, self.seconds_left())
        if self.attempt.expired:
            self._time_is_up()
        elif self.attempt.phase is Phase.BREAK and self.attempt.break_left <= 0:
            self._break_is_over()
        elif self._clock.due and not self._busy:
            self._queue.append(partial(Event, act=Act.CLOCK))
            self._drain()
        self.ticked.emit()

    def seconds_left(self) -> float | None:
        """Of the segment, or of the break time; None when untimed."""
        attempt = self.attempt
        return attempt.break_left if attempt.phase is Phase.BREAK else attempt.seconds_left

    def _warn(self, before: float | None, after: float | None) -> None:
        if before is None or after is None or self.attempt.phase is Phase.BREAK:
            return
        minutes = warning(before, after)
        if minutes is not None:
            self.told.emit(words.time_warning(self.attempt, minutes), "warn")

    def _slept(self, seconds: int) -> None:
        self._queue.append(partial(Event, act=Act.SUSPENDED, value=seconds))
        self.told.emit(words.slept(seconds), "info")
        self._drain()

    def _time_is_up(self) -> None:
        # Whatever still waits came too late; asked for again each second until it is done.
        self._queue.clear()
        self._queue.append(partial(self._expiring, self.attempt.segment))
        self._drain()

    def _expiring(self, segment: int) -> Event | None:
        event = self._ending(segment)
        if event is not None:
            self._cut_off = self._tools.clock.monotonic()
            self.told.emit(words.time_is_up(self.attempt), "warn")
        return event

    def _break_is_over(self) -> None:
        self._queue.clear()
        self._queue.append(self._starting_late)
        self._drain()

    def _starting_late(self) -> Event | None:
        event = self._starting()
        if event is not None:
            self._cut_off = self._tools.clock.monotonic()
            self.told.emit(words.break_is_over(self.attempt), "info")
        return event
