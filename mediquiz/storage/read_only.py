"""A connection to a file that must not change by being looked at: a damaged one above all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def looking_at(path: Path) -> Iterator[sqlite3.Connection]:
    """Neither file nor log is changed; an ordinary connection folds the log into the file when it closes.

    Without a log the file is all there is, and SQLite need not make one beside it to read it.
    """
    real = Path(os.path.realpath(path))
    connection = sqlite3.connect(f"{real.as_uri()}?{_mode(real)}", uri=True, timeout=5.0)
    try:
        yield connection
    finally:
        connection.close()


def _mode(real: Path) -> str:
    # A journal is the undoing of what was cut off before the log was begun with: without it the file cannot be read.
    if real.with_name(real.name + "-journal").exists():
        return "mode=rw"
    return "mode=ro" if real.with_name(real.name + "-wal").exists() else "mode=ro&immutable=1"
