"""The database: opened once, written by one thread, every commit on disk before it counts."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mediquiz.files import make_private_file, make_private_folder
from mediquiz.language import _
from mediquiz.storage import backups, engine, item_repo, privacy, rescue, seals
from mediquiz.storage.errors import ReplacedDatabase, StoreError, UnwritableDatabase
from mediquiz.storage.locking import WriterLock
from mediquiz.storage.migrate import migrate
from mediquiz.storage.open_file import OpenFile
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
        self._mover = threading.Lock()
        """Held while the log is moved on a connection of its own, which must not outlive the store."""
        self._busy = self._closed = False
        self.tally = Tally()
        self._lost: ReplacedDatabase | None = None
        self._tell: Callable[[ReplacedDatabase], None] | None = None
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
        self.foreign_log = backups.keep_foreign_log(self.path)
        """Where the log went that lay beside the file and belonged to another one."""
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
                self._driver().execute("PRAGMA wal_checkpoint(PASSIVE)")
                self._watch_file()
        except BaseException:
            self._engine.dispose()
            raise

    def _watch_file(self) -> None:
        """From here on it is noticed when another file takes its place."""
        self._file = OpenFile(self.path)
        try:
            self._check_writable()
            self._seal_all()
            self._distrust_items()
            # So that its own stamp is in it before the first answer.
            with suppress(StoreError):
                self.move_log()
        except BaseException:
            self._file.close()
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

    def _seal_all(self) -> None:
        """What a kill, a migration or an older version left unsealed."""
        unsealed = seals.look(self._driver(), most=0).unsealed
        if unsealed:
            with self.begin():
                seals.put(self._driver(), unsealed)

    def _distrust_items(self) -> None:
        """Questions whose text was altered on the disk are read again from the files of the bank."""
        altered = seals.altered_items(self._driver(), int(time() // 3600))
        if altered:
            with self.begin() as connection:
                for stretch in altered:
                    item_repo.distrust(connection, stretch.first, stretch.last)

    def seal(self) -> None:
        """Count and hash what log and questions were given since the last time. For quiet moments."""
        with self.begin():
            seals.seal(self._driver())
            seals.seal_items(self._driver())

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction to write in, rolled back unless its block ends well."""
        with self._turn():
            self._refuse_changed()
            self.tally.writes += 1
            stamp = self._file.stamp_due()
            with self._connection.begin():
                if stamp is not None:
                    self._driver().execute(f"PRAGMA user_version = {stamp}")
                yield self._connection
            if stamp is not None:
                self._file.stamped()

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
        """Moves the write-ahead log into the file and empties it; can take tens of milliseconds."""
        self.seal()
        with self._guard, self.errors_sorted():
            self._refuse_changed()
            with self._moving():
                self._driver().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def move_log(self) -> None:
        """Moves the write-ahead log into the file while others read and write: none of them waits for it.

        On a connection of its own, on any thread.
        """
        with self._mover:
            if self._closed:
                return
            self.refuse_changed()
            with self._moving(), self.errors_sorted(), closing(sqlite3.connect(self.path, timeout=0)) as mover:
                mover.execute("PRAGMA wal_checkpoint(PASSIVE)")

    @contextmanager
    def _moving(self) -> Iterator[None]:
        with self._guard:
            self._file.move_begins()
        whole = False
        try:
            yield
            whole = True
        finally:
            with self._guard:
                self._file.move_ended(whole)

    def when_replaced(self, tell: Callable[[ReplacedDatabase], None]) -> None:
        """Who is told, once and on the thread that found it, that the file was exchanged under the open history."""
        self._tell = tell

    def refuse_changed(self) -> None:
        """Raises ReplacedDatabase where the file is not the one that was opened. On any thread."""
        with self._guard:
            self._refuse_changed()

    def _refuse_changed(self) -> None:
        """Raises ReplacedDatabase where an answer would go into a file that nobody opens again."""
        if self._lost is None:
            self._lost = self._changed()
            if self._lost is not None and self._tell is not None:
                self._tell(self._lost)
        if self._lost is not None:
            raise self._lost

    def _changed(self) -> ReplacedDatabase | None:
        try:
            change = self._file.change()
        except OSError as error:
            raise engine.unwritable(self.path, error.strerror or str(error)) from error
        return None if change is None else rescue.rescued(self._driver(), self.path, change)

    def relax(self) -> None:
        """Stop waiting for the disk at each commit, until closed: for files that are thrown away (copies, the demo)."""
        with self._guard, self.errors_sorted():
            self._driver().execute("PRAGMA synchronous = OFF")

    def backup(self, target: Path) -> None:
        """A copy of the whole database in `target`, made while the store is open."""
        self.refuse_changed()
        backups.copy_database(self.path, target)

    def close(self) -> None:
        """Ends the connection and frees the lock, whatever the disk says."""
        with self._mover:
            self._close()

    def _close(self) -> None:
        self._closed = True
        try:
            # What cannot be moved now stays in the log beside the file; the next start reads both.
            with suppress(StoreError):
                self.checkpoint()
            if self._lost is not None:
                self._file.forget_log()
            self._reading.close()
            self._connection.close()
            self._engine.dispose()
            if self._lost is not None:
                self._file.remove_log()
        finally:
            self._file.close()
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
