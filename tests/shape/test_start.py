"""What a start may load: the window paints before the store, the learner model and the commands are imported."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import make_services

ROOT = Path(__file__).parents[2]
LATER = ("sqlalchemy", "alembic", "numpy", "pyqtgraph", "typer", "fsrs", "asyncio")

AT_FIRST_PAINT = """
import json, sys
from mediquiz.__main__ import main
sys.argv[1:] = ["--quit-after-paint"]
code = main()
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""

AFTER_A_COMMAND = """
import json, sys
from mediquiz.cli import run
code = run(["progress"])
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


def ended(tmp_path: Path, code: str) -> dict[str, Any]:
    """What a fresh process says in its last line."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "MEDIQUIZ_DATABASE": str(tmp_path / "data" / "study.sqlite"),
    }
    process = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert process.stderr == ""
    found: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return found


def test_the_first_paint_waits_for_nothing_heavy(tmp_path: Path) -> None:
    found = ended(tmp_path, AT_FIRST_PAINT)
    assert found["code"] == 0
    assert "PySide6.QtWidgets" in found["modules"]
    assert set(LATER) & set(found["modules"]) == set()


def test_the_first_paint_creates_nothing(tmp_path: Path) -> None:
    ended(tmp_path, AT_FIRST_PAINT)
    assert not (tmp_path / "data" / "study.sqlite").exists()


def test_commands_need_no_qt(tmp_path: Path) -> None:
    modules = ended(tmp_path, AFTER_A_COMMAND)["modules"]
    assert not [name for name in modules if name.partition(".")[0] in ("PySide6", "shiboken6")]


def started(database: Path) -> subprocess.CompletedProcess[str]:
    """The program with the flag that ends it once its first page is complete."""
    return subprocess.run(
        [sys.executable, "-m", "mediquiz", "--quit-when-ready", "--database", str(database)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("lived_in", [False, True])
def test_a_start_can_be_timed_to_the_first_page_complete(tmp_path: Path, lived_in: bool) -> None:
    services = make_services(tmp_path)
    services.settings.change(first_run_done=lived_in)
    services.close()
    found = started(tmp_path / "study.sqlite")
    assert (found.returncode, found.stderr) == (0, "")
    assert re.fullmatch(r"Complete \d+ ms after the first paint\.\n", found.stdout)


def test_a_history_that_cannot_be_opened_ends_it_too(tmp_path: Path) -> None:
    (tmp_path / "study.sqlite").write_text("no database")
    assert started(tmp_path / "study.sqlite").returncode == 1
