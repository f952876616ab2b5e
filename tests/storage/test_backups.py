from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mediquiz.storage import backups, engine
from mediquiz.storage.errors import DamagedDatabase, DatabaseInUse, MissingDatabase, StoreError, UnwritableDatabase
from mediquiz.storage.store import Store

from .test_store import keep_setting, kept


def made(path: Path, value: str = "") -> Path:
    store = Store(path)
    if value:
        keep_setting(store, value)
    store.close()
    return path


def test_backups_of_a_neighbor_are_not_ours(tmp_path: Path) -> None:
    ours, other = made(tmp_path / "study.sqlite"), made(tmp_path / "study-2.sqlite", "other")
    theirs = backups.make(other, "daily")
    assert backups.offered(ours) == []
    for _ in range(backups.KEPT + 2):
        backups.make(ours, "test")
    assert theirs.exists()


def test_the_day_of_a_backup_is_read_from_the_end_of_its_name(tmp_path: Path) -> None:
    path = made(tmp_path / "20200101-x[1].sqlite")
    backup = backups.make(path, "before-update")
    assert backups.all_backups(path) == [backup]
    assert backups.made_on(backup) == datetime.now().astimezone().date()


def test_the_oldest_backup_can_be_restored_though_one_more_is_made(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "first")
    oldest = backups.make(path, "daily")
    for _ in range(backups.KEPT - 1):
        backups.make(path, "daily")
    store = Store(path)
    with store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM setting")
    store.close()
    backups.restore(oldest, path)
    assert kept(path) == ["first"]


def test_what_a_backup_holds_in_its_log_is_restored(tmp_path: Path) -> None:
    source = Store(tmp_path / "left.sqlite")
    keep_setting(source, "in the log")
    path = made(tmp_path / "study.sqlite")
    backups.restore(source.path, path)
    assert kept(path) == ["in the log"]
    source.close()


def test_a_copy_goes_into_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    copy = tmp_path / "far" / "away" / "copy.sqlite"
    backups.copy_database(made(tmp_path / "study.sqlite", "here"), copy)
    assert kept(copy) == ["here"]


def test_a_copy_that_cannot_be_written_is_named_and_not_the_history(tmp_path: Path) -> None:
    """A folder stands where the copy is made before it gets its name."""
    path, copy = made(tmp_path / "study.sqlite", "here"), tmp_path / "copy.sqlite"
    (tmp_path / "copy.sqlite.part").mkdir()
    with pytest.raises(UnwritableDatabase) as caught:
        backups.copy_database(path, copy)
    assert str(caught.value) == (
        f"The copy {copy} could not be written (Is a directory); free some space or choose another place."
    )
    assert caught.value.path == copy
    assert kept(path) == ["here"]
    assert not copy.exists()


def test_a_full_disk_at_a_restore_leaves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    good = backups.make(path, "daily")
    path.write_bytes(b"broken" * 1000)

    def full(source: Path, part: Path, target: Path) -> None:
        raise backups._no_copy(target, "database or disk is full")

    monkeypatch.setattr(backups, "_copy", full)
    with pytest.raises(UnwritableDatabase, match="could not be written"):
        backups.restore(good, path)
    assert path.read_bytes() == b"broken" * 1000
    assert sorted(one.name for one in tmp_path.iterdir()) == ["backups", "study.sqlite", "study.sqlite.lock"]


def test_why_a_restore_failed_is_told_though_its_copy_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    good, ready = backups.make(path, "daily"), tmp_path / "study.sqlite.restored"

    def full(database: Path) -> None:
        ready.unlink()
        ready.mkdir()
        raise engine.unwritable(database, "database or disk is full")

    monkeypatch.setattr(backups, "_keep", full)
    with pytest.raises(UnwritableDatabase, match="disk is full"):
        backups.restore(good, path)
    assert kept(path) == ["good"]


@pytest.mark.parametrize(
    ("error", "reason"), [(OSError(5, "Input/output error"), "(Input/output error)"), (OSError("gone"), "(gone)")]
)
def test_what_the_system_says_of_a_file_is_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(path: Path) -> None:
        raise error

    monkeypatch.setattr(engine, "refuse_folder", refuse)
    with pytest.raises(UnwritableDatabase) as caught:
        engine.inspect_file(tmp_path / "study.sqlite")
    assert reason in str(caught.value)


def test_a_file_that_another_program_holds_is_not_called_damaged(tmp_path: Path) -> None:
    with closing(sqlite3.connect(made(tmp_path / "study.sqlite"))) as holder:
        holder.execute("PRAGMA journal_mode = DELETE")
        holder.execute("BEGIN EXCLUSIVE")
        reader = sqlite3.connect(tmp_path / "study.sqlite", timeout=0)
        with closing(reader), pytest.raises(sqlite3.OperationalError) as caught:
            reader.execute("SELECT * FROM setting")
    assert isinstance(engine.sorted_error(caught.value, tmp_path), DatabaseInUse)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("database disk image is malformed", DamagedDatabase),
        ("file is not a database", DamagedDatabase),
        ("database is locked", DatabaseInUse),
        ("database or disk is full", UnwritableDatabase),
        ("disk I/O error", UnwritableDatabase),
        ("attempt to write a readonly database", UnwritableDatabase),
        ("no such table: song", type(None)),
    ],
)
def test_errors_are_sorted_by_who_must_act(text: str, kind: type) -> None:
    assert type(engine.sorted_error(sqlite3.DatabaseError(text), Path("study.sqlite"))) is kind


def test_a_name_with_signs_of_an_address_is_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "nö spaces" / "study ?a=b#c%41.sqlite"
    made(path, "here")
    assert kept(path) == ["here"]
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


@pytest.mark.parametrize("empty", [True, False])
def test_without_a_history_but_with_backups_nothing_is_made_unasked(tmp_path: Path, empty: bool) -> None:
    path = made(tmp_path / "study.sqlite", "1")
    newest = backups.make(path, "daily")
    path.unlink()
    if empty:
        path.write_bytes(b"")
    with pytest.raises(MissingDatabase) as caught:
        Store(path)
    what = f"The study history {path} is empty" if empty else f"There is no study history at {path}"
    assert str(caught.value) == (
        f"{what}, but there are backups of it; nothing was changed: the window offers them, and "
        f"'mediquiz restore {newest}' puts the newest back."
    )
    assert path.exists() == empty
    Store(path, anew=True).close()
    Store(path).close()
    assert kept(path) == []


@pytest.mark.parametrize("log", [True, False])
def test_a_power_cut_in_the_middle_of_a_restore_is_made_good(tmp_path: Path, log: bool) -> None:
    """The damaged file is set aside, the copy of the backup is whole, and has not got its name yet."""
    path = made(tmp_path / "study.sqlite", "good")
    backups.make(path, "daily")
    path.rename(path.with_name("study.sqlite.restored"))
    if log:
        path.with_name("study.sqlite-wal").write_bytes(b"of the damaged file")
    Store(path).close()
    assert kept(path) == ["good"]
    assert not path.with_name("study.sqlite.restored").exists()
    assert [one.read_bytes() for one in tmp_path.glob("study-damaged-*-wal")] == [b"of the damaged file"] * log


def test_a_half_restored_file_is_not_taken_up(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    backups.make(path, "daily")
    ready = path.with_name("study.sqlite.restored")
    path.unlink()
    for content in (b"", b"no database" * 1000):
        ready.write_bytes(content)
        with pytest.raises(MissingDatabase):
            Store(path)
        assert ready.read_bytes() == content


def test_a_copy_left_by_a_restore_does_not_replace_a_history_that_is_there(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "mine")
    backups.copy_database(made(tmp_path / "other.sqlite", "other"), path.with_name("study.sqlite.restored"))
    Store(path).close()
    assert kept(path) == ["mine"]


@pytest.mark.parametrize("restored", [True, False])
def test_a_log_whose_file_is_gone_is_kept(tmp_path: Path, restored: bool) -> None:
    copy = made(tmp_path / "copy.sqlite", "good")
    path, log = tmp_path / "study.sqlite", tmp_path / "study.sqlite-wal"
    log.write_bytes(b"answers")
    if restored:
        assert backups.restore(copy, path) is None
    Store(path).close()
    assert kept(path) == ["good"] * restored
    assert [one.read_bytes() for one in tmp_path.glob("study-damaged-*-wal")] == [b"answers"]


def test_an_empty_log_is_nothing_to_keep(tmp_path: Path) -> None:
    (tmp_path / "study.sqlite-wal").write_bytes(b"")
    made(tmp_path / "study.sqlite")
    assert list(tmp_path.glob("study-damaged-*")) == []


def test_a_folder_is_named_and_gets_no_lock(tmp_path: Path) -> None:
    with pytest.raises(UnwritableDatabase, match="is a folder"):
        Store(tmp_path)
    assert not tmp_path.with_name(tmp_path.name + ".lock").exists()


def test_a_store_whose_log_cannot_be_moved_still_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "study.sqlite")
    keep_setting(store, "1")

    def full(self: Store) -> None:
        raise StoreError(self.path, "full")

    monkeypatch.setattr(Store, "checkpoint", full)
    store.close()
    monkeypatch.undo()
    made(tmp_path / "study.sqlite")
    assert kept(tmp_path / "study.sqlite") == ["1"]


def test_one_backup_a_day_is_called_so(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "here")
    daily = backups.make_daily(path)
    assert daily is not None and daily.parent == tmp_path / "backups"
    assert daily.name.startswith("study-") and daily.name.endswith("-daily.sqlite")
    assert kept(daily) == ["here"]
    assert backups.make_daily(path) is None


def test_a_file_that_cannot_be_set_aside_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "study.sqlite", "here")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UnwritableDatabase) as caught:
        backups.set_aside(path)
    assert caught.value.path == path
    assert f"{path} cannot be written (Read-only file system)" in str(caught.value)


def test_what_keeps_a_restored_file_from_its_place_is_told_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    path.rename(path.with_name("study.sqlite.restored"))

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnwritableDatabase) as caught:
        backups.take_up(path)
    assert caught.value.path == path
    assert f"{path} cannot be written (Read-only file system)" in str(caught.value)


def test_what_restore_refuses_names_the_backup_and_why(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    spoiled = tmp_path / "spoiled.sqlite"
    spoiled.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError) as caught:
        backups.restore(tmp_path / "none.sqlite", path)
    assert str(caught.value) == f"There is no backup file {tmp_path / 'none.sqlite'}; check the name."
    assert caught.value.path == tmp_path / "none.sqlite"
    with pytest.raises(StoreError) as caught:
        backups.restore(spoiled, path)
    assert str(caught.value) == f"{spoiled} is not a sound MediQuiz backup; nothing was changed."
    assert caught.value.path == spoiled


def test_the_history_is_no_place_for_its_copy(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "good")
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    for target in (path, link):
        with pytest.raises(StoreError) as caught:
            backups.copy_database(path, target)
        assert str(caught.value) == f"{target} is the study history itself; choose another name for the backup."
        assert caught.value.path == target


def test_what_cannot_be_looked_at_is_not_taken_up(tmp_path: Path) -> None:
    ready = tmp_path / "study.sqlite.restored"
    ready.mkdir()
    made(tmp_path / "study.sqlite", "new")
    assert kept(tmp_path / "study.sqlite") == ["new"]
    assert ready.is_dir()


def test_what_stood_there_before_a_restore_is_a_backup_that_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "study.sqlite", "old")
    copy = backups.make(path, "daily")
    was = backups.restore(copy, path)
    assert was is not None and was.name.endswith("-before-restore.sqlite")
    assert set(backups.all_backups(path)) == {copy, was}
