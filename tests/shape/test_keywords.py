"""Many values are handed over by name: with more than six fields nobody can count places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mediquiz"
MOST_BY_PLACE = 6


def by_place(code: str) -> Iterator[str]:
    """Data classes and named tuples of a module with too many fields that are handed over by place."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ClassDef) and len(fields(node)) > MOST_BY_PLACE and takes_places(node):
            yield node.name


def fields(node: ast.ClassDef) -> list[str]:
    """What a data class is made of."""
    found = [one for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
    return [ast.unparse(one.target) for one in found if "ClassVar" not in ast.unparse(one.annotation)]


def takes_places(node: ast.ClassDef) -> bool:
    """A named tuple, or a data class that does not ask for keywords."""
    if any(ast.unparse(base).endswith("NamedTuple") for base in node.bases):
        return True
    made = [text for text in map(ast.unparse, node.decorator_list) if text.split("(")[0].endswith("dataclass")]
    return any("kw_only=True" not in text for text in made)


def test_large_data_classes_take_keywords() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): list(by_place(path.read_text("utf-8"))) for path in modules()}
    assert {file: names for file, names in found.items() if names} == {}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


SEVEN = "".join(f"    f{n}: int = {n}\n" for n in range(7))


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("@dataclass\nclass Many:\n", ["Many"]),
        ("@dataclasses.dataclass(frozen=True)\nclass Many:\n", ["Many"]),
        ("class Many(NamedTuple):\n", ["Many"]),
        ("@dataclass(frozen=True, kw_only=True)\nclass Many:\n", []),
        ("class Many(Protocol):\n", []),
    ],
)
def test_the_test_knows_them(head: str, found: list[str]) -> None:
    assert list(by_place(head + SEVEN)) == found
    assert list(by_place(head + SEVEN.replace("    f6", "    f6: ClassVar[int]\n    #"))) == []
