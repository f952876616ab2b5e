"""What one answer is worth: the evidence table of the design's section 2, as data in and data out.

Evidence weight is the exponent of the answer's likelihood. Discounts of one answer multiply (a hurried
repeat of long ago counts 0.5 x 0.25). The constants are judgments, not measurements.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

REMEMBERED = 0.5  # retrievability from which a repeat says nothing about the topic
LONG_AGO_WEIGHT = 0.5
HURRIED_WEIGHT = 0.25
HINTED_WEIGHT = 0.5
PRIMED_WEIGHT = 0.5
GUESSED_CHANCE = 0.5
HURRIED_FLOOR_MS = 2_000
HURRIED_SHARE = 0.15  # of the time it takes to read the question
READING_WORDS_PER_SECOND = 4.0


class Rating(IntEnum):
    """FSRS ratings, with the numbers of the `fsrs` package."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Confidence(StrEnum):
    """What the student said about the answer, optional. The same as in `domain.policy`, which is not imported here."""

    SURE = "sure"
    UNSURE = "unsure"
    GUESS = "guess"


class Occasion(StrEnum):
    """Where the answer was given."""

    STUDY = "study"
    EXAM = "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFact:
    """One event of the answer log, as it happened; nothing here depends on other events.

    item and family are ids (family: variants of one stem; None when the item stands alone); topic is
    the index in the learner's structure (None: unknown, ignored); label is the author's difficulty 1..5
    (difficulty in logits wins when given; calibrated: it was measured, not judged); day is days since
    1970-01-01 UTC, date the whole number of the student's own date on that count (None: not known);
    words counts stem and options; n_options 0 is an open answer; options_left after a hint or 50/50;
    explanation_opened is for a time-out in practice; primed: explanation or flash card read before,
    the same day.
    """

    item: str
    topic: int | None
    day: float
    correct: bool
    family: str | None = None
    label: float = 3
    difficulty: float | None = None
    calibrated: bool = False
    occasion: Occasion = Occasion.STUDY
    confidence: Confidence | None = None
    ms: int | None = None
    words: int = 0
    n_options: int = 4
    options_left: int | None = None
    skipped: bool = False
    timed_out: bool = False
    hint_used: bool = False
    explanation_opened: bool = False
    primed: bool = False
    retired: bool = False
    off_schedule: bool = False
    date: int | None = None

    @property
    def memory_key(self) -> str:
        """What is remembered as one thing: the family where there is one, else the item."""
        return self.family or self.item


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the learner state makes of an answer: likelihood exponent, guess c, practice, FSRS rating.

    `attempted` is False when the event leaves the item as it was (skipped, closed, retired).
    """

    weight: float
    guess: float
    practice: float
    rating: Rating | None
    attempted: bool = True


def weigh(fact: AnswerFact, first_attempt: bool, retrievability: float | None) -> Evidence:
    """Evidence of one answer; `retrievability` of its item or family just before it (None: no memory)."""
    chance = guess_chance(fact.n_options)
    if fact.retired or fact.skipped:
        return Evidence(0.0, chance, 0.0, None, attempted=False)
    if fact.timed_out and fact.occasion is Occasion.STUDY:
        return Evidence(0.0, chance, 1.0 if fact.explanation_opened else 0.0, _rating(fact))
    weight = _repeat_weight(first_attempt, retrievability) * _condition_weight(fact)
    return Evidence(weight, _guess(fact, chance), 1.0, _rating(fact))


def guess_chance(n_options: int) -> float:
    """c = 1 / options; an open answer is not guessed."""
    return 1.0 / n_options if n_options >= 2 else 0.0


def is_right(fact: AnswerFact) -> bool:
    """Right as the state counts it: a time-out never is."""
    return fact.correct and not fact.timed_out


def hurried(fact: AnswerFact) -> bool:
    """Answered faster than the question can have been read: max(2 s, 0.15 x words at 4 a second)."""
    if fact.ms is None or fact.timed_out:
        return False
    reading_ms = 1000.0 * fact.words / READING_WORDS_PER_SECOND
    return fact.ms < max(HURRIED_FLOOR_MS, HURRIED_SHARE * reading_ms)


def _repeat_weight(first_attempt: bool, retrievability: float | None) -> float:
    """A repeat is practice while it may be remembered; with no memory on record it may be."""
    if first_attempt:
        return 1.0
    if retrievability is None or retrievability >= REMEMBERED:
        return 0.0
    return LONG_AGO_WEIGHT


def _condition_weight(fact: AnswerFact) -> float:
    weight = 1.0
    if hurried(fact):
        weight *= HURRIED_WEIGHT
    if fact.hint_used and is_right(fact):
        weight *= HINTED_WEIGHT
    if fact.primed:
        weight *= PRIMED_WEIGHT
    return weight


def _guess(fact: AnswerFact, chance: float) -> float:
    """c of the likelihood; only a right answer is made cheaper by a hint or a confessed guess."""
    if not is_right(fact):
        return chance
    if fact.hint_used and fact.options_left is not None:
        chance = max(chance, guess_chance(fact.options_left))
    if fact.confidence is Confidence.GUESS:
        chance = max(chance, GUESSED_CHANCE)
    return chance


def _rating(fact: AnswerFact) -> Rating | None:
    if fact.off_schedule:
        return None
    if not is_right(fact):
        return Rating.AGAIN
    if hurried(fact):
        return None
    helped = fact.hint_used or fact.confidence is Confidence.GUESS
    return Rating.HARD if helped else Rating.GOOD
