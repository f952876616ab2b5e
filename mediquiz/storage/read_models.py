"""Short queries for screens. Each gives plain rows or domain summaries; none loads more than its screen shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, func, select

from mediquiz.domain.policy import Confidence, Mode
from mediquiz.domain.summaries import LibraryQuery
from mediquiz.storage import placed_repo
from mediquiz.storage.schema import answer, item, item_state, mark, placed


@dataclass(frozen=True, slots=True)
class TopicTally:
    """First-time answers of a topic by where they were given."""

    practice: int = 0
    practice_correct: int = 0
    exam: int = 0
    exam_correct: int = 0

    @property
    def answers(self) -> int:
        return self.practice + self.exam

    @property
    def correct(self) -> int:
        return self.practice_correct + self.exam_correct


def topic_tallies(connection: Connection) -> dict[str, TopicTally]:
    """First-time answers of every topic, from the rollup table."""
    found: dict[str, TopicTally] = {}
    rows = connection.exec_driver_sql("SELECT topic, mode, first_answered, first_correct FROM topic_tally")
    for topic, mode, answers, correct in rows:
        old = found.get(topic, TopicTally())
        if mode == Mode.EXAM:
            found[topic] = TopicTally(
                old.practice, old.practice_correct, old.exam + answers, old.exam_correct + correct
            )
        else:
            found[topic] = TopicTally(
                old.practice + answers, old.practice_correct + correct, old.exam, old.exam_correct
            )
    return found


def days(connection: Connection) -> list[tuple[int, int, int, int]]:
    """(local day, answered, correct, milliseconds) of each day with answers, oldest first."""
    query = "SELECT local_day, sum(answered), sum(correct), sum(milliseconds) FROM day_tally GROUP BY 1 ORDER BY 1"
    return [(int(a), int(b), int(c), int(d)) for a, b, c, d in connection.exec_driver_sql(query)]


def missed_ids(connection: Connection, topics: Sequence[str] = ()) -> list[str]:
    """Items in the missed pool, longest ago first."""
    query = (
        select(item.c.id)
        .join(item_state, item_state.c.item_id == item.c.id)
        .where(item_state.c.missed == 1, item.c.status == "served")
        .order_by(item_state.c.last_answered_ms)
    )
    return _served(connection, query, topics)


def sure_wrong_ids(connection: Connection, topics: Sequence[str] = ()) -> list[str]:
    """Items answered wrong and sure and not put right since by an answer that was no guess, newest first."""
    query = (
        select(item.c.id)
        .join(item_state, item_state.c.item_id == item.c.id)
        .where(item_state.c.sure_wrong == 1, item.c.status == "served")
        .order_by(item_state.c.last_answered_ms.desc())
    )
    return _served(connection, query, topics)


def flagged_ids(connection: Connection, topics: Sequence[str] = ()) -> list[str]:
    """Flagged items, newest flag first."""
    query = (
        select(item.c.id)
        .join(mark, mark.c.item_id == item.c.id)
        .where(mark.c.flagged == 1, item.c.status == "served")
        .order_by(mark.c.changed_at_ms.desc())
    )
    return _served(connection, query, topics)


def _served(connection: Connection, query: Any, topics: Sequence[str]) -> list[str]:
    """Suspended items are left out everywhere."""
    suspended = select(mark.c.item_id).where(mark.c.suspended == 1)
    query = query.where(item.c.id.not_in(suspended))
    if topics:
        query = query.where(item.c.topic.in_(topics))
    return [item_id for (item_id,) in connection.execute(query)]


def sure_miss_days(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The student's date, as a day number, of the last answer to items that was sure and wrong; others are left out."""
    wrong = (answer.c.item_id.in_(ids), answer.c.correct == 0, answer.c.confidence == Confidence.SURE.value)
    last = select(func.max(answer.c.id)).where(*wrong).group_by(answer.c.item_id)
    elsewhere = (placed.c.log == "answer") & (placed.c.row_id == answer.c.id)
    day = func.coalesce(placed.c.local_day, answer.c.local_day).label("day")
    query = select(answer.c.item_id, day).outerjoin(placed, elsewhere).where(answer.c.id.in_(last))
    return {row.item_id: row.day for row in connection.execute(query)}


def answer_gaps_ms(connection: Connection, count: int) -> list[int]:
    """Milliseconds from one answer of practice to the next of the same session, newest `count`; pauses left out."""
    rows = connection.exec_driver_sql(
        "SELECT attempt_id, answered_at_ms FROM answer WHERE mode = 'practice' ORDER BY id DESC LIMIT ?", (count + 1,)
    ).fetchall()
    pairs = pairwise(rows)
    gaps = [int(late[1] - early[1]) for late, early in pairs if late[0] == early[0]]
    return [gap for gap in gaps if 0 < gap < 300_000]


_FACTS = f"""
SELECT a.id, a.item_id, i.family, i.item_group AS "group", a.topic, i.difficulty, i.options, i.words, a.correct,
 a.confidence, a.milliseconds, a.mode, a.timed_out, {placed_repo.AT} AS answered_at_ms, i.status,
 {placed_repo.DAY} AS local_day
FROM answer a JOIN item i ON i.id = a.item_id {placed_repo.JOIN} WHERE a.id > ? ORDER BY a.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer with what the learner model needs to know of its item."""

    id: int
    item_id: str
    family: str
    group: str
    topic: str
    difficulty: int
    options: int
    words: int
    correct: int
    confidence: str | None
    milliseconds: int
    mode: str
    timed_out: int
    answered_at_ms: int
    status: str
    local_day: int


def answers_since(connection: Connection, last_id: int) -> list[AnswerRow]:
    """The log after `last_id`, oldest first."""
    rows = connection.exec_driver_sql(_FACTS, (last_id,))
    names = tuple(rows.keys())  # once: a replay reads many thousands
    return [AnswerRow(**dict(zip(names, row, strict=True))) for row in rows]


def log_mark(connection: Connection, last_id: int) -> tuple[int, ...]:
    """Tells one log from another: rows up to `last_id`, the newest time of them, and what counts for another time."""
    query = "SELECT count(*), COALESCE(max(answered_at_ms), 0) FROM answer WHERE id <= ?"
    elsewhere = connection.exec_driver_sql("SELECT count(*), COALESCE(sum(at_ms), 0) FROM placed").one()
    return tuple(map(int, (*connection.exec_driver_sql(query, (last_id,)).one(), *elsewhere)))


_JOINED = item.outerjoin(item_state, item_state.c.item_id == item.c.id).outerjoin(mark, mark.c.item_id == item.c.id)
_FOUND = (
    item.c.id.label("item_id"),
    item.c.topic,
    item.c.kind,
    item.c.level,
    item.c.difficulty,
    item.c.body,
    func.coalesce(item_state.c.answered, 0).label("answered"),
    func.coalesce(item_state.c.correct, 0).label("correct"),
    func.coalesce(mark.c.flagged, 0).label("flagged"),
    func.coalesce(mark.c.suspended, 0).label("suspended"),
    (func.coalesce(mark.c.note, "") != "").label("noted"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """A row of the library."""

    item_id: str
    topic: str
    kind: str
    level: str
    difficulty: int
    body: str
    answered: int
    correct: int
    flagged: bool
    suspended: bool
    noted: bool

    @property
    def stem(self) -> str:
        """The question in a list; its id where the text cannot be read."""
        try:
            return str(json.loads(self.body)["stem"])
        except (ValueError, KeyError, TypeError):
            return self.item_id


def find_items(
    connection: Connection, query: LibraryQuery, topics: Sequence[str] | None
) -> tuple[list[FoundItem], int]:
    """Items that the filters leave, whatever the words of the query, with the count of all of them.

    `topics` None means any; an empty one finds nothing.
    """
    where = _where(query, topics)
    total = connection.execute(select(func.count()).select_from(_JOINED).where(*where)).scalar_one()
    rows = connection.execute(
        select(*_FOUND).select_from(_JOINED).where(*where).order_by(item.c.topic, item.c.id).limit(query.limit)
    )
    return [_found(row._asdict()) for row in rows], int(total)


def left_ids(connection: Connection, query: LibraryQuery, topics: Sequence[str] | None) -> set[str]:
    """Ids of all items that the filters leave."""
    return set(connection.execute(select(item.c.id).select_from(_JOINED).where(*_where(query, topics))).scalars())


def found_items(connection: Connection, ids: Sequence[str]) -> list[FoundItem]:
    """These items, in the order of their ids."""
    rows = connection.execute(select(*_FOUND).select_from(_JOINED).where(item.c.id.in_(ids)))
    held = {row.item_id: _found(row._asdict()) for row in rows}
    return [held[item_id] for item_id in ids if item_id in held]


def searched_texts(connection: Connection) -> list[tuple[str, str]]:
    """(id, all that is read of it) of every served item, by topic and id."""
    rows = connection.exec_driver_sql("SELECT id, words_in FROM item WHERE status = 'served' ORDER BY topic, id")
    return [(item_id, words) for item_id, words in rows]


def notes(connection: Connection) -> dict[str, str]:
    """The student's notes by item."""
    rows = connection.exec_driver_sql("SELECT item_id, note FROM mark WHERE note != ''")
    return {item_id: note for item_id, note in rows}  # noqa: C416 - `dict` does not take the rows for pairs


def _found(values: dict[str, Any]) -> FoundItem:
    marks = {name: bool(values[name]) for name in ("flagged", "suspended", "noted")}
    return FoundItem(**(values | marks))


def _where(query: LibraryQuery, topics: Sequence[str] | None) -> list[Any]:
    where = [item.c.status == "served", *_state_clauses(query.state)]
    if topics is not None:
        where.append(item.c.topic.in_(topics))
    if query.level:
        where.append(item.c.level == query.level)
    return where


def _state_clauses(state: str) -> list[Any]:
    """Missed and flagged ones are those of the lists to study: what is suspended is in neither."""
    shown, kept = func.coalesce(item_state.c.shown, 0), func.coalesce(mark.c.suspended, 0) == 0
    clauses: dict[str, list[Any]] = {
        "": [],
        "unseen": [shown == 0],
        "answered": [func.coalesce(item_state.c.answered, 0) > 0],
        "missed": [item_state.c.missed == 1, kept],
        "flagged": [mark.c.flagged == 1, kept],
        "suspended": [mark.c.suspended == 1],
        "noted": [mark.c.note != ""],
    }
    return clauses[state]
