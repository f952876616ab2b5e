"""Attempts, questions and events come back as they went in, those of one attempt and no other."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from sqlalchemy.exc import NoResultFound

from mediquiz.domain.answers import NO_ANSWER, chosen
from mediquiz.domain.attempt import Act, Event, FormQuestion
from mediquiz.domain.policy import Confidence
from mediquiz.storage import attempt_repo
from mediquiz.storage.attempt_repo import AttemptHead
from mediquiz.storage.store import Connection, Store
from mediquiz.storage.study_repo import from_numbers, numbers

from ..helpers import NOON
from .test_study_repo import ITEMS, answer, fill, give

QUESTIONS = [
    FormQuestion(
        item_id=ITEMS[0].id,
        ordinal=-1,
        revision=ITEMS[0].revision,
        area="area",
        topic="a.x",
        segment=0,
        scored=True,
        order=(2, 0, 1, 3),
        seen_before=False,
    ),
    FormQuestion(
        item_id=ITEMS[7].id,
        ordinal=-1,
        revision=ITEMS[7].revision,
        area="other",
        topic="a.y",
        segment=1,
        scored=False,
        order=(3, 2, 1, 0),
        seen_before=True,
    ),
    FormQuestion(
        item_id=ITEMS[2].id,
        ordinal=-1,
        revision=ITEMS[2].revision,
        area="area",
        topic="a.x",
        segment=1,
        scored=True,
        order=(0, 1, 2, 3),
        seen_before=False,
    ),
]


def create(connection: Connection, kind: str = "exam", now_ms: int = NOON, questions: int = 3) -> int:
    return attempt_repo.create(
        connection,
        kind=kind,
        certification="cma",
        edition="2021",
        title="CMA practice exam",
        rules={"seconds": 90.5, "segments": [["One", 0, 2, None]]},
        seed=2**47,
        questions=QUESTIONS[:questions],
        now_ms=now_ms,
    )


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as connection:
        fill(connection)
    return store


def test_an_attempt_with_its_form(filled: Store) -> None:
    with filled.begin() as connection:
        first, second = create(connection), create(connection, "study", NOON + 1, questions=2)
        assert attempt_repo.head(connection, first) == AttemptHead(
            id=first,
            kind="exam",
            certification="cma",
            edition="2021",
            rules={"seconds": 90.5, "segments": [["One", 0, 2, None]]},
            status="open",
            started_at_ms=NOON,
            finished_at_ms=None,
            correct=None,
            scored=None,
            finished_day=None,
        )
        assert attempt_repo.questions(connection, first) == QUESTIONS
        assert attempt_repo.questions(connection, second) == QUESTIONS[:2]
        assert (attempt_repo.size(connection, first), attempt_repo.size(connection, second)) == (3, 2)
        ((seed, rules),) = connection.exec_driver_sql("SELECT seed, rules FROM attempt WHERE id = 1").fetchall()
        assert (seed, json.loads(rules)["seconds"]) == (2**47, 90.5)
        with pytest.raises(NoResultFound):
            attempt_repo.head(connection, 99)


def test_heads_newest_first_by_kind_and_status(filled: Store) -> None:
    with filled.begin() as connection:
        made = [create(connection, kind) for kind in ("exam", "study", "exam", "study")]
        attempt_repo.finish(connection, made[0], NOON + 9, 2, 3)
        attempt_repo.finish(connection, made[1], NOON + 9, 1, 1)

        def ids(**filters: str) -> list[int]:
            return [head.id for head in attempt_repo.heads(connection, **filters)]

        assert ids() == made[::-1]
        assert ids(kind="exam") == [made[2], made[0]]
        assert ids(status="open") == [made[3], made[2]]
        assert ids(kind="exam", status="finished") == [made[0]]
        head = attempt_repo.head(connection, made[0])
        assert (head.status, head.finished_at_ms, head.correct, head.scored) == ("finished", NOON + 9, 2, 3)
        assert attempt_repo.head(connection, made[2]).finished_at_ms is None


def test_events_in_order_of_their_number(filled: Store) -> None:
    given = [
        Event(act=Act.MOVE, question=2, value=0, on=True, text="", spent=1.25, clock=88.5),
        Event(act=Act.ANSWER, question=2, value=-1, on=True, text="3", spent=0.0, clock=88.5),
        Event(act=Act.STRIKE, question=2, value=1, on=False, text="", spent=0.5, clock=88.0),
    ]
    with filled.begin() as connection:
        first, other = create(connection), create(connection)
        for seq in (2, 0, 1):
            attempt_repo.add_event(connection, first, seq, given[seq], NOON + seq)
        attempt_repo.add_event(connection, other, 0, Event(act=Act.SUBMIT), NOON)
        assert attempt_repo.events(connection, first) == given
        assert attempt_repo.events(connection, other) == [Event(act=Act.SUBMIT)]
        found = connection.exec_driver_sql("SELECT at_ms FROM attempt_event WHERE attempt_id = 1 ORDER BY seq")
        assert [at for (at,) in found] == [NOON, NOON + 1, NOON + 2]
    with pytest.raises(sqlite3.IntegrityError), filled.begin() as connection:
        attempt_repo.add_event(connection, first, 1, given[0], NOON)


def test_answers_of_a_session_are_its_own(filled: Store) -> None:
    with filled.begin() as connection:
        mine, other = create(connection, "study"), create(connection, "study")
        give(connection, replace(answer(ITEMS[0]), attempt_id=mine, milliseconds=7))
        unanswered = replace(answer(ITEMS[2], correct=False), response=NO_ANSWER, confidence=None, milliseconds=8)
        give(connection, replace(unanswered, attempt_id=mine))
        give(connection, replace(answer(ITEMS[7]), attempt_id=other))
        assert attempt_repo.answered_items(connection, mine) == {
            ITEMS[0].id: (chosen(1), True, Confidence.SURE.value, 7),
            ITEMS[2].id: (NO_ANSWER, False, None, 8),
        }


def test_places_as_text() -> None:
    assert numbers((2, 0, 1, 3)) == "2,0,1,3" and from_numbers("2,0,1,3") == (2, 0, 1, 3)
    assert numbers(()) == "" and from_numbers("") == ()


def test_acts_of_practice_are_numbered_after_what_is_on_record(filled: Store) -> None:
    with filled.begin() as connection:
        first, other = create(connection, "study"), create(connection, "study")
        attempt_repo.add_acts(
            connection, first, (Event(act=Act.MOVE, question=1), Event(act=Act.FLAG, question=1)), NOON
        )
        attempt_repo.add_acts(connection, other, (Event(act=Act.SUBMIT),), NOON + 1)
        attempt_repo.add_acts(connection, first, (), NOON + 2)
        attempt_repo.add_acts(
            connection,
            first,
            (Event(act=Act.STRIKE, question=1, value=3, on=False, text="", spent=2.5, clock=7.0),),
            NOON + 3,
        )
        found = connection.exec_driver_sql("SELECT attempt_id, seq, act, at_ms FROM attempt_event ORDER BY 1, 2")
        assert [tuple(row) for row in found] == [
            (first, 0, "move", NOON),
            (first, 1, "flag", NOON),
            (first, 2, "strike", NOON + 3),
            (other, 0, "submit", NOON + 1),
        ]
        assert attempt_repo.events(connection, first)[2] == Event(
            act=Act.STRIKE, question=1, value=3, on=False, text="", spent=2.5, clock=7.0
        )
