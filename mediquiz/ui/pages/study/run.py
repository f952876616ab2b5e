"""A session of practice while it runs: from what the student does to the services and back to the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mediquiz.domain.answers import NO_ANSWER, Response, places_of, without
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import AnswerEffect, Mark, ShownItem, StudySummary
from mediquiz.services.changes import Outcome
from mediquiz.ui.pages.study.extras import SUSPENDED
from mediquiz.ui.pages.study.session import SessionPane
from mediquiz.ui.pages.study.watch import Stopwatch
from mediquiz.ui.parts.phrases import count
from mediquiz.ui.tools import Tools

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession

_TICK_MS = 250


class StudyRun(QObject):
    """Holds what the student has done with the question on the screen and nothing that is on record already."""

    ended = Signal(object, object)
    """(StudySummary, StudySession)."""

    def __init__(self, tools: Tools, pane: SessionPane, origin: QObject) -> None:
        super().__init__(origin)
        self._tools, self._pane, self._origin = tools, pane, origin
        self._session: StudySession | None = None
        self._marks: dict[str, Mark] = {}
        self._watch = Stopwatch(tools.clock)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._position = 0
        self._response: Response = NO_ANSWER
        self._struck: set[int] = set()
        self._confidence: Confidence | None = None
        self._open, self._busy, self._time_up = False, False, False
        self._writing = ""
        self._connect()

    def _connect(self) -> None:
        pane = self._pane
        pane.card.responded.connect(self._respond)
        pane.card.strike_toggled.connect(self._strike)
        pane.bar.felt.connect(self._feel)
        pane.bar.acted.connect(self._act)
        pane.top.flag.clicked.connect(self._flag)
        pane.top.note.clicked.connect(self._write_note)
        pane.top.end.clicked.connect(self._ask_to_end)
        pane.extras.report.clicked.connect(self._write_report)
        pane.extras.suspend.clicked.connect(self._suspend)
        pane.extras.notice.acted.connect(self._unsuspend)
        pane.extras.box.saved.connect(self._written)
        pane.extras.box.closed.connect(self._stopped_writing)

    # --- the session -----------------------------------------------------------------------

    @property
    def session(self) -> StudySession | None:
        """The session on the screen, if one is."""
        return self._session

    def begin(self, session: StudySession, hide_clock: bool = False) -> None:
        """Start, or go on at the first question without an answer."""
        self._session, self._time_up, self._busy = session, False, False
        self._marks = {shown.item.id: shown.mark for shown in session.items}
        self._position = -1
        self._pane.top.clock.set_clock_hidden(hide_clock)
        self._go_on()

    def pause(self) -> None:
        """The page is out of sight: no time counts."""
        self._watch.stop()
        self._timer.stop()

    def go_on(self) -> None:
        """The page is seen again."""
        if self._session is not None and self._open:
            self._watch.go_on()
            self._start_timer()

    @property
    def _running(self) -> StudySession:
        assert self._session is not None
        return self._session

    @property
    def _shown(self) -> ShownItem:
        return self._running.items[self._position]

    @property
    def _mark(self) -> Mark:
        return self._marks[self._shown.item.id]

    def _next(self) -> int | None:
        """The first question without an answer that is still to be asked."""
        session = self._running
        waiting = (n for n in range(session.total) if n not in session.given)
        return next((n for n in waiting if not self._marks[session.items[n].item.id].suspended), None)

    def _go_on(self) -> None:
        position = self._next()
        if position is None or self._time_up or self._no_time_left():
            self._finish()
        else:
            self._show(position)

    def _show(self, position: int) -> None:
        session, self._position = self._running, position
        self._response, self._struck, self._confidence, self._open = NO_ANSWER, set(), None, True
        session.practice.apply(Event(Act.MOVE, position))
        self._pane.top.show_place(position + 1, session.total, len(session.given), self._shown.topic_title)
        self._pane.top.show_mark(self._mark)
        self._pane.show_question(self._shown)
        self._watch.start()
        self._start_timer()
        self._tick()
        self._tools.tasks.run(partial(self._tools.services.study.show, session, position))

    # --- answering -------------------------------------------------------------------------

    def _respond(self, response: Response) -> None:
        """What is chosen is no longer struck out."""
        if self._open and not self._busy:
            self._struck.difference_update(places_of(response))
            self._stand(response)

    def _strike(self, place: int) -> None:
        if not self._open or self._busy:
            return
        self._struck ^= {place}
        self._stand(without(self._response, place) if place in self._struck else self._response)

    def _stand(self, response: Response) -> None:
        """What stands now, on the screen as well."""
        self._response = response
        self._pane.card.give(response, self._struck)
        self._pane.bar.set_ready(response != NO_ANSWER)

    def _feel(self, name: str) -> None:
        """Sure, unsure or guess; the same again takes it back."""
        if self._open and not self._busy:
            said = Confidence(name)
            self._confidence = None if said is self._confidence else said
            self._pane.bar.show_confidence(self._confidence)

    def _act(self) -> None:
        """Enter: check the answer, or go to the next question."""
        if self._busy or self._session is None or self._writing:
            return
        if not self._open:
            self._go_on()
        elif self._response != NO_ANSWER:
            self._answer()

    def _answer(self) -> None:
        """Nothing is accepted until this answer is on disk."""
        self._busy = True
        self.pause()
        work = partial(
            self._tools.services.study.answer,
            self._running,
            self._position,
            self._response,
            confidence=self._confidence if self._response != NO_ANSWER else None,
            milliseconds=round(self._watch.seconds * 1000),
        )
        self._tools.tasks.run(work, self._answered, self._not_answered)

    def _answered(self, outcome: Outcome[AnswerEffect]) -> None:
        self._busy = self._open = False
        practice = self._running.practice
        if self._confidence is not None:
            practice.apply(practice.feeling(self._confidence))
        practice.apply(outcome.value.closing)
        self._pane.reveal(self._shown, self._response)
        self._pane.extras.show_note(self._mark.note)
        self._pane.top.show_done(len(self._running.given), self._running.total)
        self._tell(outcome.value)
        self._pane.look_at(self._response)
        self._tools.hub.tell(outcome.changes, self._origin)

    def _tell(self, effect: AnswerEffect) -> None:
        verdict = "Right." if effect.correct else "Not yet."
        if self._time_up:
            verdict = f"The time is up. {verdict}" if self._response != NO_ANSWER else "The time is up."
        last = self._time_up or self._next() is None
        self._pane.bar.tell(verdict, effect.comes_back, "See how it went" if last else "Next question")

    def _not_answered(self, error: Exception) -> None:
        """The answer stays chosen, so that Enter tries again."""
        self._busy = False
        self.go_on()
        self._tools.prompts.error(f"Your answer could not be saved. {error}")

    # --- the clock -------------------------------------------------------------------------

    def _left(self) -> float | None:
        """Seconds left for answering; the time for reading reasons does not count."""
        session = self._running
        if session.seconds is None:
            return None
        used = sum(given.milliseconds for given in session.given.values()) / 1000
        return max(0.0, session.seconds - used - (self._watch.seconds if self._open else 0.0))

    def _no_time_left(self) -> bool:
        self._open = False
        return self._left() == 0

    def _start_timer(self) -> None:
        if self._running.seconds is not None and self._pane.isVisible():
            self._timer.start()

    def _tick(self) -> None:
        left = self._left()
        self._pane.top.show_time(left)
        if left == 0 and self._open and not self._busy:
            self._time_up = True
            self._answer()

    # --- marks -----------------------------------------------------------------------------

    def _flag(self) -> None:
        work = partial(self._tools.services.marks.flag, self._shown.item.id, not self._mark.flagged)
        self._tools.tasks.run(work, partial(self._marked, self._shown.item.id))

    def _marked(self, item_id: str, outcome: Outcome[Mark]) -> None:
        self._marks[item_id] = outcome.value
        self._tools.hub.tell(outcome.changes, self._origin)
        if self._session is not None and self._shown.item.id == item_id:
            self._pane.top.show_mark(outcome.value)
            if not self._open:
                self._pane.extras.show_note(outcome.value.note)

    def _write_note(self) -> None:
        hint = "It stays with the question, and you can search for it in the question library."
        self._write("note", "Your note", hint, self._mark.note, "Save note")

    def _write_report(self) -> None:
        hint = "Kept on this computer with the question, for whoever looks after the questions. Nothing is sent."
        self._write("report", "What is wrong with this question?", hint, "", "Save report")

    def _write(self, kind: str, heading: str, hint: str, text: str, save: str) -> None:
        self._writing = kind
        self._pane.extras.box.open_with(heading, hint, text, save)
        self._pane.look_below()

    def _stopped_writing(self) -> None:
        self._writing_kind, self._writing = self._writing, ""
        self._pane.take_focus()

    def _written(self, text: str) -> None:
        item, marks = self._shown.item, self._tools.services.marks
        if self._writing_kind == "note":
            self._tools.tasks.run(partial(marks.note, item.id, text), partial(self._marked, item.id))
        elif text.strip():
            self._tools.tasks.run(partial(marks.report, item.id, item.revision, text), self._reported)

    def _reported(self, outcome: Outcome[None]) -> None:
        self._pane.extras.say("Thank you. Your report is kept with the question.")
        self._tools.hub.tell(outcome.changes, self._origin)

    def _suspend(self) -> None:
        if not self._busy and not self._mark.suspended:
            self._set_suspended(True)

    def _unsuspend(self) -> None:
        if self._mark.suspended:
            self._set_suspended(False)

    def _set_suspended(self, on: bool) -> None:
        work = partial(self._tools.services.marks.suspend, self._shown.item.id, on)
        self._tools.tasks.run(work, partial(self._suspended, self._shown.item.id))

    def _suspended(self, item_id: str, outcome: Outcome[Mark]) -> None:
        self._marked(item_id, outcome)
        answered = self._position in self._running.given
        if outcome.value.suspended:
            self._pane.extras.say(SUSPENDED, "Undo")
            if not answered:
                self._leave_out()
        else:
            self._pane.extras.notice.hide()
            if not answered:
                self._show(self._position)
        self._pane.look_below()

    def _leave_out(self) -> None:
        """A question that is asked no more needs no answer now either."""
        self.pause()
        self._open = False
        self._pane.card.set_open(False)
        last = self._next() is None
        self._pane.bar.tell("Left out.", "", "See how it went" if last else "Next question")

    # --- the end ---------------------------------------------------------------------------

    def _ask_to_end(self) -> None:
        session = self._running
        if len(session.given) == session.total:
            self._finish()
            return
        left = count(session.total - len(session.given), "question")
        text = (
            f"{left} without an answer will be left out. "
            "If you only want a break, go to any other page: this session waits for you."
        )
        self._tools.prompts.confirm("End this session?", text, "End session", self._end_confirmed, no="Go on")

    def _end_confirmed(self, yes: bool) -> None:
        if yes and not self._busy:
            self._finish()

    def _finish(self) -> None:
        self.pause()
        self._busy = True
        work = partial(self._tools.services.study.finish, self._running)
        self._tools.tasks.run(work, self._finished)

    def _finished(self, outcome: Outcome[StudySummary]) -> None:
        session, self._session = self._running, None
        self._busy = self._open = False
        self._tools.hub.tell(outcome.changes, self._origin)
        self.ended.emit(outcome.value, session)
