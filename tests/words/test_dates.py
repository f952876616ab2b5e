"""Dates as people type them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from mediquiz import language
from mediquiz.words.dates import how_far, read_day

TODAY = date(2026, 11, 26)
CHRISTMAS = date(2026, 12, 24)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    language.forget()


@pytest.mark.parametrize(
    "text",
    [
        "December 24, 2026",
        "december 24 2026",
        " Dec 24, 2026 ",
        "Dec. 24th, 2026",
        "24 December 2026",
        "24. December 2026",
        "the 24th of December 2026",
        "Thursday, December 24, 2026",
        "Thu Dec 24 2026",
        "2026 December 24",
        "12/24/2026",
        "12/24/26",
        "12-24-2026",
        "12 24 2026",
        "24/12/2026",
        "24.12.2026",
        "24.12.26",
        "2026-12-24",
        "2026/12/24",
        "2026.12.24",
        "Dec 24",
        "12/24",
        "١٢/٢٤/٢٠٢٦",
        "۲۰۲۶-۱۲-۲۴",
        "１２/２４/２０２６",
    ],
)
def test_the_usual_forms_are_read(text: str) -> None:
    assert read_day(text, TODAY) == CHRISTMAS


def test_the_us_order_counts_where_both_could_be_months_and_a_dot_says_day_first() -> None:
    assert read_day("12/11/2026", TODAY) == date(2026, 12, 11)
    assert read_day("12.11.2026", TODAY) == date(2026, 11, 12)
    assert read_day("12.24.2026", TODAY) == CHRISTMAS


def test_without_a_year_it_is_the_next_such_day_or_the_last() -> None:
    assert read_day("Nov 26", TODAY) == TODAY == read_day("11/26", TODAY, ahead=False)
    assert read_day("Nov 25", TODAY) == date(2027, 11, 25)
    assert read_day("Nov 27", TODAY, ahead=False) == date(2025, 11, 27)
    assert read_day("Feb 29", TODAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "13/13/2026", "2/30/2026", "Ma 5, 2026", "December", "December 2026", "12", "12/24/20266", "12/24/026",
     "December 24, 2026 2027", "Dec Jan 5 2026", "24-12.2026", "0/5/2026", "1e5", "９９９９９/1/1"],
)  # fmt: skip
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_months_of_the_students_language_are_read_beside_the_english(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {"December": "Dezember", "March": "März", "Thursday": "Donnerstag"}
    monkeypatch.setattr(language, "_lookup", lambda text: german.get(text, text))
    for text in ("24. Dezember 2026", "Dez 24, 2026", "Donnerstag, 24 Dezember 2026", "December 24, 2026"):
        assert read_day(text, TODAY) == CHRISTMAS
    assert read_day("5 mär 2027", TODAY) == date(2027, 3, 5)


def test_how_far_a_day_is() -> None:
    said = [how_far(date(2026, 11, day), TODAY) for day in (24, 25, 26, 27, 28)]
    assert said[:2] == ["Tuesday, 2 days ago", "Wednesday, yesterday"]
    assert said[2:] == ["Thursday, today", "Friday, tomorrow", "Saturday, in 2 days"]
    assert how_far(date(2026, 12, 12), TODAY) == "Saturday, in 16 days"
