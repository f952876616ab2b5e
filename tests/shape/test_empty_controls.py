"""No control's value is read while it is empty: what may hold nothing is asked with an answer for nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mediquiz"
MODULES = sorted(path for folder in ("ui", "desktop") for path in (PACKAGE / folder).rglob("*.py"))
ASKED = {"currentData": "DropDown.chosen", "itemData": "DropDown.chosen", "checkedId": "a field of its own"}
"""What gives None or -1 while there is nothing, and what to ask instead."""
HOME = PACKAGE / "ui" / "widgets" / "forms.py"


def reads(code: str) -> Iterator[str]:
    """Values that are read as if there always were one."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED:
            yield f"line {node.lineno}: {node.func.attr}; ask {ASKED[node.func.attr]}"
        if _is_first(node, "selectedItems") or _is_first(node, "selectedIndexes"):
            yield f"line {getattr(node, 'lineno', 0)}: the first of what may be none"


def _is_first(node: ast.AST, name: str) -> bool:
    called = node.value if isinstance(node, ast.Subscript) else None
    return isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute) and called.func.attr == name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_may_be_empty_is_asked_with_an_answer_for_nothing(path: Path) -> None:
    found = list(reads(path.read_text(encoding="utf-8")))
    assert len(found) == (1 if path == HOME else 0), found


@pytest.mark.parametrize("code", ["float(self.time.currentData())", "view.selectedItems()[0]", "group.checkedId()"])
def test_the_search_finds(code: str) -> None:
    assert list(reads(code))
