"""When the file of an open history is exchanged: a copy of what is still open is kept, and both are told of."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from mediquiz.files import make_private_folder, placed
from mediquiz.language import N_, _
from mediquiz.storage import backups
from mediquiz.storage.engine import integrity_problem
from mediquiz.storage.errors import ReplacedDatabase, StoreError
from mediquiz.storage.holdings import contains, holding
from mediquiz.storage.open_file import Change, clear_stamp
from mediquiz.storage.privacy import real_path

WHAT = {
    Change.GONE: N_("The file of your study history, {file}, was moved or deleted while MediQuiz had it open."),
    Change.REPLACED: N_(
        "Another program put a different file in the place of your study history {file} while MediQuiz had it open."
    ),
    Change.OVERWRITTEN: N_("Another program wrote over your study history {file} while MediQuiz had it open."),
}
SAFE = N_("Nothing is lost: your answers up to now are in {kept}. Choose which one to use; the other one is saved too.")
IN_PART = N_(
    "What MediQuiz still had of it is in {kept}; it may not be all. Choose which one to use; the other one is "
    "saved too."
)
NOT_SAFE = N_(
    "Your answers could not be read from it any more; choose the file that is there now, or a backup in {folder}."
)


def rescued(connection: sqlite3.Connection, path: Path, change: Change) -> ReplacedDatabase:
    """Keep what the open `connection` still reads among the backups of `path`, and say what happened."""
    kept = _kept(connection, path, change)
    after = NOT_SAFE if kept is None else IN_PART if change is Change.OVERWRITTEN else SAFE
    if kept is None:
        _keep_log(path)
    text = f"{_(WHAT[change])} {_(after)}"
    return ReplacedDatabase(path, text.format(file=path, kept=kept, folder=backups.folder(path)), kept)


def _kept(connection: sqlite3.Connection, path: Path, change: Change) -> Path | None:
    target = backups.new_name(path, "still-open")
    try:
        make_private_folder(target.parent)
        with placed(target) as part:
            with closing(sqlite3.connect(part)) as new:
                connection.backup(new)
            clear_stamp(part)
        if _is_worth_keeping(target, path, change):
            return target
        target.unlink()
    except (OSError, sqlite3.Error, StoreError):
        with suppress(OSError):
            target.unlink(missing_ok=True)
    return None


def _is_worth_keeping(target: Path, path: Path, change: Change) -> bool:
    """Of a file that was written over the copy can be a mixture, or nothing but what is there now."""
    if integrity_problem(target) is not None:
        return False
    held = holding(target)
    return held is not None and (change is not Change.OVERWRITTEN or not contains(path, held))


def _keep_log(path: Path) -> None:
    """All that is left of the answers: the log itself, for somebody who knows how to read it."""
    log = real_path(path).with_name(real_path(path).name + "-wal")
    with suppress(OSError):
        if log.stat().st_size:
            shutil.copy2(log, log.with_name(backups.new_name(path, "still-open").name + "-log"))
