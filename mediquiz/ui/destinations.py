"""Where a page can lead: each destination is a value with just the fields that the page it leads to needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

# What is imported here delays the first paint.
if TYPE_CHECKING:
    from mediquiz.domain.summaries import ReviewSet, Sitting, StudyRequest


@dataclass(frozen=True, slots=True)
class Destination:
    """The base of all; `page` is the key under which the window knows the page.

    Those without fields of their own are compared and shown by this class: to make a data class takes half a
    millisecond, and all are made before the first paint.
    """

    page: ClassVar[str] = ""


class ToToday(Destination):
    """What to do now."""

    __slots__ = ()
    page: ClassVar[str] = "today"


class ToStudy(Destination):
    """The choices, or the session that is on the page already."""

    __slots__ = ()
    page: ClassVar[str] = "study"


@dataclass(frozen=True, slots=True)
class StartStudy(ToStudy):
    """A new session."""

    request: StudyRequest


@dataclass(frozen=True, slots=True)
class ResumeStudy(ToStudy):
    """A session that was begun and not ended."""

    attempt_id: int


class ToExams(Destination):
    """Offers, and exams that were finished."""

    __slots__ = ()
    page: ClassVar[str] = "exams"


class ToProgress(Destination):
    """How far the student is."""

    __slots__ = ()
    page: ClassVar[str] = "progress"


class ToLibrary(Destination):
    """All questions, as they were last searched."""

    __slots__ = ()
    page: ClassVar[str] = "library"


class ToSettings(Destination):
    """Exams, time, look, data."""

    __slots__ = ()
    page: ClassVar[str] = "settings"


class ToFirstRun(Destination):
    """The three questions of the first start."""

    __slots__ = ()
    page: ClassVar[str] = "first_run"


@dataclass(frozen=True, slots=True)
class ToSitting(Destination):
    """An exam that was just started or resumed."""

    page: ClassVar[str] = "sitting"
    sitting: Sitting


@dataclass(frozen=True, slots=True)
class ResumeSitting(Destination):
    """An exam that was left, by its attempt's number."""

    page: ClassVar[str] = "sitting"
    attempt_id: int


@dataclass(frozen=True, slots=True)
class ToReport(Destination):
    """The score report of a finished exam; with `review` straight to these of its questions."""

    page: ClassVar[str] = "report"
    attempt_id: int
    review: ReviewSet | None = None


@dataclass(frozen=True, slots=True)
class ToExplanation(Destination):
    """How readiness is made; `back` is where the page leads afterward."""

    page: ClassVar[str] = "explanation"
    back: ToToday | ToProgress = field(default_factory=ToToday)


@dataclass(frozen=True, slots=True)
class ToPlan(Destination):
    """The study plan of a certification; of the one in front where none is named."""

    page: ClassVar[str] = "plan"
    certification: str = ""


@dataclass(frozen=True, slots=True)
class ToOutcome(Destination):
    """How the real exam of a certification went."""

    page: ClassVar[str] = "outcome"
    certification: str


SIDEBAR: dict[str, Destination] = {
    one.page: one for one in (ToToday(), ToStudy(), ToExams(), ToProgress(), ToLibrary(), ToSettings())
}
"""What an entry of the sidebar leads to, by its key."""
