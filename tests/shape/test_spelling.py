"""Code, docs and what a reader sees are in one English, that of the exams. Question banks have a check of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mediquiz.banks.checks.word_lists import BRITISH

ROOT = Path(__file__).parents[2]
ABOUT_SPELLING = ("mediquiz/banks/checks/word_lists.py", "tests/banks/test_checks.py", "tests/shape/test_spelling.py")
ENDINGS = ("", "s", "d", "ed", "r", "ing")
WORD = re.compile(r"[A-Z]?[a-z]+")
"""A word in a text as well as one in a name: snake_case, CamelCase."""


def written() -> Iterator[Path]:
    for folder, pattern in (("mediquiz", "*.py"), ("tests", "*.py"), ("tools", "*.py"), ("docs", "*.md")):
        yield from (ROOT / folder).rglob(pattern)
    yield from (path for path in (ROOT / "resources").rglob("*") if path.suffix in (".qss", ".md", ".yaml", ".json"))
    yield from (ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile"))


def british(text: str) -> set[str]:
    words = {word.lower() for word in WORD.findall(text)}
    forms = {form + ending for form in (*BRITISH, "catalogue") for ending in ENDINGS}
    return words & forms


def test_one_english() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): british(path.read_text(encoding="utf-8"))
        for path in written()
        if path.relative_to(ROOT).as_posix() not in ABOUT_SPELLING
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_the_check_sees_names_and_sentences() -> None:
    assert british("def _practise_colours(favourite): 'At the centre of the programme.'") == {
        "practise",
        "colours",
        "centre",
        "programme",
    }
