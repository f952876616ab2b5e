"""The real bus of screen readers, in a session of its own: what a listener hears while a student studies.

Needs Xvfb, dbus, at-spi2-core and the system's Python with AT-SPI (Debian: xvfb dbus at-spi2-core gir1.2-atspi-2.0
python3-gi); says what is missing where it is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
SECONDS = 90
Heard = list[list[str]]

_SESSION = """
{system} {here}/bus_listener.py {seconds} > {log} &
listener=$!
for _ in $(seq 100); do grep -q ready {log} && break; sleep 0.1; done
{python} -m tests.access.bus_student {folder} {log}
code=$?
kill $listener
exit $code
"""


def _missing() -> str:
    """What is not there, or nothing."""
    for program in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON):
        if shutil.which(program) is None:
            return program
    if not Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists():
        return "at-spi2-core"
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    found = subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, timeout=60, check=False)
    return "" if found.returncode == 0 else "gir1.2-atspi-2.0 or python3-gi"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """All events of one walk through the window."""
    if missing := _missing():
        pytest.skip(f"not installed: {missing}")
    folder = tmp_path_factory.mktemp("bus")
    read, write = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        return _walk(folder, number)
    finally:
        display.terminate()
        display.wait(30)


def _walk(folder: Path, display: str) -> Heard:
    log = folder / "heard.jsonl"
    script = _SESSION.format(
        system=SYSTEM_PYTHON, here=Path(__file__).parent, seconds=SECONDS, log=log, python=sys.executable, folder=folder
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "AT_SPI", "WAYLAND"))}
    env |= {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    env |= {"PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=SECONDS + 60,
        check=False,
    )
    if "could not connect to display" in done.stderr or "no Qt platform plugin" in done.stderr:
        pytest.skip("Qt finds no window system: libxcb-cursor0 may be missing")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def announced(heard: Heard) -> list[str]:
    return [words for kind, _role, _name, _said, words in heard if kind.startswith("object:announcement")]


def focused(heard: Heard) -> list[tuple[str, str, str]]:
    return [(role, name, said) for kind, role, name, said, _words in heard if kind == "object:state-changed:focused"]


@pytest.mark.timeout(240)
def test_study_is_heard_on_the_bus(heard: Heard) -> None:
    words, focus = announced(heard), focused(heard)
    assert "Option D struck out" in words
    assert "Sure" in words
    assert "Flagged" in words
    verdicts = [one for one in words if one.startswith(("Right.", "Not yet."))]
    assert len(verdicts) == 1
    assert any(name == "Next question" and said == verdicts[0] for _role, name, said in focus)
    assert any(role == "radio button" and name.startswith("Option B: ") for role, name, _said in focus)


@pytest.mark.timeout(240)
def test_each_question_gets_the_focus_and_is_read(heard: Heard) -> None:
    names = [name for _role, name, _said in focused(heard)]
    assert sum(name.startswith("Question: ") for name in names) >= 2
    assert any(name.startswith("Question 1 of ") for name in names)
    assert any(one.startswith("Question 2 of ") for one in announced(heard))


@pytest.mark.timeout(240)
def test_a_warning_comes_up_as_a_notification(heard: Heard) -> None:
    warning = "Warning: 5 minutes left in this segment."
    assert ("notification", warning) in [(role, words) for _kind, role, _name, _said, words in heard]
