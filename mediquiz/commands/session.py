"""A session of practice in a terminal: from the lines typed to the acts of practice and to the record.

It works with a pipe as well: then nothing is asked but the answers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediquiz.commands.prompt import ticks
from mediquiz.commands.session_text import explain, show_question, sum_up, tell_keys, tell_left
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import Response
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.policy import Confidence
from mediquiz.domain.practice import Stage
from mediquiz.domain.stopwatch import LONGEST_STILL, Stopwatch
from mediquiz.domain.summaries import Mark, ShownItem
from mediquiz.language import _, n_
from mediquiz.storage.errors import StoreError
from mediquiz.words import clock as clock_words
from mediquiz.words import study as words

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.study_session import StudySession

_REPLY = re.compile(r"(sure|s|unsure|u|guess|g)?[\s,.:]*(.*)", re.IGNORECASE)
_CONFIDENCE = {"s": Confidence.SURE, "u": Confidence.UNSURE, "g": Confidence.GUESS}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as typed, and how sure."""

    response: Response
    confidence: Confidence | None


def read_reply(line: str, shown: ShownItem) -> Reply | None:
    """`b`, `2`, `sB`, `guess c`; None for anything that is no answer to the question shown."""
    whole = shown.read(line)
    if whole is not None:
        return Reply(whole, None)
    found = _REPLY.fullmatch(line.strip())
    response = shown.read(found[2]) if found else None
    if found is None or response is None:
        return None
    return Reply(response, _CONFIDENCE[found[1][0].lower()] if found[1] else None)


def run_session(services: Services, session: StudySession, terminal: Terminal) -> None:
    """Ask what is unanswered, then sum up. `q` and the end of the input leave the session to be gone on with, as
    pressing Ctrl-C does; `end` ends it early, with its summary."""
    begun = n_("{{mode}}, {n} question.", "{{mode}}, {n} questions.", session.total).format(
        mode=words.title(session.mode)
    )
    hint = _("Answer with a letter, with s, u or g before it for sure, unsure or guess; ? lists all keys, q leaves.")
    terminal.say(f"{begun} {hint}")
    run = _Run(services, session, terminal)
    try:
        run.go()
    except EOFError:
        run.put_away()
        tell_left(session, terminal)
        return
    except _Ended:
        run.put_away()
    sum_up(services.study.finish(session).value, terminal)


def tell_clock(services: Services, terminal: Terminal) -> None:
    """Settle whether clock or record is wrong where they are apart, and say what was done."""
    if services.clock.far_behind:
        services.wrong_clock.mend()
    news = services.wrong_clock.news()
    if news is not None:
        terminal.say(clock_words.mended(news))


class _Ended(Exception):
    """The student ends the session before its last question."""


class _TimeUp(Exception):
    """The time of the session ran out while a line was awaited."""


class _Run:
    """One session: every act is applied and on record before the next line is read."""

    def __init__(self, services: Services, session: StudySession, terminal: Terminal) -> None:
        self._services, self._session, self._terminal = services, session, terminal
        self._practice = session.practice
        self._marks = {shown.item.id: shown.mark for shown in session.items}
        # Through a pipe nobody reads the clock while a line is awaited: there sleep and thought have one limit.
        self._watch = Stopwatch(None if session.seconds is not None else LONGEST_STILL)

    @property
    def _shown(self) -> ShownItem:
        return self._session.items[self._practice.current]

    @property
    def _mark(self) -> Mark:
        return self._marks[self._shown.item.id]

    def go(self) -> None:
        """From where the session stands to its last question. Raises EOFError or _Ended where it is left before."""
        if self._practice.stage is Stage.ASKING and not self._practice.time_up:
            self._act(Event(act=Act.MOVE, question=self._practice.current))
        going = True
        while going:
            if self._practice.stage is Stage.ASKING:
                self._ask()
            going = self._go_on()

    def _go_on(self) -> bool:
        """What comes after a question; False when nothing does."""
        practice = self._practice
        if self._terminal.asked and (practice.going_on() or practice.here.left_out):
            self._pause()
        if practice.stage is Stage.ASKING:
            return True
        event = practice.going_on()
        if event is None:
            return False
        self._act(event)
        if practice.stage is Stage.READING:
            self._show()
        return True

    def put_away(self) -> None:
        """What was spent on the question on screen goes on record."""
        self._pass_time()
        self._act(Event(act=Act.CLOCK))

    # --- a question ------------------------------------------------------------------------

    def _show(self) -> None:
        """The question as it stands, with its reasons where it is answered."""
        show_question(self._session, self._mark, self._terminal)
        if self._practice.here.given is not None:
            explain(self._shown, self._practice.here.response, self._mark.note, self._terminal)

    def _ask(self) -> None:
        """One question until it is answered, left out or looked away from."""
        self._watch.go(self._services.clock.monotonic())
        self._show()
        last = LETTERS[len(self._shown.item.options) - 1]
        while self._practice.stage is Stage.ASKING:
            line = self._line(_("Your answer (A-{last}): ").format(last=last))
            self._pass_time()
            reply = read_reply(line, self._shown)
            if self._practice.time_up:
                self._terminal.say(_("The time is up."))
                self._answer(None)
            elif reply:
                self._answer(reply)
            elif not self._command(line):
                said = _("Type a letter from A to {last}; s, u or g before it says how sure you are; ? helps.")
                self._terminal.say(said.format(last=last))
        self._watch.stop()

    def _line(self, prompt: str) -> str:
        """What is typed; nothing once the time is up, also while it is waited for."""
        if self._practice.time_up:
            return ""
        try:
            return self._terminal.ask(prompt, self._tick)
        except _TimeUp:
            self._terminal.say()
            return ""

    def _tick(self) -> bool:
        """Called each second while a line is awaited: a sleep is seen, and a session that is killed keeps its clock.

        True when something was said. Raises _TimeUp.
        """
        step = self._watch.read(self._services.clock.monotonic())
        self._practice.run(step.elapsed)
        if step.slept:
            self._terminal.say()
            self._terminal.say(words.slept(step.slept))
        if self._practice.time_up:
            raise _TimeUp
        if self._watch.due:
            self._act(Event(act=Act.CLOCK))
            self._watch.saved()
        return bool(step.slept)

    def _pass_time(self) -> None:
        now = self._services.clock.monotonic()
        step = self._watch.read(now) if ticks() else self._watch.waited(now)
        self._practice.run(step.elapsed)
        if step.slept:
            self._terminal.say(words.slept(step.slept))
        away = self._watch.touched()
        if away:
            self._terminal.say(words.away(away))

    def _act(self, event: Event) -> None:
        stamped = self._practice.stamp(event)
        self._practice.apply(stamped)
        self._services.study.record(self._session, (stamped,))

    def _answer(self, reply: Reply | None) -> None:
        """On record in one step with how sure it was; None closes the question with nothing."""
        practice, acts = self._practice, []
        if reply is not None:
            said = reply.confidence not in (None, practice.here.confidence)
            feeling = practice.feeling(reply.confidence) if said and reply.confidence else None
            for event in (feeling, practice.choosing(reply.response)):
                if event is not None:
                    acts.append(practice.stamp(event))
                    practice.apply(acts[-1])
        response = practice.here.response
        effect = self._services.study.answer(
            self._session,
            practice.current,
            response,
            confidence=practice.sureness,
            milliseconds=practice.milliseconds,
            acts=acts,
        ).value
        practice.apply(effect.closing)
        tell_clock(self._services, self._terminal)
        explain(self._shown, response, self._mark.note, self._terminal)
        # While the reasons are read the disk has time; what it refuses stays as safe in the log.
        with suppress(StoreError):
            self._services.care.move_log()
        if effect.comes_back:
            self._terminal.say(words.comes_back(effect.comes_back))

    def _pause(self) -> None:
        """Reading the reasons is no time spent on the next question."""
        while self._practice.stage is Stage.READING:
            line = self._terminal.ask(_("Enter for the next question, ? for all keys: "))
            if not line:
                return
            if not self._command(line):
                tell_keys(self._terminal)

    # --- other keys ------------------------------------------------------------------------

    def _command(self, line: str) -> bool:
        """Do what is typed; False when it is none of the keys."""
        acts = {
            "f": self._flag,
            "flag": self._flag,
            "n": self._note,
            "note": self._note,
            "r": self._report,
            "report": self._report,
            "x": self._leave_out,
            "back": self._back,
            "show": self._show,
            "end": self._end,
        }
        helps = dict.fromkeys(("?", "h", "help"), self._help)
        act = (acts | helps).get(line.lower())
        if act is not None:
            act()
        return act is not None

    def _help(self) -> None:
        tell_keys(self._terminal)

    def _end(self) -> None:
        raise _Ended

    def _back(self) -> None:
        event = self._practice.going_back()
        if event is None:
            self._terminal.say(_("There is no answered question before this one."))
            return
        self._act(event)
        self._show()

    def _flag(self) -> None:
        self._marked(self._services.marks.flag(self._shown.item.id, not self._mark.flagged).value)
        self._terminal.say(_("Flagged.") if self._mark.flagged else _("Flag removed."))

    def _note(self) -> None:
        if self._mark.note:
            self._terminal.say(_("Your note: {note}").format(note=self._mark.note))
        text = self._words(_("Note (Enter keeps it as it is, - deletes it): "))
        if text:
            self._marked(self._services.marks.note(self._shown.item.id, "" if text == "-" else text).value)
            self._terminal.say(_("Note saved.") if self._mark.note else _("Note deleted."))

    def _report(self) -> None:
        text = self._words(_("What is wrong with it? (Enter for nothing): "))
        if text:
            self._services.marks.report(self._shown.item.id, self._shown.item.revision, text)
            self._terminal.say(_("Thank you. Your report is saved with the question."))

    def _words(self, prompt: str) -> str:
        """A line of the student's own. Nobody looks at the clock meanwhile, and typing it is no sleep."""
        text = self._terminal.ask_text(prompt)
        self._practice.run(self._watch.waited(self._services.clock.monotonic()).elapsed)
        return text

    def _leave_out(self) -> None:
        on = not self._mark.suspended
        self._marked(self._services.marks.suspend(self._shown.item.id, on).value)
        self._act(Event(act=Act.LEAVE_OUT, question=self._practice.current, on=on))
        said = _("This question will not be shown again; x undoes that.")
        self._terminal.say(said if on else _("This question is shown again."))

    def _marked(self, mark: Mark) -> None:
        self._marks[self._shown.item.id] = mark
