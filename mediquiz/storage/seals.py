"""Counts and hashes of the log, a thousand rows each: a stretch that is missing or altered is noticed at opening.

SQLite notices a page that makes no sense, and not one that makes another sense: a flipped digit, rows that are gone.
Seals are made at quiet moments and when a history is closed, never with an answer. A row that the program itself
changes or takes out (a migration) lifts the seal of its stretch by a trigger; the next quiet moment makes it anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

ROWS = 1000
"""Rows of a stretch."""
MOST_READ = 40
"""Stretches that are read again at an opening; of a longer log the newest, and the others by turns."""
LOGS = {
    "answer": (
        "item_id, revision, topic, option_order, response, correct, confidence, milliseconds, mode, attempt_id, scored,"
        " timed_out, first, shown_at_ms, answered_at_ms, local_day"
    ),
    "showing": "item_id, revision, attempt_id, shown_at_ms",
    "attempt_event": "attempt_id, seq, act, question, value, is_on, text, spent, clock, at_ms",
}
"""What a seal covers: the tables that are only added to. A column that comes later is not in it."""
ITEMS = "item"
"""Sealed too, but no log: what is altered there is read again from the bank files. Whoever writes lifts the seals."""
MOST_ITEMS = 4
"""Stretches of questions that are read at an opening, or sealed at a quiet moment."""
_COLUMNS = {
    **LOGS,
    ITEMS: (
        "id, revision, topic, kind, level, difficulty, item_group, family, words, options, file, status, body, words_in"
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Rows `number` * 1000 + 1 to (`number` + 1) * 1000 of a log."""

    log: str
    number: int

    @property
    def first(self) -> int:
        return self.number * ROWS + 1

    @property
    def last(self) -> int:
        return (self.number + 1) * ROWS


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at a log came to: stretches that are not as they were sealed, and such as have to be sealed."""

    broken: list[Stretch]
    unsealed: list[Stretch]


def look(connection: sqlite3.Connection, most: int | None = MOST_READ, turn: int = 0) -> Findings:
    """Hold the log against its seals. `most`: how many stretches are read, while all are counted.

    Of a long log `turn` says which of the older ones are read this time. A file of an older schema has no seals.
    """
    if not _has_seals(connection):
        return Findings([], [])
    sealed, held = _sealed(connection), _counts(connection)
    short = {one for one, (rows, _hash) in sealed.items() if held.get(one, 0) < rows}
    read = _chosen(sorted(sealed, key=lambda one: -one.number), most, turn)
    altered = {one for one in read if one not in short and _hash_of(connection, one, sealed[one][0]) != sealed[one][1]}
    unsealed = [one for one, rows in held.items() if one not in sealed or rows > sealed[one][0]]
    return Findings(sorted(short | altered), sorted(unsealed))


def seal(connection: sqlite3.Connection) -> None:
    """Seal what was added since the last time, in the caller's transaction: a few thousand rows are read at most."""
    sealed = _sealed(connection)
    for log in LOGS:
        newest = max((one.number for one in sealed if one.log == log), default=0)
        (last,) = connection.execute(f"SELECT max(rowid) FROM {log}").fetchone()
        grown = [Stretch(log, n) for n in range(newest, ((last or 0) - 1) // ROWS + 1)]
        put(connection, [one for one in grown if _count(connection, one) > sealed.get(one, (0, ""))[0]])


def put(connection: sqlite3.Connection, stretches: Iterable[Stretch]) -> None:
    """Seal these as they stand now, in the caller's transaction."""
    for one in stretches:
        rows = _rows(connection, one)
        values = (one.log, one.number, len(rows), hashed(rows))
        connection.execute("INSERT OR REPLACE INTO log_seal (log, number, rows, hash) VALUES (?, ?, ?, ?)", values)


def renew(connection: sqlite3.Connection) -> bool:
    """Seal the log anew as it stands, in the caller's transaction. False for a file of an older schema."""
    if not _has_seals(connection):
        return False
    connection.execute("DELETE FROM log_seal")
    put(connection, look(connection, most=0).unsealed)
    return True


def seal_items(connection: sqlite3.Connection) -> None:
    """Seal questions that are not sealed, in the caller's transaction: a few thousand at a time."""
    sealed = _sealed(connection, (ITEMS,))
    (last,) = connection.execute("SELECT max(rowid) FROM item").fetchone()
    every = (Stretch(ITEMS, n) for n in range(((last or 0) - 1) // ROWS + 1))
    put(connection, [one for one in every if one not in sealed][:MOST_ITEMS])


def altered_items(connection: sqlite3.Connection, turn: int = 0) -> list[Stretch]:
    """Questions that are not as they were sealed; of a large bank some, by turns."""
    sealed = _sealed(connection, (ITEMS,))
    read = _chosen(sorted(sealed, key=lambda one: -one.number), MOST_ITEMS, turn)
    return [one for one in read if _hash_of(connection, one, sealed[one][0]) != sealed[one][1]]


def is_as_sealed(connection: sqlite3.Connection, stretch: Stretch) -> bool:
    """True where there is a seal and the rows are those that it was made over."""
    found = _sealed(connection).get(stretch) if _has_seals(connection) else None
    return found is not None and _hash_of(connection, stretch, found[0]) == found[1]


def _chosen(newest_first: list[Stretch], most: int | None, turn: int) -> list[Stretch]:
    if most is None or len(newest_first) <= most:
        return newest_first
    if not most:
        return []
    old = newest_first[most // 2 :]
    turns = len(old) // (most - most // 2) + 1
    return newest_first[: most // 2] + old[turn % turns :: turns]


def _has_seals(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_seal'").fetchone() is not None


def _sealed(connection: sqlite3.Connection, logs: Iterable[str] = LOGS) -> dict[Stretch, tuple[int, str]]:
    rows = connection.execute("SELECT log, number, rows, hash FROM log_seal").fetchall()
    return {Stretch(log, number): (count, found) for log, number, count, found in rows if log in logs}


def _counts(connection: sqlite3.Connection) -> dict[Stretch, int]:
    return {
        Stretch(log, number): rows
        for log in LOGS
        for number, rows in connection.execute(f"SELECT (rowid - 1) / {ROWS}, count(*) FROM {log} GROUP BY 1")
    }


def _count(connection: sqlite3.Connection, stretch: Stretch) -> int:
    query = f"SELECT count(*) FROM {stretch.log} WHERE rowid BETWEEN ? AND ?"
    return int(connection.execute(query, (stretch.first, stretch.last)).fetchone()[0])


def _hash_of(connection: sqlite3.Connection, stretch: Stretch, rows: int) -> str:
    """Of the first rows, as many as were sealed: what came later is in no seal yet."""
    return hashed(_rows(connection, stretch)[:rows])


def _rows(connection: sqlite3.Connection, stretch: Stretch) -> list[tuple[object, ...]]:
    query = f"SELECT rowid, {_COLUMNS[stretch.log]} FROM {stretch.log} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    return connection.execute(query, (stretch.first, stretch.last)).fetchall()


def hashed(rows: Iterable[tuple[object, ...]]) -> str:
    """The hash of rows in their order."""
    return sha256(repr(list(rows)).encode("utf-8", "surrogatepass")).hexdigest()
