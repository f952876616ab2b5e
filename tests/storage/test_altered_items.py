"""Questions whose text was altered or cannot be read: read again from the bank's files, or told, and never a crash."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.domain.items import Origin
from mediquiz.domain.summaries import LibraryQuery, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.storage import item_repo
from mediquiz.storage.errors import DamagedDatabase

from ..helpers import make_services, write_bank

ITEM = "anatomy.cardiovascular.0007"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "question_banks"
    folder.mkdir()
    return write_bank(folder, ["anatomy.cardiovascular", "clinical.vital-signs"], per_topic=12)


@pytest.fixture
def database(tmp_path: Path, bank: Path) -> Path:
    make_services(tmp_path / "data", banks=bank).close()
    return tmp_path / "data" / "study.sqlite"


def opened(database: Path, bank: Path) -> Services:
    return make_services(database.parent, banks=bank)


def on_disk(database: Path, old: str, new: str) -> None:
    """The same number of bytes, wherever they stand."""
    data = database.read_bytes()
    assert old.encode() in data
    assert len(old.encode()) == len(new.encode())
    database.write_bytes(data.replace(old.encode(), new.encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Question 7 of anatomy", "Question 9 of anatomy"),
        ('"stem":"Question 7 of', '"stem":"Question 7 "f'),
        ('{"id":"anatomy.cardiovascular.0007"', '[[[[[[anatomy.cardiovascular.0007"['),
    ],
)
def test_an_altered_question_is_read_again_from_its_file(database: Path, bank: Path, old: str, new: str) -> None:
    on_disk(database, old, new)
    services = opened(database, bank)
    shown = services.library.item(ITEM)
    assert shown.item.stem == "Question 7 of anatomy.cardiovascular, which asks something?"
    with services.context.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM item_revision").scalar_one() == 0
    services.close()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM log_seal WHERE log = 'item'").fetchone() == (1,)


def test_a_sound_bank_is_not_read_again(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    assert not services.library.load_bank(bank).changes.items
    services.close()


def test_a_question_without_a_file_that_cannot_be_read_is_told(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    entry = services.library.item(ITEM).item
    with services.context.store.begin() as connection:
        item_repo.put_file(connection, "imported/mine.json", "0", [entry], 0, Origin.IMPORTED)
        connection.exec_driver_sql("UPDATE item SET body = '{' WHERE id = ?", (ITEM,))
    with pytest.raises(DamagedDatabase, match=f"malformed text of the question {ITEM}"):
        services.library.item(ITEM)
    assert ITEM in [row.stem for row in services.library.search(LibraryQuery()).rows]
    services.close()


def test_an_earlier_wording_that_cannot_be_read_gives_way_to_the_present_one(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    with services.context.store.begin() as connection:
        connection.exec_driver_sql("INSERT INTO item_revision VALUES (?, 'old', '{')", (ITEM,))
        assert item_repo.load_revision(connection, ITEM, "old").id == ITEM
    services.close()


def test_a_setting_that_cannot_be_read_is_as_if_it_had_never_been_set(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    usual = services.settings.read()
    services.settings.change(theme="dark", text_percent=150)
    services.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE setting SET value = '\"dark' WHERE name = 'theme'")
    services = opened(database, bank)
    assert (services.settings.read().theme, services.settings.read().text_percent) == (usual.theme, 150)
    services.close()


def test_a_session_that_cannot_be_read_is_damage_and_no_crash(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3))
    with services.context.store.begin() as connection:
        connection.exec_driver_sql("UPDATE attempt SET rules = '{'")
    with pytest.raises(DamagedDatabase, match="malformed text of session 1"):
        services.study.open_session()
    services.close()


def test_a_result_that_cannot_be_read_is_damage_and_no_crash(database: Path, bank: Path) -> None:
    services = opened(database, bank)
    services.outcomes.decline("cma")
    with services.context.store.begin() as connection:
        connection.exec_driver_sql("UPDATE exam_outcome SET areas = '{'")
    with pytest.raises(DamagedDatabase, match="malformed text of a real result"):
        services.readiness.views()
    services.close()
