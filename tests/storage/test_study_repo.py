from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediquiz.domain.answers import chosen
from mediquiz.domain.items import Item, Level, Option, Review
from mediquiz.domain.policy import Confidence, Mode
from mediquiz.storage import item_repo, placed_repo, read_models, study_repo
from mediquiz.storage.store import Connection, Store
from mediquiz.storage.study_repo import LoggedAnswer, pool_after

from ..helpers import NOON

ITEMS = [
    Item(
        id=f"a.{topic}.{n:04}",
        topic=f"a.{topic}",
        stem=f"Question {n} of {topic}?",
        options=tuple(Option(f"{n} {k}", f"Reason {k} of it.", k == 1) for k in range(4)),
        sources=("Source",),
        level=Level.RECALL,
        difficulty=3,
    )
    for topic in ("x", "y")
    for n in range(1, 6)
]
DERIVED = ("item_state", "topic_tally", "day_tally")


def fill(connection: Connection) -> None:
    reviewed = [replace(item, reviewed=Review("agreed", date(2026, 1, 2))) for item in ITEMS]
    item_repo.put_file(connection, "a/x.yaml", "hash", reviewed, NOON)


def answer(item: Item, *, correct: bool = True, day: int = 1, mode: Mode = Mode.PRACTICE) -> LoggedAnswer:
    at = NOON + day * 86_400_000
    return LoggedAnswer(
        item_id=item.id, revision=item.revision, topic=item.topic, order=(0, 1, 2, 3),
        response=chosen(1 if correct else 0), correct=correct, confidence=Confidence.SURE, milliseconds=12_000,
        mode=mode, attempt_id=None, scored=True, timed_out=False, shown_at_ms=at - 12_000, answered_at_ms=at,
        local_day=day,
    )  # fmt: skip


def give(connection: Connection, given_answer: LoggedAnswer) -> study_repo.AfterAnswer:
    study_repo.add_showing(connection, given_answer.item_id, given_answer.revision, None, given_answer.shown_at_ms)
    return study_repo.add_answer(connection, given_answer)


def derived(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = {name: connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in DERIVED}
    return {name: [tuple(row) for row in rows] for name, rows in tables.items()}


def test_the_pool_is_left_after_two_right_answers_on_different_days() -> None:
    state = pool_after(False, 0, False, 5)
    assert state == (True, 0)
    state = pool_after(*state, True, 6)
    assert state == (True, 6)
    assert pool_after(*state, True, 6) == (True, 6)
    assert pool_after(*state, True, 9) == (False, 0)
    assert pool_after(*state, False, 9) == (True, 0)


@pytest.mark.parametrize(
    ("gaps", "left"),
    [((5,), [False]), ((359,), [False]), ((360,), [True]), ((5, 700), [False, True]), ((5, 5), [False, False])],
)
def test_two_days_have_a_night_between_them(store: Store, gaps: tuple[int, ...], left: list[bool]) -> None:
    """Right at 23:57, and again so many minutes later on the next date: one evening is no two days."""
    first, at = answer(ITEMS[0], day=5), NOON + 5 * 86_400_000
    with store.begin() as connection:
        fill(connection)
        give(connection, answer(ITEMS[0], day=3))
        give(connection, answer(ITEMS[0], day=4, correct=False))
        give(connection, first)
        found = []
        for gap in gaps:
            at += gap * 60_000
            found.append(give(connection, replace(first, local_day=6, answered_at_ms=at)).left_pool)
        assert found == left
        before = derived(connection)
        study_repo.rebuild(connection)
        assert derived(connection) == before


def test_a_right_answer_alone_puts_nothing_into_the_pool() -> None:
    assert pool_after(False, 0, True, 5) == (False, 0)


def test_only_the_first_answer_counts_as_first(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        assert give(connection, answer(ITEMS[0], correct=False)).first
        assert not give(connection, answer(ITEMS[0])).first
        tallies = read_models.topic_tallies(connection)
    assert (tallies["a.x"].practice, tallies["a.x"].practice_correct) == (1, 0)


def test_practice_and_exam_are_told_apart(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        give(connection, answer(ITEMS[0]))
        give(connection, answer(ITEMS[1], mode=Mode.EXAM, correct=False))
        tally = read_models.topic_tallies(connection)["a.x"]
    assert (tally.practice, tally.practice_correct, tally.exam, tally.exam_correct) == (1, 1, 1, 0)


def test_sure_and_wrong_is_listed_until_put_right(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        give(connection, answer(ITEMS[0], correct=False))
        give(connection, replace(answer(ITEMS[1], correct=False), confidence=Confidence.GUESS))
        assert read_models.sure_wrong_ids(connection) == [ITEMS[0].id]
        give(connection, answer(ITEMS[0], day=2))
        assert read_models.sure_wrong_ids(connection) == []


def test_an_answer_needs_an_item(store: Store) -> None:
    missing = replace(answer(ITEMS[0]), item_id="a.x.9999")
    with pytest.raises(sqlite3.IntegrityError), store.begin() as connection:
        study_repo.add_showing(connection, missing.item_id, "r", None, NOON)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_everything_derived_can_be_rebuilt_from_the_log(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    with store.begin() as connection:
        for table in ("answer", "showing", *DERIVED):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        fill(connection)
        for n in range(40):
            mode = rng.choice([Mode.PRACTICE, Mode.EXAM, Mode.CRAM])
            given_answer = answer(rng.choice(ITEMS), correct=rng.random() < 0.6, day=1 + n // 6, mode=mode)
            # Two hours apart, six a day: two right answers may lie on two days and yet in one night.
            given_answer = replace(given_answer, answered_at_ms=NOON + n * 7_200_000)
            confidence = rng.choice([None, Confidence.SURE, Confidence.GUESS])
            give(connection, replace(given_answer, confidence=confidence))
        before = derived(connection)
        study_repo.rebuild(connection)
        assert derived(connection) == before


def test_the_newest_time_on_record(store: Store) -> None:
    with store.begin() as connection:
        assert placed_repo.ends(connection)[1] == 0
        fill(connection)
        give(connection, answer(ITEMS[0], day=3))
        assert placed_repo.ends(connection)[1] == NOON + 3 * 86_400_000


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_a_row_of_the_log_and_all_that_is_derived_from_it(store: Store) -> None:
    """Wrong and sure in an exam at day 3, right and guessed in a cram at day 4, right at day 5: once known."""
    first = replace(answer(ITEMS[0], correct=False, day=3, mode=Mode.EXAM), scored=False, timed_out=True)
    second = replace(answer(ITEMS[0], day=4, mode=Mode.CRAM), confidence=Confidence.GUESS, milliseconds=500)
    third = replace(answer(ITEMS[0], day=5), confidence=None)
    at = [one.answered_at_ms for one in (first, second, third)]
    with store.begin() as connection:
        fill(connection)
        after = [give(connection, one) for one in (first, second, third)]
        assert [(one.first, one.missed, one.left_pool, one.right_day) for one in after] == [
            (True, True, False, 0),
            (False, True, False, 0),
            (False, True, False, 5),
        ]
        same, shown = (ITEMS[0].id, ITEMS[0].revision, "a.x", "0,1,2,3"), [moment - 12_000 for moment in at]
        assert rows(connection, "SELECT * FROM answer ORDER BY id") == [
            (1, *same, "0", 0, "sure", 12_000, "exam", None, 0, 1, 1, shown[0], at[0], 3),
            (2, *same, "1", 1, "guess", 500, "cram", None, 1, 0, 0, shown[1], at[1], 4),
            (3, *same, "1", 1, None, 12_000, "practice", None, 1, 0, 0, shown[2], at[2], 5),
        ]
        assert rows(connection, "SELECT * FROM item_state") == [
            (ITEMS[0].id, 3, at[2] - 12_000, 3, 2, at[2], 1, None, 1, 5, 0)
        ]
        assert rows(connection, "SELECT * FROM topic_tally ORDER BY mode") == [
            ("a.x", "cram", 1, 1, 0, 0, 500),
            ("a.x", "exam", 1, 0, 1, 0, 12_000),
            ("a.x", "practice", 1, 1, 0, 0, 12_000),
        ]
        assert rows(connection, "SELECT * FROM day_tally ORDER BY local_day") == [
            (3, "exam", 1, 0, 12_000),
            (4, "cram", 1, 1, 500),
            (5, "practice", 1, 1, 12_000),
        ]
        before = derived(connection)
        study_repo.rebuild(connection)
        assert derived(connection) == before


def test_an_item_only_shown_is_rebuilt_as_shown(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        study_repo.add_showing(connection, ITEMS[0].id, "r", None, NOON + 2)
        study_repo.add_showing(connection, ITEMS[0].id, "r", None, NOON + 9)
        state = (ITEMS[0].id, 2, NOON + 9, 0, 0, 0, 0, None, 0, 0, 0)
        assert rows(connection, "SELECT * FROM item_state") == [state]
        assert rows(connection, "SELECT item_id, revision, attempt_id, shown_at_ms FROM showing") == [
            (ITEMS[0].id, "r", None, NOON + 2),
            (ITEMS[0].id, "r", None, NOON + 9),
        ]
        study_repo.rebuild(connection)
        assert rows(connection, "SELECT * FROM item_state") == [state]
        assert placed_repo.ends(connection)[1] == NOON + 9
        assert study_repo.last_shown_ms(connection, ITEMS[0].id) == NOON + 9
        assert study_repo.last_shown_ms(connection, ITEMS[1].id) == 0


def test_the_newest_time_is_that_of_the_newest_rows(store: Store) -> None:
    """An answer after its showing, and a showing after the newest answer."""
    with store.begin() as connection:
        fill(connection)
        give(connection, answer(ITEMS[0], day=2))
        give(connection, answer(ITEMS[1], day=1))
        assert placed_repo.ends(connection)[1] == NOON + 86_400_000
        study_repo.add_showing(connection, ITEMS[2].id, "r", None, NOON + 86_400_007)
        assert placed_repo.ends(connection)[1] == NOON + 86_400_007
