"""The file of an open history is exchanged, taken away or written over by somebody else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mediquiz.storage import backups, engine, open_file
from mediquiz.storage.errors import DamagedDatabase, ReplacedDatabase, UnwritableDatabase
from mediquiz.storage.store import Store

from .test_store import keep_setting


def note(store: Store, *names: str) -> None:
    """An acknowledged write for each of these."""
    for name in names:
        with store.begin() as connection:
            connection.exec_driver_sql("INSERT INTO setting VALUES (?, 'x')", (name,))


def notes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM setting ORDER BY name")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "study.sqlite"


@pytest.fixture
def older(tmp_path: Path, path: Path) -> Path:
    """A copy of an earlier day, whole in one file."""
    store = Store(path)
    note(store, "a")
    store.backup(tmp_path / "older.sqlite")
    store.close()
    return tmp_path / "older.sqlite"


def by_renaming(older: Path, path: Path) -> None:
    """As sync programs do it."""
    copy = path.with_name("~sync.tmp")
    shutil.copy2(older, copy)
    copy.replace(path)


def by_renaming_all_three(older: Path, path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    by_renaming(older, path)


def deleted(older: Path, path: Path) -> None:
    path.unlink()


def moved_away(older: Path, path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite"))


def deleted_with_its_log(older: Path, path: Path) -> None:
    for one in path.parent.glob("study.sqlite*"):
        one.unlink()


def its_log_deleted(older: Path, path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


EXCHANGES = [by_renaming, by_renaming_all_three, deleted, moved_away, deleted_with_its_log, its_log_deleted]


@pytest.mark.parametrize("exchange", EXCHANGES)
@pytest.mark.parametrize("moved", [True, False])
def test_not_one_answer_vanishes(path: Path, older: Path, exchange: object, moved: bool) -> None:
    store = Store(path)
    note(store, "b", "c")
    if moved:
        store.move_log()
    note(store, "d")
    assert callable(exchange)
    exchange(older, path)
    with pytest.raises(ReplacedDatabase) as caught:
        note(store, "e")
    kept = caught.value.kept
    assert kept is not None and str(kept) in str(caught.value) and "Nothing is lost" in str(caught.value)
    assert notes(kept) == ["a", "b", "c", "d"]
    store.close()
    assert engine.integrity_problem(kept) is None
    assert backups.offered(path)[0].path == kept


@pytest.mark.parametrize("exchange", [by_renaming, by_renaming_all_three])
def test_what_was_put_there_is_not_touched_and_opens_as_it_is(path: Path, older: Path, exchange: object) -> None:
    store = Store(path)
    note(store, "b", "c")
    assert callable(exchange)
    exchange(older, path)
    there = path.read_bytes()
    with pytest.raises(ReplacedDatabase):
        note(store, "d")
    store.close()
    assert path.read_bytes() == there
    assert not path.with_name("study.sqlite-wal").exists()
    again = Store(path)
    assert notes(path) == ["a"]
    again.close()


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("same_size", [True, False])
def test_an_older_copy_written_into_the_file_is_noticed(path: Path, older: Path, moved: bool, same_size: bool) -> None:
    store = Store(path)
    if not same_size:
        keep_setting(store, "x" * 100_000)
    note(store, "b", "c")
    if moved:
        store.move_log()
    path.write_bytes(older.read_bytes())
    with pytest.raises(ReplacedDatabase, match="wrote over") as caught:
        note(store, "d")
    store.close()
    kept = caught.value.kept
    # It may hold less than all, but never passes for what is there now.
    assert kept is None or {"b", "c"} <= set(notes(kept))
    assert path.read_bytes() == older.read_bytes()
    assert engine.integrity_problem(path) is None


@pytest.mark.parametrize("left", [0, 50, 4096, 40_000])
def test_a_file_cut_short_is_noticed(path: Path, older: Path, left: int) -> None:
    store = Store(path)
    note(store, "b")
    os.truncate(path, left)
    with pytest.raises(ReplacedDatabase, match="wrote over"):
        note(store, "c")
    store.close()
    assert path.stat().st_size == left


def test_one_word_is_enough_and_all_later_writes_are_refused_alike(path: Path, older: Path) -> None:
    told: list[ReplacedDatabase] = []
    store = Store(path)
    store.when_replaced(told.append)
    by_renaming(older, path)
    found = []
    for write in (lambda: note(store, "b"), store.checkpoint, store.move_log, lambda: store.backup(path.parent / "x")):
        with pytest.raises(ReplacedDatabase) as caught:
            write()
        found.append(caught.value)
    assert found == [told[0]] * 4 and len(told) == 1
    store.close()
    assert len(backups.all_backups(path)) == 1


def test_it_is_found_at_the_end_too(path: Path, older: Path) -> None:
    store = Store(path)
    note(store, "b")
    by_renaming(older, path)
    store.close()
    [kept] = backups.all_backups(path)
    assert notes(kept) == ["a", "b"]
    assert notes(path) == ["a"]


def test_what_was_open_is_still_read_meanwhile(path: Path, older: Path) -> None:
    store = Store(path)
    note(store, "b")
    by_renaming(older, path)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 2
    store.close()


def test_what_cannot_be_kept_is_said(path: Path, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    note(store, "b")
    backups.folder(path).write_bytes(b"a file where the folder should be")
    by_renaming(older, path)
    with pytest.raises(ReplacedDatabase, match="could not be read from it any more") as caught:
        note(store, "c")
    assert caught.value.kept is None
    log = path.with_name("study.sqlite-wal").read_bytes()
    store.close()
    assert [one.read_bytes() for one in path.parent.glob("study-*-still-open.sqlite-log")] == [log]


def test_a_file_that_was_only_touched_or_worked_on_through_sqlite_is_the_same(path: Path, older: Path) -> None:
    store = Store(path)
    note(store, "b")
    os.utime(path, (1, 1))
    note(store, "c")
    path.chmod(0o640)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO setting VALUES ('by hand', 'x')")
        other.execute("PRAGMA wal_checkpoint(PASSIVE)")
    note(store, "d")
    store.checkpoint()
    store.move_log()
    note(store, "e")
    store.close()
    assert notes(path) == ["a", "b", "by hand", "c", "d", "e"]


def test_a_drive_that_cannot_be_reached_can_come_back(path: Path, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    real = os.stat

    def stale(name: object, **named: bool) -> os.stat_result:
        if name == str(path):
            raise OSError(116, "Stale file handle")
        return real(name, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as away:
        away.setattr(os, "stat", stale)
        with pytest.raises(UnwritableDatabase, match="Stale file handle"):
            note(store, "b")
    note(store, "b")
    store.close()
    assert notes(path) == ["a", "b"]


def test_the_log_is_moved_while_a_transaction_is_open_and_nobody_waits(path: Path, older: Path) -> None:
    store = Store(path)
    note(store, "b")
    with store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('c', 'x')")
        with closing(sqlite3.connect(path, timeout=0)) as mover:
            mover.execute("PRAGMA wal_checkpoint(PASSIVE)")
    store.move_log()
    note(store, "d")
    store.close()
    assert notes(path) == ["a", "b", "c", "d"]


class Slow(sqlite3.Connection):
    """Waits in the middle of its work until it is let go."""

    begun, go_on = threading.Event(), threading.Event()

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self.begun.set()
        assert self.go_on.wait(60)
        return super().execute(*arguments)


def test_answers_and_pages_go_on_while_the_log_is_being_moved(
    path: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    note(store, "b")
    real = sqlite3.connect
    with monkeypatch.context() as slow:
        slow.setattr("mediquiz.storage.store.sqlite3.connect", lambda *a, **n: real(*a, factory=Slow, **n))
        mover = threading.Thread(target=store.move_log)
        mover.start()
        assert Slow.begun.wait(60)
    note(store, "c")
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 3
    assert mover.is_alive()
    Slow.go_on.set()
    mover.join(60)
    note(store, "d")
    store.move_log()
    note(store, "e")
    store.close()
    assert notes(path) == ["a", "b", "c", "d", "e"]


def test_a_store_that_is_closed_has_no_log_to_move(path: Path, older: Path) -> None:
    store = Store(path)
    store.close()
    path.unlink()
    store.move_log()
    assert not path.exists()


def test_a_copy_of_the_file_alone_holds_what_was_moved(path: Path, older: Path, tmp_path: Path) -> None:
    store = Store(path)
    note(store, "b", "c")
    store.move_log()
    copy = tmp_path / "copy.sqlite"
    subprocess_copy(path, copy)
    assert notes(copy) == ["a", "b", "c"]
    note(store, "d")
    store.close()


def subprocess_copy(source: Path, target: Path) -> None:
    """By another program: a file that this one opens and closes loses the locks that SQLite has on it."""
    subprocess.run(["cp", str(source), str(target)], check=True, timeout=60)


def killed(path: Path, *names: str) -> None:
    """A window in which these were noted, ended by the system: its log stays beside the file."""
    code = (
        "import os, sys; from pathlib import Path; from mediquiz.storage.store import Store\n"
        "from tests.storage.test_replaced import note\n"
        "store = Store(Path(sys.argv[1])); note(store, *sys.argv[2:]); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path), *names], timeout=120, check=False)
    assert ended.returncode == 9


@pytest.mark.parametrize("new", [True, False])
def test_after_a_kill_the_log_is_read_with_its_own_file(path: Path, request: pytest.FixtureRequest, new: bool) -> None:
    if not new:
        request.getfixturevalue("older")
    killed(path, "b")
    killed(path, "c", "d")
    store = Store(path)
    assert store.foreign_log is None
    note(store, "e")
    store.close()
    assert notes(path) == ["a"] * (not new) + ["b", "c", "d", "e"]


def test_a_log_is_not_read_with_a_file_that_was_put_there_after_the_kill(path: Path, older: Path) -> None:
    killed(path, "b", "c")
    by_renaming(older, path)
    log = path.with_name("study.sqlite-wal").read_bytes()
    store = Store(path)
    kept = store.foreign_log
    store.close()
    assert kept is not None and kept.read_bytes() == log
    assert kept.name.startswith("study-log-") and kept.name.endswith(".sqlite-wal")
    assert notes(path) == ["a"]


def test_an_older_state_of_the_very_same_file_is_told_apart_from_it(path: Path, older: Path, tmp_path: Path) -> None:
    """As a sync program puts it back: not a copy that MediQuiz made."""
    shutil.copy2(path, tmp_path / "yesterday")
    killed(path, "b", "c")
    killed(path, "d")
    by_renaming(tmp_path / "yesterday", path)
    store = Store(path)
    assert store.foreign_log is not None
    store.close()
    assert notes(path) == ["a"]


def test_a_whole_folder_that_was_copied_after_a_kill_keeps_its_answers(path: Path, older: Path, tmp_path: Path) -> None:
    killed(path, "b", "c")
    shutil.copytree(path.parent, tmp_path / "new computer")
    store = Store(tmp_path / "new computer" / "study.sqlite")
    assert store.foreign_log is None
    store.close()
    assert notes(tmp_path / "new computer" / "study.sqlite") == ["a", "b", "c"]


def test_a_log_of_an_older_version_has_no_stamp_and_is_read(path: Path, older: Path) -> None:
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA wal_autocheckpoint = 0'); c.execute(\"INSERT INTO setting VALUES ('b', 'x')\"); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], timeout=120, check=False)
    assert path.with_name("study.sqlite-wal").stat().st_size
    store = Store(path)
    assert store.foreign_log is None
    store.close()
    assert notes(path) == ["a", "b"]


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 5000])
def test_a_log_of_nothing_is_left_to_sqlite(path: Path, older: Path, content: bytes) -> None:
    path.with_name("study.sqlite-wal").write_bytes(content)
    store = Store(path)
    assert store.foreign_log is None
    store.close()
    assert notes(path) == ["a"]


def test_the_log_of_a_damaged_file_stays_where_it_is(path: Path, older: Path) -> None:
    killed(path, "b")
    path.write_bytes(path.read_bytes()[:60])
    before = {one.name: one.read_bytes() for one in path.parent.glob("study.sqlite*") if "-shm" not in one.name}
    with pytest.raises(DamagedDatabase):
        Store(path)
    assert {one.name: one.read_bytes() for one in path.parent.glob("study*") if "-shm" not in one.name} == before


def test_a_first_page_that_is_spoiled_is_read_from_the_log(path: Path, older: Path) -> None:
    """A spoiled header is not the header of another history."""
    killed(path, "b")
    path.write_bytes(b"\xaa" * 4096 + path.read_bytes()[4096:])
    store = Store(path)
    assert store.foreign_log is None
    store.close()
    assert notes(path) == ["a", "b"]


def test_a_file_of_another_program_keeps_its_log(path: Path, older: Path) -> None:
    killed(path, "b")
    data = bytearray(path.read_bytes())
    data[60:64], data[68:72] = bytes(4), bytes(4)
    path.write_bytes(data)
    assert not open_file.log_is_of_another(path)
    data[68:72] = engine.APPLICATION_ID.to_bytes(4, "big")
    path.write_bytes(data)
    assert open_file.log_is_of_another(path)
