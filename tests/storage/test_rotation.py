"""Which backups stay: by age, and by what they hold."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mediquiz.storage import backups
from mediquiz.storage.holdings import Holding, contains, holding
from mediquiz.storage.store import Store

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(backups, "datetime", found)
    return found


class Clock(datetime):
    """Stands where a test puts it; each look at it is a microsecond later."""

    at = NOW

    def __new__(cls, *arguments: int, **named: object) -> Clock:  # type: ignore[misc]
        return super().__new__(cls, *(arguments or (2000, 1, 1)), **named)  # type: ignore[arg-type]

    def now(self, zone: object = None) -> datetime:  # type: ignore[override]
        type(self).at += timedelta(microseconds=1)
        return type(self).at


@pytest.fixture(autouse=True)
def start_of_clock() -> None:
    Clock.at = NOW


def history(path: Path, *items: str) -> Path:
    """A history with an answer to each of these items, made in this order."""
    Store(path, anew=True).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM answer")
        for n, item in enumerate(items):
            connection.execute(
                "INSERT INTO answer VALUES (?, ?, 'r', 't', '0', '0', 1, NULL, ?, 'practice', NULL, 1, 0, 1, 0, 0, 0)",
                (n + 1, item, 1000 + n),
            )
    return path


def act(path: Path, attempt: int, seq: int) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO attempt_event VALUES (?, ?, 'move', 0, 0, 0, '', 1.5, 2.5, 0)",
            (attempt, seq),
        )
    return path


def daily(path: Path, count: int, days: int = 1) -> list[Path]:
    """So many backups one after the other, with so many days between them."""
    made = []
    for _ in range(count):
        Clock.at += timedelta(days=days)
        made.append(backups.make(path, "daily"))
    return made


def test_the_newest_stay_and_the_last_of_each_week_and_month(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    daily(path, 400)
    days = [backups.made_on(one) for one in backups.all_backups(path)]
    last = (NOW + timedelta(days=400)).date()
    newest = {last - timedelta(days=n) for n in range(backups.KEPT)}
    sundays = {last - timedelta(days=(last.weekday() + 1) % 7 + 7 * n) for n in range(backups.WEEKS - 1)}
    months = {date(2027, month, 1) - timedelta(days=1) for month in range(2, 13)} | {last}
    assert set(days) == newest | sundays | months
    assert days == sorted(days, reverse=True)


def test_the_last_that_holds_more_stays_whatever_its_age(tmp_path: Path) -> None:
    """A history lost and begun anew: a year later the old one is still there."""
    path = history(tmp_path / "study.sqlite", "a", "b", "c")
    older, old = daily(path, 2)
    history(path, "b")
    daily(path, 40, 15)
    history(path, *"bcdefgh")
    daily(path, 40, 15)
    there = backups.all_backups(path)
    assert old in there
    assert older not in there
    assert holding(old) == Holding(3, ((3, "c", 1, 1002), None))


def test_an_act_of_an_exam_that_is_in_no_other_backup_keeps_one(tmp_path: Path) -> None:
    path = act(act(history(tmp_path / "study.sqlite", "a"), 1, 0), 1, 1)
    [old] = daily(path, 1)
    path.unlink()
    act(history(path, "a"), 1, 0)
    daily(path, 40, 15)
    assert old in backups.all_backups(path)
    act(path, 1, 1)
    daily(path, 1)
    assert old not in backups.all_backups(path)


def test_an_act_of_an_older_exam_taken_up_again_counts_as_the_newest(tmp_path: Path) -> None:
    path = act(act(history(tmp_path / "study.sqlite", "a"), 1, 0), 2, 0)
    [less] = daily(path, 1)
    act(path, 1, 1)
    [more] = daily(path, 1)
    held = holding(more)
    assert held is not None and held.newest[1] == (1, 1, "move", 1.5)
    assert not contains(less, held)


def test_answers_of_an_open_exam_are_counted_and_those_of_a_finished_one_once(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, kind, status in ((1, "exam", "open"), (2, "exam", "finished"), (3, "practice", "open")):
            connection.execute(
                "INSERT INTO attempt VALUES (?, ?, 'cma', '1', 't', '{}', 1, ?, 0, NULL, NULL, NULL)",
                (number, kind, status),
            )
            for seq, (what, question) in enumerate((("answer", 0), ("answer", 1), ("answer", 1), ("move", 2))):
                row = (number, seq, what, question)
                connection.execute("INSERT INTO attempt_event VALUES (?, ?, ?, ?, 0, 0, '', 0, 0, 0)", row)
    held = holding(path)
    assert held is not None and held.answers == 1 + 2


def test_a_backup_that_cannot_be_read_goes_with_its_age(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    [spoiled] = daily(path, 1)
    spoiled.write_bytes(b"no database" * 1000)
    daily(path, backups.KEPT - 1)
    assert spoiled in backups.all_backups(path)
    daily(path, 40, 15)
    assert spoiled not in backups.all_backups(path)


def test_what_is_dated_in_the_future_is_not_the_newest(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    Clock.at += timedelta(days=3650)
    future = daily(path, 2)
    Clock.at = NOW
    assert backups.all_backups(path) == future[::-1]
    [today] = daily(path, 1)
    assert backups.all_backups(path) == [today, future[1], future[0]]
    assert [one.path for one in backups.offered(path)] == [today]


def test_a_backup_made_after_the_clock_was_set_back_is_not_deleted_in_the_same_call(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    daily(path, backups.KEPT + 5)
    Clock.at = NOW - timedelta(days=3650)
    made = backups.make(path, "daily")
    assert made.exists()
    assert backups.all_backups(path)[0] == made


def test_a_backup_with_the_oldest_date_of_all_is_not_deleted_in_the_call_that_made_it(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a")
    daily(path, 40, 15)
    made = backups.folder(path) / "study-19700101-000000-000000-daily.sqlite"
    backups.copy_database(path, made)
    assert made in backups.spare(path, backups.all_backups(path)[0])
    assert made not in backups.spare(path, made)


@pytest.mark.parametrize("stamp", ["99999999-000000-000000", "20260231-120000-000000", "00010101-000000-000000"])
def test_a_name_with_no_date_in_it_is_no_backup_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamp: str
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    path = history(tmp_path / "study.sqlite", "a")
    odd = backups.folder(path) / f"study-{stamp}-daily.sqlite"
    odd.parent.mkdir()
    odd.write_bytes(b"")
    made = daily(path, 3)
    assert backups.all_backups(path) == made[::-1]
    assert backups.make_daily(path) is None
    assert odd.exists()
    monkeypatch.undo()
    time.tzset()


def test_what_is_offered_is_the_newest_and_what_others_hold_besides(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", *"abc")
    many = daily(path, 2)
    history(path, "x")
    few = daily(path, 3)
    few[2].write_bytes(b"no database" * 1000)
    assert backups.offered(path) == [backups.Offered(few[1], 1), backups.Offered(many[1], 3)]


def test_no_more_than_three_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    made = [daily(history(path, item), 1)[0] for item in "abcd"]
    assert [one.path for one in backups.offered(path)] == made[:0:-1]


def test_what_a_file_holds_is_read_without_a_trace(tmp_path: Path) -> None:
    path = history(tmp_path / "study.sqlite", "a", "b")
    before = path.read_bytes(), sorted(tmp_path.iterdir())
    held = holding(path)
    assert held == Holding(2, ((2, "b", 1, 1001), None))
    assert contains(path, held)
    assert not contains(path, Holding(1, ((2, "a", 1, 1001), None)))
    assert not contains(path, Holding(1, (None, (1, 0, "move", 1.5))))
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_what_is_in_the_log_counts(tmp_path: Path) -> None:
    path = history(tmp_path / "100% study?.sqlite", "a")
    store = Store(path)
    with store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM answer")
    assert holding(path) == Holding(0, (None, None))
    store.close()


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_what_cannot_be_read_holds_nothing(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    assert holding(tmp_path / "file") is None
    assert not contains(tmp_path / "file", Holding(0, ((1, "a", 1, 1), None)))
