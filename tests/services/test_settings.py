"""What is kept of the settings, by name, and which exam is in front."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.summaries import Goal, Settings
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.settings import from_plain, to_plain

from .small import rows

READ_ONLY = {"data_folder", "first_exam"}
DAY = date(2026, 5, 4)
CHOSEN = Settings(
    goals=(Goal("tech", DAY), Goal("aid")),
    minutes=(1, 2, 3, 4, 5, 0, 7),
    first_run_done=True,
    theme="dark",
    text_percent=150,
    hide_clock=True,
    letter_keys=False,
    editions={"tech": "two"},
)
WRITTEN = {
    "goals": [["tech", "2026-05-04"], ["aid", None]],
    "minutes": [1, 2, 3, 4, 5, 0, 7],
    "first_run_done": True,
    "theme": "dark",
    "text_percent": 150,
    "hide_clock": True,
    "letter_keys": False,
    "editions": {"tech": "two"},
}


def test_every_setting_is_kept_and_no_other() -> None:
    assert to_plain(CHOSEN) == WRITTEN
    assert set(WRITTEN) == {field.name for field in fields(Settings)} - READ_ONLY


@given(
    goals=st.lists(st.builds(Goal, st.text(max_size=9), st.none() | st.dates()), max_size=4),
    minutes=st.lists(st.integers(0, 600), min_size=7, max_size=7),
    percent=st.integers(50, 300),
)
def test_settings_come_back_from_json_as_they_were(goals: list[Goal], minutes: list[int], percent: int) -> None:
    settings = replace(CHOSEN, goals=tuple(goals), minutes=tuple(minutes), text_percent=percent)
    assert from_plain(json.loads(json.dumps(to_plain(settings)))) == settings


def test_names_of_another_version_are_left_alone_and_missing_ones_have_their_defaults() -> None:
    assert from_plain({"no_such_setting": 1, "theme": "dark"}) == Settings(theme="dark")
    assert from_plain({}) == Settings()


def test_what_was_chosen_is_read_with_where_and_what_the_bank_offers(small: Services) -> None:
    changed = small.settings.change(**{name: getattr(CHOSEN, name) for name in WRITTEN})
    folder = str(small.care.database.parent)
    expected = replace(CHOSEN, data_folder=folder, first_exam="aid")
    assert changed.changes == Changes(settings=True, plan=True, readiness=True)
    assert changed.value == replace(expected, data_folder=folder) == small.settings.read()
    kept = {name: json.loads(value) for name, value in rows(small, "SELECT name, value FROM setting")}
    assert kept == WRITTEN


def test_only_what_was_asked_for_and_differs_is_written(small: Services) -> None:
    small.settings.change(theme="dark")
    assert rows(small, "SELECT name, value FROM setting") == [("theme", '"dark"')]
    assert small.settings.change(theme="dark").changes == Changes()
    assert small.settings.change(theme="dark", hide_clock=False).changes == Changes(
        settings=True, plan=True, readiness=True
    )
    assert sorted(rows(small, "SELECT name, value FROM setting")) == [("hide_clock", "false"), ("theme", '"dark"')]
    small.settings.change(theme="light")
    assert ("theme", '"light"') in rows(small, "SELECT name, value FROM setting")


def test_the_exam_in_front(small: Services) -> None:
    assert small.settings.read().certification == "aid"
    small.settings.change(goals=(Goal("tech"), Goal("aid", DAY)))
    assert small.settings.read().certification == "tech"


def test_a_name_that_is_none_is_our_own_bug(small: Services) -> None:
    with pytest.raises(TypeError):
        small.settings.change(color="red")
    assert rows(small, "SELECT count(*) FROM setting") == [(0,)]
