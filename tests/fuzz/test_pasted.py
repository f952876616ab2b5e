"""What is pasted into the fields of the window, through the services that take it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.domain.summaries import LibraryQuery
from mediquiz.services.bundle import Services

from ..helpers import make_services
from .hostile import LINES, WORDS
from .machine import rounds

TEXTS = (
    " ".join(f"word{n}" for n in range(994)),
    " ".join(f"word{n}" for n in range(40_000)),
    "a " * 100_000,
    "x" * 100_000,
    "%" * 60_000,
    "a\x00b",
    '"' * 999 + "'",
    "\\" * 300,
    "\n\r\t\u2028",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    services = make_services(Path(tmp_path_factory.mktemp("library")))
    yield services
    services.close()


def texts() -> Iterator[str]:
    yield from TEXTS
    for seed in rounds(40):
        chance = random.Random(seed)
        # A lone half of a letter never comes out of a field of Qt.
        words = [word.encode("utf-8", "replace").decode() for word in chance.choices([*WORDS, *LINES], k=9)]
        yield chance.choice((" ", "", '" "')).join(words)


def test_a_search_finds_something_or_nothing(library: Services) -> None:
    for text in texts():
        assert library.library.search(LibraryQuery(text=text)).total >= 0, text[:60]


def test_a_whole_question_pasted_is_found(library: Services) -> None:
    shown = library.library.item(library.library.search(LibraryQuery(limit=1)).rows[0].item_id)
    text = "\n".join([shown.item.stem, *(option.text for option in shown.item.options)] * 9)
    assert shown.item.id in [row.item_id for row in library.library.search(LibraryQuery(text=text)).rows]


def test_notes_and_reports_of_any_text(library: Services) -> None:
    item = library.library.item(library.library.search(LibraryQuery(limit=1)).rows[0].item_id).item
    for text in texts():
        assert library.marks.note(item.id, text).value.note == text.strip()
        library.marks.report(item.id, item.revision, text)
        assert library.library.item(item.id).mark.note == text.strip()
