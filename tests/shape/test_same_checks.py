"""Before a commit, by hand and for a change the same checks are made, by the same commands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TOO_SLOW_FOR_A_COMMIT = {"test"}


def hooks() -> list[dict[str, Any]]:
    """All hooks, of all repositories that are named."""
    found = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook | {"repo": repo["repo"]} for repo in found["repos"] for hook in repo["hooks"]]


def needs(target: str) -> set[str]:
    """What a target of the Makefile consists of, down to those that have a recipe of their own."""
    line = re.search(rf"^{target}:(.*)$", MAKEFILE, re.MULTILINE)
    assert line, target
    parts = [word for word in line[1].split() if not word.startswith("$")]
    return set().union(*(needs(part) for part in parts)) if parts else {target}


def test_nothing_is_fetched_for_a_commit() -> None:
    assert {(hook["repo"], hook["language"]) for hook in hooks()} == {("local", "system")}


def test_a_commit_is_checked_by_what_make_check_does() -> None:
    called = [hook["entry"] for hook in hooks()]
    assert len(called) == len(set(called))
    assert {f"make {part}" for part in needs("check") - TOO_SLOW_FOR_A_COMMIT} == set(called)


def test_a_change_is_checked_by_what_make_check_does() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    called = set(re.findall(r"^make ([a-z-]+)", script, re.MULTILINE))
    assert needs("check") <= set().union(*(needs(target) for target in called))


def test_every_target_is_told_to_contributors_or_the_reader() -> None:
    told = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/contributing.md"))
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert {target for target in targets if not re.search(rf"make ({target})\b", told)} == set()
