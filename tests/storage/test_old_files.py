"""The files that tests of migrations start from are what revision 0001 wrote."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from mediquiz.domain.summaries import ReviewItem, ReviewSet
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo
from mediquiz.storage.store import Store

from ..helpers import FixedClock
from .old_files import EXAM, SESSION, empty_0001, make_0001, without_empty_answers

DERIVED = {
    "item_state": "item_id, shown, last_shown_ms, answered, correct, last_answered_ms, last_correct, last_confidence,"
    " missed, right_day, sure_wrong",
    "topic_tally": "topic, mode, answered, correct, first_answered, first_correct, milliseconds",
    "day_tally": "local_day, mode, answered, correct, milliseconds",
}


def derived(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in DERIVED.items()
        }


def counts(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Without the two lists of what was missed, whose rules have changed since."""
    return tables | {"item_state": [row[:8] for row in tables["item_state"]]}


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_empty_file_of_the_first_revision_opens(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    empty_0001(old)
    assert revision(old) == "0001"
    for path in (old, new):
        Store(path).close()
    assert revision(old) == revision(new)


def test_its_derived_tables_are_what_the_log_gives(tmp_path: Path) -> None:
    path, told = tmp_path / "old.sqlite", tmp_path / "told.sqlite"
    make_0001(path, answers=4_000)
    shutil.copyfile(path, told)
    without_empty_answers(told)
    before = derived(told)
    assert counts(before) != counts(derived(path))
    store = Store(path)
    try:
        opened = derived(path)
        assert counts(opened) == counts(before)
        with store.begin() as connection:
            study_repo.rebuild(connection)
    finally:
        store.close()
    assert derived(path) == opened
    assert all(len(rows) > 10 for rows in before.values())
    assert {row[8] for row in opened["item_state"]} == {0, 1}, "the missed pool fills and empties"


def test_its_log_is_whole_and_of_the_size_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    make_0001(path, answers=3_010)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*), count(DISTINCT mode) FROM answer").fetchone() == (3_010, 3)
        unequal = "SELECT count(*) FROM attempt t WHERE kind = 'study' AND correct != "
        assert connection.execute(unequal + "(SELECT sum(correct) FROM answer WHERE attempt_id = t.id)").fetchone() == (
            0,
        )


def test_services_go_on_with_its_open_exam_and_session(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    make_0001(path, answers=1_000)
    services = open_services(path, shipped("question_banks"), FixedClock(), random.Random(1))
    try:
        (begun,) = [offer.open for offer in services.exams.home().offers if offer.open]
        sitting = services.exams.load(begun.attempt_id)
        assert (begun.total, sitting.attempt.current) == (EXAM, 61)
        assert begun.done == sum(state.answered for state in sitting.attempt.states) > 50
        assert any(state.changes for state in sitting.attempt.states)
        session = services.study.open_session()
        assert session is not None
        assert services.study.resume(session.attempt_id).value.total == SESSION
        done = services.exams.home().history[0]
        assert (done.scored, done.right) == (180, sum(e.correct for e in _scored(services, done.attempt_id)))
        assert services.settings.read().certification == "cma"
    finally:
        services.close()


def _scored(services: Services, attempt_id: int) -> list[ReviewItem]:
    return [entry for entry in services.reports.review(attempt_id, ReviewSet.ALL) if entry.scored]
