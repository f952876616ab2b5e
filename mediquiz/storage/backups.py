"""Dated copies of the database, and what happens to a damaged file: it is set aside, never deleted."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from mediquiz.files import is_special, make_private_folder, placed
from mediquiz.language import _
from mediquiz.storage.engine import inspect_file, integrity_problem, sorted_error, unwritable
from mediquiz.storage.errors import (
    DamagedDatabase,
    ForeignDatabase,
    MissingDatabase,
    NewerDatabase,
    StoreError,
    UnwritableDatabase,
)
from mediquiz.storage.holdings import contains, holding
from mediquiz.storage.open_file import clear_stamp, log_is_of_another
from mediquiz.storage.privacy import COMPANIONS, real_path

KEPT = 10
WEEKS = 5
MONTHS = 12
OFFERED = 3
"""How many of the newest stay whatever they hold, and of how many weeks and months the last one."""
_STAMP = r"\d{8}-\d{6}-\d{6}"


def folder(database: Path) -> Path:
    """Where the backups of a database lie."""
    return database.parent / "backups"


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def make(database: Path, reason: str) -> Path:
    """A dated backup; those that it makes needless go."""
    target = new_name(database, reason)
    copy_database(database, target)
    for old in spare(database, target):
        # One that cannot be removed now is removed with the next.
        with suppress(OSError):
            old.unlink()
    return target


def new_name(database: Path, reason: str) -> Path:
    """Where a backup made now lies; `reason` in small letters and hyphens."""
    return folder(database) / f"{database.stem}-{_stamp()}-{reason}.sqlite"


def spare(database: Path, made: Path) -> list[Path]:
    """Backups that can go: old enough, and all that they hold is in one that stays. Never the one just `made`."""
    found = all_backups(database)
    stay = [made, *found[:KEPT], *_of_each(found, _week, WEEKS), *_of_each(found, _month, MONTHS)]
    go = []
    for old in (path for path in found if path not in stay):
        held = holding(old)
        if held is None or any(contains(path, held) for path in stay):
            go.append(old)
        else:
            stay.append(old)
    return go


def _of_each(found: list[Path], period: Callable[[date], tuple[int, int]], count: int) -> list[Path]:
    """The newest backup of each of the last weeks, or months, that have one."""
    newest: dict[tuple[int, int], Path] = {}
    for path in found:
        newest.setdefault(period(made_on(path)), path)
    return list(newest.values())[:count]


def _week(on: date) -> tuple[int, int]:
    return on.isocalendar()[:2]


def _month(on: date) -> tuple[int, int]:
    return on.year, on.month


def make_daily(database: Path) -> Path | None:
    """One backup a day that the app is used."""
    today = datetime.now().astimezone().date()
    if any(made_on(path) == today for path in all_backups(database)):
        return None
    return make(database, "daily")


def all_backups(database: Path) -> list[Path]:
    """Backups of this database, newest first. Those of a neighbor `study-2` are no backups of `study`.

    What is dated in the future was made while the clock was wrong, nobody knows when: it comes last.
    """
    ours = re.compile(rf"{re.escape(database.stem)}-{_STAMP}-[a-z-]+\.sqlite")
    try:
        found = [path for path in folder(database).iterdir() if ours.fullmatch(path.name) and _has_a_date(path)]
    except OSError:
        return []
    now = _stamp()
    return sorted(found, key=lambda path: (_stamp_of(path) <= now, _stamp_of(path)), reverse=True)


def _stamp_of(backup: Path) -> str:
    stamp = re.search(rf"-({_STAMP})-[a-z-]+$", backup.stem)
    assert stamp is not None
    return stamp[1]


def _has_a_date(backup: Path) -> bool:
    """Of a name that somebody gave it the numbers may be none; nor can every time be told in every time zone."""
    try:
        made_on(backup)
    except (ValueError, OverflowError):
        return False
    return True


def made_on(backup: Path) -> date:
    """The local day of a backup, from the UTC time in its name."""
    return datetime.strptime(f"{_stamp_of(backup)}+0000", "%Y%m%d-%H%M%S-%f%z").astimezone().date()


@dataclass(frozen=True, slots=True)
class Offered:
    """A backup that can be restored, and how many answers it holds."""

    path: Path
    answers: int


def offered(database: Path) -> list[Offered]:
    """The newest good backup, then those that hold what the ones before do not, newest first; at most three."""
    found: list[Offered] = []
    for path in all_backups(database):
        held = holding(path)
        if held is None or any(contains(one.path, held) for one in found) or not _usable(path):
            continue
        found.append(Offered(path, held.answers))
    return found[:OFFERED]


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
        clear_stamp(part)
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
    real, kept = real_path(database), _aside(database, why)
    with _refusals(database):
        for ending in ("", *COMPANIONS):
            part = real.with_name(real.name + ending)
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))
    return kept


def keep_copy(database: Path) -> Path:
    """A copy of a damaged database and its log beside it, before anything is mended; says where it lies."""
    real = real_path(database)
    kept = real.with_name(f"{real.stem}-damaged-{_stamp()}{real.suffix}")
    with _refusals(database):
        for ending in ("", "-wal"):
            part = real.with_name(real.name + ending)
            if part.exists():
                shutil.copy2(part, kept.with_name(kept.name + ending))
    return kept


def refuse_unfit(backup: Path) -> None:
    """Raise StoreError for what cannot be restored: no file, damaged, foreign or newer."""
    if not backup.is_file():
        raise StoreError(backup, _("There is no backup file {file}; check the name.").format(file=backup))
    if not _readable(backup):
        raise StoreError(backup, _("{file} is not a sound MediQuiz backup; nothing was changed.").format(file=backup))


def restore(backup: Path, database: Path) -> Path | None:
    """Puts `backup` in the place of `database`. What stood there is kept as a dated backup (returned) or set aside.

    Raises StoreError when the backup is damaged, foreign or newer, or the disk is full; the database is then untouched.
    """
    refuse_unfit(backup)
    # First, so that a full disk is met while everything still stands, and the backup is not rotated away before.
    real = real_path(database)
    ready = _ready(real)
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


def take_up(database: Path) -> None:
    """Finish a restore that ended between setting the old file aside and putting the backup in its place.

    The copy gets its name when it is whole, so one that lies there can be used. Raises StoreError.
    """
    real = real_path(database)
    if real.exists():
        return
    keep_lone_log(database)
    ready = _ready(real)
    if ready.exists() and _usable(ready):
        with _refusals(database):
            ready.replace(real)


def keep_lone_log(database: Path) -> None:
    """A log without its file holds answers: SQLite would throw it away with the first new file of that name."""
    log = real_path(database).with_name(real_path(database).name + "-wal")
    if log.exists() and log.stat().st_size:
        set_aside(database)


def keep_foreign_log(database: Path) -> Path | None:
    """Set aside a log that belongs to another file than the one that stands there now; None where there is none."""
    with _refusals(database):
        if not log_is_of_another(database):
            return None
        real, kept = real_path(database), _aside(database, "log")
        for ending in COMPANIONS:
            part = real.with_name(real.name + ending)
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))
    return kept.with_name(kept.name + "-wal")


def _aside(database: Path, why: str) -> Path:
    real = real_path(database)
    return real.with_name(f"{real.stem}-{why}-{_stamp()}{real.suffix}")


def _ready(real: Path) -> Path:
    return real.with_name(real.name + ".restored")


def refuse_missing(database: Path) -> None:
    """Raise MissingDatabase where there is nothing to open but backups of it: that is no first start."""
    found = all_backups(database)
    if found:
        raise MissingDatabase(database, _missing_words(database, found[0]))


def _missing_words(database: Path, newest: Path) -> str:
    text = _(
        "There is no study history at {file}, but there are backups of it; nothing was changed: the window offers "
        "them, and 'mediquiz restore {backup}' puts the newest back."
    )
    if database.exists():
        text = _(
            "The study history {file} is empty, but there are backups of it; nothing was changed: the window offers "
            "them, and 'mediquiz restore {backup}' puts the newest back."
        )
    return text.format(file=database, backup=newest)


def _readable(backup: Path) -> bool:
    """Like `_sound`, but what is foreign or newer is refused by its own sentence."""
    try:
        return inspect_file(backup) is not None and integrity_problem(backup) is None
    except DamagedDatabase:
        return False


def _keep(database: Path) -> Path | None:
    """Out of the way before a restore: a sound history among the backups, anything else beside it for good."""
    if not database.exists():
        keep_lone_log(database)
        return None
    return make(database, "before-restore") if _sound(database) else set_aside(database)
