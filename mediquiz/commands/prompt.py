"""One line typed in a terminal, ended by Ctrl-C at any moment.

Python's own `input` has a gap: a signal that comes after its last look at signals and before the process sleeps in
`read` is only noted, and nothing happens until another key. The system is asked to note signals in a pipe as well,
and we sleep on the pipe and the keyboard together, so that no moment is lost.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from select import select

Tick = Callable[[], bool]
"""Called each second of a wait. True when it printed something, so that the prompt is shown again; it may raise."""


def ticks() -> bool:
    """Whether a wait can be looked into: in a terminal of Linux or macOS, not in a pipe."""
    return os.name == "posix" and sys.stdin.isatty() and threading.current_thread() is threading.main_thread()


def typed_line(prompt: str, tick: Tick | None = None) -> str:
    """What is typed up to Enter. Raises EOFError at the end of the input and KeyboardInterrupt at Ctrl-C."""
    if ticks():
        print(prompt, end="", flush=True)
        _await_line(sys.stdin.fileno(), prompt, tick)
        prompt = ""
    return input(prompt)


def _await_line(keyboard: int, prompt: str, tick: Tick | None) -> None:
    """Sleep until a terminal has a whole line or its end; the handler of a signal that comes meanwhile runs at once."""
    with _signal_pipe() as noted:
        while keyboard not in (ready := select([keyboard, noted], [], [], None if tick is None else 1.0)[0]):
            if noted in ready:
                os.read(noted, 64)
            elif tick is not None and _ticked(tick, keyboard):
                print(prompt, end="", flush=True)


def _ticked(tick: Tick, keyboard: int) -> bool:
    """Look into the wait. Where that ends it, what stands half typed belongs to nothing any more."""
    import termios

    try:
        return tick()
    except Exception:
        termios.tcflush(keyboard, termios.TCIFLUSH)
        raise


@contextmanager
def _signal_pipe() -> Iterator[int]:
    """A descriptor that is readable as soon as a signal has come."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(before, warn_on_full_buffer=False)
        os.close(reader)
        os.close(writer)
