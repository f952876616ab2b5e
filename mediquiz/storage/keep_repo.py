"""Settings, problem reports and real exam outcomes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from mediquiz.storage.schema import exam_outcome, report, setting


def settings(connection: Connection) -> dict[str, Any]:
    """All settings as plain values."""
    return {row.name: json.loads(row.value) for row in connection.execute(select(setting))}


def put_setting(connection: Connection, name: str, value: Any) -> None:
    """Write one setting."""
    connection.execute(setting.delete().where(setting.c.name == name))
    connection.execute(insert(setting).values(name=name, value=json.dumps(value)))


def add_report(connection: Connection, item_id: str, revision: str, text: str, now_ms: int) -> None:
    """A problem that the student found in an item."""
    connection.execute(insert(report).values(item_id=item_id, revision=revision, text=text, made_at_ms=now_ms))


def reports(connection: Connection) -> list[tuple[str, str, str, int]]:
    """(item id, revision, text, time), newest first."""
    rows = connection.execute(select(report).order_by(report.c.id.desc()))
    return [(row.item_id, row.revision, row.text, row.made_at_ms) for row in rows]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How a real exam went, as the student told it. `areas` maps area id to a share right, 0 to 1."""

    certification: str
    sat_on: str
    passed: bool | None
    scaled: float | None
    areas: dict[str, float]
    declined: bool


def add_outcome(connection: Connection, row: OutcomeRow, now_ms: int) -> None:
    """Keep an outcome, or that she would rather not say."""
    connection.execute(
        insert(exam_outcome).values(
            certification=row.certification,
            sat_on=row.sat_on,
            passed=None if row.passed is None else int(row.passed),
            scaled=row.scaled,
            areas=json.dumps(row.areas),
            declined=int(row.declined),
            made_at_ms=now_ms,
        )
    )


def outcomes(connection: Connection) -> list[OutcomeRow]:
    """All outcomes, oldest first."""
    return [
        OutcomeRow(
            row.certification,
            row.sat_on,
            None if row.passed is None else bool(row.passed),
            row.scaled,
            json.loads(row.areas),
            bool(row.declined),
        )
        for row in connection.execute(select(exam_outcome).order_by(exam_outcome.c.id))
    ]
