"""The write-ahead log as a file: are there commits in it that SQLite passes over without a word?

SQLite reads the log up to the first frame whose checksum is wrong and takes that for its end. After a power cut it is:
each commit is on the disk before the next one begins, so at most one was torn. More of them behind a bad frame were
there once, and are hidden by damage.
"""

from __future__ import annotations

import os
from pathlib import Path
from struct import unpack

HEAD, FRAME = 32, 24
_READ_TO = slice(16, 20)
"""In the index beside the log: the number of the last frame that counts (`mxFrame`)."""


def hidden_commits(database: Path) -> int:
    """Commits behind the end that SQLite sees. To be asked while a connection that has read the file is open."""
    real = os.path.realpath(database)
    try:
        head, index = _start(Path(real + "-wal"), HEAD), _start(Path(real + "-shm"), _READ_TO.stop)
    except OSError:
        return 0
    if len(head) < HEAD or len(index) < _READ_TO.stop:
        return 0
    return _commits(Path(real + "-wal"), head, unpack("=I", index[_READ_TO])[0])


def _start(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def _commits(log: Path, head: bytes, seen: int) -> int:
    """Frames after the first `seen` ones that belong to this log, as its salt says, and end a transaction."""
    (page,), salt, found = unpack(">I", head[8:12]), head[16:24], 0
    with log.open("rb") as frames:
        at = HEAD + seen * (FRAME + page)
        while True:
            frames.seek(at)
            frame = frames.read(FRAME)
            if len(frame) < FRAME:
                return found
            found += frame[8:16] == salt and frame[4:8] != bytes(4)
            at += FRAME + page
