"""`python -m tools.release 1.2.3`: what a release would be. With --release: version, changelog, commit and tag.

Nothing is sent anywhere: whoever releases looks at commit and tag, then pushes both.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from .changelog import Changelog, ChangelogError, version_of

ROOT = Path(__file__).parents[1]
CHANGELOG, PACKAGE = Path("CHANGELOG.md"), Path("mediquiz/__init__.py")
_VERSION = re.compile(r'^__version__ = "([^"]*)"$', re.MULTILINE)


class Refused(Exception):
    """One sentence: why there is no release."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version that may be released from the files in `root`, and what its tag says."""

    root: Path
    version: str
    day: date
    notes: str

    @property
    def tag(self) -> str:
        return f"v{self.version}"

    @property
    def message(self) -> str:
        """Text of the annotated tag: git would take the headings of Markdown for comments, so they lose their marks."""
        return f"MediQuiz {self.version}\n\n" + re.sub(r"^#+ ", "", self.notes, flags=re.MULTILINE) + "\n"


def planned(root: Path, version: str, day: date) -> Release:
    """The release, when everything allows it. Raises Refused when not."""
    try:
        wanted = version_of(version)
        changelog = Changelog((root / CHANGELOG).read_text(encoding="utf-8"))
        notes = changelog.notes()
        _newer(wanted, max([*changelog.released, *_tagged(root)], default=None), version)
        _newer(wanted, version_of(_current(root)), version, or_same=True)
    except ChangelogError as error:
        raise Refused(str(error)) from None
    if _git(root, "status", "--porcelain"):
        raise Refused("The tree has changes that are not committed; commit them first, so that the tag holds them.")
    return Release(root, version, day, notes)


def carry_out(release: Release) -> None:
    """Set the version, move the notes under it, commit and tag."""
    package, changelog = release.root / PACKAGE, release.root / CHANGELOG
    package.write_text(
        _VERSION.sub(f'__version__ = "{release.version}"', package.read_text(encoding="utf-8")), encoding="utf-8"
    )
    log = Changelog(changelog.read_text(encoding="utf-8")).release(release.version, release.day)
    changelog.write_text(log.text, encoding="utf-8")
    _git(release.root, "commit", "--quiet", "--message", f"MediQuiz {release.version}", str(PACKAGE), str(CHANGELOG))
    _git(release.root, "tag", "--annotate", release.tag, "--message", release.message)


def _newer(
    wanted: tuple[int, int, int], other: tuple[int, int, int] | None, version: str, or_same: bool = False
) -> None:
    if other is not None and (wanted < other or (wanted == other and not or_same)):
        raise Refused(f"{version} is not newer than {'.'.join(map(str, other))}.")


def _current(root: Path) -> str:
    """The version in the one place where it stands."""
    found = _VERSION.search((root / PACKAGE).read_text(encoding="utf-8"))
    if not found:
        raise Refused(f'{PACKAGE.as_posix()}: the line __version__ = "1.2.3" is missing.')
    return found[1]


def _tagged(root: Path) -> list[tuple[int, int, int]]:
    """Versions that have a tag."""
    tags = _git(root, "tag", "--list", "v*").split()
    return [version_of(tag[1:]) for tag in tags if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]


def _git(root: Path, *arguments: str) -> str:
    """What git says. Raises Refused with its own words when it fails."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    if done.returncode:
        raise Refused(f"git {arguments[0]} failed: {' '.join(done.stderr.split())}")
    return done.stdout.strip()


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Show the release, or make it. Exit code 1 with one sentence when it is refused, 2 for words we do not know."""
    release_it = "--release" in arguments
    versions = [word for word in arguments if word != "--release"]
    if len(versions) != 1:
        print("Say which version: make release VERSION=1.2.3 (RELEASE=yes makes commit and tag).", file=sys.stderr)
        return 2
    try:
        release = planned(root, versions[0], datetime.now(UTC).date())
        if release_it:
            carry_out(release)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Tag {release.tag}:\n\n{release.message}\nRelease notes:\n\n{release.notes}\n")
    print("Commit and tag are made; push both." if release_it else "Nothing was changed; RELEASE=yes makes it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
