"""The replayed learner kept beside the database, so that a long history opens at once. It can be thrown away.

The file holds plain state only: a line of JSON, then the bytes of arrays. Nothing in it is ever run. It is used only
when it was made from this very log, bank and program, and is whole; otherwise the learner is made anew from the log.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mediquiz import __version__
from mediquiz.files import write_whole
from mediquiz.storage import item_repo, keep_repo, read_models
from mediquiz.storage.store import Connection

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")

LAYOUT = 5
"""Count up when what is kept changes shape."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Arrays by name, and values that JSON holds; `values["last_id"]` is the last answer that they know of."""

    arrays: dict[str, NDArray[Any]]
    values: dict[str, Any]


def place(database: Path) -> Path:
    """The cache of a database."""
    return database.with_name(database.name + ".learner")


def mark(connection: Connection, topics: tuple[str, ...], last_id: int) -> str:
    """What the learner depends on: program, topics, bank files, score reports and the log up to `last_id`."""
    files = sorted(item_repo.known_files(connection).items())
    reports = keep_repo.outcomes(connection)
    basis = (LAYOUT, __version__, topics, files, reports, last_id, read_models.log_mark(connection, last_id))
    return hashlib.sha256(repr(basis).encode()).hexdigest()


def read(path: Path, connection: Connection, topics: tuple[str, ...], take: Callable[[Kept], T]) -> T | None:
    """What `take` makes of the kept state, or None when there is none that fits."""
    try:
        found, kept = from_bytes(path.read_bytes())
        return take(kept) if found == mark(connection, topics, kept.values["last_id"]) else None
    # A torn or foreign file can raise nearly anything; the log has it all.
    except Exception:
        return None


def write(path: Path, connection: Connection, topics: tuple[str, ...], kept: Kept) -> None:
    """Keep it if the disk allows; losing it loses nothing but a moment at the next start."""
    data = to_bytes(mark(connection, topics, kept.values["last_id"]), kept)
    with suppress(OSError):
        write_whole(path, data)


def to_bytes(found: str, kept: Kept) -> bytes:
    """A line of JSON with the mark, the values, and name, type and shape of each array; then the arrays' bytes."""
    body = b"".join(array.tobytes() for array in kept.arrays.values())
    shapes = [[name, array.dtype.str, array.shape] for name, array in kept.arrays.items()]
    head = {"mark": found, "arrays": shapes, "values": kept.values}
    return json.dumps({**head, "crc": _checked(head, body)}).encode() + b"\n" + body


def _checked(head: dict[str, Any], body: bytes) -> int:
    """A number over everything kept: one digit of the values is as much as one byte of the arrays."""
    return zlib.crc32(json.dumps(head).encode(), zlib.crc32(body))


def from_bytes(data: bytes) -> tuple[str, Kept]:
    """Mark and state that `to_bytes` wrote. Raises ValueError and others for bytes that are not whole or not ours."""
    import numpy as np

    line, _, body = data.partition(b"\n")
    head = json.loads(line)
    if head.pop("crc") != _checked(head, body):
        raise ValueError("it is not as it was written")
    arrays: dict[str, NDArray[Any]] = {}
    at = 0
    for name, kind, shape in head["arrays"]:
        # A type that would hold objects is refused by numpy itself: bytes are no objects.
        array = np.ndarray(shape, np.dtype(kind), body, at).copy()
        arrays[name], at = array, at + array.nbytes
    return head["mark"], Kept(arrays, head["values"])
