"""Upkeep of a history that is open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.care import Counts
from mediquiz.storage.backups import all_backups
from mediquiz.storage.errors import StoreError
from tests.helpers import FixedClock

from .small import Given, practice


def log_size(services: Services) -> int:
    """Bytes in the write-ahead log."""
    return services.care.database.with_name(services.care.database.name + "-wal").stat().st_size


def test_a_checkpoint_empties_the_log_into_the_file(services: Services) -> None:
    services.settings.change(theme="dark")
    assert log_size(services) > 0
    services.care.checkpoint()
    assert log_size(services) == 0
    assert services.settings.read().theme == "dark"


def test_a_copy_holds_what_was_written_last(services: Services, tmp_path: Path) -> None:
    services.settings.change(theme="dark")
    services.care.back_up(tmp_path / "copy.sqlite")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
        assert copy.execute("SELECT value FROM setting WHERE name = 'theme'").fetchone() == ('"dark"',)


def test_the_history_is_no_copy_of_itself(services: Services) -> None:
    with pytest.raises(StoreError, match="choose another name"):
        services.care.back_up(services.care.database)


def test_one_backup_a_day(services: Services) -> None:
    made = services.care.back_up_daily()
    assert made is not None
    assert services.care.back_up_daily() is None
    assert all_backups(services.care.database) == [made]


def test_a_clock_set_back_is_seen_by_how_far(services: Services, clock: FixedClock) -> None:
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=1)).value
    services.study.show(session, 0)
    assert services.care.behind_ms() == 0
    clock.ms -= 90_000
    assert services.care.behind_ms() == 90_000


def test_what_a_history_holds(services: Services) -> None:
    assert services.care.counts() == Counts(answers=0, days=0, exams=0)
    sitting = services.exams.start("ccma").value
    event = sitting.attempt.stamp(Event(act=Act.SUBMIT))
    sitting.attempt.apply(event)
    services.exams.record(sitting, event)
    services.exams.finish(sitting)
    assert services.care.counts() == Counts(answers=0, days=0, exams=1)


def test_a_session_of_practice_is_no_exam_of_a_history(small: Services, clock: FixedClock) -> None:
    practice(small, clock, [Given("draw 1", True), Given("draw 2", False)])
    assert small.care.counts() == Counts(answers=2, days=1, exams=0)
