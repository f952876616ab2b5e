"""What the screens of practice exams show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mediquiz.domain.answers import Response
from mediquiz.domain.attempt import Attempt
from mediquiz.domain.policy import Confidence
from mediquiz.domain.results import Result
from mediquiz.domain.summaries.items import ShownItem
from mediquiz.domain.summaries.study import OpenSession


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamRow:
    """A finished practice exam in a list. `share` is right of scored, 0 to 1."""

    attempt_id: int
    certification: str
    label: str
    """CMA (AAMA)."""
    finished: datetime
    right: int
    scored: int
    cut: float
    """Passing mark of the edition that was sat, share right, 0 to 1."""
    passed: bool
    time_factor: float | None
    """Times the standard time; None is untimed."""

    @property
    def share(self) -> float:
        return self.right / self.scored if self.scored else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamOffer:
    """A practice exam that can be sat."""

    certification: str
    label: str
    """CMA (AAMA)."""
    short: str
    edition: str
    edition_title: str
    questions: int
    scored: int
    seconds: int
    """Working time without breaks."""
    options: int
    segments: int
    segment_questions: int
    segment_seconds: int
    """Of the first segment; the others of an exam are like it."""
    break_seconds: int
    """For all breaks together; 0 without any."""
    unseen_share: float
    """Part of a full form that would be new to the student, 0 to 1."""
    open: OpenSession | None
    last: ExamRow | None


@dataclass(frozen=True, slots=True)
class ExamHome:
    """The Practice exams screen."""

    offers: tuple[ExamOffer, ...]
    history: tuple[ExamRow, ...]
    own: tuple[str, ...] = ()
    """Certifications that the student prepares for, the one in front first."""


@dataclass(slots=True, kw_only=True)
class Sitting:
    """A practice exam being sat: the state machine and its items in form order. `seq` counts events on record."""

    attempt_id: int
    certification: str
    label: str
    """CMA (AAMA)."""
    attempt: Attempt
    items: tuple[ShownItem, ...]
    seq: int
    options: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamReport:
    """The score report of one sitting."""

    attempt_id: int
    certification: str
    label: str
    """CMA (AAMA)."""
    short: str
    """CMA."""
    edition_title: str
    finished: datetime
    result: Result
    pass_scaled: float
    scale_min: float
    scale_max: float
    raw_cut: float
    passing_note: str
    time_factor: float | None
    """Times the standard time; None is untimed."""
    interruptions: int
    suspended_seconds: int
    seen_before: int
    """Of the questions that came on screen."""
    on_screen: int
    """Questions that came on screen; the sets to go through hold none but these."""
    missed: int
    flagged: int
    guessed: int
    changed: int
    missed_items: tuple[str, ...]
    """Of the missed ones those that can be practiced: neither put aside nor gone from the bank."""


class ReviewSet(StrEnum):
    """Which questions of a sitting to go through again; one that never came on screen is in none of them."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"
    GUESSED = "guessed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One question of a finished sitting with what the student did."""

    position: int
    shown: ShownItem
    response: Response
    first_response: Response
    correct: bool
    flagged: bool
    confidence: Confidence | None
    seconds: float
    scored: bool
