"""Nobody but the owner reads a history or anything made from it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.services.crash_file import write_crash
from mediquiz.storage import backups, privacy
from mediquiz.storage.store import Store

from .test_store import keep_setting

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders to the user")


@pytest.fixture(autouse=True)
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    """Of everything in a folder and itself."""
    found = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in found}


def open_to_others(folder: Path) -> list[str]:
    return [name for name, mode in rights(folder).items() if mode & 0o077]


def test_all_that_a_history_makes_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = Store(folder / "study.sqlite")
    keep_setting(store, "1")
    backups.make(store.path, "daily")
    store.backup(tmp_path / "out" / "copy.sqlite")
    write_crash(folder / "crash-reports", "Traceback", "1")
    assert {"study.sqlite-wal", "study.sqlite-shm", "study.sqlite.lock", "backups"} <= set(rights(folder))
    assert open_to_others(folder) == []
    assert open_to_others(tmp_path / "out") == []
    store.close()


def test_what_was_open_to_others_is_mended_on_opening(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = Store(folder / "study.sqlite")
    backups.make(store.path, "daily")
    store.close()
    (folder / "crash-reports").mkdir()
    names = ("crash-reports/crash-1.txt", "window.json", "study.sqlite.learner", "study-damaged-1.sqlite")
    for name in (*names, "study.sqlite-wal", "study.sqlite.restored"):
        (folder / name).write_bytes(b"")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    Store(folder / "study.sqlite").close()
    assert open_to_others(folder) == []
    assert rights(folder)["."] == 0o700


def test_a_folder_that_holds_other_things_stays_open_and_they_do_too(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    Store(folder / "study.sqlite").close()
    for name in ("studying.pdf", "other.txt"):
        (folder / name).write_bytes(b"")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    Store(folder / "study.sqlite").close()
    assert set(open_to_others(folder)) == {".", "other.txt", "studying.pdf"}


@pytest.mark.parametrize("kind", ["for all", "home"])
def test_a_folder_for_all_and_a_home_are_not_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    folder = tmp_path / "data"
    Store(folder / "study.sqlite").close()
    folder.chmod(0o1777 if kind == "for all" else 0o755)
    if kind == "home":
        monkeypatch.setenv("HOME", str(folder))
    Store(folder / "study.sqlite").close()
    assert open_to_others(folder) == ["."]


def test_a_history_behind_a_link_is_closed_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    real, link = tmp_path / "far" / "real.sqlite", tmp_path / "here" / "study.sqlite"
    Store(real).close()
    for path in (real.parent, real):
        path.chmod(0o777)
    link.symlink_to(real)
    store = Store(link)
    keep_setting(store, "1")
    assert open_to_others(real.parent) == []
    assert (real.parent / "real.sqlite-wal").exists()
    assert open_to_others(link.parent) == []
    store.close()


def test_a_read_only_history_is_not_made_writable(tmp_path: Path) -> None:
    path = tmp_path / "data" / "study.sqlite"
    Store(path).close()
    path.chmod(0o444)
    privacy.mend(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
