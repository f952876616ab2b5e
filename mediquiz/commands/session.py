"""A session of practice in a terminal: question, letter, reasons under every option, summary.

It works with a pipe as well: then nothing is asked but the answers.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from mediquiz.commands.common import percent
from mediquiz.commands.prompt import typed_line
from mediquiz.domain.answers import Response, places_of
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import LETTERS, is_right
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ShownItem, StudySummary

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.study_session import StudySession

WIDEST = 92
_REPLY = re.compile(r"(sure|s|unsure|u|guess|g)?[\s,.:]*(.*)", re.IGNORECASE)
_CONFIDENCE = {"s": Confidence.SURE, "u": Confidence.UNSURE, "g": Confidence.GUESS}


class Terminal:
    """Lines in and out. `asked` is False for a pipe: then only what is needed is asked."""

    def __init__(self, asked: bool) -> None:
        self.asked = asked
        self._width = min(WIDEST, get_terminal_size((80, 24)).columns)

    def say(self, text: str = "", indent: str = "", hanging: str | None = None) -> None:
        """Print, wrapped to the terminal."""
        under = indent if hanging is None else hanging
        lines = textwrap.wrap(text, max(40, self._width), initial_indent=indent, subsequent_indent=under)
        print("\n".join(lines) or "")

    def ask(self, prompt: str) -> str:
        """One line, without the blanks around it. Raises EOFError at `q` and at the end of the input."""
        line = typed_line(prompt).strip()
        if not self.asked:
            print(line)
        if line.lower() in ("q", "quit"):
            raise EOFError
        return line

    def choose(self, lines: Sequence[str]) -> int:
        """Place of the line chosen from a numbered list; Enter takes the first."""
        for number, line in enumerate(lines, 1):
            self.say(line, f"{number:4}  ", " " * 6)
        return self.number("Number", 1, len(lines)) - 1

    def number(self, prompt: str, usual: int, most: int) -> int:
        """A number from 1 to `most`; Enter takes the usual one."""
        while True:
            line = self.ask(f"{prompt} (Enter for {usual}, q to end): ") or str(usual)
            if line.isdecimal() and 1 <= int(line) <= most:
                return int(line)
            self.say(f"Type a number from 1 to {most}.")


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
    """Ask what is unanswered, then sum up. `q` or the end of the input ends the session early, with its summary."""
    answers = "a letter, with s, u or g before it for sure, unsure or guess; f flags, q ends"
    terminal.say(f"{session.title}, {session.total} questions. Answer with {answers}.")
    try:
        while session.position < session.total:
            _question(services, session, terminal)
    except EOFError:
        print()
    _sum_up(services.study.finish(session).value, terminal)


def _question(services: Services, session: StudySession, terminal: Terminal) -> None:
    """One question from showing to its reasons."""
    position = session.position
    shown = session.items[position]
    _show(session, position, terminal)
    services.study.show(session, position)
    session.practice.apply(Event(Act.MOVE, position))
    clock = services.clock
    began = clock.monotonic()
    reply = _reply(services, shown, terminal)
    spent = round((clock.monotonic() - began) * 1000)
    said = reply.confidence
    effect = services.study.answer(session, position, reply.response, confidence=said, milliseconds=spent).value
    if reply.confidence is not None:
        session.practice.apply(session.practice.feeling(reply.confidence))
    session.practice.apply(effect.closing)
    _explain(shown, reply.response, terminal)
    if effect.comes_back:
        terminal.say(effect.comes_back)
    if terminal.asked and session.position < session.total:
        _pause(services, shown, terminal)


def _show(session: StudySession, position: int, terminal: Terminal) -> None:
    shown = session.items[position]
    print()
    terminal.say(f"Question {position + 1} of {session.total}: {shown.topic_title}")
    print()
    terminal.say(shown.item.stem)
    print()
    for letter, option in zip(LETTERS, shown.options, strict=False):
        terminal.say(option.text, f"  {letter}  ", " " * 5)
    print()


def _reply(services: Services, shown: ShownItem, terminal: Terminal) -> Reply:
    last = LETTERS[len(shown.options) - 1]
    while True:
        line = terminal.ask(f"Your answer (A-{last}): ")
        if line.lower() == "f":
            _flag(services, shown, terminal)
            continue
        reply = read_reply(line, shown)
        if reply:
            return reply
        terminal.say(f"Type a letter from A to {last}; s, u or g before it says how sure you are, q ends.")


def _flag(services: Services, shown: ShownItem, terminal: Terminal) -> None:
    home = services.library.item(shown.item.id)
    mark = services.marks.flag(shown.item.id, not home.mark.flagged).value
    terminal.say("Flagged." if mark.flagged else "The flag is gone.")


def _explain(shown: ShownItem, response: Response, terminal: Terminal) -> None:
    """Right or wrong in words, then the reason under every option and the sources."""
    print()
    right = is_right(shown.item, response)
    terminal.say("Right." if right else f"Not right: the answer is {shown.words(shown.right)}.")
    for letter, place in zip(LETTERS, shown.order, strict=False):
        option = shown.item.options[place]
        said = (("right answer", option.key), ("your answer", place in places_of(response)))
        words = [word for word, true in said if true]
        terminal.say(option.text + (f"  [{', '.join(words)}]" if words else ""), f"  {letter}  ", " " * 5)
        terminal.say(option.why, " " * 7)
    if shown.item.remember:
        terminal.say(f"Remember: {shown.item.remember}")
    terminal.say(f"Source: {'; '.join(shown.item.sources)}")


def _pause(services: Services, shown: ShownItem, terminal: Terminal) -> None:
    """Reading the reasons is no time spent on the next question."""
    while terminal.ask("Enter for the next question, f to flag this one, q to end: ").lower() == "f":
        _flag(services, shown, terminal)


def _sum_up(summary: StudySummary, terminal: Terminal) -> None:
    print()
    if not summary.answered:
        terminal.say("Nothing was answered.")
        return
    share = percent(summary.right / summary.answered)
    minutes = max(1, round(summary.seconds / 60))
    terminal.say(f"{summary.right} of {summary.answered} right ({share}) in {minutes} min.")
    for topic in summary.topics:
        terminal.say(f"{topic.title}: {topic.right} of {topic.answered}", "  ", "    ")
    if summary.missed:
        terminal.say(f"Missed questions wait in your missed list: {len(summary.missed)} from this session.")
