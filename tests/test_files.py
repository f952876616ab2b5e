from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_file_is_the_owners_alone_unless_it_is_there_to_be_handed_on(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "mine", b"1")
    files.write_whole(tmp_path / "ours", b"2", private=False)
    assert (mode(tmp_path / "mine"), mode(tmp_path / "ours")) == (0o600, 0o666)
    assert [(tmp_path / name).read_bytes() for name in ("mine", "ours")] == [b"1", b"2"]


def test_what_others_could_read_is_replaced_by_what_they_cannot(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"old")
    path.chmod(0o644)
    files.write_whole(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path, there: bool) -> None:
    goal, link = tmp_path / "far" / "goal", tmp_path / "link"
    goal.parent.mkdir()
    if there:
        goal.write_bytes(b"old")
    link.symlink_to(goal)
    files.write_whole(link, b"new")
    assert link.is_symlink()
    assert goal.read_bytes() == b"new"
    assert [one.name for one in goal.parent.iterdir()] == ["goal"]


def test_a_block_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"old")
    with pytest.raises(KeyError), files.placed(path) as part:
        part.write_bytes(b"half")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_kill_left_half_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "mine.part").symlink_to(tmp_path / "elsewhere")
    files.write_whole(tmp_path / "mine", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


def test_a_device_is_written_into_and_stays_a_device() -> None:
    files.write_whole(Path("/dev/null"), b"1")
    assert Path("/dev/null").is_char_device()
    assert not Path("/dev/null.part").exists()


def test_a_pipe_is_written_into_for_whoever_reads(tmp_path: Path) -> None:
    pipe, data = tmp_path / "pipe", os.urandom(300_000)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    # With a second writer the pipe does not end before the first one has come.
    other = os.open(pipe, os.O_WRONLY)
    os.set_blocking(reader, True)
    writer = threading.Thread(target=files.write_whole, args=(pipe, data))
    writer.start()
    with os.fdopen(reader, "rb") as stream:
        read = stream.read(len(data))
        writer.join(60)
        os.close(other)
        assert stream.read() == b""
    assert read == data
    assert pipe.is_fifo()


def test_a_pipe_that_nobody_reads_is_told_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="nobody reads") as caught:
        files.write_whole(tmp_path / "pipe", b"1")
    assert (caught.value.errno, caught.value.strerror) == (errno.ENXIO, "it is a pipe that nobody reads from")
    assert caught.value.filename == str(tmp_path / "pipe")


def test_a_drive_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_block_device", lambda self: True)
    with pytest.raises(OSError) as caught:
        files.write_whole(Path("/dev/null"), b"1")
    found = caught.value
    assert (found.errno, found.strerror, found.filename) == (errno.EINVAL, "it is a drive, not a file", "/dev/null")


def test_an_open_file_of_the_system_is_written_into(tmp_path: Path) -> None:
    """/dev/stdout of `> file`: a new file in its place would leave the one that the shell has open empty."""
    with (tmp_path / "out").open("w+b") as out:
        files.write_whole(Path(f"/proc/self/fd/{out.fileno()}"), b"all of it")
        assert out.read() == b"all of it"


def test_other_failures_of_a_device_are_the_systems_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")

    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError, match="Permission denied"):
        files.write_whole(tmp_path / "pipe", b"1")


def test_what_is_special(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("/dev/null")
    special = [tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), Path("/dev/stdin")]
    plain = [tmp_path, tmp_path / "file", tmp_path / "not there", Path("/dev/mediquiz-is-not-there")]
    assert [files.is_special(path) for path in special] == [True] * 4
    assert [files.is_special(path) for path in plain] == [False] * 4


def test_folders_that_are_made_are_the_owners_alone_and_others_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    files.make_private_folder(tmp_path / "a" / "b")
    assert [mode(path) for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [0o755, 0o700, 0o700]
    (tmp_path / "a" / "b").chmod(0o755)
    files.make_private_folder(tmp_path / "a" / "b")
    assert mode(tmp_path / "a" / "b") == 0o755


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError):
        files.make_private_folder(tmp_path / "file")
    with pytest.raises(OSError):
        files.make_private_folder(tmp_path / "file" / "folder")


@pytest.mark.parametrize(("was", "now"), [(0o644, 0o600), (0o755, 0o700), (0o444, 0o400), (0o601, 0o600)])
def test_what_others_may_do_is_taken_away_and_nothing_is_given(tmp_path: Path, was: int, now: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    path.chmod(was)
    files.keep_private(path)
    assert mode(path) == now


def test_a_file_that_is_there_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    files.make_private_file(tmp_path / "file")
    files.make_private_file(tmp_path / "new")
    assert (tmp_path / "file").read_bytes() == b"kept"
    assert mode(tmp_path / "new") == 0o600


def test_rights_that_cannot_be_changed_are_no_error(tmp_path: Path) -> None:
    files.keep_private(tmp_path / "not there")
