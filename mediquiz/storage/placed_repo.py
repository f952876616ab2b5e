"""Rows of the log whose time is not believed: kept as they were written, and marked here with where they count.

Whoever asks the log for a time or a date asks `AT` and `DAY` of a row joined by `JOIN`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

LOGS = {"answer": "answered_at_ms", "showing": "shown_at_ms"}
"""The two logs with the column of their time."""
JOIN = "LEFT JOIN placed p ON p.log = 'answer' AND p.row_id = a.id"
"""For answers under the name `a`."""
AT = "COALESCE(p.at_ms, a.answered_at_ms)"
DAY = "COALESCE(p.local_day, a.local_day)"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A row of a log: its id, its session, and the time that is believed of it so far (UTC milliseconds)."""

    id: int
    session: int | None
    at_ms: int


def _rows(log: str) -> str:
    at = f"COALESCE(p.at_ms, r.{LOGS[log]})"
    return (
        f"SELECT r.id, r.attempt_id, {at} AS at FROM {log} r LEFT JOIN placed p ON p.log = '{log}' AND p.row_id = r.id"
    )


def outside(connection: Connection, log: str, first_ms: int, last_ms: int) -> list[Stamped]:
    """Rows from before `first_ms` or after `last_ms`, in order. Looks at the whole log."""
    query = f"SELECT * FROM ({_rows(log)}) WHERE at < ? OR at > ? ORDER BY id"
    return [Stamped(*row) for row in connection.exec_driver_sql(query, (first_ms, last_ms))]


def neighbors(connection: Connection, log: str, first_id: int, last_id: int) -> tuple[int, int]:
    """Times of the rows before `first_id` and after `last_id`; 0 where there is none."""
    before = f"{_rows(log)} WHERE r.id < ? ORDER BY r.id DESC LIMIT 1"
    after = f"{_rows(log)} WHERE r.id > ? ORDER BY r.id LIMIT 1"
    found = [connection.exec_driver_sql(query, (n,)).first() for query, n in ((before, first_id), (after, last_id))]
    return (int(found[0][2]) if found[0] else 0, int(found[1][2]) if found[1] else 0)


def ends(connection: Connection) -> tuple[int, int]:
    """The first and the newest time that is believed on record, by the order of rows; 0 in a new file."""
    first, newest = (
        [int(row[2]) for log in LOGS for row in connection.exec_driver_sql(f"{_rows(log)} ORDER BY r.id {way} LIMIT 1")]
        for way in ("", "DESC")
    )
    return min(first, default=0), max(newest, default=0)


def place(connection: Connection, log: str, rows: Sequence[tuple[int, int, int]]) -> None:
    """(id, time, day number) of rows that are not believed."""
    values = [(log, *row) for row in rows]
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO placed (log, row_id, at_ms, local_day) VALUES (?, ?, ?, ?)", values
    )


def mend_heads(connection: Connection, now_ms: int, first_ms: int, last_ms: int) -> None:
    """Beginning and end of attempts, and marks, that lie outside: where their answers lie, or now."""
    answered = f"SELECT max({AT}) FROM answer a {JOIN} WHERE a.attempt_id = attempt.id"
    started = f"SELECT min({AT} - a.milliseconds) FROM answer a {JOIN} WHERE a.attempt_id = attempt.id"
    for column, found in (("started_at_ms", started), ("finished_at_ms", answered)):
        connection.exec_driver_sql(
            f"UPDATE attempt SET {column} = COALESCE(({found}), ?) WHERE {column} < ? OR {column} > ?",
            (now_ms, first_ms, last_ms),
        )
    marks = "UPDATE mark SET changed_at_ms = ? WHERE changed_at_ms < ? OR changed_at_ms > ?"
    connection.exec_driver_sql(marks, (now_ms, first_ms, last_ms))
