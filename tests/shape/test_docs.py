"""Claims of the docs that can be looked up: every file they name is there, every module is on the map."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PLACES = tuple(ROOT / name for name in (".", "mediquiz", "docs", "tests", "question_banks", "resources"))
FILE = re.compile(r"`([\w./-]+\.(?:py|md|toml|json|yaml|template|sql))`")
SAMPLES = {"window.json", "mediquiz.sqlite", "screen.py", "study.sqlite"}
"""Files of the student's data folder, and names that stand for one in each page."""


def exists(name: str) -> bool:
    return any((place / name).exists() for place in PLACES) or any(ROOT.glob(f"mediquiz/**/{name}"))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = set(FILE.findall(page.read_text(encoding="utf-8"))) - SAMPLES
    assert {name for name in named if not exists(name)} == set()


def test_every_module_outside_the_window_is_on_the_map() -> None:
    tree = ARCHITECTURE.split("```")[1]
    folders = ("domain", "psychometrics", "formats", "storage", "services", "words")
    modules = {path.name for folder in folders for path in (ROOT / "mediquiz" / folder).glob("*.py")} - {"__init__.py"}
    assert {name for name in modules if name not in tree} == set()


def test_the_map_names_nothing_that_is_gone() -> None:
    tree = ARCHITECTURE.split("```")[1]
    assert {name for name in re.findall(r"\b\w+\.py\b", tree) if not exists(name)} == set()


def test_the_contracts_of_the_page_are_those_that_are_checked() -> None:
    """As many numbered contracts on the page as import-linter holds in kinds; the page sums up two pairs."""
    section = ARCHITECTURE.split("## Which way imports point")[1].split("## ")[0]
    listed = re.findall(r"(?m)^\d+\. ", section)
    names = re.findall(
        r'(?m)^name = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.importlinter]")[1]
    )
    assert len(names) == len(listed) + 2
