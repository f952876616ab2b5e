"""What the Study screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mediquiz.domain.attempt import Event


class StudyMode(StrEnum):
    """Ways to practice."""

    TODAY = "today"
    QUICK = "quick"
    TOPIC = "topic"
    WEAK = "weak"
    MISSED = "missed"
    SURE_WRONG = "sure_wrong"
    FLAGGED = "flagged"
    BUILD = "build"
    CRAM = "cram"
    DRILL = "drill"


class Subset(StrEnum):
    """Which items a session of one's own is drawn from."""

    ANY = "any"
    UNSEEN = "unseen"
    MISSED = "missed"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRequest:
    """What to practice. Empty `topics` means all topics of the certification; `items` is for a drill of given items."""

    mode: StudyMode
    certification: str
    count: int = 10
    topics: tuple[str, ...] = ()
    subset: Subset = Subset.ANY
    seconds: int | None = None
    """Clock for the whole session; None is untimed."""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyChoice:
    """A mode with what it would hold now."""

    mode: StudyMode
    available: int
    minutes: int | None = None
    """About as long as what the plan holds for today; None for other modes, and without a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChoice:
    """A topic to choose, with its served items and how many of them were never shown."""

    id: str
    title: str
    subject: str
    subject_title: str
    items: int
    unseen: int
    on_exam: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """Something begun and not ended. `done` of `total` questions answered."""

    attempt_id: int
    kind: str
    """`study` or `exam`."""
    mode: StudyMode | None
    """How it is practiced; None for an exam."""
    certification: str
    short: str
    """CMA."""
    started: datetime
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StudyHome:
    """The Study screen before a session."""

    certification: str
    label: str
    """CMA (AAMA)."""
    choices: tuple[StudyChoice, ...]
    topics: tuple[TopicChoice, ...]
    open: OpenSession | None


class ComesBack(StrEnum):
    """When an item that was answered returns, as far as something can be said of it."""

    UNSAID = ""
    TOMORROW = "tomorrow"
    ONCE_MORE = "once_more"
    """Right once more on another day takes it off the missed list."""
    OFF_LIST = "off_list"
    """This answer took it off."""


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """What answering did. `closing` is the act as it was written, which closes the question where it is applied."""

    correct: bool
    comes_back: ComesBack
    closing: Event


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Right of answered in one topic of one session."""

    topic: str
    title: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySummary:
    """The end of a session of practice."""

    mode: StudyMode
    certification: str
    label: str
    """CMA (AAMA)."""
    answered: int
    right: int
    seconds: float
    topics: tuple[TopicScore, ...]
    missed: tuple[str, ...]
    sure_wrong: int
