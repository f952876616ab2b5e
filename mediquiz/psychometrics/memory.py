"""How well each item (or family of variants) is remembered, and when it is due: the `fsrs` library.

FSRS-6 with its published default weights. It schedules reviews and says which repeats are practice
rather than evidence; it says nothing about readiness. The library is imported when first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from .evidence import Rating
from .quadrature import Array

if TYPE_CHECKING:
    import fsrs

DESIRED_RETENTION = 0.85
LONGEST_INTERVAL = 36_500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(day: float) -> datetime:
    """The UTC time of a day number (days since 1970-01-01 UTC)."""
    return EPOCH + timedelta(days=day)


def day_number(when: datetime) -> float:
    """Days since 1970-01-01 UTC of an aware time."""
    return (when - EPOCH) / timedelta(days=1)


def longest_interval(days_to_exam: float | None) -> int:
    """Nothing may come due after the exam: max(1, days to exam - 1); no exam ahead, no limit."""
    if days_to_exam is None or days_to_exam < 0.0:
        return LONGEST_INTERVAL
    return max(1, int(days_to_exam) - 1)


class ItemMemory:
    """One FSRS card per memory key (item or family).

    How strong a memory is follows from moments (`day`, a float since 1970-01-01 UTC); whether it is due follows from
    dates of the student's own (`date`, whole numbers on the same count). A card is due from the start of a date, FSRS's
    whole interval after that of its review, at whatever hours the two are. A log without dates gives its moments.

    The day of the exam belongs to the questions asked (`due_day`, `due`, `forecast`) and not to the memory: it moves
    due dates, never what is remembered, so a log gives the same memory whatever exam is being prepared for.
    """

    __slots__ = ("_cards", "_days", "_kept", "_ratings", "_scheduler")

    def __init__(self) -> None:
        self._scheduler = _scheduler()
        self._ratings = _ratings()
        self._cards: dict[str, fsrs.Card] = {}
        # Stability and difficulty of cards that were read from plain values: a card is made when it is first asked for.
        self._kept: dict[str, tuple[float, float]] = {}
        # Moment and date of the last review, and the date due: asked far more often than set.
        self._days: dict[str, tuple[float, float, float]] = {}

    def review(self, key: str, rating: Rating, day: float, date: float | None = None) -> None:
        """Fold one review in; a time before the last review counts as the same moment, and so does a date."""
        card, on = self._card(key), day if date is None else date
        if card is None:
            card = _new_card(len(self._days) + 1, day)
        else:
            day, on = max(day, self._days[key][0]), max(on, self._days[key][1])
        reviewed, _log = self._scheduler.review_card(card, self._ratings[rating], moment(day))
        self._cards[key] = reviewed
        self._days[key] = (day, on, on + round(day_number(reviewed.due) - day))

    def retrievability(self, key: str, day: float) -> float | None:
        """Chance that the item is recalled on `day` (whole days since review); None: never reviewed."""
        card = self._card(key)
        if card is None:
            return None
        return self._scheduler.get_card_retrievability(card, moment(day))

    def retrievabilities(self, keys: Iterable[str], date: float) -> dict[str, float]:
        """The same of many items on a date, by the dates since their reviews; those never reviewed are left out."""
        cards = ((key, self._card(key)) for key in keys)
        return {key: self._recall(key, card, date) for key, card in cards if card is not None}

    def _recall(self, key: str, card: fsrs.Card, date: float) -> float:
        # From the card's own moment, so that no rounding makes a whole day a microsecond less.
        assert card.last_review is not None
        since = timedelta(days=date - self._days[key][1])
        return self._scheduler.get_card_retrievability(card, card.last_review + since)

    def due_day(self, key: str, exam_day: float | None = None) -> float | None:
        """Date the card comes due, its interval capped to the exam's if there is one; None: never reviewed."""
        days = self._days.get(key)
        return None if days is None else _due(days[1], days[2], exam_day)

    def due(self, date: float, exam_day: float | None = None) -> list[str]:
        """Keys due on a date, longest overdue first."""
        waiting = zip(self._due_days(exam_day).tolist(), self._days, strict=True)
        return [key for _, key in sorted(entry for entry in waiting if entry[0] <= date)]

    def forecast(
        self, first_day: int, days: int, exam_day: float | None = None, asked: Callable[[str], bool] | None = None
    ) -> list[int]:
        """How many cards come due on each of the next `days` days; what is overdue counts on the first.

        `asked` says which keys count: those of questions that are put aside never come.
        """
        places = np.maximum(0, self._due_days(exam_day).astype(np.int64) - first_day)
        if asked is not None:
            places = places[np.fromiter(map(asked, self._days), dtype=bool, count=len(self._days))]
        return [int(count) for count in np.bincount(places[places < days], minlength=days)]

    def _due_days(self, exam_day: float | None) -> Array:
        """`due_day` of all cards at once, in the order first reviewed."""
        _moments, reviewed, due = np.array(list(self._days.values()), dtype=float).reshape(-1, 3).T
        if exam_day is None:
            return np.asarray(due)
        left = exam_day - reviewed
        longest = np.where(left < 0.0, LONGEST_INTERVAL, np.maximum(1.0, np.trunc(left) - 1.0))
        return np.asarray(np.minimum(due, reviewed + longest))

    def keys(self) -> Iterable[str]:
        """Every key with a card, in the order first reviewed."""
        return self._days.keys()

    def last_review(self, key: str) -> float | None:
        """Date of the last review; None: never reviewed."""
        days = self._days.get(key)
        return None if days is None else days[1]

    def stability(self, key: str) -> float | None:
        """FSRS stability (days until retrievability is 0.9); None: never reviewed."""
        card = self._card(key)
        return None if card is None else card.stability

    def to_plain(self) -> dict[str, tuple[float, float, float, float, float]]:
        """Stability, difficulty, moment and date of the last review, and date due of every card, in the order first
        reviewed."""
        return {key: (*self._strength(key), *days) for key, days in self._days.items()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Sequence[float]]) -> ItemMemory:
        """The memory that `to_plain` wrote; ValueError where an entry is not five numbers."""
        memory = cls()
        for key, (stability, difficulty, day, on, due) in plain.items():
            memory._kept[key] = float(stability), float(difficulty)
            memory._days[key] = float(day), float(on), float(due)
        return memory

    def _strength(self, key: str) -> tuple[float, float]:
        card = self._cards.get(key)
        if card is None:
            return self._kept[key]
        assert card.stability is not None and card.difficulty is not None
        return card.stability, card.difficulty

    def _card(self, key: str) -> fsrs.Card | None:
        """The card of a key; None: never reviewed."""
        if key in self._kept:
            self._cards[key] = _reviewed_card(*self._kept.pop(key), self._days[key][0])
        return self._cards.get(key)

    def __len__(self) -> int:
        return len(self._days)

    def __contains__(self, key: str) -> bool:
        return key in self._days


def _due(reviewed: float, due: float, exam_day: float | None) -> float:
    """FSRS's due date, never after the exam."""
    if exam_day is None:
        return due
    return min(due, reviewed + longest_interval(exam_day - reviewed))


def _scheduler() -> fsrs.Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=DESIRED_RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )


def _ratings() -> dict[Rating, fsrs.Rating]:
    from fsrs import Rating as FsrsRating

    return {rating: FsrsRating(int(rating)) for rating in Rating}


def _new_card(card_id: int, day: float) -> fsrs.Card:
    """`card_id` and `due` given: Card() would sleep a millisecond and read the clock."""
    from fsrs import Card

    return Card(card_id=card_id, due=moment(day))


def _reviewed_card(stability: float, difficulty: float, reviewed: float) -> fsrs.Card:
    """A card after a review: without learning steps every one is in the review state. Neither its id nor its due
    moment is ever looked at."""
    from fsrs import Card, State

    return Card(
        card_id=1,
        state=State.Review,
        stability=stability,
        difficulty=difficulty,
        due=moment(reviewed),
        last_review=moment(reviewed),
    )
