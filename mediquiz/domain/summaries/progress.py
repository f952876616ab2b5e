"""Readiness, topics and progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediquiz.domain.summaries.exams import ExamRow

ENOUGH_ANSWERS = 8
"""First-time answers in a topic before its share is shown as a number."""


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate with its 80 % interval; shares from 0 to 1."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic on one exam. `band` is None until `answers` first-time answers suffice (`ENOUGH_ANSWERS`)."""

    id: str
    title: str
    weight: float
    """Share of the exam, 0 to 1."""
    answers: int
    right: int
    exam_answers: int
    exam_right: int
    seen: int
    items: int
    band: Band | None
    label: str
    """A code: strong, weak, not sure yet, or empty."""
    more_answers: int = 0
    """Answers that would halve the interval, when the label is Not sure yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A leaf area of an outline with its topics."""

    id: str
    title: str
    domain: str
    weight: float
    assumed: bool
    answers: int
    right: int
    exam_answers: int
    exam_right: int
    band: Band | None
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that limits a number of readiness: a code and its figures.

    few_answers (n = first attempts, needed = of the next stage); coverage (n = share not practiced, needed = share for
    the next stage); cut_assumed (n = its uncertainty); wide_range (n = width of the range); idle (n = days).
    """

    code: str
    n: float
    needed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessView:
    """Readiness for one certification, in the wording that the evidence allows.

    `stage` is none, range, word or chance. `word` and `limits` are codes.
    """

    certification: str
    label: str
    """CMA (AAMA)."""
    short: str
    stage: str
    first_attempts: int
    more_needed: int
    coverage: float
    score: Band | None
    cut: float
    scaled: Band | None
    pass_scaled: float
    scale_min: float
    scale_max: float
    word: str
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    limits: tuple[Limit, ...]
    without_study: Band | None = None
    without_study_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadinessPoint:
    """Readiness at the end of one day of study."""

    on: date
    score: Band


@dataclass(frozen=True, slots=True)
class CertificationHead:
    """A certification with the student's exam date."""

    id: str
    name: str
    """Certified Medical Assistant, CMA (AAMA)."""
    label: str
    """CMA (AAMA)."""
    short: str
    exam_date: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationProgress:
    """One row of the side-by-side table and what stands beneath it when chosen."""

    head: CertificationHead
    readiness: ReadinessView
    coverage: float
    areas: tuple[AreaRow, ...]
    weakest: tuple[TopicRow, ...]
    """Topics that the model calls weak, most to gain first; the same on every page."""
    exams: tuple[ExamRow, ...]
    history: tuple[ReadinessPoint, ...]


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done on one day."""

    on: date
    answered: int
    right: int
    minutes: float


@dataclass(frozen=True, slots=True)
class SureWrong:
    """An item answered wrong and sure, not put right since."""

    item_id: str
    stem: str
    topic_title: str
    on: date


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The Progress screen: the certifications of the bank, read from one history."""

    certifications: tuple[CertificationProgress, ...]
    days: tuple[DayWork, ...]
    minutes: float
    sure_wrong: tuple[SureWrong, ...]


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Past predictions of one range on this student: predicted and observed share right, over `answers` answers."""

    low: float
    high: float
    predicted: float
    observed: float
    answers: int


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """How the model's own past predictions held up on this student."""

    bins: tuple[ReliabilityBin, ...]
    answers: int
