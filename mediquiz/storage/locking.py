"""One writer a database: an advisory lock on a file beside it, freed by the system when the process ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from tempfile import TemporaryFile

from mediquiz.language import _
from mediquiz.storage.errors import DatabaseInUse, StoreError, UnwritableDatabase
from mediquiz.storage.privacy import real_path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _try_sqlites_lock(folder: Path) -> None:
        """SQLite takes the same kind."""
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _try_sqlites_lock(folder: Path) -> None:
        """SQLite takes another kind, and calls a drive without it a file that somebody else has locked."""
        with TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the system says of a lock that somebody else has; anything else it says of the drive."""


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
            _try_sqlites_lock(real.parent)
        except OSError as error:
            os.close(self._descriptor)
            raise _refused(database, error) from error

    def release(self) -> None:
        """Free the lock; the empty lock file stays, so that two starts cannot lock two different files."""
        os.close(self._descriptor)


def _refused(database: Path, error: OSError) -> StoreError:
    if error.errno in HELD:
        text = _(
            "The study history {file} is open in another MediQuiz window; use that window, close it first, or choose "
            "another file with --database."
        )
        return DatabaseInUse(database, text.format(file=database))
    text = _(
        "The drive that holds {file} has no file locks ({reason}); keep your study history in a folder of this "
        "computer's own drive, or name a file there with --database."
    )
    return UnwritableDatabase(database, text.format(file=database, reason=error.strerror or error))
