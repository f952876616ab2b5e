"""Settings, problem reports and real outcomes as rows."""

from __future__ import annotations

from mediquiz.storage import keep_repo
from mediquiz.storage.keep_repo import OutcomeRow
from mediquiz.storage.store import Store

from ..helpers import NOON
from .test_study_repo import ITEMS, fill


def test_a_setting_is_written_over_and_others_stay(store: Store) -> None:
    with store.begin() as connection:
        keep_repo.put_setting(connection, "theme", "dark")
        keep_repo.put_setting(connection, "minutes", [1, 2, 0])
        keep_repo.put_setting(connection, "theme", None)
        assert keep_repo.settings(connection) == {"theme": None, "minutes": [1, 2, 0]}
        found = connection.exec_driver_sql("SELECT name, value FROM setting ORDER BY name").fetchall()
        assert [tuple(row) for row in found] == [("minutes", "[1, 2, 0]"), ("theme", "null")]


def test_problem_reports_newest_first(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        keep_repo.add_report(connection, ITEMS[0].id, "r1", "first", NOON + 5)
        keep_repo.add_report(connection, ITEMS[1].id, "r2", "second", NOON)
        assert keep_repo.reports(connection) == [
            (ITEMS[1].id, "r2", "second", NOON),
            (ITEMS[0].id, "r1", "first", NOON + 5),
        ]


def test_a_problem_told_again_is_the_same_report(store: Store) -> None:
    with store.begin() as connection:
        fill(connection)
        told = [("r1", "first"), ("r1", "first"), ("r1", "second"), ("r2", "first")]
        assert [keep_repo.add_report(connection, ITEMS[0].id, *one, NOON) for one in told] == [True, False, True, True]
        assert len(keep_repo.reports(connection)) == 3


def test_outcomes_oldest_first_with_all_that_was_told(store: Store) -> None:
    areas = {"cma.general": 0.25, "cma.admin": 1.0}
    told = [
        OutcomeRow(certification="cma", sat_on="2026-05-04", passed=False, scaled=391.5, areas=areas, declined=False),
        OutcomeRow(certification="rma", sat_on="2025-01-01", passed=True, scaled=None, areas={}, declined=False),
        OutcomeRow(certification="cma", sat_on="2026-06-04", passed=None, scaled=None, areas={}, declined=True),
    ]
    with store.begin() as connection:
        for n, row in enumerate(told):
            keep_repo.add_outcome(connection, row, NOON - n)
        assert keep_repo.outcomes(connection) == told
        found = connection.exec_driver_sql("SELECT passed, declined, made_at_ms FROM exam_outcome ORDER BY id")
        assert [tuple(row) for row in found] == [(0, 0, NOON), (1, 0, NOON - 1), (None, 1, NOON - 2)]
