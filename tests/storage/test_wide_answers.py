"""From revision 0001 to 0002: every row stays, and the tables are the declared ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from mediquiz.domain.answers import Chosen, Spelled
from mediquiz.domain.attempt import Act, Event
from mediquiz.storage import attempt_repo, backups, engine, schema
from mediquiz.storage.errors import UnwritableDatabase
from mediquiz.storage.store import Store

from .old_files import make_0001

ANSWERS = 20_000
"""By hand also tried with 200,000: some 3 seconds of one processor."""
LATER = ("log_seal", "placed")
"""Tables that the old file does not have."""
TABLES = ("answer", "attempt_question", "attempt_event")
TOLD = "NOT (mode = 'exam' AND response = '')"
"""What migration 0004 leaves; see `test_evidence.py`."""
COLUMNS = (
    "id, item_id, revision, topic, option_order, response, correct, confidence, milliseconds, mode, attempt_id, scored,"
    " timed_out, shown_at_ms, answered_at_ms, local_day"
)
LOOKS = ("table_info", "foreign_key_list", "index_list")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of revision 0001; tests work on copies."""
    path = tmp_path_factory.mktemp("old") / "old.sqlite"
    make_0001(path, answers=ANSWERS)
    return path


@pytest.fixture
def history(old: Path, tmp_path: Path) -> Path:
    path = tmp_path / "study.sqlite"
    backups.copy_database(old, path)
    return path


def ask(path: Path, *queries: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(query).fetchall() for query in queries]


def contents(path: Path) -> dict[str, object]:
    """Rows of all tables: how many, and of what changes its type all values. Of answers what was told."""
    tables = [table.name for table in schema.metadata.sorted_tables if table.name not in LATER]
    counts = {name: ask(path, f"SELECT count(*) FROM {name}")[0] for name in tables}
    counts["answer"] = ask(path, f"SELECT count(*) FROM answer WHERE {TOLD}")[0]
    rows = {table: ask(path, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES[1:]}
    rows["answer"] = ask(path, f"SELECT {COLUMNS} FROM answer WHERE {TOLD} ORDER BY 1")
    sums = ask(path, f"SELECT sum(correct), sum(milliseconds), max(id) FROM answer WHERE {TOLD}")
    return {"counts": counts, "sums": sums, **rows}


def looks(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """What SQLite says of each table. The numbers of indices and foreign keys are those of their making."""
    for table in schema.metadata.sorted_tables:
        for look in LOOKS:
            (rows,) = ask(path, f"PRAGMA {look}({table.name})")
            yield table.name, look, sorted(str(row if look == "table_info" else row[1:]) for row in rows)


def test_every_row_stays_and_the_tables_are_the_declared_ones(history: Path, tmp_path: Path) -> None:
    before = contents(history)
    Store(history).close()
    assert engine.inspect_file(history) == schema.REVISION
    assert contents(history) == before
    assert ask(history, "PRAGMA foreign_key_check", "PRAGMA integrity_check") == [[], [("ok",)]]
    declared = tmp_path / "declared.sqlite"
    plain = create_engine(f"sqlite:///{declared}")
    schema.metadata.create_all(plain)
    plain.dispose()
    assert list(looks(history)) == list(looks(declared))


def test_ids_go_on_and_long_answers_fit(history: Path) -> None:
    store = Store(history)
    try:
        with store.begin() as connection:
            attempt_id = connection.exec_driver_sql("SELECT max(id) FROM attempt WHERE kind = 'exam'").scalar_one()
            count = len(attempt_repo.events(connection, attempt_id))
            typed = Event.answering(61, Spelled("esophagogastroduodenoscopy " * 9))
            attempt_repo.add_event(connection, attempt_id, count, typed, 0)
            events = attempt_repo.events(connection, attempt_id)
            connection.exec_driver_sql(
                "INSERT INTO answer SELECT NULL, item_id, revision, topic, option_order, response, correct, confidence,"
                " milliseconds, mode, attempt_id, scored, timed_out, first, shown_at_ms, answered_at_ms, local_day"
                " FROM answer WHERE id = 1"
            )
            newest = connection.exec_driver_sql("SELECT max(id) FROM answer").scalar_one()
    finally:
        store.close()
    assert newest == ANSWERS + 1
    assert events[-1] == typed
    old_ones = [event for event in events[:-1] if event.act is Act.ANSWER]
    assert old_ones
    assert all(event.text == "" and event.response == Chosen((event.value,)) for event in old_ones)


def test_a_disk_that_fills_in_the_middle_leaves_the_old_file_whole(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(history)
    (((pages,),),) = ask(history, "PRAGMA page_count")
    with monkeypatch.context() as patched:
        # A part of the first copy fits.
        patched.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, f"PRAGMA max_page_count = {int(str(pages)) * 11 // 10}"))
        with pytest.raises(UnwritableDatabase, match="free some space"):
            Store(history)
    assert engine.inspect_file(history) == "0001"
    assert contents(history) == before
    assert ask(history, "SELECT name FROM sqlite_master WHERE name LIKE '%alembic_tmp%'") == [[]]
    (backup,) = [path for path in backups.all_backups(history) if "before-update" in path.name]
    assert contents(backup) == before
    Store(history).close()
    assert contents(history) == before
    assert engine.inspect_file(history) == schema.REVISION
