"""A prompt in a terminal: lines, the end, and a Ctrl-C that comes at the worst moment."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from mediquiz.commands.prompt import typed_line

from ..terminal import terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")

TWO_LINES = """
from mediquiz.commands.prompt import typed_line
print(repr(typed_line("one: ")), repr(typed_line("two: ")))
try:
    typed_line("three: ")
except EOFError:
    print("the end")
"""

# The signal reaches another thread: it is noted, and the sleep of the main thread in the kernel goes on. That is the
# state after a Ctrl-C between Python's last look at signals and `read`, which no test can hit at will.
NOTED_ONLY = """
import signal, sys, threading, time
from pathlib import Path
from mediquiz.commands.prompt import typed_line

def interrupt():
    state = Path(f"/proc/self/task/{main}/stat")
    for _ in range(3):  # asleep three times in a row: not only between two steps
        while state.read_text().rpartition(")")[2].split()[0] != "S":
            pass
        time.sleep(0.05)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

main = threading.get_native_id()
threading.Thread(target=interrupt, daemon=True).start()
try:
    typed_line("one: ")
except KeyboardInterrupt:
    print("interrupted")
    sys.exit(130)
"""

# The first look says something, the second ends the wait with a letter half typed.
TICKS = """
from mediquiz.commands.prompt import typed_line
looks = iter([True, False])

def look():
    if next(looks):
        print()
        print("five minutes left")
        return True
    raise TimeoutError

try:
    typed_line("one: ", look)
except TimeoutError:
    print("too late")
print(repr(typed_line("two: ")))
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb"}


def test_lines_and_the_end_of_the_input() -> None:
    with terminal(["-c", TWO_LINES], environment()) as screen:
        screen.wait_for("one: ")
        screen.type("a b\nc\n")  # the second is typed ahead
        screen.wait_for("three: ")
        screen.type("\x04")
        assert screen.end() == 0
    assert "'a b' 'c'" in screen.shown
    assert "the end" in screen.shown


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="whether it sleeps is read from /proc")
def test_a_signal_that_does_not_wake_the_reader_ends_the_prompt() -> None:
    with terminal(["-c", NOTED_ONLY], environment()) as screen:
        assert screen.end() == 130
    assert "one: interrupted" in screen.shown


def test_what_is_no_terminal_is_read_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("first\nsecond\n"))
    assert [typed_line("? "), typed_line("? ")] == ["first", "second"]
    with pytest.raises(EOFError):
        typed_line("? ")


def test_a_wait_is_looked_into_and_can_be_ended() -> None:
    """The prompt stands again below what was said, and what was half typed is no part of the next line."""
    with terminal(["-c", TICKS], environment()) as screen:
        screen.wait_for("five minutes left\r\none: ")
        screen.type("x")
        screen.wait_for("too late\r\ntwo: ")
        screen.type("y\n")
        assert screen.end() == 0
        assert screen.shown.endswith("'y'\n")
