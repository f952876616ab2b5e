"""No test may hang: what still runs after its limit fails with the stacks of all threads.

pytest-timeout stops a test by a signal, which Python can act on in its own code and in most calls that wait, such as
`read`. For what never comes back to Python, as a dialog's loop inside Qt, the process is ended a little later by a
watchdog that needs no Python; the other workers of a parallel run go on, and the test is reported as crashed.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Generator

import pytest

GRACE = 30.0
"""Seconds that pytest-timeout has to stop a test before the process is ended."""
_stderr = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the real standard error: while a test runs, what is written there is caught."""
    config.stash[_stderr] = os.dup(2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what was kept."""
    os.close(config.stash[_stderr])


def limit_of(item: pytest.Item) -> float:
    """Seconds that a test may take: its mark, the command line, pyproject.toml; 0 for no limit."""
    mark = item.get_closest_marker("timeout")
    given = mark.args[0] if mark and mark.args else item.config.getoption("timeout")
    return float(item.config.getini("timeout") or 0) if given is None else float(given)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """The watchdog around set-up, test and tear-down. pytest calls it off when a debugger opens."""
    limit = limit_of(item)
    if limit:
        faulthandler.dump_traceback_later(limit + GRACE, exit=True, file=item.config.stash[_stderr])
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()
