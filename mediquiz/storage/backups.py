"""Dated copies of the database, and what happens to a damaged file: it is set aside, never deleted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from mediquiz.files import is_special, make_private_folder, placed
from mediquiz.language import _
from mediquiz.storage.engine import inspect_file, integrity_problem, sorted_error, unwritable
from mediquiz.storage.errors import DamagedDatabase, ForeignDatabase, NewerDatabase, StoreError, UnwritableDatabase
from mediquiz.storage.privacy import COMPANIONS, real_path

KEPT = 10
_STAMP = r"\d{8}-\d{6}-\d{6}"


def folder(database: Path) -> Path:
    """Where the backups of a database lie."""
    return database.parent / "backups"


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def make(database: Path, reason: str) -> Path:
    """A dated backup; the oldest beyond `KEPT` go."""
    target = folder(database) / f"{database.stem}-{_stamp()}-{reason}.sqlite"
    copy_database(database, target)
    for old in all_backups(database)[KEPT:]:
        # One that cannot be removed now is removed with the next.
        with suppress(OSError):
            old.unlink()
    return target


def make_daily(database: Path) -> Path | None:
    """One backup a day that the app is used."""
    today = datetime.now().astimezone().date()
    if any(made_on(path) == today for path in all_backups(database)):
        return None
    return make(database, "daily")


def all_backups(database: Path) -> list[Path]:
    """Backups of this database, newest first. Those of a neighbor `study-2` are no backups of `study`."""
    ours = re.compile(rf"{re.escape(database.stem)}-{_STAMP}-[a-z-]+\.sqlite")
    try:
        found = [path for path in folder(database).iterdir() if ours.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def made_on(backup: Path) -> date:
    """The local day of a backup, from the UTC time in its name."""
    stamp = re.search(rf"-({_STAMP})-[a-z-]+$", backup.stem)
    assert stamp is not None
    return datetime.strptime(f"{stamp[1]}+0000", "%Y%m%d-%H%M%S-%f%z").astimezone().date()


def newest_good(database: Path) -> Path | None:
    """The newest backup that passes the integrity check and that this version can read."""
    return next((path for path in all_backups(database) if _usable(path)), None)


def _usable(path: Path) -> bool:
    try:
        return _sound(path)
    except StoreError:
        return False


def _sound(path: Path) -> bool:
    """True for a whole study history that this version reads. Raises StoreError when the file cannot be looked at."""
    try:
        return inspect_file(path) is not None and integrity_problem(path) is None
    except (DamagedDatabase, ForeignDatabase, NewerDatabase):
        return False


def copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup: a consistent copy even while the source is being written.

    The copy is made beside the target and renamed at the end, so a full disk leaves no half file.
    """
    if target.resolve() == source.resolve():
        raise StoreError(
            target, _("{file} is the study history itself; choose another name for the backup.").format(file=target)
        )
    if is_special(target):
        raise StoreError(
            target, _("{file} is a device or a pipe, and a copy needs a file; choose another name.").format(file=target)
        )
    try:
        make_private_folder(target.parent)
        with placed(target) as part:
            _copy(source, part, target)
    except OSError as error:
        raise _no_copy(target, error.strerror or str(error)) from error


def _copy(source: Path, part: Path, target: Path) -> None:
    """Fill `part`, which becomes `target`."""
    try:
        with closing(sqlite3.connect(source, timeout=5.0)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
    except sqlite3.DatabaseError as error:
        found = sorted_error(error, source)
        if found is None or isinstance(found, UnwritableDatabase):
            raise _no_copy(target, str(error)) from error
        raise found from error


def _no_copy(target: Path, text: str) -> UnwritableDatabase:
    return UnwritableDatabase(
        target,
        _("The copy {file} could not be written ({reason}); free some space or choose another place.").format(
            file=target, reason=text
        ),
    )


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What the file system refuses becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error.strerror or str(error)) from error


def set_aside(database: Path, why: str = "damaged") -> Path:
    """Renames a database that cannot be used, and its log, out of the way and says where it went."""
    real = real_path(database)
    kept = real.with_name(f"{real.stem}-{why}-{_stamp()}{real.suffix}")
    with _refusals(database):
        for ending in ("", *COMPANIONS):
            part = real.with_name(real.name + ending)
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))
    return kept


def restore(backup: Path, database: Path) -> Path | None:
    """Puts `backup` in the place of `database`. What stood there is kept as a dated backup (returned) or set aside.

    Raises StoreError when the backup is damaged, foreign or newer, or the disk is full; the database is then untouched.
    """
    if not backup.is_file():
        raise StoreError(backup, _("There is no backup file {file}; check the name.").format(file=backup))
    if not _readable(backup):
        raise StoreError(backup, _("{file} is not a sound MediQuiz backup; nothing was changed.").format(file=backup))
    # First, so that a full disk is met while everything still stands, and the backup is not rotated away before.
    real = real_path(database)
    ready = real.with_name(real.name + ".restored")
    copy_database(backup, ready)
    try:
        kept = _keep(database)
        with _refusals(database):
            for ending in COMPANIONS:
                real.with_name(real.name + ending).unlink(missing_ok=True)
            ready.replace(real)
    except StoreError:
        with suppress(OSError):
            ready.unlink(missing_ok=True)
        raise
    return kept


def _readable(backup: Path) -> bool:
    """Like `_sound`, but what is foreign or newer is refused by its own sentence."""
    try:
        return inspect_file(backup) is not None and integrity_problem(backup) is None
    except DamagedDatabase:
        return False


def _keep(database: Path) -> Path | None:
    """Out of the way before a restore: a sound history among the backups, anything else beside it for good."""
    if not database.exists():
        return None
    return make(database, "before-restore") if _sound(database) else set_aside(database)
