"""When our own code fails in a command: a report in a file, one sentence for the student."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from mediquiz import __version__
from mediquiz.language import _
from mediquiz.locations import find
from mediquiz.services.crash_file import write_crash


def write_report(error: Exception, database: Path | None) -> str:
    """Write the traceback into the data folder, or where temporary files go, and say where it is."""
    text = "".join(traceback.format_exception(error))
    for folder in (*_data_folder(database), Path(tempfile.gettempdir())):
        path = write_crash(folder, text, __version__)
        if path is not None:
            said = _("Something in MediQuiz went wrong, your answers are safe; a report is in {path}.")
            return said.format(path=path)
    said = _("Something in MediQuiz went wrong, your answers are safe ({kind}: {error}).")
    return said.format(kind=type(error).__name__, error=error)


def _data_folder(database: Path | None) -> list[Path]:
    """The reports' folder, unless the very name of the database is what went wrong."""
    try:
        return [find(database).crashes]
    except (RuntimeError, ValueError):
        return []
