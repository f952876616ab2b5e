"""What a check of the bank found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mediquiz.domain.items import Item


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item with the place where it stands."""

    item: Item
    file: str
    line: int

    def says(self, message: str) -> Finding:
        """A finding about this item."""
        return Finding(self.file, self.line, f"item {self.item.id} {message}")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One sentence about a place. Line 0 stands for the file or the bank as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The result of `check_bank`. Shares run from 0 to 1; counts are items."""

    items: dict[str, int]
    """`written` (drafts among them), `reviewed` (answered blind, thus served), `family` (drawn from tables)."""
    kinds: dict[str, int]
    errors: list[str]
    warnings: list[str]
    key_position: dict[str, list[float]]
    """Number of options -> share of keys in each position, in the author's order."""
    longest_is_key: float
    cognitive: dict[str, int]
    exams: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Exam -> `forms` (full forms without a shared item) and `areas` (`needed` a form, `available`)."""

    @property
    def ok(self) -> bool:
        """True when nothing is wrong; warnings do not count."""
        return not self.errors

    def as_plain(self) -> dict[str, Any]:
        """The report as plain JSON values, in the form that the `bank check` command promises."""
        return {
            "items": self.items,
            "kinds": self.kinds,
            "errors": self.errors,
            "warnings": self.warnings,
            "key_position": self.key_position,
            "longest_is_key": self.longest_is_key,
            "cognitive": self.cognitive,
            "exams": self.exams,
        }
