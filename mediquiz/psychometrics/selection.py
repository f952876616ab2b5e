"""Which questions come next: proportion to the exam's outline first, then weakness, forgetting, reviews.

    topic: k* = argmax w_k max(4 s_k (1 - s_k), 1/4) / (1 + E_k + today_k),   s_k = sigmoid(kappa theta_k)

Highest averages as in apportionment (Webster and Jefferson divide seats so), with the slope of the
response curve as points still to be won. Drilling the weakest topics alone lost 2 to 9 points of true
exam score in simulation, so it is not offered here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heapify, heappop, heapreplace
from random import Random

import numpy as np

from .constants import SHIPPED, Constants
from .quadrature import Array, sigmoid

REVIEW_SHARE = 0.30
REVIEW_SHARE_EARLY = 0.20  # more than 21 days before the exam (plan, phase 1)
REVIEW_SHARE_LAST_WEEK = 0.45
DUE_BELOW = 0.85  # retrievability
MISSED_AGE = 1.0  # dates after which a missed question may come back
EASIER_BY = 0.4  # logits below the topic's ability: about 70 % right
LEAST_SLOPE = 0.25


class Reason(StrEnum):
    """Why a question was picked."""

    REVIEW = "review"
    MISSED = "missed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A question never attempted: its id, b (logits) and group (no two of a group in one session)."""

    item: str
    difficulty: float
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A question attempted before: retrievability today, dates since, whether missed, whether missed while sure."""

    item: str
    retrievability: float
    days_since: float
    missed: bool = False
    sure_but_wrong: bool = False
    group: str | None = None

    @property
    def due(self) -> bool:
        """Fading, or missed on an earlier date."""
        return self.retrievability < DUE_BELOW or (self.missed and self.days_since >= MISSED_AGE)


@dataclass(frozen=True, slots=True)
class Pools:
    """Questions of each topic (index -> list); a topic without questions may be left out."""

    unseen: Mapping[int, Sequence[Unseen]] = field(default_factory=dict)
    seen: Mapping[int, Sequence[Seen]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Needs:
    """weights (K,) of the outline; theta (K,) posterior means (logits); practice E (K,) decayed to now.

    constants give the response curve.
    """

    weights: Array
    theta: Array
    practice: Array
    constants: Constants = SHIPPED


@dataclass(frozen=True, slots=True)
class Pick:
    """One question of a session."""

    topic: int
    item: str
    reason: Reason


def combined_weights(weights: Sequence[Array], days_left: Sequence[float]) -> Array:
    """Outline weights of several exams, each weighted by 1 / days left; shape (K,), sum 1."""
    return weighted_by_nearness(np.array([share_of(w) for w in weights]), days_left)


def share_of(weights: Array) -> Array:
    """Weights on any positive scale as shares; shape (K,), sum 1."""
    return np.asarray(np.asarray(weights, dtype=float) / np.sum(weights))


def weighted_by_nearness(shares: Array, days_left: Sequence[float]) -> Array:
    """Rows (exams, K) of shares pooled into one (K,), each weighted by 1 / days left."""
    nearness = np.array([1.0 / max(1.0, days) for days in days_left])
    return np.asarray(nearness @ shares / nearness.sum())


def review_share(days_left: float | None) -> float:
    """Share of reviews by phase: 20 % over 21 days before the exam, then 30 %, last 7 days 45 %."""
    if days_left is None:
        return REVIEW_SHARE
    if days_left > 21.0:
        return REVIEW_SHARE_EARLY
    return REVIEW_SHARE if days_left > 7.0 else REVIEW_SHARE_LAST_WEEK


def topic_priority(needs: Needs, today: Array) -> Array:
    """Claim of each topic on the next question, shape (K,); `today` (K,) counts picks of this session."""
    return np.asarray(needs.weights * slope_of(needs.theta, needs.constants) / (1.0 + needs.practice + today))


def slope_of(theta: Array, constants: Constants) -> Array:
    """Points still to be won on each topic: 4 s (1 - s) of the response curve, at least a quarter; shape (K,)."""
    s = sigmoid(constants.shrink * theta)
    return np.asarray(np.maximum(4.0 * s * (1.0 - s), LEAST_SLOPE))


def share_out(worth: Array, met: Array, n: int) -> Array:
    """`n` questions by topic (K,): each goes where worth_k / (met_k + today_k) is highest, as `topic_priority` has it.

    A topic takes a quarter of them or two at most while another one may take more; among equals the first one is
    served. One of no worth takes nothing, unless none is worth anything.
    """
    today, most = [0.0] * len(worth), max(2.0, n / 4.0)
    worths, mets, claims = worth.tolist(), met.tolist(), (worth / met).tolist()
    # Only the topic just served changes its claim, so a heap finds the next one.
    heap = [(-claims[k], k) for k in _worthy(worth)]
    heapify(heap)
    full: list[tuple[float, int]] = []
    for _ in range(n):
        if not heap:
            heap, most = sorted(full), np.inf
        k = heap[0][1]
        today[k] += 1.0
        claim = -(worths[k] / (mets[k] + today[k])), k
        if today[k] < most:
            heapreplace(heap, claim)
        else:
            heappop(heap)
            full.append(claim)
    return np.array(today)


def _worthy(worth: Array) -> list[int]:
    places: list[int] = np.flatnonzero(worth > 0.0).tolist()
    return places or list(range(len(worth)))


def select_session(needs: Needs, pools: Pools, n: int, rng: Random, reviews: float = REVIEW_SHARE) -> list[Pick]:
    """Up to n picks, fewer when the pools run dry; `reviews` is the largest share of due cards.

    Questions missed while sure come first in the session; the rest is shuffled with no two neighbors
    of one topic where avoidable.
    """
    draft = _Draft(needs, pools, n, rng, reviews)
    first = draft.pick_sure_but_wrong()
    while len(draft.picks) < n and draft.pick_next():
        pass
    rest = draft.picks[first:]
    rng.shuffle(rest)
    last = draft.picks[first - 1].topic if first else None
    return draft.picks[:first] + spread_topics(rest, last)


def spread_topics(picks: Sequence[Pick], last: int | None = None) -> list[Pick]:
    """The picks in nearly the given order, with no two neighbors of one topic where avoidable.

    `last` is the topic just before. Whenever one topic makes up half of what is left it must go next.
    """
    left = list(picks)
    ordered: list[Pick] = []
    while left:
        counts: dict[int, int] = {}
        for pick in left:
            counts[pick.topic] = counts.get(pick.topic, 0) + 1
        crowded = max(counts, key=lambda topic: counts[topic])
        must = crowded if 2 * counts[crowded] > len(left) and crowded != last else None
        place = next((i for i, p in enumerate(left) if p.topic == must or (must is None and p.topic != last)), 0)
        ordered.append(left.pop(place))
        last = ordered[-1].topic
    return ordered


class _Draft:
    """A session being filled; topics out of questions drop out."""

    def __init__(self, needs: Needs, pools: Pools, n: int, rng: Random, reviews: float) -> None:
        self._needs = needs
        self._pools = pools
        self._rng = rng
        self._most_reviews = reviews * n
        self._most_of_topic = max(2.0, n / 4.0)
        self._n_reviews = 0
        self._used: set[str] = set()
        self._today: Array = np.zeros(len(needs.weights))
        self._open = np.asarray(needs.weights) > 0.0
        self.picks: list[Pick] = []

    def pick_sure_but_wrong(self) -> int:
        """Due questions once missed while sure, within the share of reviews; how many were picked."""
        wanted = [
            (card.retrievability, topic, card)
            for topic, cards in self._pools.seen.items()
            for card in cards
            if card.sure_but_wrong and card.due and self._open[topic]
        ]
        for _r, topic, card in sorted(wanted, key=lambda entry: entry[:2]):
            if self._n_reviews < self._most_reviews and self._free(card):
                self._take_card(topic, card)
        return len(self.picks)

    def pick_next(self) -> bool:
        """Fill one place; False when no topic has anything left."""
        claims = topic_priority(self._needs, self._today)
        for capped in (True, False):  # the cap of a quarter gives way only when nothing else is left
            open_now = self._open & (self._today < self._most_of_topic) if capped else self._open.copy()
            while open_now.any():
                topic = int(np.argmax(np.where(open_now, claims, -1.0)))
                if self._pick_from(topic):
                    return True
                self._open[topic] = open_now[topic] = False
        return False

    def _pick_from(self, topic: int) -> bool:
        if self._n_reviews < self._most_reviews and self._pick_due(topic):
            return True
        return self._pick_unseen(topic) or self._pick_faded(topic)

    def _pick_due(self, topic: int) -> bool:
        return self._pick_card(topic, lambda card: card.due, lambda card: (not card.missed, card.retrievability))

    def _pick_faded(self, topic: int) -> bool:
        return self._pick_card(topic, lambda card: True, lambda card: (False, card.retrievability))

    def _pick_card(self, topic: int, fits: Callable[[Seen], bool], order: Callable[[Seen], tuple[bool, float]]) -> bool:
        cards = [card for card in self._pools.seen.get(topic, ()) if fits(card) and self._free(card)]
        if not cards:
            return False
        self._take_card(topic, min(cards, key=order))
        return True

    def _pick_unseen(self, topic: int) -> bool:
        """The label nearest to about 70 % chance, at random among equals."""
        fresh = [item for item in self._pools.unseen.get(topic, ()) if self._free(item)]
        if not fresh:
            return False
        wanted = float(self._needs.theta[topic]) - EASIER_BY
        nearest = min(abs(item.difficulty - wanted) for item in fresh)
        chosen = self._rng.choice([item for item in fresh if abs(item.difficulty - wanted) <= nearest + 1e-9])
        self._take(topic, chosen, Reason.NEW)
        return True

    def _take_card(self, topic: int, card: Seen) -> None:
        self._n_reviews += 1
        self._take(topic, card, Reason.MISSED if card.missed else Reason.REVIEW)

    def _take(self, topic: int, question: Seen | Unseen, reason: Reason) -> None:
        self._used.update((question.item, question.group or question.item))
        self._today[topic] += 1.0
        self.picks.append(Pick(topic, question.item, reason))

    def _free(self, question: Seen | Unseen) -> bool:
        return question.item not in self._used and (question.group is None or question.group not in self._used)
