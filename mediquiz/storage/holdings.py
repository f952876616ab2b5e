"""What a history or a backup holds, looked at without changing a byte of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediquiz.storage.read_only import looking_at

_ANSWER = "SELECT id, item_id, correct, milliseconds FROM answer"
_ACT = "SELECT attempt_id, seq, act, spent FROM attempt_event"
_COUNT = """
SELECT (SELECT count(*) FROM answer) + (
    SELECT count(*) FROM (
        SELECT DISTINCT e.attempt_id, e.question FROM attempt_event e JOIN attempt a ON a.id = e.attempt_id
        WHERE a.kind = 'exam' AND a.status <> 'finished' AND e.act = 'answer'
    )
)
"""
"""The answers of an exam enter the log at its end; until then they are acts, but answers to the student."""
_NEWEST = (f"{_ANSWER} ORDER BY id DESC LIMIT 1", f"{_ACT} ORDER BY rowid DESC LIMIT 1")
_SAME = (
    f"{_ANSWER} WHERE (id, item_id, correct, milliseconds) = (?, ?, ?, ?)",
    f"{_ACT} WHERE (attempt_id, seq, act, spent) = (?, ?, ?, ?)",
)
"""What no migration rewrites of the newest answer and the newest act: the logs are only added to, so a history that has
both rows has all that came before them."""


@dataclass(frozen=True, slots=True)
class Holding:
    """How many answers, those of an open exam among them, and the newest row of each log."""

    answers: int
    newest: tuple[Any, ...]


def holding(path: Path) -> Holding | None:
    """What a file holds; None where that cannot be read."""
    try:
        with looking_at(path) as connection:
            (answers,) = connection.execute(_COUNT).fetchone()
            return Holding(answers, tuple(connection.execute(query).fetchone() for query in _NEWEST))
    except sqlite3.DatabaseError:
        return None


def contains(path: Path, held: Holding) -> bool:
    """Whether a file holds all of that and perhaps more; False where it cannot be read."""
    try:
        with looking_at(path) as connection:
            return all(
                row is None or connection.execute(query, row).fetchone() is not None
                for query, row in zip(_SAME, held.newest, strict=True)
            )
    except sqlite3.DatabaseError:
        return False
