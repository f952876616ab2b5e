"""CHANGELOG.md as Keep a Changelog 1.1.0 writes it: a section a version, the newest first, `Unreleased` on top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

UNRELEASED = "## [Unreleased]"
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_RELEASED = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_SECTION = re.compile(r"^## .*$", re.MULTILINE)

Version = tuple[int, int, int]


class ChangelogError(ValueError):
    """One sentence about what is wrong with the file."""


def version_of(text: str) -> Version:
    """`1.2.3` as numbers. Raises ChangelogError for anything else."""
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", text)
    if not found:
        raise ChangelogError(f"“{text}” is no version; write three numbers, as in 1.2.3.")
    return int(found[1]), int(found[2]), int(found[3])


@dataclass(frozen=True, slots=True)
class Changelog:
    """The text of the file, and what can be asked of it."""

    text: str

    @property
    def released(self) -> list[Version]:
        """Versions that have a section, as they stand in the file."""
        return [version_of(found[1]) for found in _RELEASED.finditer(self.text)]

    def notes(self) -> str:
        """What stands under Unreleased. Raises ChangelogError when that is nothing or is not sorted by kind."""
        _, found, rest = self.text.partition(f"{UNRELEASED}\n")
        if not found:
            raise ChangelogError(f"CHANGELOG.md: the line “{UNRELEASED}” is missing.")
        following = _SECTION.search(rest)
        notes = (rest[: following.start()] if following else rest).strip()
        kinds = re.findall(r"^### (.*)$", notes, re.MULTILINE)
        odd = [kind for kind in kinds if kind not in KINDS]
        if odd:
            raise ChangelogError(f"CHANGELOG.md: “{odd[0]}” is no heading; use {', '.join(KINDS)}.")
        if not re.search(r"^- ", notes, re.MULTILINE):
            raise ChangelogError("CHANGELOG.md: nothing stands under Unreleased, so there is nothing to release.")
        return notes

    def release(self, version: str, day: date) -> Changelog:
        """What was unreleased under the version and its day, an empty Unreleased above it."""
        self.notes()
        heading = f"{UNRELEASED}\n\n## [{version}] - {day.isoformat()}\n"
        return Changelog(self.text.replace(f"{UNRELEASED}\n", heading, 1))
