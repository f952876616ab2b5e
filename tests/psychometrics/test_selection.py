"""Which questions come next."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.selection import (
    Needs,
    Pick,
    Pools,
    Reason,
    Seen,
    Unseen,
    combined_weights,
    review_share,
    select_session,
    share_out,
    slope_of,
    spread_topics,
    topic_priority,
)

K = 6


def needs(weights: list[float] | None = None, theta: float = 0.4, practice: list[float] | None = None) -> Needs:
    w = np.array(weights or [1.0 / K] * K)
    return Needs(w, np.full(len(w), theta), np.array(practice or [0.0] * len(w)))


def unseen(per_topic: int = 10, topics: int = K) -> dict[int, list[Unseen]]:
    return {k: [Unseen(f"{k}.{i}", (i % 3 - 1) * 0.5) for i in range(per_topic)] for k in range(topics)}


def test_topics_come_in_proportion_to_the_outline() -> None:
    found = select_session(needs([0.4, 0.3, 0.15, 0.1, 0.05, 0.0]), Pools(unseen(40)), 80, Random(1))
    counts = Counter(pick.topic for pick in found)
    assert counts[5] == 0
    assert [counts[k] for k in range(5)] == pytest.approx([20, 20, 20, 13, 7], abs=2)  # a quarter at most


def test_practiced_topics_wait_and_weak_ones_gain() -> None:
    claims = topic_priority(needs(practice=[0.0, 10.0, 0, 0, 0, 0]), np.zeros(K))
    assert claims[1] == pytest.approx(claims[0] / 11)
    strong_and_weak = Needs(np.full(2, 0.5), np.array([3.0, 0.0]), np.zeros(2))
    strong, weak = topic_priority(strong_and_weak, np.zeros(2))
    assert weak > strong >= weak / 4


def test_new_questions_are_nearest_to_seventy_percent() -> None:
    found = select_session(needs(theta=0.4), Pools(unseen()), 6, Random(2))
    assert {pick.reason for pick in found} == {Reason.NEW}
    assert all(int(pick.item.split(".")[1]) % 3 == 1 for pick in found)  # b = 0 is nearest to 0.4 - 0.4


def test_reviews_keep_to_their_share_missed_first() -> None:
    seen = {
        k: [Seen(f"faded{k}", 0.6, 9.0), Seen(f"missed{k}", 0.9, 2.0, missed=True), Seen(f"fine{k}", 0.95, 1.0)]
        for k in range(K)
    }
    found = select_session(needs(), Pools(unseen(), seen), 20, Random(3))
    reasons = Counter(pick.reason for pick in found)
    assert reasons[Reason.MISSED] + reasons[Reason.REVIEW] == 6
    assert reasons[Reason.MISSED] == 6
    assert not any(pick.item.startswith("fine") for pick in found)


def test_a_question_missed_today_is_not_due() -> None:
    assert not Seen("a", 1.0, 0.5, missed=True).due
    assert Seen("a", 1.0, 1.0, missed=True).due
    assert Seen("a", 0.84, 0.1).due


def test_sure_but_wrong_opens_the_session() -> None:
    seen = {2: [Seen("sure", 0.9, 3.0, missed=True, sure_but_wrong=True)], 1: [Seen("old", 0.2, 30.0)]}
    found = select_session(needs(), Pools(unseen(), seen), 10, Random(4))
    assert found[0].item == "sure" and found[0].reason is Reason.MISSED


def test_when_nothing_is_new_the_least_remembered_come() -> None:
    seen = {0: [Seen("a", 0.99, 1.0), Seen("b", 0.9, 1.0)]}
    found = select_session(needs(), Pools({}, seen), 1, Random(5))
    assert [pick.item for pick in found] == ["b"]
    both = select_session(needs(), Pools({}, seen), 9, Random(5))
    assert sorted(pick.item for pick in both) == ["a", "b"]
    assert select_session(needs(), Pools(), 9, Random(5)) == []


def test_groups_do_not_meet() -> None:
    pools = Pools({0: [Unseen("a", 0.0, "g"), Unseen("b", 0.0, "g"), Unseen("c", 0.0)]})
    found = select_session(needs(), pools, 5, Random(6))
    assert len(found) == 2 and {pick.item for pick in found} >= {"c"}


def test_several_exams_weigh_by_nearness() -> None:
    found = combined_weights([np.array([1.0, 0.0]), np.array([0.0, 2.0])], [10.0, 30.0])
    assert found == pytest.approx([0.75, 0.25])
    assert combined_weights([np.array([1.0, 0.0])], [0.0]).sum() == pytest.approx(1.0)


def test_review_share_by_phase() -> None:
    assert [review_share(days) for days in (None, 40, 21, 8, 7, 1)] == [0.30, 0.20, 0.30, 0.30, 0.45, 0.45]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=25), st.none() | st.integers(0, 4))
def test_neighbors_differ_where_avoidable(topics: list[int], last: int | None) -> None:
    picks = [Pick(topic, str(i), Reason.NEW) for i, topic in enumerate(topics)]
    found = spread_topics(picks, last)
    assert sorted(p.item for p in found) == sorted(p.item for p in picks)
    counts = Counter(topics)
    clashes = sum(a.topic == b.topic for a, b in pairwise(found))
    crowd = max(counts.values(), default=0)
    fewest = max(0, 2 * crowd - len(topics) - 1)
    assert clashes <= fewest + (last is not None)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000), st.integers(0, 6), st.integers(0, 6))
def test_a_session_never_repeats_and_never_overflows(n: int, seed: int, fresh: int, old: int) -> None:
    rng = Random(seed)
    seen = {
        k: [Seen(f"s{k}.{i}", rng.random(), 5.0, rng.random() < 0.3, rng.random() < 0.1) for i in range(old)]
        for k in range(K)
    }
    pools = Pools(unseen(fresh), seen)
    found = select_session(needs(), pools, n, Random(seed))
    items = [pick.item for pick in found]
    assert len(items) == len(set(items)) == min(n, K * (fresh + old))
    assert found == select_session(needs(), pools, n, Random(seed))


WORTHS = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.25, 1.0 / 3.0, 0.9]) | st.floats(0, 1), min_size=1, max_size=9)


@settings(deadline=None)
@given(WORTHS, st.randoms(use_true_random=False), st.integers(0, 60))
def test_sharing_out_serves_the_highest_claim_each_time(weights: list[float], rng: Random, n: int) -> None:
    """The heap against the rule as it is written: look at all claims again before each question, first of equals."""
    size = len(weights)
    theta, practice = (np.array([rng.choice((-1.0, 0.0, 0.0, 2.5)) for _ in range(size)]) for _ in range(2))
    wanted = Needs(np.array(weights), theta, np.abs(practice))
    today = np.zeros(size)
    worth = wanted.weights * slope_of(theta, wanted.constants)
    asked = worth > 0.0 if worth.any() else np.ones(size, dtype=bool)
    for _ in range(n):
        under = asked & (today < max(2.0, n / 4.0))
        open_now = under if under.any() else asked
        today[int(np.argmax(np.where(open_now, topic_priority(wanted, today), -1.0)))] += 1.0
    found = share_out(worth, 1.0 + wanted.practice, n)
    assert found.tolist() == today.tolist()
