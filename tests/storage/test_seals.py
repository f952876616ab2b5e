"""Damage to the log: noticed at opening, told, and nothing is changed by looking."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services
from mediquiz.storage import backups, mending, seals
from mediquiz.storage.errors import DamagedDatabase, StoreError
from mediquiz.storage.seals import Stretch
from mediquiz.storage.store import Store

from ..cli.conftest import answer_some
from ..helpers import make_services, write_bank

ENDINGS = ("", "-wal")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank") / "question_banks"
    folder.mkdir()
    return write_bank(folder, ["anatomy.cardiovascular", "clinical.vital-signs"], per_topic=40)


@pytest.fixture
def services(tmp_path: Path, bank: Path) -> Iterator[Services]:
    found = make_services(tmp_path / "data", banks=bank)
    yield found
    found.close()


@pytest.fixture
def closed(tmp_path: Path, bank: Path) -> Path:
    """A history with fifty answers, closed."""
    services = make_services(tmp_path / "data", banks=bank)
    answer_some(services, 50, wrong_every=5)
    services.close()
    return tmp_path / "data" / "study.sqlite"


def picture(database: Path) -> dict[str, bytes]:
    """File and log, byte for byte."""
    return {
        ending: path.read_bytes() for ending in ENDINGS if (path := database.with_name(database.name + ending)).exists()
    }


def killed(services: Services, folder: Path) -> Path:
    """What a kill leaves: file and log as they lie there now."""
    folder.mkdir()
    for name, data in picture(services.context.store.path).items():
        (folder / f"study.sqlite{name}").write_bytes(data)
    return folder / "study.sqlite"


def answers(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT * FROM answer ORDER BY id").fetchall()


def alter(database: Path, place: int = 20) -> None:
    """What was given as one answer becomes another, on the disk."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT item_id, revision, topic, option_order, response FROM answer WHERE id = ?"
        row = connection.execute(query, (place,)).fetchone()
    data, found = database.read_bytes(), "".join(row).encode()
    assert data.count(found) == 1
    database.write_bytes(data.replace(found, found[:-1] + b"9"))


def test_an_altered_answer_is_noticed_and_the_file_left_as_it_is(closed: Path) -> None:
    alter(closed)
    before = picture(closed)
    with pytest.raises(DamagedDatabase, match="rows 1 to 1000 of the table answer are missing or altered"):
        Store(closed)
    assert picture(closed) == before


def test_missing_answers_are_noticed(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER answer_delete_lifts_seal")
        connection.execute("DELETE FROM answer WHERE id BETWEEN 10 AND 14")
    with pytest.raises(DamagedDatabase, match="table answer"):
        Store(closed)


@pytest.mark.parametrize("log", seals.LOGS)
def test_what_the_program_changes_itself_lifts_the_seal_and_is_sealed_anew(closed: Path, log: str) -> None:
    store = Store(closed)
    for change in (f"UPDATE {log} SET attempt_id = attempt_id WHERE rowid = 3", f"DELETE FROM {log} WHERE rowid = 4"):
        with store.begin() as connection:
            connection.exec_driver_sql(change)
        with store.read() as connection:
            query = f"SELECT count(*) FROM log_seal WHERE log = '{log}'"
            assert connection.exec_driver_sql(query).scalar_one() == 0, change
        store.seal()
    store.close()
    Store(closed).close()


def test_what_a_kill_left_unsealed_is_sealed_at_the_next_opening(services: Services, tmp_path: Path) -> None:
    answer_some(services, 20)
    services.care.checkpoint()
    answer_some(services, 20)
    store = Store(killed(services, tmp_path / "killed"))
    with store.read() as connection:
        rows = dict(connection.exec_driver_sql("SELECT log, rows FROM log_seal").fetchall())
    assert rows["answer"] == 40
    store.close()


def test_a_log_of_several_stretches(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as connection:
        row = connection.execute("SELECT item_id, revision, attempt_id, shown_at_ms FROM showing").fetchone()
        names = "item_id, revision, attempt_id, shown_at_ms"
        connection.executemany(f"INSERT INTO showing ({names}) VALUES (?, ?, ?, ?)", [row] * 3500)
        seals.seal(connection)
        assert seals.look(connection).broken == []
        assert seals.look(connection).unsealed == []
        connection.execute("DROP TRIGGER showing_update_lifts_seal")
        connection.execute("UPDATE showing SET shown_at_ms = shown_at_ms + 1 WHERE id = 1500")
        assert seals.look(connection).broken == [Stretch("showing", 1)]
        # A log too long to be read at once: the newest always, each of the others within some openings.
        assert [seals.look(connection, most=4, turn=turn).broken for turn in range(3)].count([]) < 3
        assert seals.look(connection, most=None).broken == [Stretch("showing", 1)]


def test_a_byte_turned_in_the_log_is_noticed(services: Services, tmp_path: Path) -> None:
    answer_some(services, 40)
    database = killed(services, tmp_path / "killed")
    log = database.with_name("study.sqlite-wal")
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 0x40
    log.write_bytes(data)
    before = picture(database)
    with pytest.raises(DamagedDatabase, match="changes in its log cannot be read"):
        Store(database)
    assert picture(database) == before


def test_a_commit_that_a_power_cut_tore_is_no_damage(services: Services, tmp_path: Path) -> None:
    answer_some(services, 10)
    services.care.checkpoint()
    answer_some(services, 10)
    database = killed(services, tmp_path / "killed")
    log = database.with_name("study.sqlite-wal")
    log.write_bytes(log.read_bytes()[:-2000] + bytes(2000))
    Store(database).close()


def test_no_turned_byte_hides_an_answer_without_a_word(services: Services, tmp_path: Path) -> None:
    """Sixty times one byte, half in the file and half in its log: refused, or all answers are there as they were."""
    answer_some(services, 60, wrong_every=7)
    services.care.checkpoint()
    answer_some(services, 20, wrong_every=7)
    database = killed(services, tmp_path / "killed")
    sound, known = picture(database), answers(database)
    refused = 0
    for seed in range(60):
        chance = random.Random(seed)
        ending = ENDINGS[seed % 2]
        data = bytearray(sound[ending])
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        folder = tmp_path / f"turned-{seed}"
        folder.mkdir()
        for name, whole in sound.items():
            (folder / f"study.sqlite{name}").write_bytes(data if name == ending else whole)
        try:
            store = Store(folder / "study.sqlite")
        except StoreError:
            refused += 1
            continue
        store.close()
        # The last act may count as torn by a power cut.
        assert answers(folder / "study.sqlite") == known[: len(answers(folder / "study.sqlite"))], seed
        assert len(answers(folder / "study.sqlite")) >= len(known) - 1, seed
        shutil.rmtree(folder)
    assert refused > 10


def test_the_triggers_are_there_at_the_newest_schema(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == {f"{log}_{act}_lifts_seal" for log in seals.LOGS for act in ("update", "delete")}


# --- ways out ------------------------------------------------------------------------------------


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = (*seals.LOGS, "item_state", "topic_tally", "day_tally")
    with closing(sqlite3.connect(database)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}


def test_a_damaged_part_is_taken_from_the_newest_backup_that_holds_it(tmp_path: Path, bank: Path) -> None:
    services = make_services(tmp_path / "data", banks=bank)
    answer_some(services, 50, wrong_every=5)
    services.care.checkpoint()
    database = services.context.store.path
    backup = backups.make(database, "daily")
    answer_some(services, 20, wrong_every=3)
    services.close()
    known = rows_of(database)
    alter(database)
    damaged = picture(database)
    assert mending.helper(database) == backup
    assert mending.readable(database)
    kept = mending.take_from(backup, database)
    assert picture(kept) == damaged
    assert rows_of(database) == known
    Store(database).close()


def test_a_backup_that_is_damaged_in_the_same_place_does_not_help(closed: Path) -> None:
    alter(closed)
    (closed.parent / "backups").mkdir()
    shutil.copy(closed, closed.parent / "backups" / "study-20260101-000000-000000-daily.sqlite")
    assert mending.helper(closed) is None
    assert backups.offered(closed) == []


def test_going_on_with_what_can_be_read(services: Services, tmp_path: Path) -> None:
    answer_some(services, 40)
    database = killed(services, tmp_path / "killed")
    log = database.with_name("study.sqlite-wal")
    data = bytearray(log.read_bytes())
    data[len(data) * 9 // 10] ^= 0x40
    log.write_bytes(data)
    damaged = picture(database)
    kept = mending.accept(database)
    assert picture(kept) == damaged
    Store(database).close()
    assert 20 < len(answers(database)) < 40
    assert answers(database) == answers(services.context.store.path)[: len(answers(database))]
