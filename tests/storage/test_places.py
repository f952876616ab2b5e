"""Where a history can lie, and what is said of places where it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import mediquiz
from mediquiz.storage import backups, engine
from mediquiz.storage.errors import ReplacedDatabase, StoreError, UnwritableDatabase
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


NO_LOCKS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
static int refuse(void) { errno = ENOLCK; return -1; }
#ifdef FLOCK
int flock(int file, int how) { return refuse(); }
#endif
static int pass(const char *name, int file, int what, void *with) {
    if (what == F_SETLK || what == F_SETLKW) return refuse();
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, name);
    return real(file, what, with);
}
int fcntl(int file, int what, ...) {
    va_list more; va_start(more, what); void *with = va_arg(more, void *); va_end(more);
    return pass("fcntl", file, what, with);
}
int fcntl64(int file, int what, ...) {
    va_list more; va_start(more, what); void *with = va_arg(more, void *); va_end(more);
    return pass("fcntl64", file, what, with);
}
"""


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("gcc") is None, reason="needs Linux and a C compiler")
@pytest.mark.parametrize("kind", ["FLOCK", "SQLITES"])
def test_a_drive_that_cannot_lock_is_not_called_another_window(tmp_path: Path, kind: str) -> None:
    """As some network drives and memory sticks are: every lock, or SQLite's kind alone, is refused by the system."""
    (tmp_path / "no.c").write_text(NO_LOCKS)
    subprocess.run(
        ["gcc", "-shared", "-fPIC", f"-D{kind}", "-o", tmp_path / "no.so", tmp_path / "no.c", "-ldl"],
        check=True,
        timeout=120,
    )
    path = tmp_path / "data" / "study.sqlite"
    said = subprocess.run(
        [sys.executable, "-c", MAKE, path],
        env={**os.environ, "LD_PRELOAD": str(tmp_path / "no.so")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == (
        f"mediquiz.storage.errors.UnwritableDatabase: The drive that holds {path} has no file locks "
        "(No locks available); keep your study history in a folder of this computer's own drive, or name a file there "
        "with --database."
    )
    assert not path.exists()


def full_disk(size: str) -> Iterator[Path]:
    """A drive of its own, in memory; only root can make one."""
    folder = Path(tempfile.mkdtemp(prefix="mediquiz-tests-"))
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False, timeout=60)
    if made.returncode:
        folder.rmdir()
        pytest.skip("no drive can be made here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True, timeout=60)
    folder.rmdir()


@pytest.fixture
def small_drive() -> Iterator[Path]:
    yield from full_disk("3m")


def fill(folder: Path) -> None:
    with (folder / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while True:
            rest.write(bytes(4096))


def test_a_drive_that_is_full_is_told_and_what_is_on_record_stays(small_drive: Path) -> None:
    path = small_drive / "data" / "study.sqlite"
    store = Store(path)
    keep_setting(store, "before")
    backup = backups.make(path, "daily")
    before = sorted(small_drive.rglob("*"))
    fill(small_drive)
    with pytest.raises(UnwritableDatabase), store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('big', ?)", ("x" * 1_000_000,))
    for act in (lambda: backups.make(path, "daily"), lambda: store.backup(small_drive / "copy.sqlite")):
        with pytest.raises(UnwritableDatabase, match="could not be written"):
            act()
    store.close()
    with pytest.raises(UnwritableDatabase):
        backups.restore(backup, path)
    assert kept(path) == ["before"]
    assert {one.name for one in small_drive.rglob("*")} - {one.name for one in before} <= {"rest"}
    (small_drive / "rest").unlink()
    store = Store(path)
    with store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('after', 'after')")
    store.close()
    assert kept(path) == ["before", "after"]


def test_an_exchange_on_a_full_drive_is_noticed_and_the_log_of_answers_is_not_lost(small_drive: Path) -> None:
    path = small_drive / "data" / "study.sqlite"
    store = Store(path)
    store.backup(small_drive / "older.sqlite")
    keep_setting(store, "mine")
    fill(small_drive)
    (small_drive / "older.sqlite").replace(path)
    with pytest.raises(ReplacedDatabase, match="could not be read from it any more"):
        keep_setting(store, "more")
    store.close()
    Store(path).close()
    assert kept(path) == []
