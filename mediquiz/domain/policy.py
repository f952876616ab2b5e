"""The rules of a sitting, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TIME_FACTORS: tuple[float, ...] = (1.0, 1.25, 1.5, 2.0)
"""Extra time that boards grant as an accommodation; untimed is `None`."""


class Mode(StrEnum):
    """What an answer was given in; written into the answer log."""

    PRACTICE = "practice"
    EXAM = "exam"
    CRAM = "cram"
    """Practice that leaves the review schedule alone."""


class Confidence(StrEnum):
    """What the student says of an answer."""

    SURE = "sure"
    UNSURE = "unsure"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class SegmentClock:
    """Questions `first` up to but not including `last`, with their clock in seconds (None: untimed)."""

    title: str
    first: int
    last: int
    seconds: float | None

    def __contains__(self, question: int) -> bool:
        return self.first <= question < self.last


@dataclass(frozen=True, slots=True)
class SittingRules:
    """Rules of one sitting of a practice exam.

    A segment that was ended cannot be entered again: its clock is its own, so no time would be left for it.
    """

    segments: tuple[SegmentClock, ...]
    break_seconds: float
    time_factor: float | None

    @property
    def seconds(self) -> float | None:
        """Working time of the whole sitting."""
        if self.time_factor is None:
            return None
        return sum(segment.seconds or 0.0 for segment in self.segments)
