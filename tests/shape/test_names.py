"""One name, one meaning: a reader who has met a class once knows what it is wherever it is named again."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mediquiz"
MODULES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
SAME_IDEA = {"Confidence", "Limit"}
"""One idea on both sides of a border: `psychometrics` imports nothing of the package and has its own."""


def classes(code: str) -> Iterator[str]:
    """Names of the public classes of a module, those within classes and functions too."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def types(code: str) -> Iterator[str]:
    """Names in capitals and small letters that a module gives to a type: `Response = NoAnswer | Chosen`."""
    for node in ast.parse(code).body:
        names = [target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)]
        yield from (name for name in names if name[0].isupper() and not name.isupper())


def homes(name: str) -> set[str]:
    """Packages that define a class of this name."""
    return {path.partition("/")[0] for path, code in MODULES.items() if name in classes(code)}


def test_no_class_name_is_defined_twice() -> None:
    found = Counter(name for code in MODULES.values() for name in classes(code))
    assert {name for name, times in found.items() if times > 1} == SAME_IDEA


@pytest.mark.parametrize("name", sorted(SAME_IDEA))
def test_a_name_is_shared_across_the_border_of_psychometrics_only(name: str) -> None:
    assert homes(name) == {"domain", "psychometrics"}


def test_no_other_type_is_named_like_a_class() -> None:
    named = {name for code in MODULES.values() for name in classes(code)}
    assert {name for code in MODULES.values() for name in types(code)} & named == set()
