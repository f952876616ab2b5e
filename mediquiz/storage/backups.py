"""Dated copies of the database, and what happens to a damaged file: it is set aside, never deleted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from mediquiz.storage.engine import inspect_file, integrity_problem, unwritable
from mediquiz.storage.errors import StoreError

KEPT = 10


def folder(database: Path) -> Path:
    """Where the backups of a database lie."""
    return database.parent / "backups"


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def make(database: Path, reason: str) -> Path:
    """A dated backup; the oldest beyond `KEPT` go."""
    target = folder(database) / f"{database.stem}-{_stamp()}-{reason}.sqlite"
    target.parent.mkdir(parents=True, exist_ok=True)
    copy_database(database, target)
    for old in all_backups(database)[KEPT:]:
        old.unlink()
    return target


def make_daily(database: Path) -> Path | None:
    """One backup a day that the app is used, of the state before the day's first answer."""
    today = datetime.now(UTC).strftime("%Y%m%d")
    if any(path.name.startswith(f"{database.stem}-{today}") for path in all_backups(database)):
        return None
    return make(database, "daily")


def all_backups(database: Path) -> list[Path]:
    """Backups of a database, newest first."""
    return sorted(folder(database).glob(f"{database.stem}-*.sqlite"), key=lambda path: path.name, reverse=True)


def newest_good(database: Path) -> Path | None:
    """The newest backup that passes the integrity check and that this version can read."""
    return next((path for path in all_backups(database) if _good(path)), None)


def _good(path: Path) -> bool:
    try:
        return inspect_file(path) is not None and integrity_problem(path) is None
    except StoreError:
        return False


def copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup: a consistent copy even while the source is being written.

    The copy is made beside the target and renamed at the end, so a full disk leaves no half file.
    """
    if target.resolve() == source.resolve():
        raise StoreError(target, f"{target} is the study history itself; choose another name for the backup.")
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source, timeout=5.0)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
        part.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        part.unlink(missing_ok=True)
        raise unwritable(target, str(error)) from error


def set_aside(database: Path) -> Path:
    """Renames a damaged database and its log out of the way and says where it went."""
    kept = database.with_name(f"{database.stem}-damaged-{_stamp()}{database.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = database.with_name(database.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))
    return kept


def restore(backup: Path, database: Path) -> Path | None:
    """Puts `backup` in the place of `database`. What stood there is kept as a dated backup (returned) or set aside.

    Raises StoreError when the backup is damaged, foreign or newer; the database is then untouched.
    """
    if not backup.is_file():
        raise StoreError(backup, f"There is no backup file {backup}; check the name.")
    if inspect_file(backup) is None or integrity_problem(backup):
        raise StoreError(backup, f"{backup} is not a sound MediQuiz backup; nothing was changed.")
    kept: Path | None = None
    if database.exists():
        kept = set_aside(database) if integrity_problem(database) else make(database, "before-restore")
    part = database.with_name(database.name + ".part")
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(backup, part)
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    part.replace(database)
    return kept
