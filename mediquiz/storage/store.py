"""The database: opened once, written by one thread, every commit on disk before it counts."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mediquiz.files import make_private_file, make_private_folder
from mediquiz.language import _
from mediquiz.storage import backups, engine, privacy
from mediquiz.storage.errors import StoreError, UnwritableDatabase
from mediquiz.storage.locking import WriterLock
from mediquiz.storage.migrate import migrate
from mediquiz.storage.schema import REVISION

__all__ = ["Connection", "Store", "WriteInRead"]


class WriteInRead(Exception):
    """A block that promised only to read tried to write: a bug of ours, and never the disk's fault."""


@dataclass(slots=True)
class Tally:
    """Transactions begun since the store was opened."""

    reads: int = 0
    writes: int = 0


class Store:
    """An open database. `read` gives one snapshot, `begin` a transaction to write in."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        """Opens or creates `path`. Raises StoreError with one sentence when the world does not allow it.

        `anew`: the student wants a new history although there are backups of another one.
        """
        self.path = path
        # Reentrant only so that a transaction inside another one is refused instead of waiting for itself.
        self._guard = threading.RLock()
        self._busy = False
        self.tally = Tally()
        _make_folder(path)
        self._lock = WriterLock(path)
        try:
            privacy.mend(path)
            self._open(anew)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, anew: bool) -> None:
        backups.take_up(self.path)
        found = engine.inspect_file(self.path)
        if not found and not anew:
            # A crash of the computer can leave a file of nothing: that is no first start.
            backups.refuse_missing(self.path)
        problem = engine.integrity_problem(self.path) if found else None
        if problem:
            raise engine.damaged(self.path, problem)
        if found and found != REVISION:
            backups.make(self.path, "before-update")
        self._make_file()
        self._engine = engine.open_engine(self.path)
        try:
            with self.errors_sorted():
                if found != REVISION:
                    migrate(self._engine)
                self._connection = self._engine.connect()
                self._connection.rollback()
                # The same connection of the driver under another option: the pool has only that one.
                self._reading = self._engine.connect().execution_options(**{engine.READING: True})
                self._reading.rollback()
                self._check_writable()
        except BaseException:
            self._engine.dispose()
            raise

    def _make_file(self) -> None:
        """Closed to others before there is anything in it; SQLite gives its log the rights of the file."""
        if self.path.exists():
            return
        try:
            make_private_file(self.path)
        except OSError as error:
            raise engine.unwritable(self.path, error.strerror or str(error)) from error

    def _check_writable(self) -> None:
        """A write that changes nothing: a read-only file is refused now, not at the first answer."""
        with self.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction to write in, rolled back unless its block ends well."""
        with self._turn():
            self.tally.writes += 1
            with self._connection.begin():
                yield self._connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that only reads: one snapshot of the history, no write lock, no commit on the disk.

        Raises WriteInRead when its block writes. Not to be nested, nor held while figures are worked out: it takes
        its turn on the one connection.
        """
        with self._turn():
            self.tally.reads += 1
            with self._query_only(), self._reading.begin():
                yield self._reading

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One connection serves all threads, one transaction at a time."""
        with self._guard, self.errors_sorted():
            if self._busy:
                raise RuntimeError("A transaction was begun inside another one.")
            self._busy = True
            try:
                yield
            finally:
                self._busy = False

    @contextmanager
    def _query_only(self) -> Iterator[None]:
        """SQLite itself refuses writes meanwhile."""
        self._driver().execute("PRAGMA query_only = ON")
        try:
            yield
        except (DBAPIError, sqlite3.DatabaseError) as error:
            if engine.is_refused_write(error):
                raise WriteInRead("A transaction that only reads tried to write.") from error
            raise
        finally:
            self._driver().execute("PRAGMA query_only = OFF")

    def _driver(self) -> sqlite3.Connection:
        """The driver's own connection: through SQLAlchemy a statement would begin a transaction."""
        return engine.driver_of(self._connection)

    @contextmanager
    def errors_sorted(self) -> Iterator[None]:
        """Turns what the disk refuses into one sentence; everything else is our own bug and passes through."""
        try:
            yield
        except (DBAPIError, sqlite3.DatabaseError) as error:
            found = engine.sorted_error(error, self.path)
            if found is None:
                raise
            raise found from error

    def checkpoint(self) -> None:
        """Moves the write-ahead log into the file. For idle moments: it can take tens of milliseconds."""
        with self._guard, self.errors_sorted():
            self._driver().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def relax(self) -> None:
        """Stop waiting for the disk at each commit, until closed: for files that are thrown away (copies, the demo)."""
        with self._guard, self.errors_sorted():
            self._driver().execute("PRAGMA synchronous = OFF")

    def backup(self, target: Path) -> None:
        """A copy of the whole database in `target`, made while the store is open."""
        backups.copy_database(self.path, target)

    def close(self) -> None:
        """Ends the connection and frees the lock, whatever the disk says."""
        try:
            # What cannot be moved now stays in the log beside the file; the next start reads both.
            with suppress(StoreError):
                self.checkpoint()
            self._reading.close()
            self._connection.close()
            self._engine.dispose()
        finally:
            self._lock.release()


def _make_folder(path: Path) -> None:
    engine.refuse_folder(path)
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise UnwritableDatabase(
            path,
            _("The folder {folder} cannot be made ({reason}); choose another place with --database.").format(
                folder=path.parent, reason=error.strerror
            ),
        ) from error
