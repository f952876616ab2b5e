"""What the architecture promises of the code as a whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "mediquiz").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def test_no_module_is_long() -> None:
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    too_long = {name: count for name, count in lines.items() if count > LONGEST_MODULE}
    assert too_long == {}


def test_no_function_is_long() -> None:
    too_long = {
        f"{path.relative_to(ROOT).as_posix()}:{node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
        and "migrations" not in path.parts
    }
    assert too_long == {}


@pytest.mark.parametrize("folder", ["question_banks", "resources"])
def test_content_folders_hold_no_code(folder: str) -> None:
    assert (ROOT / folder).is_dir()
    assert list((ROOT / folder).rglob("*.py")) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_imports_point_inwards() -> None:
    pytest.importorskip("importlinter", reason="make lint installs it")
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ended = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout


def test_what_the_services_share_is_asked_of_a_service() -> None:
    """The import contract cannot see `services.context`; this does."""
    inner = re.compile(r"\bservices\.context\b|\bcontext\.(?:store|catalog|blueprint|editions|rng|clock|topics)\b")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if "services" not in path.parts and inner.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
