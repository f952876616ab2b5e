"""A history whose log is damaged in places: the damaged stretches from a backup, or going on with what can be read.

What stood there is copied first and stays beside the history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from mediquiz.storage import backups, seals, study_repo
from mediquiz.storage.engine import driver_of, open_engine, sorted_error
from mediquiz.storage.read_only import looking_at
from mediquiz.storage.seals import Stretch


def helper(database: Path) -> Path | None:
    """The newest backup that holds a damaged stretch of the log as it was sealed; None where none can help."""
    damaged = _broken(database)
    found = (backup for backup in backups.all_backups(database) if damaged and _holds(backup, damaged))
    return next(found, None)


def readable(database: Path) -> bool:
    """Whether SQLite can read the file as a whole, whatever is missing or altered in it."""
    try:
        with looking_at(database) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def take_from(backup: Path, database: Path) -> Path:
    """Put what the backup holds soundly of the damaged stretches in their place; where the copy of before lies.

    Rows that are newer than the backup stay as they can be read. Raises StoreError.
    """
    damaged = _broken(database)

    def work(driver: sqlite3.Connection) -> None:
        for stretch in (one for one in damaged if _holds(backup, [one])):
            _take(driver, stretch)

    return _mended(database, backup, work)


def accept(database: Path) -> Path:
    """Take the history as it can be read: its seals are made anew. Where the copy of before lies. Raises StoreError."""
    return _mended(database, None, lambda driver: None)


def _mended(database: Path, backup: Path | None, work: Callable[[sqlite3.Connection], None]) -> Path:
    kept = backups.keep_copy(database)
    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            driver = driver_of(connection)
            # Rows are put in by stretches, not in the order in which they refer to each other.
            driver.execute("PRAGMA foreign_keys = OFF")
            if backup is not None:
                driver.execute("ATTACH DATABASE ? AS kept", (str(backup),))
            with connection.begin():
                work(driver)
                if seals.renew(driver):
                    study_repo.rebuild(connection)
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except Exception as error:
        found = sorted_error(error, database)
        if found is None:
            raise
        raise found from error
    finally:
        engine.dispose()
    return kept


def _take(driver: sqlite3.Connection, stretch: Stretch) -> None:
    ours, theirs = (
        [name for _n, name, *_rest in driver.execute(f"PRAGMA {schema}.table_info({stretch.log})")]
        for schema in ("main", "kept")
    )
    names = ", ".join(dict.fromkeys(["rowid", *(name for name in ours if name in theirs and name != "id")]))
    driver.execute(
        f"INSERT OR REPLACE INTO main.{stretch.log} ({names}) SELECT {names} FROM kept.{stretch.log} "
        "WHERE rowid BETWEEN ? AND ?",
        (stretch.first, stretch.last),
    )


def _broken(database: Path) -> list[Stretch]:
    try:
        with looking_at(database) as connection:
            return seals.look(connection, most=None).broken
    except sqlite3.DatabaseError:
        return []


def _holds(backup: Path, damaged: list[Stretch]) -> bool:
    try:
        with looking_at(backup) as connection:
            return any(seals.is_as_sealed(connection, one) for one in damaged)
    except sqlite3.DatabaseError:
        return False
