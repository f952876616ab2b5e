"""What is read from a file is data: nothing in the program runs, or makes objects of, what a file says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("mediquiz", "tools") for path in (ROOT / folder).rglob("*.py"))

RUNNING = {
    "pickle",
    "_pickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "copyreg",
    "code",
    "codeop",
    "dbm",
}
"""Modules whose reading makes any object that the bytes name, or runs text."""
BUILTINS = {"eval", "exec", "compile", "execfile"}
READERS = {
    "yaml": {
        "load",
        "load_all",
        "unsafe_load",
        "unsafe_load_all",
        "full_load",
        "full_load_all",
        "UnsafeLoader",
        "Loader",
    },
    "np": {"load", "fromregex"},
    "numpy": {"load", "fromregex"},
}
"""Readers that make objects of what a file says, by the name their module goes under."""


def runs_data(code: str) -> Iterator[str]:
    """What in a module could run what it reads, one line each."""
    for node in ast.walk(ast.parse(code)):
        found = _imported(node) or _called(node)
        if found:
            yield f"line {getattr(node, 'lineno', 0)}: {found}"


def _imported(node: ast.AST) -> str:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
        names += [f"{node.module}.{alias.name}" for alias in node.names]
        held = READERS.get(node.module or "", set())
        if any(alias.name in held for alias in node.names):
            return f"{node.module} reads objects"
    return next((name for name in names if name.partition(".")[0] in RUNNING), "")


def _called(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILTINS:
        return node.func.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}" if node.attr in READERS.get(node.value.id, ()) else ""
    if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
        return "allow_pickle"
    return ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_runs_what_it_reads(path: Path) -> None:
    assert list(runs_data(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "import pickle as p",
        "from pickle import loads",
        "def f():\n    import marshal",
        "import shelve",
        "eval(text)",
        "exec(open(name).read())",
        "yaml.load(text, Loader=yaml.Loader)",
        "from yaml import unsafe_load",
        "np.load(path)",
        "numpy.load(path, allow_pickle=True)",
        "load(path, allow_pickle=flag)",
    ],
)
def test_the_search_finds(code: str) -> None:
    assert list(runs_data(code))


@pytest.mark.parametrize(
    "code", ["import json\njson.loads(text)", "app.exec()", "yaml.parse(text)", "re.compile(text)"]
)
def test_the_search_leaves_alone(code: str) -> None:
    assert not list(runs_data(code))
