"""A release in a repository of its own: what is refused, what is shown, what is made."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tools.changelog import Changelog, ChangelogError, version_of
from tools.release import ROOT, main, planned

DAY = date(2026, 3, 1)
LOG = """# Changelog

## [Unreleased]

### Added

- A page for careers.

### Fixed

- Ctrl-C.

## [0.2.0] - 2026-01-02

### Added

- Everything.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed project at version 0.2.0, which has been released."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name, value in (("NAME", "A"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-config"))
    root = tmp_path / "project"
    (root / "mediquiz").mkdir(parents=True)
    (root / "mediquiz/__init__.py").write_text('"""It."""\n\n__version__ = "0.2.0"\n')
    (root / "CHANGELOG.md").write_text(LOG)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "All")
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_what_would_be_is_shown_and_nothing_is_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["0.3.0"], project) == 0
    said = capsys.readouterr().out
    assert "Tag v0.3.0:\n\nMediQuiz 0.3.0\n\nAdded\n\n- A page for careers.\n" in said
    assert "### Fixed\n\n- Ctrl-C.\n" in said
    assert "Everything" not in said
    assert "Nothing was changed" in said
    assert git(project, "status", "--porcelain") == git(project, "tag") == ""
    assert (project / "CHANGELOG.md").read_text() == LOG


def test_a_release_sets_version_and_changelog_and_makes_commit_and_tag(project: Path) -> None:
    assert main(["0.3.0", "--release"], project) == 0
    assert '\n__version__ = "0.3.0"\n' in (project / "mediquiz/__init__.py").read_text()
    log = (project / "CHANGELOG.md").read_text()
    assert "## [Unreleased]\n\n## [0.3.0] - " in log
    assert log.index("[0.3.0]") < log.index("- A page for careers.") < log.index("## [0.2.0] - 2026-01-02")
    assert git(project, "log", "-1", "--format=%s") == "MediQuiz 0.3.0\n"
    assert git(project, "cat-file", "-t", "v0.3.0") == "tag\n"
    told = git(project, "tag", "--list", "v0.3.0", "--format=%(contents)")
    assert told.startswith("MediQuiz 0.3.0\n\nAdded\n\n- A page for careers.\n\nFixed\n\n- Ctrl-C.\n")
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "rev-parse", "v0.3.0^{commit}") == git(project, "rev-parse", "HEAD")


def test_after_a_release_there_is_nothing_to_release(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["0.3.0", "--release"], project) == 0
    assert main(["0.4.0", "--release"], project) == 1
    assert "nothing stands under Unreleased" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("0.2.0", "0.2.0 is not newer than 0.2.0."),
        ("0.1.9", "0.1.9 is not newer than 0.2.0."),
        ("0.3", "“0.3” is no version; write three numbers, as in 1.2.3."),
        ("v0.3.0", "“v0.3.0” is no version; write three numbers, as in 1.2.3."),
        ("0.03.0", "“0.03.0” is no version; write three numbers, as in 1.2.3."),
    ],
)
def test_an_old_or_malformed_version_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], version: str, sentence: str
) -> None:
    assert main([version, "--release"], project) == 1
    assert capsys.readouterr().err == sentence + "\n"
    assert git(project, "tag") == ""


def test_numbers_are_compared_as_numbers(project: Path) -> None:
    assert planned(project, "0.10.0", DAY).tag == "v0.10.0"


def test_a_version_with_a_tag_is_old(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "tag", "v1.0.0")
    assert main(["0.9.0"], project) == 1
    assert capsys.readouterr().err == "0.9.0 is not newer than 1.0.0.\n"


def test_the_first_release_may_have_the_version_that_stands_there(project: Path) -> None:
    (project / "CHANGELOG.md").write_text(LOG.partition("## [0.2.0]")[0])
    git(project, "commit", "--quiet", "--all", "--message", "Never released")
    assert planned(project, "0.2.0", DAY).version == "0.2.0"


def test_a_tree_with_changes_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "new.txt").write_text("x")
    assert main(["0.3.0", "--release"], project) == 1
    assert "not committed" in capsys.readouterr().err
    assert '"0.2.0"' in (project / "mediquiz/__init__.py").read_text()


def test_no_version_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--release"]) == 2
    assert "make release VERSION=1.2.3" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# Changelog\n", "is missing"),
        ("## [Unreleased]\n\n### Added\n\n## [0.1.0] - 2026-01-01\n\n- x\n", "nothing stands under Unreleased"),
        ("## [Unreleased]\n\n### New\n\n- x\n", "“New” is no heading"),
    ],
)
def test_a_changelog_that_cannot_be_released(text: str, sentence: str) -> None:
    with pytest.raises(ChangelogError, match=sentence):
        Changelog(text).release("1.0.0", DAY)


def test_the_changelog_of_this_project_is_sound() -> None:
    log = Changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert log.text.count("## [Unreleased]\n") == 1
    assert log.released == sorted(log.released, reverse=True)
    assert version_of("1.2.3") == (1, 2, 3)
