"""What can be wrong with a database file, sorted by who must act. Each text is one sentence with a way out."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The world is at fault, not the program: the text says what to do."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(text)
        self.path = path


class DamagedDatabase(StoreError):
    """The file fails SQLite's integrity check or is no SQLite file."""


class MissingDatabase(DamagedDatabase):
    """No file, or an empty one, although there are backups of it."""


class ForeignDatabase(StoreError):
    """A sound SQLite file that another program made."""


class NewerDatabase(StoreError):
    """Written by a newer MediQuiz."""


class DatabaseInUse(StoreError):
    """Another window has it open."""


class ReplacedDatabase(StoreError):
    """Another program put something else in the place of a history that is open, wrote over it or took it away."""

    def __init__(self, path: Path, text: str, kept: Path | None) -> None:
        super().__init__(path, text)
        self.kept = kept
        """A copy of the history that was open, with all that was answered; None where it could not be read any more."""


class UnwritableDatabase(StoreError):
    """The folder or file cannot be written, or the disk is full."""
