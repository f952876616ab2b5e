"""What a start may load: the window paints before the store, the learner model and the commands are imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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
