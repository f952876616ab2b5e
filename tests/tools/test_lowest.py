"""Constraints for the oldest packages that are allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.lowest import ROOT, lowest, requirements


@pytest.mark.parametrize(
    ("requirement", "constraint"),
    [
        ("numpy>=1.26,<3", "numpy==1.26"),
        ("SQLAlchemy < 2.2, >= 2.0.30", "SQLAlchemy==2.0.30"),
        ("name[extra]>=1.0; python_version < '3.12'", "name==1.0"),
    ],
)
def test_a_lower_bound_becomes_the_version(requirement: str, constraint: str) -> None:
    assert lowest(requirement) == constraint


def test_what_has_no_lower_bound_is_named() -> None:
    with pytest.raises(ValueError, match="“fsrs<7” needs a lowest version"):
        lowest("fsrs<7")


def test_dependencies_and_the_extra(tmp_path: Path) -> None:
    text = '[project]\ndependencies = ["a>=1"]\n[project.optional-dependencies]\ntest = ["b>=2"]\ndev = ["c"]\n'
    (tmp_path / "pyproject.toml").write_text(text)
    assert requirements(tmp_path / "pyproject.toml") == ["a>=1", "b>=2"]


def test_all_that_runs_or_is_tested_has_both_bounds_or_a_lower_one() -> None:
    constraints = [lowest(requirement) for requirement in requirements(ROOT / "pyproject.toml")]
    assert {"PySide6-Essentials", "numpy", "pytest"} <= {constraint.partition("==")[0] for constraint in constraints}
    runtime = requirements(ROOT / "pyproject.toml", extras=())
    assert [requirement for requirement in runtime if "<" not in requirement] == []
