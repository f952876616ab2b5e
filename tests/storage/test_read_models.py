"""Each short query against rows put in by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediquiz.domain.items import Level, Review
from mediquiz.domain.policy import Confidence, Mode
from mediquiz.domain.summaries import LibraryQuery, Mark
from mediquiz.storage import item_repo, read_models
from mediquiz.storage.read_models import AnswerRow, TopicTally
from mediquiz.storage.store import Connection, Store

from ..helpers import DAY_MS, NOON
from .test_study_repo import ITEMS, answer, fill, give

X = [item.id for item in ITEMS[:5]]
Y = [item.id for item in ITEMS[5:]]


def answered_at(connection: Connection, place: int, at_ms: int, **values: object) -> None:
    """An answer of practice to an item at this time, from session 1 unless told otherwise."""
    base = replace(answer(ITEMS[place]), answered_at_ms=at_ms, shown_at_ms=at_ms - 1000)
    give(connection, replace(base, **values))  # type: ignore[arg-type]


def sessions(connection: Connection, count: int) -> None:
    """Attempts to which answers may belong."""
    for _ in range(count):
        connection.exec_driver_sql(
            "INSERT INTO attempt (kind, certification, edition, title, rules, seed, status, started_at_ms)"
            " VALUES ('study', 'cma', '', '', '{}', 0, 'open', 0)"
        )


def test_tallies_add_cram_to_practice_and_keep_exams_apart(store: Store) -> None:
    """x: practice 2 (1 right), cram 1 (1), exam 2 (1). y: exam 1 (0). Repeats count nowhere."""
    with store.begin() as connection:
        fill(connection)
        for place, mode, correct in [
            *((0, Mode.PRACTICE, True), (1, Mode.PRACTICE, False), (2, Mode.CRAM, True)),
            *((3, Mode.EXAM, True), (4, Mode.EXAM, False), (5, Mode.EXAM, False)),
            *((0, Mode.EXAM, True), (5, Mode.PRACTICE, True)),
        ]:
            give(connection, answer(ITEMS[place], mode=mode, correct=correct))
        found = read_models.topic_tallies(connection)
    assert found == {"a.x": TopicTally(3, 2, 2, 1), "a.y": TopicTally(0, 0, 1, 0)}
    assert (found["a.x"].answers, found["a.x"].correct) == (5, 3)


def test_days_oldest_first_over_all_modes(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        assert read_models.days(connection) == []
        give(connection, answer(ITEMS[0], day=9, mode=Mode.EXAM))
        give(connection, answer(ITEMS[1], day=3))
        give(connection, replace(answer(ITEMS[2], day=9, correct=False), milliseconds=500))
        assert read_models.days(connection) == [(3, 1, 1, 12_000), (9, 2, 1, 12_500)]


def test_lists_have_their_order_and_leave_out_what_is_not_asked(store: Store) -> None:
    """Four of x and two of y missed, 5 s apart; x 2 is suspended, x 3 is a draft now, y 2 was put right."""
    with store.begin() as connection:
        fill(connection)
        for n, place in enumerate([3, 0, 1, 5, 2, 6]):
            answered_at(connection, place, NOON + 5000 * n, correct=False)
        item_repo.put_mark(connection, X[1], Mark(suspended=True), NOON)
        connection.exec_driver_sql("UPDATE item SET status = 'draft' WHERE id = ?", (X[2],))
        for day in (2, 3):
            answered_at(connection, 6, NOON + DAY_MS * day, local_day=day)
        assert read_models.missed_ids(connection) == [X[3], X[0], Y[0]]
        assert read_models.missed_ids(connection, ["a.x"]) == [X[3], X[0]]
        assert read_models.sure_wrong_ids(connection) == [Y[0], X[0], X[3]]
        assert read_models.sure_wrong_ids(connection, ["a.y"]) == [Y[0]]
        for n, item_id in enumerate([X[1], X[2], Y[1], X[4]]):
            mark = Mark(flagged=True, suspended=item_id == X[1])
            item_repo.put_mark(connection, item_id, mark, NOON + n)
        assert read_models.flagged_ids(connection) == [X[4], Y[1]]
        assert read_models.flagged_ids(connection, ["a.y"]) == [Y[1]]
        assert read_models.sure_miss_days(connection, [X[3], Y[1], X[4]]) == {X[3]: 1, Y[1]: 1}


def test_gaps_between_answers_of_a_session(store: Store) -> None:
    """Newest first. Left out: over five minutes, no time between, from one session to another, exams and crams.

    Session 1 at 0, 40, 40, 339.999, 640 s; session 2 at 700, 720; a cram at 730; session 2 again at 750.
    """
    with store.begin() as connection:
        fill(connection)
        sessions(connection, 2)
        for seconds, session, mode in [
            *((0.0, 1, Mode.PRACTICE), (40.0, 1, Mode.PRACTICE), (40.0, 1, Mode.PRACTICE)),
            *((339.999, 1, Mode.PRACTICE), (640.0, 1, Mode.PRACTICE), (700.0, 2, Mode.PRACTICE)),
            *((720.0, 2, Mode.PRACTICE), (730.0, 2, Mode.CRAM), (750.0, 2, Mode.PRACTICE)),
        ]:
            answered_at(connection, 0, NOON + round(seconds * 1000), attempt_id=session, mode=mode)
        assert read_models.answer_gaps_ms(connection, 99) == [30_000, 20_000, 299_999, 40_000]
        assert read_models.answer_gaps_ms(connection, 2) == [30_000, 20_000]
        assert read_models.answer_gaps_ms(connection, 1) == [30_000]


def test_a_pause_of_five_minutes_is_no_gap(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        for seconds in (0, 300, 301):
            answered_at(connection, 0, NOON + seconds * 1000)
        assert read_models.answer_gaps_ms(connection, 99) == [1000]


def test_the_log_after_an_answer_with_what_the_model_asks_of_the_item(store: Store) -> None:
    words = ITEMS[5].words
    with store.begin() as connection:
        fill(connection)
        connection.exec_driver_sql(
            "UPDATE item SET family = 'f', item_group = 'g', difficulty = 5 WHERE id = ?", (Y[0],)
        )
        give(connection, answer(ITEMS[0]))
        given = replace(answer(ITEMS[5], correct=False, day=4, mode=Mode.CRAM), timed_out=True, confidence=None)
        give(connection, given)
        assert len(read_models.answers_since(connection, 0)) == 2
        assert read_models.answers_since(connection, 1) == [
            AnswerRow(
                id=2,
                item_id=Y[0],
                family="f",
                group="g",
                topic="a.y",
                difficulty=5,
                options=4,
                words=words,
                correct=0,
                confidence=None,
                milliseconds=12_000,
                mode="cram",
                timed_out=1,
                answered_at_ms=NOON + 4 * DAY_MS,
                status="served",
                local_day=4,
            )
        ]
        assert read_models.answers_since(connection, 2) == []
        assert read_models.log_mark(connection, 0) == (0, 0, 0, 0)
        assert read_models.log_mark(connection, 1) == (1, NOON + DAY_MS, 0, 0)
        assert read_models.log_mark(connection, 9) == (2, NOON + 4 * DAY_MS, 0, 0)


def test_a_found_item_says_its_state_and_stem(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        for correct in (True, False, True):
            give(connection, answer(ITEMS[0], correct=correct))
        item_repo.put_mark(connection, X[0], Mark(flagged=True), NOON)
        item_repo.put_mark(connection, X[1], Mark(suspended=True, note="n"), NOON)
        (first, second), total = read_models.find_items(connection, LibraryQuery(limit=2), None)
    assert total == 10
    assert (first.item_id, first.topic, first.kind, first.level, first.difficulty, first.stem) == (
        *(X[0], "a.x", "single", "recall", 3, "Question 1 of x?"),
    )
    assert (first.answered, first.correct, first.flagged, first.suspended, first.noted) == (3, 2, True, False, False)
    assert (second.answered, second.correct, second.flagged, second.suspended, second.noted) == (
        *(0, 0, False, True, True),
    )


@pytest.mark.parametrize(
    ("topics", "level", "expected"),
    [
        (None, "", [*X, *Y]),
        ([], "", []),
        (["a.y"], "", Y),
        (["a.x", "a.y"], "application", [X[1]]),
        (["a.y"], "application", []),
    ],
)
def test_filters_go_together(store: Store, topics: list[str] | None, level: str, expected: list[str]) -> None:
    """x 2 is of the level application."""
    reviewed = [replace(item, reviewed=Review("agreed", date(2026, 1, 2))) for item in ITEMS]
    reviewed[1] = replace(reviewed[1], level=Level.APPLICATION)
    with store.begin() as connection:
        item_repo.put_file(connection, "a/x.yaml", "hash", reviewed, NOON)
        query = LibraryQuery(level=level)
        found, total = read_models.find_items(connection, query, topics)
        assert read_models.left_ids(connection, query, topics) == set(expected)
        again = read_models.found_items(connection, [row.item_id for row in reversed(found)])
    assert [row.item_id for row in found] == expected
    assert again == found[::-1]
    assert total == len(expected)


def test_states_of_the_library(store: Store) -> None:
    """x 1 right, x 2 missed, x 3 shown only, x 4 flagged, x 5 suspended, y 1 with a note, y 2 with an empty one."""
    with store.begin() as connection:
        fill(connection)
        give(connection, answer(ITEMS[0]))
        give(connection, replace(answer(ITEMS[1], correct=False), confidence=Confidence.GUESS))
        connection.exec_driver_sql("INSERT INTO item_state VALUES (?, 1, 5, 0, 0, 0, 0, NULL, 0, 0, 0)", (X[2],))
        marks = {X[3]: Mark(flagged=True), X[4]: Mark(suspended=True), Y[0]: Mark(note="n"), Y[1]: Mark()}
        for item_id, mark in marks.items():
            item_repo.put_mark(connection, item_id, mark, NOON)
        found = {
            state: [row.item_id for row in read_models.find_items(connection, LibraryQuery(state=state), None)[0]]
            for state in ("unseen", "answered", "missed", "flagged", "suspended", "noted")
        }
        with pytest.raises(KeyError):
            read_models.find_items(connection, LibraryQuery(state="lost"), None)
    assert found == {
        "unseen": [X[3], X[4], *Y],
        "answered": X[:2],
        "missed": [X[1]],
        "flagged": [X[3]],
        "suspended": [X[4]],
        "noted": [Y[0]],
    }
