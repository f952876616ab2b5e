"""Opening a database file: one connection, write-ahead log, every commit on disk before it counts."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from mediquiz.files import is_special
from mediquiz.language import _
from mediquiz.storage.errors import (
    DamagedDatabase,
    DatabaseInUse,
    ForeignDatabase,
    NewerDatabase,
    StoreError,
    UnwritableDatabase,
)
from mediquiz.storage.log_file import hidden_commits
from mediquiz.storage.read_only import looking_at
from mediquiz.storage.schema import KNOWN_REVISIONS
from mediquiz.storage.seals import look

APPLICATION_ID = 0x4D515A31
"""`MQZ1` in SQLite's header: tells our files from those of other programs."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    # A checkpoint in the middle of an answer costs tens of milliseconds; the store makes one when it is idle.
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA cache_size = -32768",
)


DAMAGE = ("malformed", "not a database", "unsupported file format", "could not decode")
HELD = ("locked", "busy")
REFUSED = ("disk is full", "readonly", "unable to open", "disk i/o error", "attempt to write", "permission")
"""What SQLite says of a broken file, of one that another program holds, and of a disk that does not let us."""


def open_engine(path: Path) -> Engine:
    """An engine with one connection to `path`; transactions begin when we say so, not when sqlite3 guesses."""
    engine = create_engine(
        # Not as a text: a question mark or a percent sign in a file name is no part of an address.
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 5.0},
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


READING = "mediquiz_reading"
"""Execution option of a connection whose transactions only read."""


def _begin(connection: Connection) -> None:
    """A write takes the write lock at once; a read takes none, and sees one snapshot from its first statement on."""
    reading = connection.get_execution_options().get(READING)
    driver_of(connection).execute("BEGIN" if reading else "BEGIN IMMEDIATE")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for the statements that an answer waits for: SQLAlchemy takes several times as long
    over them as SQLite. Errors are sorted as all others. It begins no transaction.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def is_refused_write(error: BaseException) -> bool:
    """True where SQLite refused a write because the connection only reads: `query_only`, and not the disk."""
    found = getattr(error, "orig", None) or error
    return getattr(found, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY


def inspect_file(path: Path) -> str | None:
    """The schema revision of an existing file, None for a file still to be filled. Raises StoreError otherwise."""
    try:
        refuse_folder(path)
        if not path.exists() or path.stat().st_size == 0:
            return None
        with looking_at(path) as connection:
            return _revision(connection, path)
    except sqlite3.DatabaseError as error:
        raise sorted_error(error, path) or damaged(path, str(error)) from error
    except OSError as error:
        raise unwritable(path, error.strerror or str(error)) from error


def refuse_folder(path: Path) -> None:
    """A folder, a device or a pipe where the file should be: a pipe would be waited for without end."""
    if path.is_dir():
        raise UnwritableDatabase(path, _("{file} is a folder; name a file in it with --database.").format(file=path))
    if is_special(path):
        raise UnwritableDatabase(
            path, _("{file} is no file but a device or a pipe; name a file with --database.").format(file=path)
        )


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID or "alembic_version" not in tables:
        raise ForeignDatabase(
            path,
            _(
                "{file} is a database of another program; choose another file with --database, nothing was changed."
            ).format(file=path),
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row and row[0] not in KNOWN_REVISIONS:
        raise NewerDatabase(
            path,
            _("{file} was written by a newer MediQuiz; install that version to open it, nothing was changed.").format(
                file=path
            ),
        )
    return str(row[0]) if row else None


def sorted_error(error: BaseException, path: Path) -> StoreError | None:
    """What the disk, another program or a broken file is to blame for, with its sentence; None for anything else."""
    text = str(getattr(error, "orig", None) or error)
    said = text.lower()
    if any(sign in said for sign in DAMAGE):
        return damaged(path, text)
    if any(sign in said for sign in HELD):
        return DatabaseInUse(
            path,
            _(
                "The study history {file} is held by another program ({reason}); close that program, then try again."
            ).format(file=path, reason=text),
        )
    if any(sign in said for sign in REFUSED):
        return unwritable(path, text)
    return None


def damaged(path: Path, text: str) -> DamagedDatabase:
    """The sentence for a file that cannot be read as a study history."""
    return DamagedDatabase(
        path,
        _(
            "The study history {file} is damaged ({reason}); nothing was changed: the window offers its newest good "
            "backup, and so does 'mediquiz restore FILE'."
        ).format(file=path, reason=text),
    )


def unwritable(path: Path, text: str) -> UnwritableDatabase:
    """The sentence for a file that cannot be written."""
    return UnwritableDatabase(
        path,
        _(
            "The study history {file} cannot be written ({reason}); free some space or make the file writable, then "
            "try again: nothing already saved is lost."
        ).format(file=path, reason=text),
    )


def integrity_problem(path: Path) -> str | None:
    """What is wrong with a file: SQLite's own quick check, commits of its log that are hidden, and the seals of the
    answer log; None when it is sound. Nothing is changed. Raises StoreError when it cannot be looked at now.
    """
    try:
        with looking_at(path) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok":
                return str(answer)
            return _hidden(path) or _altered(connection)
    except sqlite3.DatabaseError as error:
        found = sorted_error(error, path)
        if found is not None and not isinstance(found, DamagedDatabase):
            raise found from error
        return str(error)


def _hidden(path: Path) -> str | None:
    """More than one: the last one may have been torn by a power cut, before it counted."""
    hidden = hidden_commits(path)
    return _("{count} changes in its log cannot be read").format(count=hidden) if hidden > 1 else None


def _altered(connection: sqlite3.Connection) -> str | None:
    broken = look(connection, turn=int(time() // 3600)).broken
    if not broken:
        return None
    words = _("rows {first} to {last} of the table {log} are missing or altered")
    same = [one for one in broken if one.log == broken[0].log]
    return words.format(first=same[0].first, last=same[-1].last, log=same[0].log)
