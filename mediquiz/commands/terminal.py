"""Lines in and out of a terminal, or of a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from shutil import get_terminal_size

from mediquiz.commands.prompt import Tick, typed_line
from mediquiz.language import _

WIDEST, NARROWEST = 92, 20


class Terminal:
    """Lines in and out. `asked` is False for a pipe: then only what is needed is asked."""

    def __init__(self, asked: bool) -> None:
        self.asked = asked

    def say(self, text: str = "", indent: str = "", hanging: str | None = None) -> None:
        """Print, wrapped to the terminal as wide as it is now."""
        under = indent if hanging is None else hanging
        width = max(NARROWEST, min(WIDEST, get_terminal_size((80, 24)).columns))
        lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=under)
        print("\n".join(lines) or "")

    def ask(self, prompt: str, tick: Tick | None = None) -> str:
        """One line, without the blanks around it. Raises EOFError at `q` and at the end of the input."""
        line = self.ask_text(prompt, tick)
        if line.lower() in ("q", "quit"):
            raise EOFError
        return line

    def ask_text(self, prompt: str, tick: Tick | None = None) -> str:
        """One line of the student's own words, of which `q` may be one. Raises EOFError at the end of the input."""
        line = typed_line(prompt, tick).strip()
        if not self.asked:
            print(line)
        return line

    def choose(self, lines: Sequence[str]) -> int:
        """Place of the line chosen from a numbered list; Enter takes the first."""
        for number, line in enumerate(lines, 1):
            self.say(line, f"{number:4}  ", " " * 6)
        return self.number(_("Number"), 1, len(lines)) - 1

    def number(self, prompt: str, usual: int, most: int) -> int:
        """A number from 1 to `most`; Enter takes the usual one."""
        while True:
            line = self.ask(_("{asked} (Enter for {usual}, q to end): ").format(asked=prompt, usual=usual)) or str(
                usual
            )
            # More digits than that Python does not even read.
            if line.isdecimal() and len(line) <= len(str(most)) + 3 and 1 <= int(line) <= most:
                return int(line)
            self.say(_("Type a number from 1 to {most}.").format(most=most))
