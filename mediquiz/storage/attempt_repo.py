"""Attempts: practice exams and sessions of practice with their questions and acts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, literal_column, select

from mediquiz.domain.answers import Response, from_text
from mediquiz.domain.attempt import Act, Event, FormQuestion
from mediquiz.domain.policy import SegmentClock, SittingRules
from mediquiz.storage.engine import driver_of
from mediquiz.storage.placed_repo import DAY, JOIN
from mediquiz.storage.plain import read_json
from mediquiz.storage.schema import answer, attempt, attempt_event, attempt_question
from mediquiz.storage.study_repo import from_numbers, numbers

_EVENT = "INSERT INTO attempt_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NEXT_EVENT = """
INSERT INTO attempt_event SELECT ?, COALESCE(MAX(seq), -1) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM attempt_event
WHERE attempt_id = ?
"""
_HEADS = select(
    attempt,
    literal_column(f"(SELECT max({DAY}) FROM answer a {JOIN} WHERE a.attempt_id = attempt.id)").label("finished_day"),
)
_ANSWER_TO = "SELECT response, correct, milliseconds FROM answer WHERE item_id = ? AND attempt_id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptHead:
    """An attempt without its questions. `rules` is a plain dictionary, read by `rules_from` for exams."""

    id: int
    kind: str
    certification: str
    edition: str
    rules: dict[str, Any]
    status: str
    started_at_ms: int
    finished_at_ms: int | None
    correct: int | None
    scored: int | None
    finished_day: int | None
    """The student's date of its last answer, as a day number; None where there is none in the log."""


def rules_to(rules: SittingRules) -> dict[str, Any]:
    """Sitting rules as plain values."""
    return {
        "segments": [[s.title, s.first, s.last, s.seconds] for s in rules.segments],
        "break_seconds": rules.break_seconds,
        "time_factor": rules.time_factor,
    }


def rules_from(plain: dict[str, Any]) -> SittingRules:
    """What `rules_to` wrote; attempts of earlier versions also say `sealed`, which every segment is."""
    segments = tuple(SegmentClock(*values) for values in plain["segments"])
    return SittingRules(segments, plain["break_seconds"], plain["time_factor"])


def create(
    connection: Connection,
    *,
    kind: str,
    certification: str,
    edition: str,
    title: str,
    rules: dict[str, Any],
    seed: int,
    questions: Sequence[FormQuestion],
    now_ms: int,
) -> int:
    """A new open attempt with its questions; returns its id."""
    values = {"kind": kind, "certification": certification, "edition": edition, "title": title, "seed": seed}
    made = connection.execute(
        insert(attempt).values(**values, rules=json.dumps(rules), status="open", started_at_ms=now_ms)
    )
    assert made.inserted_primary_key is not None
    attempt_id = int(made.inserted_primary_key[0])
    rows = [_question_row(attempt_id, n, question) for n, question in enumerate(questions)]
    connection.exec_driver_sql("INSERT INTO attempt_question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return attempt_id


def _question_row(attempt_id: int, position: int, question: FormQuestion) -> tuple[Any, ...]:
    return (
        attempt_id,
        position,
        question.item_id,
        question.revision,
        question.area,
        question.topic,
        question.segment,
        int(question.scored),
        numbers(question.order),
        int(question.seen_before),
    )


def head(connection: Connection, attempt_id: int) -> AttemptHead:
    """Raises sqlalchemy's NoResultFound for an unknown id, which is our own bug."""
    return _head(connection.execute(_HEADS.where(attempt.c.id == attempt_id)).one())


def _head(row: Any) -> AttemptHead:
    return AttemptHead(
        id=row.id,
        kind=row.kind,
        certification=row.certification,
        edition=row.edition,
        rules=read_json(row.rules, f"session {row.id}"),
        status=row.status,
        started_at_ms=row.started_at_ms,
        finished_at_ms=row.finished_at_ms,
        correct=row.correct,
        scored=row.scored,
        finished_day=row.finished_day,
    )


def heads(connection: Connection, *, kind: str = "", status: str = "") -> list[AttemptHead]:
    """Attempts, newest first."""
    query = _HEADS.order_by(attempt.c.id.desc())
    if kind:
        query = query.where(attempt.c.kind == kind)
    if status:
        query = query.where(attempt.c.status == status)
    return [_head(row) for row in connection.execute(query)]


def questions(connection: Connection, attempt_id: int) -> list[FormQuestion]:
    """The form as it was fixed at the start. The ordinal is not kept; it is -1."""
    query = select(attempt_question).where(attempt_question.c.attempt_id == attempt_id)
    return [
        FormQuestion(
            item_id=row.item_id,
            ordinal=-1,
            revision=row.revision,
            area=row.area,
            topic=row.topic,
            segment=row.segment,
            scored=bool(row.scored),
            order=from_numbers(row.option_order),
            seen_before=bool(row.seen_before),
        )
        for row in connection.execute(query.order_by(attempt_question.c.position))
    ]


def add_event(connection: Connection, attempt_id: int, seq: int, event: Event, now_ms: int) -> None:
    """Append one event. A number used twice is refused by the primary key: two windows cannot mix their acts."""
    driver_of(connection).execute(_EVENT, (attempt_id, seq, *_event_row(event), now_ms))


def add_acts(connection: Connection, attempt_id: int, acts: Sequence[Event], now_ms: int) -> None:
    """Append acts of practice, after whatever is on record."""
    driver = driver_of(connection)
    for event in acts:
        driver.execute(_NEXT_EVENT, (attempt_id, *_event_row(event), now_ms, attempt_id))


def _event_row(event: Event) -> tuple[Any, ...]:
    return (str(event.act), event.question, event.value, int(event.on), event.text, event.spent, event.clock)


def events(connection: Connection, attempt_id: int) -> list[Event]:
    """All events in order."""
    query = select(attempt_event).where(attempt_event.c.attempt_id == attempt_id).order_by(attempt_event.c.seq)
    return [
        Event(
            act=Act(row.act),
            question=row.question,
            value=row.value,
            on=bool(row.is_on),
            text=row.text,
            spent=row.spent,
            clock=row.clock,
        )
        for row in connection.execute(query)
    ]


def finish(connection: Connection, attempt_id: int, now_ms: int, correct: int, scored: int) -> None:
    """Close an attempt with its counts."""
    connection.execute(
        attempt.update()
        .where(attempt.c.id == attempt_id)
        .values(status="finished", finished_at_ms=now_ms, correct=correct, scored=scored)
    )


def answer_to(connection: Connection, attempt_id: int, item_id: str) -> tuple[Response, bool, int] | None:
    """Of a session of practice: (response, correct, milliseconds) of an item; None before its answer."""
    row = connection.exec_driver_sql(_ANSWER_TO, (item_id, attempt_id)).first()
    return None if row is None else (from_text(row[0]), bool(row[1]), row[2])


def answered_items(connection: Connection, attempt_id: int) -> dict[str, tuple[Response, bool, str | None, int]]:
    """Of a session of practice: item -> (response, correct, confidence, milliseconds)."""
    columns = (answer.c.item_id, answer.c.response, answer.c.correct, answer.c.confidence, answer.c.milliseconds)
    rows = connection.execute(select(*columns).where(answer.c.attempt_id == attempt_id))
    return {row.item_id: (from_text(row.response), bool(row.correct), row.confidence, row.milliseconds) for row in rows}


def size(connection: Connection, attempt_id: int) -> int:
    """Number of questions."""
    where = attempt_question.c.attempt_id == attempt_id
    return int(connection.execute(select(func.count()).select_from(attempt_question).where(where)).scalar_one())
