"""The answer log and what is derived from it. Log rows are only ever added; the derived tables can be made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mediquiz.domain.answers import Response, to_text
from mediquiz.domain.days import two_days
from mediquiz.domain.policy import Confidence, Mode
from mediquiz.storage.engine import driver_of
from mediquiz.storage.placed_repo import AT, DAY, JOIN

_SHOWING = "INSERT INTO showing (item_id, revision, attempt_id, shown_at_ms) VALUES (?, ?, ?, ?)"
_STATE_SHOWN = """
INSERT INTO item_state VALUES (?, 1, ?, 0, 0, 0, 0, NULL, 0, 0, 0)
ON CONFLICT (item_id) DO UPDATE SET shown = shown + 1, last_shown_ms = excluded.last_shown_ms
"""
_ANSWER = """
INSERT INTO answer (item_id, revision, topic, option_order, response, correct, confidence, milliseconds, mode,
 attempt_id, scored, timed_out, first, shown_at_ms, answered_at_ms, local_day)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST_SHOWN = "SELECT last_shown_ms FROM item_state WHERE item_id = ?"
_STATE_BEFORE = "SELECT answered, missed, right_day, sure_wrong FROM item_state WHERE item_id = ?"
_FIRST_RIGHT = f"""
SELECT min({AT}) FROM answer a {JOIN} WHERE item_id = ? AND correct = 1 AND {DAY} = ?
 AND COALESCE(confidence, '') <> 'guess'
 AND id > (SELECT max(id) FROM answer WHERE item_id = ? AND correct = 0)
"""
_STATE_ANSWERED = """
UPDATE item_state SET answered = answered + 1, correct = correct + ?, last_answered_ms = ?, last_correct = ?,
 last_confidence = ?, missed = ?, right_day = ?, sure_wrong = ? WHERE item_id = ?
"""
_TOPIC = """
INSERT INTO topic_tally VALUES (?, ?, 1, ?, ?, ?, ?) ON CONFLICT (topic, mode) DO UPDATE SET answered = answered + 1,
 correct = correct + excluded.correct, first_answered = first_answered + excluded.first_answered,
 first_correct = first_correct + excluded.first_correct, milliseconds = milliseconds + excluded.milliseconds
"""
_DAY = """
INSERT INTO day_tally VALUES (?, ?, 1, ?, ?) ON CONFLICT (local_day, mode) DO UPDATE SET answered = answered + 1,
 correct = correct + excluded.correct, milliseconds = milliseconds + excluded.milliseconds
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAnswer:
    """One answer as it goes into the log."""

    item_id: str
    revision: str
    topic: str
    order: tuple[int, ...]
    response: Response
    correct: bool
    confidence: Confidence | None
    milliseconds: int
    mode: Mode
    attempt_id: int | None
    scored: bool
    timed_out: bool
    shown_at_ms: int
    answered_at_ms: int
    local_day: int


@dataclass(frozen=True, slots=True)
class AfterAnswer:
    """The missed pool after an answer: `first` attempt, whether the item is in the pool, whether it just left it."""

    first: bool
    missed: bool
    left_pool: bool
    right_day: int


def numbers(values: Sequence[int]) -> str:
    """A short list of places as text: `2,0,1,3`."""
    return ",".join(map(str, values))


def from_numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",")) if text else ()


def add_showing(connection: Connection, item_id: str, revision: str, attempt_id: int | None, now_ms: int) -> None:
    """An item came on screen."""
    driver = driver_of(connection)
    driver.execute(_SHOWING, (item_id, revision, attempt_id, now_ms))
    driver.execute(_STATE_SHOWN, (item_id, now_ms))


def last_shown_ms(connection: Connection, item_id: str) -> int:
    """When an item came on screen last; 0 for never."""
    found = driver_of(connection).execute(_LAST_SHOWN, (item_id,)).fetchone()
    return int(found[0]) if found else 0


def pool_after(
    missed: bool, right_day: int, correct: bool, day: int, *, rested: bool = True, guessed: bool = False
) -> tuple[bool, int]:
    """The missed pool: a wrong answer puts an item in, two right answers on different days take it out.

    `rested`: `days.LEAST_GAP_MS` lie between the first right answer and this one. `guessed`: she said that she did not
    know it, so that a right one is luck and clears nothing. Returns whether it is in the pool, and the day of its first
    right answer since the miss (0: none).
    """
    if not correct:
        return True, 0
    if not missed:
        return False, 0
    if guessed:
        return True, right_day
    if right_day and right_day != day and rested:
        return False, 0
    return True, right_day or day


def add_answer(connection: Connection, given: LoggedAnswer) -> AfterAnswer:
    """Append to the log and bring the derived tables along, in the caller's transaction.

    The item must have been shown (`add_showing`) before.
    """
    driver = driver_of(connection)
    answered, missed, right_day, sure_wrong = driver.execute(_STATE_BEFORE, (given.item_id,)).fetchone()
    first, right = int(answered == 0), int(given.correct)
    rested, guessed = _rested(driver, given, right_day), given.confidence is Confidence.GUESS
    in_pool, day = pool_after(bool(missed), right_day, given.correct, given.local_day, rested=rested, guessed=guessed)
    confidence = str(given.confidence) if given.confidence else None
    driver.execute(_ANSWER, _row(given, first, confidence))
    driver.execute(
        _STATE_ANSWERED,
        (
            right,
            given.answered_at_ms,
            right,
            confidence,
            int(in_pool),
            day,
            _sure_wrong(sure_wrong, right, confidence),
            given.item_id,
        ),
    )
    mode, spent = str(given.mode), given.milliseconds
    driver.execute(_TOPIC, (given.topic, mode, right, first, first * right, spent))
    driver.execute(_DAY, (given.local_day, mode, right, spent))
    return AfterAnswer(bool(first), in_pool, bool(missed) and not in_pool, day)


def _rested(driver: sqlite3.Connection, given: LoggedAnswer, right_day: int) -> bool:
    """Whether a night lies between the first right answer since the miss and this one; asked of the log only then."""
    if not given.correct or right_day in (0, given.local_day):
        return True
    (first_ms,) = driver.execute(_FIRST_RIGHT, (given.item_id, right_day, given.item_id)).fetchone()
    return first_ms is None or two_days(right_day, first_ms, given.local_day, given.answered_at_ms)


def after_answer(connection: Connection, item_id: str) -> AfterAnswer:
    """How an answered item stands. Whether it left the pool just now is no longer known, nor if it was the first."""
    _answered, missed, right_day, _sure = connection.exec_driver_sql(_STATE_BEFORE, (item_id,)).one()
    return AfterAnswer(False, bool(missed), False, right_day)


def _sure_wrong(before: int, right: int, confidence: str | None) -> int:
    """An answer that was sure and wrong is the first to unlearn, until it is given right and not by guessing."""
    if right:
        return before if confidence == Confidence.GUESS else 0
    return int(before or confidence == Confidence.SURE)


def _row(given: LoggedAnswer, first: int, confidence: str | None) -> tuple[object, ...]:
    return (
        given.item_id,
        given.revision,
        given.topic,
        numbers(given.order),
        to_text(given.response),
        int(given.correct),
        confidence,
        given.milliseconds,
        str(given.mode),
        given.attempt_id,
        int(given.scored),
        int(given.timed_out),
        first,
        given.shown_at_ms,
        given.answered_at_ms,
        given.local_day,
    )


def rebuild(connection: Connection) -> None:
    """Throw the derived tables away and make them anew from the log."""
    for table in ("item_state", "topic_tally", "day_tally"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(
        "INSERT INTO item_state SELECT item_id, count(*), max(COALESCE(p.at_ms, shown_at_ms)),"
        " 0, 0, 0, 0, NULL, 0, 0, 0 FROM showing s"
        " LEFT JOIN placed p ON p.log = 'showing' AND p.row_id = s.id GROUP BY item_id"
    )
    _rebuild_tallies(connection)
    _rebuild_states(connection)


def _rebuild_tallies(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT INTO topic_tally SELECT topic, mode, count(*), sum(correct), sum(first), sum(first * correct),"
        " sum(milliseconds) FROM answer GROUP BY topic, mode"
    )
    connection.exec_driver_sql(
        f"INSERT INTO day_tally SELECT {DAY} AS day, mode, count(*), sum(correct), sum(milliseconds)"
        f" FROM answer a {JOIN} GROUP BY day, mode"
    )


def _rebuild_states(connection: Connection) -> None:
    """The missed pool depends on the order of answers, so it is walked through."""
    pool: dict[str, tuple[bool, int]] = {}
    right_ms: dict[str, int] = {}
    values: dict[str, list[Any]] = {}
    sure_wrong: dict[str, int] = {}
    log = f"SELECT item_id, correct, {DAY}, {AT}, confidence FROM answer a {JOIN} ORDER BY id"
    for item_id, correct, day, at, confidence in connection.exec_driver_sql(log):
        missed, right_day = pool.get(item_id, (False, 0))
        rested = not right_day or two_days(right_day, right_ms[item_id], day, at)
        guessed = confidence == Confidence.GUESS
        pool[item_id] = pool_after(missed, right_day, bool(correct), day, rested=rested, guessed=guessed)
        sure_wrong[item_id] = _sure_wrong(sure_wrong.get(item_id, 0), correct, confidence)
        if pool[item_id][1] and not right_day:
            right_ms[item_id] = at
        old = values.get(item_id, [0, 0])
        values[item_id] = [old[0] + 1, old[1] + correct, at, correct, confidence]
    rows = [
        (*values[item_id], int(missed), day, sure_wrong[item_id], item_id) for item_id, (missed, day) in pool.items()
    ]
    if rows:
        connection.exec_driver_sql(
            "UPDATE item_state SET answered = ?, correct = ?, last_answered_ms = ?, last_correct = ?,"
            " last_confidence = ?, missed = ?, right_day = ?, sure_wrong = ? WHERE item_id = ?",
            rows,
        )
