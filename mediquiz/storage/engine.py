"""Opening a database file: one connection, write-ahead log, every commit on disk before it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from mediquiz.storage.errors import DamagedDatabase, ForeignDatabase, NewerDatabase, UnwritableDatabase
from mediquiz.storage.schema import KNOWN_REVISIONS

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


def open_engine(path: Path) -> Engine:
    """An engine with one connection to `path`; transactions begin when we say so, not when sqlite3 guesses."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 5.0},
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _configure(connection: Any, record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def inspect_file(path: Path) -> str | None:
    """The schema revision of an existing file, None for a file still to be filled. Raises StoreError otherwise."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with _reading(path) as connection:
            return _revision(connection, path)
    except sqlite3.DatabaseError as error:
        raise _sorted(error, path) from error


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain sqlite3 connection that is closed at the end; nothing is written."""
    connection = sqlite3.connect(path, timeout=5.0)
    try:
        yield connection
    finally:
        connection.close()


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID or "alembic_version" not in tables:
        raise ForeignDatabase(
            path, f"{path} is a database of another program; choose another file with --database, nothing was changed."
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row and row[0] not in KNOWN_REVISIONS:
        raise NewerDatabase(
            path, f"{path} was written by a newer MediQuiz; install that version to open it, nothing was changed."
        )
    return str(row[0]) if row else None


def _sorted(error: sqlite3.DatabaseError, path: Path) -> Exception:
    text = str(error)
    if "unable to open" in text or "readonly" in text or "permission" in text.lower():
        return unwritable(path, text)
    return DamagedDatabase(
        path,
        f"The study history {path} is damaged ({text}); it is set aside unchanged, and the newest good backup "
        "can be restored.",
    )


def unwritable(path: Path, text: str) -> UnwritableDatabase:
    """The sentence for a file that cannot be written."""
    return UnwritableDatabase(
        path, f"The study history {path} cannot be written ({text}); give it write permission or use --database."
    )


def integrity_problem(path: Path) -> str | None:
    """SQLite's own quick check; None when the file is sound."""
    try:
        with _reading(path) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if answer == "ok" else str(answer)
