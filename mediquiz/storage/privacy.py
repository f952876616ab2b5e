"""What lies beside a history, and that only its owner can read any of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mediquiz.files import keep_private

COMPANIONS = ("-wal", "-shm")
"""Endings of the files that SQLite keeps beside an open database."""
_FOLDERS = ("backups", "crash-reports")
_NAMES = ("window.json", *_FOLDERS)


def real_path(database: Path) -> Path:
    """Where a link leads: SQLite keeps its log there, and two names of one file are one history."""
    return Path(os.path.realpath(database))


def mend(database: Path) -> None:
    """Close what an older version, a copy by hand or a loose umask left open to other accounts.

    The folder too where it holds nothing but a history: one that the student shares for other things is hers to close.
    """
    for folder in {database.parent, real_path(database).parent}:
        with suppress(OSError, RuntimeError):
            for path in _beside(folder, database):
                keep_private(path)
            if _holds_nothing_else(folder, database):
                keep_private(folder)


def _beside(folder: Path, database: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if _is_ours(path, database):
            yield path
            if path.name in _FOLDERS and path.is_dir():
                yield from path.iterdir()


def _is_ours(path: Path, database: Path) -> bool:
    return path.name.startswith(_NAMES) or any(_belongs(path.name, one) for one in (database, real_path(database)))


def _belongs(name: str, database: Path) -> bool:
    """`study.sqlite-wal`, `study.sqlite.lock`, `study-damaged-20261126-….sqlite`; not `studying.pdf`."""
    return name.startswith(database.name) or (name.startswith(f"{database.stem}-") and database.suffix in name)


def _holds_nothing_else(folder: Path, database: Path) -> bool:
    """Never a folder for all (/tmp), the root of a drive, or a home."""
    for_all = folder.stat().st_mode & stat.S_ISVTX or folder.is_mount() or folder == Path.home()
    return not for_all and all(_is_ours(path, database) for path in folder.iterdir())
