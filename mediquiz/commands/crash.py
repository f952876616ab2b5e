"""When our own code fails in a command: a report in a file, one sentence for the student."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from mediquiz import __version__
from mediquiz.locations import find


def write_report(error: Exception, database: Path | None) -> str:
    """Write the traceback into the data folder, or where temporary files go, and say where it is."""
    now = datetime.now(UTC)
    head = f"MediQuiz {__version__}\nPython {sys.version}\n{platform.platform()}\n{now:%Y-%m-%d %H:%M:%S} UTC\n\n"
    text = head + "".join(traceback.format_exception(error))
    for folder in (*_data_folder(database), Path(tempfile.gettempdir())):
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return f"Something in MediQuiz went wrong, your answers are safe; a report is in {path}."
    return f"Something in MediQuiz went wrong, your answers are safe ({type(error).__name__}: {error})."


def _data_folder(database: Path | None) -> list[Path]:
    """The reports' folder, unless the very name of the database is what went wrong."""
    try:
        return [find(database).crashes]
    except (RuntimeError, ValueError):
        return []
