"""Writing files: whole or not at all, through links, into devices and pipes, and for the owner's eyes alone."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediquiz.language import _

OTHERS = 0o077
"""What everybody but the owner may do with a file."""
NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
"""Not there on Windows, which has no such pipes in its folders."""
_SYSTEM = ("/dev/", "/proc/")


def write_whole(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write `data` to where `path` leads. A device or a pipe is written into, never replaced. Raises OSError."""
    if is_special(path):
        _pour(path, data)
        return
    with placed(path, private=private) as part:
        part.write_bytes(data)


@contextmanager
def placed(path: Path, *, private: bool = True) -> Iterator[Path]:
    """A name beside the file where `path` leads; what the block writes there takes its place at the end.

    A block that fails leaves what stood there. Raises OSError.
    """
    goal = Path(os.path.realpath(path))
    part = goal.with_name(goal.name + ".part")
    part.unlink(missing_ok=True)
    # Made before anything is in it: between writing and closing it to others anybody could read along.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666))
    try:
        yield part
        part.replace(goal)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def is_special(path: Path) -> bool:
    """True for a device, a pipe, a socket or a way to an open file such as /dev/stdout."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or str(path.absolute()).startswith(_SYSTEM)


def _pour(path: Path, data: bytes) -> None:
    if path.is_block_device():
        raise OSError(errno.EINVAL, _("it is a drive, not a file"), str(path))
    with os.fdopen(_opened(path), "wb") as stream:
        if NO_WAIT:
            os.set_blocking(stream.fileno(), True)
        stream.write(data)


def _opened(path: Path) -> int:
    """Not waiting for somebody to read from a pipe: nobody may ever."""
    try:
        return os.open(path, os.O_WRONLY | os.O_TRUNC | NO_WAIT)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise OSError(error.errno, _("it is a pipe that nobody reads from"), str(path)) from error


def make_private_file(path: Path) -> None:
    """An empty file that only the owner can read, unless there is one already. Raises OSError."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def make_private_folder(path: Path) -> None:
    """The folder and those above it that are missing, for the owner alone; one that is there stays as it is.

    Raises OSError.
    """
    for folder in reversed([one for one in (path, *path.parents) if not one.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    path.mkdir(exist_ok=True)


def keep_private(path: Path) -> None:
    """Take away what others may do with a file or folder, where the file system knows others and lets us."""
    if os.name == "nt":
        return
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
