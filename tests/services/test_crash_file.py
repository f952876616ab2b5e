"""The file that a failure of our own leaves behind."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from mediquiz.services.crash_file import write_crash


def test_a_crash_file_says_what_failed_where_and_when(tmp_path: Path) -> None:
    """Its name has the moment to the microsecond, its head the same moment to the second."""
    before = datetime.now(UTC)
    made = write_crash(tmp_path / "far" / "away", "Traceback: nö\n", "1.2.3")
    assert made is not None and made.parent == tmp_path / "far" / "away"
    moment = datetime.strptime(f"{made.name}+0000", "crash-%Y%m%d-%H%M%S-%f.txt%z")
    assert before <= moment <= datetime.now(UTC)
    head = f"MediQuiz 1.2.3\nPython {sys.version}\n{platform.platform()}\n{moment:%Y-%m-%d %H:%M:%S} UTC\n\n"
    assert made.read_text(encoding="utf-8") == head + "Traceback: nö\n"


def test_a_crash_file_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert write_crash(tmp_path / "file", "Traceback\n", "1.2.3") is None
