"""Frozen rows that screens and commands show. Storage and services make them; nothing here decides anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediquiz.domain.attempt import Attempt
from mediquiz.domain.items import Item, Option
from mediquiz.domain.policy import Confidence
from mediquiz.domain.results import Result

LETTERS = "ABCDEFGH"
ENOUGH_ANSWERS = 8
"""First-time answers in a topic before its share is shown as a number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the student keeps with an item."""

    flagged: bool = False
    suspended: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as it stands on screen: `order` gives, for each shown place, the place in the author's order."""

    item: Item
    order: tuple[int, ...]
    topic_title: str
    mark: Mark = Mark()

    @property
    def options(self) -> tuple[Option, ...]:
        """Options in the order shown."""
        return tuple(self.item.options[place] for place in self.order)

    @property
    def key(self) -> int:
        """Shown place of the key."""
        return self.order.index(self.item.keys[0])

    def shown_place(self, response: int) -> int:
        """Shown place of an option given by its place in the author's order; -1 stays -1."""
        return self.order.index(response) if response >= 0 else -1


class StudyMode(StrEnum):
    """Ways to practise."""

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


@dataclass(frozen=True, slots=True)
class StudyRequest:
    """What to practise. Empty `topics` means all topics of the certification; `items` is for a drill of given items."""

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
    title: str
    text: str
    available: int


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic to choose, with its served items and how many of them were never shown."""

    id: str
    title: str
    subject: str
    subject_title: str
    items: int
    unseen: int
    on_exam: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Something begun and not ended. `done` of `total` questions answered."""

    attempt_id: int
    kind: str
    """`study` or `exam`."""
    title: str
    certification: str
    started: datetime
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StudyHome:
    """The Study screen before a session."""

    certification: str
    choices: tuple[StudyChoice, ...]
    topics: tuple[TopicChoice, ...]
    open: OpenSession | None


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """What answering did. `comes_back` says in a few words when the item returns, or is empty."""

    correct: bool
    comes_back: str
    left_missed_pool: bool


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Right of answered in one topic of one session."""

    topic: str
    title: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class StudySummary:
    """The end of a session of practice."""

    title: str
    certification: str
    answered: int
    right: int
    seconds: float
    topics: tuple[TopicScore, ...]
    missed: tuple[str, ...]
    sure_wrong: int


@dataclass(frozen=True, slots=True)
class ExamRow:
    """A finished practice exam in a list. `share` is right of scored, 0 to 1."""

    attempt_id: int
    certification: str
    name: str
    finished: datetime
    right: int
    scored: int
    passed: bool
    time_note: str

    @property
    def share(self) -> float:
        return self.right / self.scored if self.scored else 0.0

    @property
    def missed(self) -> int:
        return self.scored - self.right


@dataclass(frozen=True, slots=True)
class ExamOffer:
    """A practice exam that can be sat. `rules` are short sentences to read before starting."""

    certification: str
    name: str
    short: str
    edition: str
    edition_title: str
    questions: int
    scored: int
    minutes: int
    options: int
    segments: int
    rules: tuple[str, ...]
    unseen_share: float
    """Part of a full form that would be new to the student, 0 to 1."""
    open: OpenSession | None
    last: ExamRow | None


@dataclass(frozen=True, slots=True)
class ExamHome:
    """The Practice exams screen."""

    offers: tuple[ExamOffer, ...]
    history: tuple[ExamRow, ...]


@dataclass(slots=True)
class Sitting:
    """A practice exam being sat: the state machine and its items in form order. `seq` counts events on record."""

    attempt_id: int
    certification: str
    name: str
    attempt: Attempt
    items: tuple[ShownItem, ...]
    seq: int
    options: int


@dataclass(frozen=True, slots=True)
class ExamReport:
    """The score report of one sitting."""

    attempt_id: int
    certification: str
    name: str
    edition_title: str
    finished: datetime
    result: Result
    pass_scaled: float
    scale_min: float
    scale_max: float
    raw_cut: float
    passing_note: str
    time_note: str
    """Extra time and interruptions, in a sentence; empty when the sitting was by the book."""
    seen_before: int
    missed: int
    flagged: int
    guessed: int
    changed: int
    missed_items: tuple[str, ...]


class ReviewSet(StrEnum):
    """Which questions of a sitting to go through again."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"
    GUESSED = "guessed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question of a finished sitting with what the student did. Places are those shown."""

    position: int
    shown: ShownItem
    response: int
    first_response: int
    correct: bool
    flagged: bool
    confidence: Confidence | None
    seconds: float
    scored: bool


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate with its 80 % interval; shares from 0 to 1."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
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
    """Strong, Weak, Not sure yet, or empty."""
    more_answers: int = 0
    """Answers that would halve the interval, when the label is Not sure yet."""


@dataclass(frozen=True, slots=True)
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
class ReadinessView:
    """Readiness for one certification, in the wording that the evidence allows.

    `stage` is none, range, word or chance. `limits` are plain sentences; `made_of` says what the number rests on.
    """

    certification: str
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
    made_of: str
    limits: tuple[str, ...]
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
    short: str
    exam_date: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class CertificationProgress:
    """One row of the side-by-side table and what stands beneath it when chosen."""

    head: CertificationHead
    readiness: ReadinessView
    coverage: float
    areas: tuple[AreaRow, ...]
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
    """The Progress screen: four certifications from one history."""

    certifications: tuple[CertificationProgress, ...]
    days: tuple[DayWork, ...]
    minutes: float
    sure_wrong: tuple[SureWrong, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of today's plan."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day up to the exam. `kind` is study, mock, rest, light, exam or past."""

    on: date
    kind: str
    questions: int
    reviews: int
    minutes: int
    note: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The study plan. `statement` says plainly what no longer fits; empty when all fits."""

    lines: tuple[PlanLine, ...]
    questions: int
    minutes: int
    done_today: int
    days: tuple[PlannedDay, ...]
    statement: str
    missed_days: int


@dataclass(frozen=True, slots=True)
class TodayView:
    """The Today screen."""

    head: CertificationHead
    readiness: ReadinessView
    plan: PlanView | None
    weakest: tuple[TopicRow, ...]
    last_exam: ExamRow | None
    open: tuple[OpenSession, ...]
    ask_outcome: tuple[CertificationHead, ...]
    """Certifications whose exam date has passed and for which nothing was said yet."""
    answers_today: int


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    """Rows found, and how many match in all when more than the limit do."""

    rows: tuple[LibraryRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A certification the student prepares for, with its exam date if she knows it."""

    certification: str
    exam_date: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the student chose. `minutes` by weekday, Monday first; 0 is a rest day."""

    goals: tuple[Goal, ...] = ()
    minutes: tuple[int, ...] = (20,) * 7
    first_run_done: bool = False
    theme: str = "system"
    text_percent: int = 100
    hide_clock: bool = False
    rma_edition: str = "2022"
    data_folder: str = ""
    """Where the database lies; for showing only."""

    @property
    def certification(self) -> str:
        """The certification in front: the first goal, or CMA before anything is chosen."""
        return self.goals[0].certification if self.goals else "cma"


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
    """How readiness is made, and how the model's own past predictions held up on this student."""

    paragraphs: tuple[tuple[str, str], ...]
    """(heading, text) pairs."""
    bins: tuple[ReliabilityBin, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """What to ask after a real exam: the areas of its score report and the body's retake rule."""

    head: CertificationHead
    areas: tuple[tuple[str, str], ...]
    """(domain id, title)."""
    scale_min: float
    scale_max: float
    pass_scaled: float
    rule: str


@dataclass(frozen=True, slots=True)
class OutcomeAdvice:
    """What follows from an outcome: when the next attempt is possible and how many are left, where published."""

    text: str
    earliest: date | None
    attempts_left: int | None
