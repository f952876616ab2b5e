"""A program in a pseudo terminal, with a limit to every wait: what hangs is killed and shown."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from select import select

LIMIT = 60.0
"""Seconds that a program may take to its next prompt or its end. A start takes one on a quiet machine."""

# Ctrl-C reaches only those whose terminal this is. Whoever runs the tests in the background may have it ignored,
# and that would be inherited.
IN_ITS_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Screen:
    """The other end of the terminal: what is shown, and the keys."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        self._process, self._descriptor = process, descriptor
        self._bytes = b""

    @property
    def shown(self) -> str:
        """All that has been shown so far."""
        return self._bytes.decode().replace("\r", "")

    def wait_for(self, prompt: str) -> None:
        """Read until the screen ends with the prompt."""
        deadline = time.monotonic() + LIMIT
        while not self._bytes.endswith(prompt.encode()):
            assert self._read(deadline), f"It ended without asking “{prompt}”:\n{self.shown}"

    def type(self, keys: str) -> None:
        """Press keys; Enter is a newline."""
        os.write(self._descriptor, keys.encode())

    def end(self) -> int:
        """Read to the end. The exit code."""
        deadline = time.monotonic() + LIMIT
        while self._read(deadline):
            pass
        return self._process.wait(max(0.1, deadline - time.monotonic()))

    def _read(self, deadline: float) -> bool:
        """Take what is shown next; False when the other end has closed."""
        ready = select([self._descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]
        assert ready, f"Nothing came for {LIMIT:.0f} s after:\n{self.shown}"
        try:
            part = os.read(self._descriptor, 4096)
        except OSError:  # Linux says so when the other end has closed
            return False
        self._bytes += part
        return part != b""


@contextmanager
def terminal(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[Screen]:
    """Python with these arguments in a terminal of its own; killed at the end if it still runs."""
    ours, theirs = os.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", IN_ITS_TERMINAL, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    try:
        yield Screen(process, ours)
    finally:
        process.kill()
        process.wait(LIMIT)
        os.close(ours)
