"""The log tells what was answered. Until now a finished exam wrote an answer for every question of its form.

Questions that never came on screen were written as shown and missed, and those looked at and left as missed. What the
student did stands in the acts of the exam, so these rows are taken out and nothing of hers is lost: the exam's score
and report come from the acts. A question stays missed when the time ran out while it stood on screen.

With the rows goes what followed from them: an answer given later may be the first one now, and a question of a later
exam may have been new to her. The derived tables are made anew after every migration.
"""

import json
from collections.abc import Iterable
from typing import Any

from alembic import op
from sqlalchemy import Connection

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EXAMS = """
SELECT id, rules FROM attempt a WHERE kind = 'exam' AND status = 'finished'
AND EXISTS (SELECT 1 FROM answer WHERE attempt_id = a.id AND response = '')
"""
_ACTS = "SELECT act, question, clock FROM attempt_event WHERE attempt_id = ? ORDER BY seq"
_FORM = "SELECT item_id FROM attempt_question WHERE attempt_id = ? ORDER BY position"
_FIRST_ANSWERS = "UPDATE answer SET first = 1 WHERE first = 0 AND id IN (SELECT min(id) FROM answer GROUP BY item_id)"
_SEEN_BEFORE = """
SELECT q.attempt_id, q.position, q.item_id, a.started_at_ms
FROM attempt_question q JOIN attempt a ON a.id = q.attempt_id
WHERE a.kind = 'exam' AND q.seen_before = 1
"""


def upgrade() -> None:
    connection = op.get_bind()
    never: set[str] = set()
    for attempt_id, rules in connection.exec_driver_sql(_EXAMS).fetchall():
        never |= _take_out(connection, attempt_id, json.loads(rules))
    connection.exec_driver_sql(_FIRST_ANSWERS)
    _mend_seen_before(connection, never)


def downgrade() -> None:
    """What was taken out was never true."""


def _take_out(connection: Connection, attempt_id: int, rules: dict[str, Any]) -> set[str]:
    """Empty answers of an exam and made-up showings; the items that were made up as seen."""
    form = [item for (item,) in connection.exec_driver_sql(_FORM, (attempt_id,))]
    seen, lost = _on_screen(rules, connection.exec_driver_sql(_ACTS, (attempt_id,)).fetchall())
    answered = "DELETE FROM answer WHERE attempt_id = ? AND item_id = ? AND response = ''"
    _each(connection, answered, [(attempt_id, item) for n, item in enumerate(form) if n not in lost])
    never = {item for n, item in enumerate(form) if n not in seen}
    _each(connection, "DELETE FROM showing WHERE attempt_id = ? AND item_id = ?", [(attempt_id, i) for i in never])
    return never


def _on_screen(rules: dict[str, Any], acts: Iterable[tuple[str, int, float]]) -> tuple[set[int], set[int]]:
    """Questions of a sitting that came on screen, and those that stood there when the time was up."""
    firsts, segment, running = [first for _title, first, _last, _seconds in rules["segments"]], 0, True
    timed, here = rules["time_factor"] is not None, rules["segments"][0][1]
    seen, lost = {here}, set()
    for act, question, clock in acts:
        if running and timed and clock <= 0 and act in ("end_segment", "submit"):
            lost.add(here)
        if act in ("move", "answer"):
            seen.add(question)
        if act == "move":
            here = question
        elif act == "start_segment" or (act == "end_segment" and not rules["break_seconds"]):
            segment += 1
            here, running = firsts[min(segment, len(firsts) - 1)], True
            seen.add(here)
        elif act == "end_segment":
            running = False
    return seen, lost


def _mend_seen_before(connection: Connection, never: set[str]) -> None:
    """Questions drawn as seen before that had not been: their first true showing came later, or never."""
    shown = connection.exec_driver_sql("SELECT item_id, min(shown_at_ms) FROM showing GROUP BY item_id").fetchall()
    first = {row[0]: row[1] for row in shown}
    new = [
        (attempt_id, position)
        for attempt_id, position, item, started in connection.exec_driver_sql(_SEEN_BEFORE)
        if item in never and first.get(item, started) >= started
    ]
    _each(connection, "UPDATE attempt_question SET seen_before = 0 WHERE attempt_id = ? AND position = ?", new)


def _each(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)
