"""A practice exam in a terminal: by its rules, each act on record before the next line is read.

In a terminal the clock is read each second while a line is awaited, as in the window; in a pipe only between lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mediquiz.commands.prompt import ticks
from mediquiz.commands.session import read_reply
from mediquiz.commands.sitting_text import KEYS, show_place, show_question, tell_questions, tell_result
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act, Attempt, Event, Phase
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.stopwatch import Step, Stopwatch, warning
from mediquiz.domain.summaries import ShownItem, Sitting
from mediquiz.language import _
from mediquiz.ui.parts import exam_words as words

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

_GO = re.compile(r"go\s*(\d{1,4})", re.IGNORECASE)


class TimeUp(Exception):
    """The time of the segment, or of the break, ran out while a line was awaited."""


def sit(services: Services, sitting: Sitting, terminal: Terminal) -> None:
    """Sit it to its end, then show the score. `q` and the end of the input leave it to be gone on with."""
    run = _Run(services, sitting, terminal)
    try:
        run.go()
    except EOFError:
        run.put_away()
        terminal.say()
        terminal.say(_("The exam is saved: resume it with 'mediquiz exam take --resume' or in the window."))
        return
    attempt_id = services.exams.finish(sitting).value
    tell_result(services.reports.report(attempt_id), terminal)


class _Run:
    """One sitting."""

    def __init__(self, services: Services, sitting: Sitting, terminal: Terminal) -> None:
        self._services, self._sitting, self._terminal = services, sitting, terminal
        self._watch = Stopwatch()
        self._keys = {
            "": self._next, "back": self._back, "f": self._flag, "flag": self._flag, "-": self._clear,
            "show": self._show, "t": self._place, "list": self._list, "end": self._end,
        } | dict.fromkeys(("?", "h", "help"), self._help)  # fmt: skip

    @property
    def _attempt(self) -> Attempt:
        return self._sitting.attempt

    @property
    def _shown(self) -> ShownItem:
        return self._sitting.items[self._attempt.current]

    def go(self) -> None:
        """From where the exam stands to its end. Raises EOFError where it is left before."""
        self._watch.go(self._services.clock.monotonic())
        if self._attempt.phase is Phase.RUNNING:
            self._show()
        while self._attempt.phase is not Phase.FINISHED:
            try:
                self._break() if self._attempt.phase is Phase.BREAK else self._question()
            except TimeUp:
                self._time_is_up()

    def put_away(self) -> None:
        """What time was spent goes on record; nothing ends by it."""
        self._attempt.run(self._waited().elapsed)
        self._act(Event(act=Act.CLOCK))

    # --- lines -----------------------------------------------------------------------------

    def _question(self) -> None:
        """One line at a question. What is typed once the time is up came too late."""
        last = LETTERS[len(self._shown.item.options) - 1]
        line = self._ask(_("Your answer (A-{last}, ? for all keys): ").format(last=last))
        act, reply, there = self._keys.get(line.lower()), read_reply(line, self._shown), _GO.fullmatch(line)
        if act is not None:
            act()
        elif reply is not None:
            if reply.confidence is not None:
                self._act(Event(act=Act.CONFIDENCE, question=self._attempt.current, text=reply.confidence))
            self._act(Event.answering(self._attempt.current, reply.response))
            self._next()
        elif there is not None:
            self._move(int(there[1]) - 1)
        else:
            self._terminal.say(_("Type a letter from A to {last}; ? lists all keys.").format(last=last))

    def _break(self) -> None:
        left = words.span(self._attempt.break_left)
        self._terminal.say(_("Break: {time} of break time left.").format(time=left))
        self._ask(_("Enter starts segment {number}: ").format(number=self._attempt.segment + 2))
        self._start()

    def _ask(self, prompt: str) -> str:
        """A line, with its time taken from the clock. Raises TimeUp where that has run out meanwhile."""
        line = self._terminal.ask(prompt, self._tick)
        self._pass(self._waited())
        return line

    # --- time ------------------------------------------------------------------------------

    def _waited(self) -> Step:
        """The step since the last reading. Where nobody looked in the meantime it is the student's, however long."""
        now = self._services.clock.monotonic()
        return self._watch.read(now) if ticks() else self._watch.waited(now)

    def _tick(self) -> bool:
        """Called each second while a line is awaited. True when something was said."""
        return self._pass(self._watch.read(self._services.clock.monotonic()))

    def _pass(self, step: Step) -> bool:
        """Let time pass. Raises TimeUp at the end of the segment or of the break."""
        attempt, said = self._attempt, False
        before = attempt.seconds_left
        if step.slept:
            self._act(Event(act=Act.SUSPENDED, value=step.slept))
            self._terminal.say(words.slept(step.slept))
            said = True
        attempt.run(step.elapsed)
        if attempt.expired or (attempt.phase is Phase.BREAK and attempt.break_left <= 0):
            raise TimeUp
        minutes = warning(before, attempt.seconds_left) if before is not None and attempt.seconds_left else None
        if minutes is not None and attempt.phase is Phase.RUNNING:
            self._terminal.say(words.time_warning(attempt, minutes))
            said = True
        if self._watch.due:
            self._act(Event(act=Act.CLOCK))
        return said

    def _time_is_up(self) -> None:
        attempt = self._attempt
        self._terminal.say()
        if attempt.phase is Phase.BREAK:
            self._terminal.say(words.break_is_over(attempt))
            self._start()
        else:
            self._terminal.say(words.time_is_up(attempt))
            self._end_segment()

    # --- acts ------------------------------------------------------------------------------

    def _act(self, event: Event) -> None:
        stamped = self._attempt.stamp(event)
        self._attempt.apply(stamped)
        self._services.exams.record(self._sitting, stamped)
        self._watch.saved()

    def _move(self, question: int) -> None:
        attempt = self._attempt
        if question in attempt.open_segment:
            self._act(Event(act=Act.MOVE, question=question))
            self._show()
        elif question == attempt.open_segment.stop:
            self._terminal.say(words.edge(attempt, 1, _("type end")))
        else:
            first, last = attempt.open_segment.start + 1, attempt.open_segment.stop
            self._terminal.say(_("Questions {first} to {last} are open now.").format(first=first, last=last))

    def _next(self) -> None:
        self._move(self._attempt.current + 1)

    def _back(self) -> None:
        self._move(self._attempt.current - 1)

    def _flag(self) -> None:
        on = not self._attempt.here.flagged
        self._act(Event(act=Act.FLAG, question=self._attempt.current, on=on))
        self._terminal.say(_("Flagged.") if on else _("Flag removed."))

    def _clear(self) -> None:
        self._act(Event.answering(self._attempt.current, NO_ANSWER))
        self._terminal.say(_("Answer cleared."))

    def _show(self) -> None:
        show_question(self._sitting, self._terminal)

    def _place(self) -> None:
        show_place(self._attempt, self._terminal)

    def _list(self) -> None:
        tell_questions(self._attempt, self._terminal)

    def _help(self) -> None:
        for key, does in KEYS:
            self._terminal.say(_(does), f"  {_(key):7}", " " * 9)

    def _end(self) -> None:
        title, text = words.end_question(self._attempt)
        self._terminal.say(f"{title} {text}")
        if self._ask(_("Type end again to do so, Enter to stay: ")).lower() == "end":
            self._end_segment()

    def _end_segment(self) -> None:
        self._act(Event(act=Act.SUBMIT if words.is_last(self._attempt) else Act.END_SEGMENT))
        if self._attempt.phase is Phase.RUNNING:
            self._show()

    def _start(self) -> None:
        self._act(Event(act=Act.START_SEGMENT))
        self._show()
