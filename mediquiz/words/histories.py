"""What is said of the files of a study history, in the window and in a terminal."""

from __future__ import annotations

from pathlib import Path

from mediquiz.language import _


def foreign_log(kept: Path) -> str:
    """At opening, where a log lay beside the file that belongs to another one."""
    text = _(
        "The file of your study history was replaced after MediQuiz was cut off. The log with its last answers "
        "does not fit the new file and is saved as {kept}. If answers are missing, restore a backup."
    )
    return text.format(kept=kept)
