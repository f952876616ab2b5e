"""Settings, problem reports and real exam outcomes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from mediquiz.storage.plain import read_json
from mediquiz.storage.schema import exam_outcome, report, setting


def settings(connection: Connection) -> dict[str, Any]:
    """All settings as plain values."""
    found: dict[str, Any] = {}
    for row in connection.execute(select(setting)):
        # One that was damaged is as if it had never been set.
        with suppress(ValueError):
            found[row.name] = json.loads(row.value)
    return found


def put_setting(connection: Connection, name: str, value: Any) -> None:
    """Write one setting."""
    connection.execute(setting.delete().where(setting.c.name == name))
    connection.execute(insert(setting).values(name=name, value=json.dumps(value)))


def add_report(connection: Connection, item_id: str, revision: str, text: str, now_ms: int) -> bool:
    """A problem that the student found in an item; False where this very report is on record, which is the same one.

    It is sent again by a second click, or because a commit was reported as failed that had reached the disk.
    """
    same = (report.c.item_id == item_id, report.c.revision == revision, report.c.text == text)
    if connection.execute(select(report.c.id).where(*same)).first():
        return False
    connection.execute(insert(report).values(item_id=item_id, revision=revision, text=text, made_at_ms=now_ms))
    return True


def reports(connection: Connection) -> list[tuple[str, str, str, int]]:
    """(item id, revision, text, time), newest first."""
    rows = connection.execute(select(report).order_by(report.c.id.desc()))
    return [(row.item_id, row.revision, row.text, row.made_at_ms) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """How a real exam went, as the student told it. `areas` maps area id to a share right, 0 to 1."""

    certification: str
    sat_on: str
    passed: bool | None
    scaled: float | None
    areas: dict[str, float]
    declined: bool
    made_at_ms: int = field(default=0, compare=False, repr=False)
    """When it was told; given by the store."""


def add_outcome(connection: Connection, row: OutcomeRow, now_ms: int) -> bool:
    """Keep an outcome, or that she would rather not say; False where that is on record.

    Nobody sits one exam twice on a day: what is told again of a day takes the place of what was told before. Who would
    rather not say takes nothing back.
    """
    before = next((old for old in outcomes(connection) if _same_exam(old, row)), None)
    if before and (before == row or not _replaces(row, before)):
        return False
    values = {
        "passed": None if row.passed is None else int(row.passed),
        "scaled": row.scaled,
        "areas": json.dumps(row.areas),
        "declined": int(row.declined),
        "made_at_ms": now_ms,
    }
    if before:
        sat = (exam_outcome.c.certification == row.certification, exam_outcome.c.sat_on == row.sat_on)
        connection.execute(exam_outcome.update().where(*sat).values(**values))
    else:
        connection.execute(insert(exam_outcome).values(certification=row.certification, sat_on=row.sat_on, **values))
    return True


def _replaces(row: OutcomeRow, before: OutcomeRow) -> bool:
    return not row.declined and (row.passed is not None or before.passed is None)


def _same_exam(one: OutcomeRow, other: OutcomeRow) -> bool:
    return (one.certification, one.sat_on) == (other.certification, other.sat_on)


def outcomes(connection: Connection) -> list[OutcomeRow]:
    """All outcomes, oldest first, one an exam: earlier versions wrote a second row where one was told twice."""
    found: dict[tuple[str, str], OutcomeRow] = {}
    for row in connection.execute(select(exam_outcome).order_by(exam_outcome.c.id)):
        told, sat = _outcome(row), (row.certification, row.sat_on)
        if sat not in found or _replaces(told, found[sat]):
            found[sat] = told
    return list(found.values())


def _outcome(row: Any) -> OutcomeRow:
    return OutcomeRow(
        certification=row.certification,
        sat_on=row.sat_on,
        passed=None if row.passed is None else bool(row.passed),
        scaled=row.scaled,
        areas=read_json(row.areas, "a real result"),
        declined=bool(row.declined),
        made_at_ms=row.made_at_ms,
    )
