"""`mediquiz search`: the rule of the question library, as text and as JSON."""

from __future__ import annotations

import json

from mediquiz.domain.folding import spans
from mediquiz.domain.summaries import LibraryQuery
from mediquiz.services.bundle import Services

from .conftest import Command


def test_the_terminal_finds_what_the_window_finds_in_the_same_order(command: Command, studied: Services) -> None:
    page = studied.library.search(LibraryQuery(text="smoething phlebotomy", limit=500))
    assert len(page.rows) > 3
    plain = json.loads(command("search", "smoething", "phlebotomy", "--json", "--number", "500").out)
    assert (plain["total"], plain["instead"]) == (page.total, {"smoething": ["something"]})
    assert [one["id"] for one in plain["questions"]] == [row.item_id for row in page.rows]
    for one in plain["questions"]:
        assert tuple(map(tuple, one["hits"])) == spans(one["stem"], page.sought.needles)


def test_as_text_with_marks_and_a_word_on_what_was_taken(command: Command) -> None:
    said = command("search", "smoething", "--number", "2").out.splitlines()
    assert said[0] == "Showing “something” instead of “smoething”."
    assert any("*something*" in line for line in said)
    assert said[-1].endswith("more; --number shows more.")
    assert command("search", "qqqqqqqqq").out == "Nothing found.\n"


def test_words_in_one_argument_are_a_phrase(command: Command) -> None:
    apart = json.loads(command("search", "which", "something", "--json").out)["total"]
    together = json.loads(command("search", "which asks", "--json").out)["total"]
    assert 0 < together == apart
    assert json.loads(command("search", "asks which", "--json").out)["total"] == 0
