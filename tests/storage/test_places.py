"""Where a history can lie, and what is said of places where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mediquiz
from mediquiz.storage import backups, engine
from mediquiz.storage.errors import StoreError, UnwritableDatabase
from mediquiz.storage.store import Store

from .test_store import keep_setting, kept

PACKAGE = Path(mediquiz.__file__).parent
MAKE = (
    "import sys; from pathlib import Path; from mediquiz.storage.store import Store; Store(Path(sys.argv[1])).close()"
)


@pytest.mark.parametrize("name", ["100% sure", "%(here)s %s", "a;b, c:d", "(?#) [x] ' \" &"])
def test_a_history_is_made_by_a_program_that_lies_in_a_folder_with_such_a_name(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    (place / "mediquiz").symlink_to(PACKAGE)
    made = place / "data" / "study.sqlite"
    subprocess.run(
        # No site: an editable install would be found first.
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(place)!r}); {MAKE}", str(made)],
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert kept(made) == []


@pytest.mark.parametrize("name", ["100% sure", "%41 {file} %(x)s", "<b>&amp;", "mine"])
def test_a_history_lies_in_a_folder_with_such_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name}.sqlite"
    store = Store(path)
    keep_setting(store, "here")
    store.close()
    assert kept(path) == ["here"]


@pytest.mark.parametrize("there", [True, False])
def test_a_copy_goes_where_a_link_leads(tmp_path: Path, there: bool) -> None:
    store = Store(tmp_path / "study.sqlite")
    keep_setting(store, "here")
    goal, link = tmp_path / "stick" / "copy.sqlite", tmp_path / "copy.sqlite"
    goal.parent.mkdir()
    if there:
        goal.write_bytes(b"an older copy")
    link.symlink_to(goal)
    store.backup(link)
    store.close()
    assert link.is_symlink()
    assert kept(goal) == ["here"]
    assert list(goal.parent.iterdir()) == [goal]


def test_a_device_or_pipe_is_no_place_for_a_copy(tmp_path: Path) -> None:
    store = Store(tmp_path / "study.sqlite")
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "pipe", Path("/dev/null"), Path("/dev/stdout")):
        with pytest.raises(StoreError, match=f"{target} is a device or a pipe, and a copy needs a file"):
            store.backup(target)
    store.close()
    assert (tmp_path / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["pipe", "/dev/null", "/dev/zero", "link"])
def test_a_device_or_pipe_is_no_history(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/null")
    for look in (Store, engine.inspect_file):
        with pytest.raises(UnwritableDatabase, match="is no file"):
            look(tmp_path / name)
    assert not (tmp_path / f"{name}.lock").exists()


def test_a_restore_goes_where_a_link_leads(tmp_path: Path) -> None:
    real, link = tmp_path / "stick" / "real.sqlite", tmp_path / "study.sqlite"
    link.symlink_to(real)
    real.parent.mkdir()
    store = Store(link)
    keep_setting(store, "old")
    copy = backups.make(link, "daily")
    store.close()
    real.write_bytes(b"damaged" * 1000)
    was = backups.restore(copy, link)
    assert link.is_symlink()
    assert kept(real) == ["old"]
    assert was is not None and was.parent == real.parent and was.read_bytes() == b"damaged" * 1000


def test_what_is_set_aside_is_the_file_and_its_log_and_not_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "stick" / "real.sqlite", tmp_path / "study.sqlite"
    link.symlink_to(real)
    real.parent.mkdir()
    for ending in ("", "-wal", "-shm"):
        real.with_name(real.name + ending).write_bytes(ending.encode())
    aside = backups.set_aside(link)
    assert link.is_symlink() and not link.exists()
    for ending in ("", "-wal", "-shm"):
        assert aside.with_name(aside.name + ending).read_bytes() == ending.encode()
