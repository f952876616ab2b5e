"""One writer a database: an advisory lock on a file beside it, freed by the system when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mediquiz.language import _
from mediquiz.storage.errors import DatabaseInUse, UnwritableDatabase
from mediquiz.storage.privacy import real_path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Held from opening to closing. Raises DatabaseInUse when another process holds it."""

    def __init__(self, database: Path) -> None:
        # Two names of one file (a link) are one database.
        real = real_path(database)
        path = real.with_name(real.name + ".lock")
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UnwritableDatabase(
                database,
                _(
                    "The folder {folder} cannot be written ({reason}); give it write permission or choose another "
                    "place with --database."
                ).format(folder=database.parent, reason=error.strerror),
            ) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise DatabaseInUse(
                database,
                _(
                    "The study history {file} is open in another MediQuiz window; use that window, close it "
                    "first, or choose another file with --database."
                ).format(file=database),
            ) from error

    def release(self) -> None:
        """Free the lock; the empty lock file stays, so that two starts cannot lock two different files."""
        os.close(self._descriptor)
