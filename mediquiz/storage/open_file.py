"""Whether the file behind an open history is still the one that was opened: sync programs and hands exchange files.

Only SQLite writes to it, and in WAL mode only when the log is moved into it. So between two moves nothing about the
file may change. What did is told apart by a stamp in its header (`user_version`): one more for each log that is begun.
"""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from mediquiz.storage.engine import APPLICATION_ID
from mediquiz.storage.privacy import real_path

HEADER = 100
MAGIC = b"SQLite format 3\0"
_PAGE_SIZE, _PAGES, _STAMP, _OWNER = 16, 28, 60, 68
"""Where these numbers stand in the header of an SQLite file, big-endian (https://www.sqlite.org/fileformat.html)."""
_LOG_HEAD, _FRAME_HEAD = 32, 24
"""Lengths in the log, before all and before each page (https://www.sqlite.org/fileformat.html#walformat)."""
LARGEST = 2**31 - 1


class Change(Enum):
    """What another program did to the file."""

    GONE = auto()
    REPLACED = auto()
    OVERWRITTEN = auto()


@dataclass(frozen=True, slots=True)
class Header:
    """What is looked at of it."""

    stamp: int
    owner: int
    bytes: int
    """Size that the file has at least."""


def read_header(data: bytes) -> Header | None:
    """None for fewer bytes than a header has."""
    if len(data) < HEADER:
        return None
    (size,) = struct.unpack_from(">H", data, _PAGE_SIZE)
    pages, stamp, owner = (struct.unpack_from(">I", data, at)[0] for at in (_PAGES, _STAMP, _OWNER))
    # A page of 65,536 bytes is written as 1.
    return Header(stamp, owner, pages * (65_536 if size == 1 else size))


def next_stamp(stamp: int) -> int:
    """The one after it; for a file that never had one any number, so that two computers do not count alike."""
    return (stamp or secrets.randbelow(LARGEST - 1)) % LARGEST + 1


def clear_stamp(path: Path) -> None:
    """A copy that is put in the place of the file is not the file. Nobody has it open. Raises OSError."""
    with path.open("r+b") as stream:
        stream.seek(_STAMP)
        stream.write(bytes(4))


class OpenFile:
    """Made when SQLite has the file open. Its own handle is closed last: that frees SQLite's locks on the file too."""

    def __init__(self, path: Path) -> None:
        self._name, self._log = str(path), str(_log_of(path))
        self._stream = path.open("rb", buffering=0)
        head = self._head()
        assert head is not None
        self._owner, self._last, self._due = head.owner, head.stamp, 0
        self._known = {head.stamp}
        self._moving = 0
        self._identity, self._log_identity = _identity(self._name), _identity(self._log)
        self._seen: tuple[int, int] | None = None
        self._begin_log = True
        self._whole = True
        """False after a move that the disk cut off: the header, written first, says more than is there yet."""

    def close(self) -> None:
        """Give the handle back, after SQLite's own."""
        self._stream.close()

    def change(self) -> Change | None:
        """What happened to the file since it was opened; None when it is as we left it. Raises OSError."""
        try:
            found = os.stat(self._name)  # noqa: PTH116
        except FileNotFoundError:
            return Change.GONE
        if (found.st_dev, found.st_ino) != self._identity or self._log_was_exchanged():
            return Change.REPLACED
        seen = found.st_size, found.st_mtime_ns
        if seen == self._seen or self._moving:
            return None
        return self._looked_into(seen)

    def _looked_into(self, seen: tuple[int, int]) -> Change | None:
        """Touched, or written into: the stamp tells."""
        head = self._head()
        if head is None or head.owner != self._owner or head.stamp not in self._known:
            return Change.OVERWRITTEN
        if self._whole and seen[0] < head.bytes:
            return Change.OVERWRITTEN
        self._seen = seen
        return None

    def _log_was_exchanged(self) -> bool:
        """SQLite makes it once and keeps it as long as the file is open."""
        now = _identity(self._log)
        if self._log_identity is None:
            self._log_identity = now
        return now != self._log_identity

    def stamp_due(self) -> int | None:
        """The stamp for a log that the next transaction begins; None for one that goes on."""
        if not self._begin_log:
            return None
        # Known before it is written: a commit that is reported as failed may have reached the disk.
        self._due = self._due or next_stamp(self._last)
        self._known.add(self._due)
        return self._due

    def stamped(self) -> None:
        """The transaction that wrote it is on record."""
        self._last, self._due, self._begin_log = self._due, 0, False

    def move_begins(self) -> None:
        """From here on size and times of the file change under our own hands; what is written now is a new log."""
        self._moving += 1
        self._begin_log = True

    def move_ended(self, whole: bool) -> None:
        """The log, or a part of it, is in the file; not `whole` where the disk stood in the way."""
        self._moving -= 1
        self._whole = whole
        head = None
        with suppress(OSError):
            head = self._head()
        if head is not None and head.stamp == self._last:
            self._known = {self._last, self._due or self._last}

    def forget_log(self) -> None:
        """Empty our log, before SQLite closes: it would move it into a file that was written over."""
        if self._log_is_ours():
            with suppress(OSError):
                os.truncate(self._log, 0)

    def remove_log(self) -> None:
        """Take it out of the way of the other file, which would be read with it, after SQLite has closed."""
        if self._log_is_ours():
            with suppress(OSError):
                Path(self._log).unlink()
                Path(self._log.removesuffix("-wal") + "-shm").unlink(missing_ok=True)

    def _log_is_ours(self) -> bool:
        return self._log_identity is not None and _identity(self._log) == self._log_identity

    def _head(self) -> Header | None:
        self._stream.seek(0)
        return read_header(self._stream.read(HEADER))


def log_is_of_another(path: Path) -> bool:
    """Whether the log left beside a file was begun for another one, which SQLite does not notice. Raises OSError.

    So it is where the file was exchanged after a kill. Each log begins with the stamp after the one in its file.
    Nothing is said of a file that is no history of ours. Nobody has it open.
    """
    log = _log_of(path)
    if not path.exists() or not log.exists():
        return False
    with path.open("rb") as stream:
        start = stream.read(HEADER)
    head = read_header(start)
    if head is None or not start.startswith(MAGIC) or head.owner != APPLICATION_ID:
        return False
    with log.open("rb") as stream:
        stamps = list(_stamps_in(stream))
    return bool(stamps) and head.stamp not in stamps and head.stamp % LARGEST + 1 != stamps[0]


def _stamps_in(log: BinaryIO) -> Iterator[int]:
    """The stamps of the first page in a log, the oldest first: what was left by an earlier log has other salts."""
    start = log.read(_LOG_HEAD)
    if len(start) < _LOG_HEAD:
        return
    size, salts = struct.unpack_from(">I", start, 8)[0], start[16:24]
    while len(frame := log.read(_FRAME_HEAD)) == _FRAME_HEAD and frame[8:16] == salts:
        page = log.read(size)
        head = read_header(page)
        if struct.unpack_from(">I", frame)[0] == 1 and head is not None:
            yield head.stamp


def _log_of(path: Path) -> Path:
    real = real_path(path)
    return real.with_name(real.name + "-wal")


def _identity(name: str) -> tuple[int, int] | None:
    try:
        # Not through Path, which takes five times as long: each answer waits for it.
        found = os.stat(name)  # noqa: PTH116
    except OSError:
        return None
    return found.st_dev, found.st_ino
