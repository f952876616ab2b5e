"""A history written by an earlier MediQuiz opens in this one, with the same figures on every page."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services

from ..history import figures, pages
from ..history.changed import FIGURES, PAGES, unexpected
from ..history.stored import WRITTEN_BY, her_zone, read, reading_clock, unpack


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """The stored history, where and when its student lives."""
    with her_zone():
        yield unpack(tmp_path / "data")


def opened(database: Path, seed: int = 7) -> Services:
    """Services over the history, with the bank beside it loaded."""
    banks = database.with_name("question_banks")
    services = open_services(database, banks, reading_clock(), random.Random(seed))
    services.library.load_bank(banks)
    return services


def revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def newest(folder: Path) -> str:
    """The revision of a file that this version makes."""
    open_services(folder / "new.sqlite", folder / "data" / "question_banks", reading_clock()).close()
    return revision(folder / "new.sqlite")


def copies(database: Path) -> list[Path]:
    """Backups made before an update."""
    return sorted((database.parent / "backups").glob("*-before-update.sqlite"))


def as_stored(values: Any) -> Any:
    return json.loads(json.dumps(values))


def test_every_figure_of_every_summary_is_as_it_was(database: Path) -> None:
    stored = read("figures.json.xz")
    of_the_file = stored.pop("tables")
    services = opened(database)
    try:
        found = as_stored(figures.collect(services))
    finally:
        services.close()
    assert unexpected(figures.differences(stored, found), FIGURES) == []
    assert list(figures.differences(of_the_file, as_stored(figures.tables(database)))) == []


def test_every_figure_on_every_page_is_as_it_was(qapp: QApplication, database: Path) -> None:
    stored = read("pages.json.xz")
    assert unexpected(pages.differences(stored, pages.collect(qapp, database)), PAGES) == []
    # To look at pages changes nothing of what was done.
    assert list(figures.differences(read("figures.json.xz")["tables"], as_stored(figures.tables(database)))) == []


def test_the_file_is_brought_up_once_and_a_copy_kept(tmp_path: Path, database: Path) -> None:
    assert revision(database) == WRITTEN_BY
    due = newest(tmp_path) != WRITTEN_BY
    opened(database).close()
    assert revision(database) == newest(tmp_path)
    kept = copies(database)
    assert len(kept) == due
    assert all(revision(copy) == WRITTEN_BY for copy in kept)
    opened(database).close()
    assert copies(database) == kept


def test_the_questions_of_the_history_are_still_there(database: Path) -> None:
    """One was reworded after it was answered and one taken out; reports show both as they were seen."""
    with closing(sqlite3.connect(database)) as connection:
        ((reworded, revision_seen),) = connection.execute("SELECT item_id, revision FROM item_revision").fetchall()
        ((retired,),) = connection.execute("SELECT id FROM item WHERE status = 'retired'").fetchall()
    services = opened(database)
    try:
        now = services.library.item(reworded).item
        shown = {
            entry["item_id"]: entry
            for row in services.exams.home().history
            if row.certification == "cma"
            for entry in map(figures.review_entry, services.reports.review(row.attempt_id, figures.ReviewSet.ALL))
        }
        assert now.stem.startswith("In other words: ")
        assert shown[reworded]["revision"] == revision_seen != now.revision
        assert retired in shown
        assert retired not in [row.item_id for row in services.library.search(figures.QUERIES["all"]).rows]
    finally:
        services.close()


def test_a_change_on_purpose_covers_what_it_names_and_no_more() -> None:
    changed = {r"\.plan\.days\[1\]: .*": "reason"}
    assert unexpected([".plan.days[1]: 3 was stored, now 4"], changed) == []
    assert unexpected([".plan.days[11]: 3"], changed) == [".plan.days[11]: 3", r"fits nothing: \.plan\.days\[1\]: .*"]


def test_another_figure_would_be_noticed() -> None:
    """The comparison itself: numbers and lists count, words and names that came later do not."""
    old = {"right": 3, "share": 0.5, "title": "A", "days": [{"on": "2026-04-01", "kind": None}]}
    same = {"right": 3, "share": 0.5 + 1e-12, "title": "B", "days": [{"on": "2026-04-01", "kind": None, "new": 1}]}
    assert list(figures.differences(old, same)) == []
    for change in ({"right": 4}, {"share": 0.5001}, {"share": True}, {"days": []}, {"days": [{"on": "2026-04-01"}]}):
        assert len(list(figures.differences(old, old | change))) == 1
    page = {"today": {"seen": ["3 of 4", "Well done"], "told": ["Score 3"]}}
    said = {"today": {"seen": ["3 of 4", "Score 3", "Fine"], "told": []}}
    assert list(pages.differences(page, said)) == ["today: was not to be read: Score 3"]
    assert len(list(pages.differences(said, page))) == 1
