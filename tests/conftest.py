"""Rules that hold for every test: no display is needed and nothing is left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from . import limits

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says how busy the machine is. A run for a change draws the same examples each time, so that
# a failure is the change's; whoever runs the tests at home draws new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("change", settings.get_profile("here"), derandomize=True, database=None, print_blob=True)
settings.load_profile("change" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread, a window or a running timer behind fails."""
    threads = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames
    windows = _windows() if uses_qt else set()
    yield
    left = [f"thread {t.name}" for t in threading.enumerate() if t not in threads]
    if uses_qt:
        left += _qt_leftovers(windows)
    if left:
        pytest.fail("left behind: " + ", ".join(left))


def _qt_leftovers(before: set[object]) -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if _windows() - before or _running_timers():
        gc.collect()  # cycles through signals are the collector's to break, and no fault of the test
    windows = [f"window {type(w).__name__}" for w in _windows() - before]
    return windows + _running_timers()


def _windows() -> set[object]:
    from PySide6.QtWidgets import QApplication

    # A window with a parent (a tool tip, the list of a combo box) dies with it.
    return {w for w in QApplication.topLevelWidgets() if w.parent() is None}


def _running_timers() -> list[str]:
    import shiboken6
    from PySide6.QtCore import QTimer

    found = [o for o in gc.get_objects() if type(o) is QTimer and shiboken6.isValid(o) and o.isActive()]
    return [f"timer {timer.objectName() or timer.interval()}" for timer in found]


def pytest_configure(config: pytest.Config) -> None:
    """Tests import the package of this checkout."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if root not in sys.path:
        sys.path.insert(0, root)
    config.pluginmanager.register(limits, "limits")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The order of a failed run can be had again; `-q` hides the line at the top that says so as well."""
    seed = getattr(config.option, "randomly_seed", None)
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        terminalreporter.write_line(f"The order of this run: --randomly-seed={seed}")
