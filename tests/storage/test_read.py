"""Transactions that only read: one snapshot, no write lock, and no way to write in them."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from mediquiz.storage.errors import DamagedDatabase, StoreError
from mediquiz.storage.store import Connection, Store, WriteInRead

COUNT = "SELECT count(*) FROM setting"
INSERT = "INSERT INTO setting VALUES (?, '1')"


def put(store: Store, name: str) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql(INSERT, (name,))


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql(COUNT).scalar_one())


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO setting VALUES ('a', '1')",
        "UPDATE setting SET value = '2'",
        "DELETE FROM setting",
        "CREATE TABLE more (a)",
        "DROP TABLE setting",
    ],
)
def test_a_write_in_a_read_fails_as_our_own_bug_and_changes_nothing(store: Store, statement: str) -> None:
    put(store, "before")
    with pytest.raises(WriteInRead) as raised, store.read() as connection:
        connection.exec_driver_sql(statement)
    assert not isinstance(raised.value, StoreError), "the student would be told to free some space"
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT name, value FROM setting").fetchall() == [("before", "1")]


def test_writing_works_after_a_read_that_failed(store: Store) -> None:
    with pytest.raises(RuntimeError), store.read():
        raise RuntimeError
    with pytest.raises(WriteInRead), store.read() as connection:
        connection.exec_driver_sql(INSERT, ("x",))
    put(store, "after")
    with store.read() as connection:
        assert count(connection) == 1


def test_a_read_takes_no_write_lock_and_sees_one_snapshot(store: Store) -> None:
    """Another program may commit meanwhile; what is read stays as it was at the first look."""
    with store.read() as connection, closing(sqlite3.connect(store.path, timeout=0.1)) as other:
        assert count(connection) == 0
        other.execute(INSERT, ("late",))
        other.commit()
        assert count(connection) == 0
    with store.read() as connection:
        assert count(connection) == 1


def test_a_write_holds_the_lock_from_its_first_moment(store: Store) -> None:
    with (
        store.begin(),
        closing(sqlite3.connect(store.path, timeout=0.0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute(INSERT, ("late",))


def test_transactions_are_counted_by_kind(store: Store) -> None:
    reads, writes = store.tally.reads, store.tally.writes
    put(store, "a")
    for _ in range(2):
        with store.read() as connection:
            count(connection)
    assert (store.tally.reads - reads, store.tally.writes - writes) == (2, 1)


def test_a_transaction_inside_another_is_refused_and_does_not_hang(store: Store) -> None:
    for outer in (store.begin, store.read):
        for inner in (store.begin, store.read):
            with pytest.raises(RuntimeError, match="inside another"), outer(), inner():
                pass
    put(store, "after")


def test_a_read_on_another_thread_waits_for_its_turn(store: Store) -> None:
    found: list[int] = []

    def look() -> None:
        with store.read() as connection:
            found.append(count(connection))

    with store.begin() as connection:
        reader = threading.Thread(target=look)
        reader.start()
        connection.exec_driver_sql(INSERT, ("a",))
        assert found == []
    reader.join(timeout=10)
    assert found == [1]


def test_the_log_is_emptied_after_reads(store: Store) -> None:
    put(store, "a")
    with store.read() as connection:
        count(connection)
    store.checkpoint()
    assert store.path.with_name(store.path.name + "-wal").stat().st_size == 0


def test_pages_that_broke_while_open_are_named_by_a_read_too(store: Store) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('big', ?)", ("x" * 200_000,))
    store.checkpoint()
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with closing(sqlite3.connect(store.path)) as other:
        # What another program changed makes SQLite look at the file again instead of at its own memory.
        other.execute("PRAGMA user_version = 1")
    with pytest.raises(DamagedDatabase), store.read() as connection:
        connection.exec_driver_sql("SELECT * FROM setting").fetchall()
