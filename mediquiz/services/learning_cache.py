"""The replayed learner kept beside the database, so that a long history opens at once. It can be thrown away.

The file is ours and local; it is used only when it was made from this very log, bank and program, and is otherwise
made anew from the log.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediquiz import __version__
from mediquiz.storage import item_repo, keep_repo, read_models
from mediquiz.storage.store import Connection

if TYPE_CHECKING:
    from mediquiz.psychometrics.learner import Learner
    from mediquiz.services.learning import EndedDay

LAYOUT = 1
"""Count up when what is kept changes shape."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A learner with the place in the log up to which it was fed."""

    learner: Learner
    last_id: int
    local_day: int
    reports_done: int
    ended: list[EndedDay]


def place(database: Path) -> Path:
    """The cache of a database."""
    return database.with_name(database.name + ".learner")


def mark(connection: Connection, topics: tuple[str, ...], last_id: int) -> str:
    """What the learner depends on: program, topics, bank files, score reports and the log up to `last_id`."""
    files = sorted(item_repo.known_files(connection).items())
    reports = keep_repo.outcomes(connection)
    basis = (LAYOUT, __version__, topics, files, reports, last_id, read_models.log_mark(connection, last_id))
    return hashlib.sha256(repr(basis).encode()).hexdigest()


def read(path: Path, connection: Connection, topics: tuple[str, ...]) -> Kept | None:
    """The kept learner, or None when there is none that fits."""
    try:
        data = path.read_bytes()
        found, kept = pickle.loads(data)
        fits = isinstance(kept, Kept) and found == mark(connection, topics, kept.last_id)
    # A torn or foreign file can raise nearly anything; the log has it all.
    except Exception:
        return None
    return kept if fits else None


def write(path: Path, connection: Connection, topics: tuple[str, ...], kept: Kept) -> None:
    """Keep it if the disk allows; losing it loses nothing but a moment at the next start."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(pickle.dumps((mark(connection, topics, kept.last_id), kept)))
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
