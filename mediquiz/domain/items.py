"""An item: the question as its author wrote it. Identity comes from the id, the revision from the content."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

ID_PATTERN = re.compile(r"^[a-z][a-z-]*\.[a-z][a-z-]*\.\d{4,6}$")

MOST_NAME = 80
"""Letters of the name of a group or family. No such name looks like an item's id: both are keys of memory."""


class Kind(StrEnum):
    """How an item is answered. The format carries all of these; those with rules in `grading.RULES` are served."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    NUMERIC = "numeric"
    HOTSPOT = "hotspot"
    BUILD = "build"


class Origin(StrEnum):
    """Where a bank file comes from. Shipped files come and go with the program; the others stay until replaced."""

    SHIPPED = "shipped"
    OWN = "own"
    IMPORTED = "imported"


class Level(StrEnum):
    """Cognitive level."""

    RECALL = "recall"
    APPLICATION = "application"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class Option:
    """One option with the reason why it is right, or why somebody picks it and is wrong."""

    text: str
    why: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The verdict of a second reader who answered without seeing key or reasons."""

    verdict: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question of one topic. `difficulty` is the author's label, 1 (nearly everybody) to 5 (few)."""

    id: str
    topic: str
    stem: str
    options: tuple[Option, ...]
    sources: tuple[str, ...]
    level: Level
    difficulty: int
    kind: Kind = Kind.SINGLE
    remember: str = ""
    group: str = ""
    family: str = ""
    tags: tuple[str, ...] = ()
    reviewed: Review | None = None
    details: dict[str, Any] = field(default_factory=dict)
    """What a kind needs beyond options (tolerance, regions, pairs); empty for a single best answer."""

    @property
    def keys(self) -> tuple[int, ...]:
        """Positions of the right options, in the author's order."""
        return tuple(n for n, option in enumerate(self.options) if option.key)

    @property
    def served(self) -> bool:
        """A draft that nobody has answered blind is not served."""
        return self.reviewed is not None

    @property
    def words(self) -> int:
        """Words to read before answering, for the reading time."""
        return len(self.stem.split()) + sum(len(option.text.split()) for option in self.options)

    @property
    def revision(self) -> str:
        """Hash of all that a student reads: 16 hex digits. Review state and labels do not change it."""
        read = [
            self.kind,
            self.stem,
            [[o.text, o.why, o.key] for o in self.options],
            self.remember,
            self.details,
        ]
        text = json.dumps(read, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def to_plain(item: Item) -> dict[str, Any]:
    """The item as plain JSON values, the open exchange form of the bank."""
    plain: dict[str, Any] = {
        "id": item.id,
        "topic": item.topic,
        "kind": str(item.kind),
        "stem": item.stem,
        "options": [{"text": o.text, "key": o.key, "reason": o.why} for o in item.options],
        "sources": list(item.sources),
        "level": str(item.level),
        "difficulty": item.difficulty,
        "review": {"state": "draft"}
        if item.reviewed is None
        else {"state": "reviewed", "verdict": item.reviewed.verdict, "date": item.reviewed.on.isoformat()},
        "revision": item.revision,
    }
    extra = {
        "remember": item.remember,
        "group": item.group,
        "family": item.family,
        "tags": list(item.tags),
        "details": item.details,
    }
    return plain | {name: value for name, value in extra.items() if value}


def from_plain(plain: dict[str, Any]) -> Item:
    """The item that `to_plain` wrote. Raises KeyError or ValueError when it did not write it."""
    review = plain["review"]
    return Item(
        id=plain["id"],
        topic=plain["topic"],
        stem=plain["stem"],
        options=tuple(Option(o["text"], o["reason"], o["key"]) for o in plain["options"]),
        sources=tuple(plain["sources"]),
        level=Level(plain["level"]),
        difficulty=plain["difficulty"],
        kind=Kind(plain["kind"]),
        remember=plain.get("remember", ""),
        group=plain.get("group", ""),
        family=plain.get("family", ""),
        tags=tuple(plain.get("tags", ())),
        reviewed=None if review["state"] == "draft" else Review(review["verdict"], date.fromisoformat(review["date"])),
        details=plain.get("details", {}),
    )
