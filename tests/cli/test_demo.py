from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from mediquiz.demo import DAYS, make_demo
from mediquiz.domain.summaries import StudyMode
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_date
from mediquiz.services.opening import open_services
from mediquiz.storage import read_models, study_repo

from ..helpers import DAY_MS, NOON, FixedClock

TODAY = local_date(NOON)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bank: Path) -> Path:
    return make_demo(tmp_path_factory.mktemp("demo"), bank, TODAY, seed=1, open_exam=True)


@pytest.fixture
def demo(made: Path, bank: Path) -> Iterator[Services]:
    services = open_services(made, bank, FixedClock())
    yield services
    services.close()


def test_eight_weeks_with_gaps_that_end_yesterday(demo: Services) -> None:
    with demo.context.store.begin() as connection:
        days = [date.fromordinal(day) for day, *_ in read_models.days(connection)]
    assert days[0] >= TODAY - timedelta(days=DAYS)
    assert TODAY - timedelta(days=4) <= days[-1] < TODAY
    assert 30 <= len(days) <= 50


def test_three_exams_one_of_them_for_the_ccma(demo: Services) -> None:
    rows = demo.exams.home().history
    assert [row.certification for row in rows] == ["cma", "ccma", "cma"]
    assert all(0.5 < row.share < 0.9 for row in rows)
    report = demo.reports.report(rows[0].attempt_id)
    assert report.result.unanswered == 0
    assert report.result.seconds < (report.result.available or 0)
    assert report.flagged > 0


def test_one_exam_stands_open_when_wished(demo: Services) -> None:
    (session,) = [one for one in demo.progress.today("cma").open if one.kind == "exam"]
    assert session.done == 61


def test_goals_and_settings(demo: Services) -> None:
    settings = demo.settings.read()
    assert settings.first_run_done
    assert [goal.certification for goal in settings.goals] == ["cma", "ccma"]
    assert settings.goals[0].exam_date == TODAY + timedelta(days=34)
    assert 0 in settings.minutes


def test_there_is_enough_to_say_something(demo: Services) -> None:
    view = demo.readiness.view("cma")
    assert view.stage == "chance"
    counts = {choice.mode: choice.available for choice in demo.study.home("cma").choices}
    assert counts[StudyMode.MISSED] > 0
    assert counts[StudyMode.SURE_WRONG] > 0
    assert counts[StudyMode.FLAGGED] > 0


def test_the_log_is_what_the_services_write(made: Path, demo: Services) -> None:
    tables = ("item_state", "topic_tally", "day_tally")

    def derived() -> list[list[tuple[object, ...]]]:
        with closing(sqlite3.connect(made)) as plain:
            return [plain.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]

    before = derived()
    with demo.context.store.begin() as connection:
        study_repo.rebuild(connection)
    assert derived() == before
    with closing(sqlite3.connect(made)) as plain:
        assert plain.execute("SELECT count(*) FROM answer WHERE answered_at_ms < shown_at_ms").fetchone() == (0,)
        times = [at for (at,) in plain.execute("SELECT answered_at_ms FROM answer ORDER BY id")]
    assert times == sorted(times)
    assert times[-1] < NOON - DAY_MS / 4


def test_the_same_seed_makes_the_same_student(tmp_path: Path, made: Path, bank: Path) -> None:
    again = make_demo(tmp_path, bank, TODAY, seed=1, open_exam=True)

    def log(path: Path) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as plain:
            return plain.execute("SELECT item_id, response, confidence, answered_at_ms FROM answer").fetchall()

    assert log(again) == log(made)


def test_a_bank_too_small_for_an_exam_still_makes_a_demo(tmp_path: Path) -> None:
    from ..helpers import write_bank

    folder = tmp_path / "bank"
    folder.mkdir()
    small = write_bank(folder, ["clinical.ecg", "clinical.phlebotomy"])
    path = make_demo(tmp_path / "demo", small, TODAY, seed=1)
    services = open_services(path, small, FixedClock())
    assert services.exams.home().history == ()
    services.close()
