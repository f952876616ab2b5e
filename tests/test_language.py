"""Texts in another language, by a real catalog; the language is back to English after each test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from mediquiz import language
from mediquiz.language import (
    _,
    day,
    day_name,
    day_year,
    month,
    month_year,
    n_,
    percent,
    short_day,
    short_day_name,
    use,
    weekday,
)


@pytest.fixture
def german(tmp_path: Path) -> Iterator[Path]:
    """A folder with a small catalog for German."""
    catalog = Catalog(locale="de")
    catalog.add("Next question", "Nächste Frage")
    catalog.add("Question {place} of {total}", "{total} Fragen, das ist die {place}.")
    catalog.add(("{n} question", "{n} questions"), ("{n} Frage", "{n} Fragen"))
    catalog.add("November", "November")
    catalog.add("{month} {day}, {year}", "{day}. {month} {year}")
    place = tmp_path / "de" / "LC_MESSAGES" / "mediquiz.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, catalog)
    yield tmp_path
    language.forget()


def test_without_a_catalog_it_is_english() -> None:
    assert _("Next question") == "Next question"
    assert [n_("{n} question", "{n} questions", n) for n in (0, 1, 2, 1234)] == [
        "0 questions",
        "1 question",
        "2 questions",
        "1,234 questions",
    ]


def test_a_catalog_is_found_by_language(german: Path) -> None:
    assert use(german, ["fr", "de"])
    assert _("Next question") == "Nächste Frage"
    assert _("Question {place} of {total}").format(place=3, total=10) == "10 Fragen, das ist die 3."
    assert n_("{n} question", "{n} questions", 1) == "1 Frage"
    assert n_("{n} question", "{n} questions", 1234) == "1,234 Fragen"
    assert day_year(date(2026, 11, 14)) == "14. November 2026"


def test_the_environment_says_which(german: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert use(german)
    assert _("Next question") == "Nächste Frage"


def test_a_text_that_is_not_translated_stays_english(german: Path) -> None:
    use(german, ["de"])
    assert _("See the calendar") == "See the calendar"


def test_a_number_that_is_not_translated_follows_the_english_rule(german: Path) -> None:
    use(german, ["de"])
    assert [n_("{n} card", "{n} cards", n) for n in (1, 2)] == ["1 card", "2 cards"]


def test_forgetting_a_language_is_english_again(german: Path) -> None:
    use(german, ["de"])
    language.forget()
    assert (_("Next question"), n_("{n} question", "{n} questions", 2)) == ("Next question", "2 questions")


def test_a_language_without_a_catalog_is_english_again(german: Path) -> None:
    use(german, ["de"])
    assert not use(german, ["fr"])
    assert _("Next question") == "Next question"


def test_a_broken_catalog_counts_as_none(german: Path) -> None:
    (german / "de" / "LC_MESSAGES" / "mediquiz.mo").write_bytes(b"no catalog")
    assert not use(german, ["de"])
    assert _("Next question") == "Next question"


def test_dates_and_shares_in_english() -> None:
    on = date(2026, 11, 14)
    assert (month(11), day(on), day_year(on)) == ("November", "November 14", "November 14, 2026")
    assert weekday(on) == "Saturday, November 14"
    assert (month_year(on), day_name(6), short_day_name(6)) == ("November 2026", "Saturday", "Sat")
    assert [percent(share) for share in (0, 0.583, 0.7, 1)] == ["0%", "58%", "70%", "100%"]


def test_without_a_folder_of_catalogs_gettext_is_not_even_imported(
    german: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(german, ["de"])
    monkeypatch.setitem(sys.modules, "gettext", None)
    assert not use(german / "nowhere", ["de"])
    assert _("Next question") == "Next question"


def test_short_dates_of_every_month() -> None:
    said = [short_day(date(2026, number, 3)) for number in range(1, 13)]
    assert said == [f"{month(number)[:3]} 3" for number in range(1, 13)]
    assert [short_day_name(number) for number in range(1, 8)] == [day_name(number)[:3] for number in range(1, 8)]
