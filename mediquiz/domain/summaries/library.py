"""The question library."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.domain.search import NOTHING_SOUGHT, Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryQuery:
    """A search in the bank. Empty fields do not filter."""

    text: str = ""
    topic: str = ""
    subject: str = ""
    certification: str = ""
    area: str = ""
    state: str = ""
    """unseen, answered, missed, flagged, suspended, noted."""
    level: str = ""
    limit: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRow:
    """An item in the list of the library."""

    item_id: str
    stem: str
    topic: str
    topic_title: str
    kind: str
    level: str
    difficulty: int
    answered: int
    right: int
    flagged: bool
    suspended: bool
    noted: bool


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """Rows found, how many match in all when more than the limit do, and the words looked for."""

    rows: tuple[LibraryRow, ...]
    total: int
    sought: Sought = NOTHING_SOUGHT
