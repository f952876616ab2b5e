"""A session of practice while it runs: wires the question on the screen to the desk, and paints how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.answers import NO_ANSWER, Response
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import AnswerEffect, Mark, ShownItem
from mediquiz.language import N_, _, n_
from mediquiz.ui.pages.study.desk import StudyDesk
from mediquiz.ui.pages.study.session import SessionPane
from mediquiz.ui.parts.item_marks import MarkDesk
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.announce import announce
from mediquiz.words.numbers import listed
from mediquiz.words.study import comes_back

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession

STARTLED = 0.4
"""Seconds after the clock ran out in which Enter still means what it meant before: check, and not next."""

LAST_WARNING = 60
"""Seconds before the end of a timed session."""
SAID = {Confidence.SURE: N_("Sure"), Confidence.UNSURE: N_("Unsure"), Confidence.GUESS: N_("Guess")}


class StudyRun(QObject):
    """Keeps nothing but the marks of the session's questions; how the session stands says its Practice."""

    ended = Signal(object, object)
    """(StudySummary, StudySession)."""

    def __init__(self, tools: Tools, pane: SessionPane, origin: QWidget) -> None:
        super().__init__(origin)
        self._tools, self._pane = tools, pane
        self._desk = StudyDesk(tools, origin)
        self._marking = MarkDesk(tools, pane.marks, origin, pane.card)
        self._marks: dict[str, Mark] = {}
        self._returns = ""
        self._cut_off = -STARTLED
        self._felt: Confidence | None = None
        self._warned = False
        self._connect()

    def _connect(self) -> None:
        pane, desk = self._pane, self._desk
        pane.card.responded.connect(self._respond)
        pane.card.strike_toggled.connect(self._strike)
        pane.bar.felt.connect(self._feel)
        pane.bar.acted.connect(self._act)
        pane.back.clicked.connect(self._back)
        pane.touched.connect(desk.touch)
        pane.top.end.clicked.connect(self._ask_to_end)
        desk.answered.connect(self._answered)
        desk.refused.connect(self._refused)
        desk.ticked.connect(self._ticked)
        desk.told.connect(pane.extras.say)
        desk.finished.connect(self._finished)
        self._marking.marked.connect(self._marked)
        self._marking.spoke.connect(pane.look_below)

    # --- the session -----------------------------------------------------------------------

    @property
    def session(self) -> StudySession | None:
        """The session on the screen, if one is."""
        return self._desk.session

    def begin(self, session: StudySession, hide_clock: bool = False) -> None:
        """Start, or go on as the session was left."""
        self._desk.open(session)
        self._marks = {shown.item.id: shown.mark for shown in session.items}
        self._pane.top.clock.set_clock_hidden(hide_clock)
        left = session.practice.seconds_left
        self._warned = left is not None and left <= LAST_WARNING
        if self._desk.asking:
            self._desk.do(Event(act=Act.MOVE, question=session.practice.current))
            self._show()
        else:
            self._desk.finish()

    def pause(self) -> None:
        """The page is out of sight."""
        self._desk.pause()

    def go_on(self) -> None:
        """The page is seen again."""
        self._desk.go_on()

    @property
    def _shown(self) -> ShownItem:
        return self._desk.running.items[self._desk.practice.current]

    # --- what the student does -------------------------------------------------------------

    def _respond(self, response: Response) -> None:
        if self._in_question() and self._desk.do(self._desk.practice.choosing(response)):
            self._show_choice()

    def _strike(self, place: int) -> None:
        if self._in_question() and self._desk.do(self._desk.practice.striking(place)):
            self._show_choice()

    def _feel(self, name: str) -> None:
        if self._in_question() and self._desk.do(self._desk.practice.feeling(Confidence(name))):
            self._show_choice()

    def _in_question(self) -> bool:
        """Whether something can be done with the question now, once the time until now is counted."""
        self._desk.touch()
        return self._desk.asking

    def _act(self) -> None:
        """Enter: check the answer, or go to what comes next; first what is being written has to be kept or left."""
        if self._marking.writing:
            self._marking.go_on_writing()
            return
        if self._desk.asking:
            # The time may have run out at this very key; then it has answered already.
            if self._in_question() and self._ready and self._desk.practice.here.response != NO_ANSWER:
                self._answer()
        elif self._ready and self._tools.clock.monotonic() - self._cut_off >= STARTLED:
            self._go_to(self._desk.practice.going_on())

    def _back(self) -> None:
        """Look again at the question before; the open one waits as it stands."""
        self._desk.touch()
        event = self._desk.practice.going_back() if self._ready else None
        if event is not None:
            self._go_to(event)

    @property
    def _ready(self) -> bool:
        """Nothing is being written, by the student or to the record, that another question would cut off."""
        marking, desk = self._marking, self._desk
        return desk.session is not None and not desk.busy and not marking.writing and not marking.suspending

    def _go_to(self, event: Event | None) -> None:
        if event is None:
            self._desk.finish()
        elif self._desk.do(event):
            self._show()

    def _answer(self) -> None:
        self._marking.held = True
        self._desk.answer()

    def _answered(self, effect: AnswerEffect) -> None:
        self._marking.held = False
        practice = self._desk.practice
        if practice.time_up:
            self._cut_off = self._tools.clock.monotonic()
        self._pane.top.show_done(practice.done, practice.total)
        self._show_closed(comes_back(effect.comes_back), _("The time is up.") if practice.time_up else "")

    def _refused(self, error: Exception) -> None:
        self._marking.held = False
        self._tools.prompts.error(_("Your answer could not be saved. {reason}").format(reason=error))

    def _ticked(self) -> None:
        practice = self._desk.practice
        if practice.seconds is not None:
            self._pane.top.show_time(practice.seconds_left)
            self._warn(practice.seconds_left)
        if practice.time_up and not self._marking.suspending:
            self._answer()

    def _warn(self, left: float | None) -> None:
        """Once, for who cannot see the clock."""
        if left is not None and left <= LAST_WARNING and not self._warned:
            self._warned = True
            announce(self._pane, _("One minute left."))

    def _marked(self, item_id: str, mark: Mark) -> None:
        """A question that is asked no more needs no answer now; brought back, it is asked as it stood."""
        self._marks[item_id] = mark
        if self._desk.session is None:
            return
        at = next((n for n, shown in enumerate(self._desk.running.items) if shown.item.id == item_id), None)
        if at is None:
            return
        practice = self._desk.practice
        state, here = practice.states[at], at == practice.current
        if mark.suspended != state.left_out:
            self._desk.touch()
            self._desk.do(Event(act=Act.LEAVE_OUT, question=at, on=mark.suspended))
            if here and state.given is None:
                self._show()
        if here and state.given is not None:
            self._pane.extras.show_note(mark.note)
            # What is not shown again does not come back tomorrow.
            self._pane.bar.retell("" if mark.suspended else self._returns)

    # --- what is painted -------------------------------------------------------------------

    def _show(self) -> None:
        """The question that practice stands at: open as it was left, with its reasons, or left out."""
        practice, shown = self._desk.practice, self._shown
        self._pane.top.show_place(practice.current + 1, practice.total, practice.done, shown.topic_title)
        self._pane.top.show_time(practice.seconds_left)
        self._marking.show_item(shown.item, self._marks[shown.item.id])
        self._pane.show_question(shown)
        self._pane.back.setVisible(practice.going_back() is not None)
        self._desk.save()
        if not self._desk.asking:
            self._desk.stop()
            self._show_closed("")
            return
        self._show_choice()
        if self._pane.isVisible():
            self._desk.go_on()
            self._desk.tick()

    def _show_choice(self) -> None:
        here = self._desk.practice.here
        if here.confidence is not None and here.confidence is not self._felt:
            announce(self._pane, _(SAID[here.confidence]))
        self._felt = here.confidence
        self._pane.card.give(here.response, here.struck)
        self._pane.bar.set_ready(here.response != NO_ANSWER)
        self._pane.bar.show_confidence(here.confidence)

    def _show_closed(self, returns: str, before: str = "") -> None:
        self._returns = returns
        given, last = self._desk.practice.here.given, self._desk.practice.going_on() is None
        verdict = _("Left out.")
        if given is None:
            self._pane.card.set_open(False)
        else:
            self._pane.reveal(self._shown, given.response)
            self._pane.extras.show_note(self._marking.mark.note)
            verdict = _("Right.") if given.correct else _("Not yet.")
            verdict = f"{before} {verdict}".strip() if given.response != NO_ANSWER else before or verdict
        self._pane.bar.tell(
            verdict, returns, _("See how it went") if last else _("Next question"), self._spoken(returns)
        )
        if given is not None:
            self._pane.look_at(given.response)

    def _spoken(self, returns: str) -> str:
        """Which option was right, where another was chosen, and when the question comes back."""
        given, shown = self._desk.practice.here.given, self._shown
        if given is None or given.correct:
            return returns
        right = listed(tuple(LETTERS[shown.order.index(place)] for place in sorted(shown.item.keys)))
        return " ".join([_("Right answer: {letters}.").format(letters=right), returns]).strip()

    # --- the end ---------------------------------------------------------------------------

    def _ask_to_end(self) -> None:
        practice = self._desk.practice
        if practice.done == practice.total:
            self._desk.finish()
            return
        text = n_(
            "{n} question without an answer will be left out. For a break, just go to another page: this "
            "session is saved.",
            "{n} questions without an answer will be left out. For a break, just go to another page: this "
            "session is saved.",
            practice.total - practice.done,
        )
        title, end = _("End this session?"), _("End session")
        self._tools.prompts.confirm(title, text, end, self._end_confirmed, no=_("Stay"))

    def _end_confirmed(self, yes: bool) -> None:
        if yes and self._desk.session is not None and not self._desk.busy:
            self._desk.finish()

    def _finished(self, summary: object, session: object) -> None:
        self._marking.show_nothing()
        self.ended.emit(summary, session)
