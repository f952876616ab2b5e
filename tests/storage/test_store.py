from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.storage import backups, engine, schema
from mediquiz.storage.errors import (
    DamagedDatabase,
    DatabaseInUse,
    ForeignDatabase,
    NewerDatabase,
    StoreError,
    UnwritableDatabase,
)
from mediquiz.storage.store import Store


def keep_setting(store: Store, value: str) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('name', ?)", (value,))


def kept(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [value for (value,) in connection.execute("SELECT value FROM setting")]


def test_a_new_file_is_ours_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "study.sqlite"
    store = Store(path)
    keep_setting(store, "1")
    store.close()
    again = Store(path)
    again.close()
    assert kept(path) == ["1"]
    assert engine.inspect_file(path) == schema.REVISION


def test_writes_are_safe_against_power_loss(store: Store) -> None:
    with store.begin() as connection:
        asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert asked == ["wal", 2]
    assert keys == 1


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('name', '1')")
        raise RuntimeError
    with store.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0


def test_a_second_window_is_told_and_the_first_goes_on(store: Store) -> None:
    with pytest.raises(DatabaseInUse, match="open in another MediQuiz window"):
        Store(store.path)
    keep_setting(store, "1")


def test_the_lock_ends_with_the_process(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    code = (
        "import os, sys; from pathlib import Path; from mediquiz.storage.store import Store;"
        "Store(Path(sys.argv[1])); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], timeout=120, check=False).returncode == 9
    Store(path).close()


def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    path.write_bytes(b"These are notes, not a database. " * 200)
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="damaged"):
        Store(path)
    assert path.read_bytes() == before


def test_a_database_with_broken_pages_is_found(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    store = Store(path)
    keep_setting(store, "x" * 5000)
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DamagedDatabase):
        Store(path)


def test_the_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (a)")
        connection.commit()
    with pytest.raises(ForeignDatabase, match="another program"):
        Store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]


def test_a_newer_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(NewerDatabase, match="newer MediQuiz"):
        Store(path)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(UnwritableDatabase, match="cannot be made"):
        Store(tmp_path / "taken" / "study.sqlite")


def test_a_full_disk_is_one_sentence_and_loses_nothing(store: Store) -> None:
    keep_setting(store, "before")
    with store.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UnwritableDatabase, match="free some space"), store.begin() as connection:
        for n in range(2000):
            connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (f"big{n}", "x" * 4000))
    with store.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 1


def test_migrations_make_the_schema_that_the_tables_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_the_newest_migration_is_the_one_that_the_code_knows() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from mediquiz.storage import migrate

    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == schema.REVISION
    assert {script.revision for script in scripts.walk_revisions()} == set(schema.KNOWN_REVISIONS)


def test_a_backup_is_a_whole_database_while_the_store_is_open(store: Store, tmp_path: Path) -> None:
    keep_setting(store, "1")
    store.backup(tmp_path / "copy.sqlite")
    assert kept(tmp_path / "copy.sqlite") == ["1"]


def test_a_backup_onto_the_history_itself_is_refused(store: Store) -> None:
    keep_setting(store, "1")
    with pytest.raises(StoreError, match="choose another name"):
        store.backup(store.path)
    assert kept(store.path) == ["1"]


def test_restoring_keeps_what_stood_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "study.sqlite", tmp_path / "copy.sqlite"
    store = Store(path)
    store.backup(copy)
    keep_setting(store, "later")
    store.close()
    was = backups.restore(copy, path)
    assert was is not None
    assert kept(was) == ["later"]
    assert kept(path) == []


def test_a_damaged_database_is_set_aside_when_a_backup_is_restored(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    store = Store(path)
    keep_setting(store, "1")
    good = backups.make(path, "daily")
    store.close()
    path.write_bytes(b"broken" * 1000)
    assert [one.path for one in backups.offered(path)] == [good]
    was = backups.restore(good, path)
    assert was is not None
    assert (was.parent, was.suffix) == (tmp_path, ".sqlite") and was.name.startswith("study-damaged-")
    assert was.read_bytes() == b"broken" * 1000
    assert kept(path) == ["1"]


def test_a_bad_backup_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path, bad = tmp_path / "study.sqlite", tmp_path / "bad.sqlite"
    Store(path).close()
    before = path.read_bytes()
    bad.write_bytes(b"")
    for wrong in (bad, tmp_path / "missing.sqlite"):
        with pytest.raises(StoreError):
            backups.restore(wrong, path)
    assert path.read_bytes() == before


def test_old_backups_go_and_one_a_day_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    Store(path).close()
    for _ in range(backups.KEPT + 3):
        backups.make(path, "test")
    assert len(backups.all_backups(path)) == backups.KEPT
    assert backups.make_daily(path) is None
