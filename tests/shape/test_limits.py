"""No test may hang: each has a limit, what waits in the system or in Qt is cut, and waits in tests are limited."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

READS = """
import os
def test_reads():
    reader, writer = os.pipe()
    os.read(reader, 1)
"""

HOLDS = """
import ctypes
def test_holds():
    lock = ctypes.create_string_buffer(256)
    for _ in range(2):  # the second waits in C, holds the interpreter and hears no signal
        ctypes.PyDLL(None).pthread_mutex_lock(lock)
"""


def ended(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    """A run of pytest over this code, with limits of a second."""
    (tmp_path / "test_it.py").write_text(code)
    (tmp_path / "quick.py").write_text("from tests.limits import *\nfrom tests import limits\nlimits.GRACE = 1.0\n")
    plugins = ["-p", "pytest_timeout", "-p", "quick", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "--timeout=1", "-c", os.devnull, "--rootdir=.", "test_it.py"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm; there the whole run is ended")
def test_a_test_that_waits_in_read_fails_with_its_stack(tmp_path: Path) -> None:
    run = ended(tmp_path, READS)
    assert run.returncode == 1
    assert "1 failed" in run.stdout
    assert "os.read(reader, 1)" in run.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it knows what a lock of Linux looks like")
def test_a_test_that_never_comes_back_to_python_ends_the_process_with_its_stack(tmp_path: Path) -> None:
    run = ended(tmp_path, HOLDS)
    assert run.returncode == 1
    assert "Timeout" in run.stderr
    assert "in test_holds" in run.stderr


def test_every_test_has_a_limit(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.hasplugin("limits")
    assert float(request.config.getini("timeout")) > 0


def test_every_wait_in_a_test_has_a_limit() -> None:
    endless = [
        f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
        for path in TESTS
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _waits_for_ever(call)
    ]
    assert endless == []


def _waits_for_ever(call: ast.Call) -> bool:
    """A child, thread, event or queue that is waited for without a number of seconds."""
    name = ast.unparse(call.func)
    named = {keyword.arg for keyword in call.keywords}
    if name in ("subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output"):
        return "timeout" not in named
    waits = name.rpartition(".")[2] in ("join", "wait", "communicate", "acquire") and not isinstance(
        getattr(call.func, "value", None), ast.Constant
    )
    return waits and not call.args and "timeout" not in named
