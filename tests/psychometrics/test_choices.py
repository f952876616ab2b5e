"""Which question comes next, and what may be said of a number: worked out by hand, at each of the thresholds."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from mediquiz.psychometrics.constants import SHIPPED
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
    share_of,
    share_out,
    slope_of,
    spread_topics,
    topic_priority,
    weighted_by_nearness,
)
from mediquiz.psychometrics.wording import (
    Basis,
    Limit,
    ReadinessStage,
    Shown,
    TopicLabel,
    Word,
    answers_to_halve,
    coverage,
    rounded_chance,
    shown,
    stage_of,
    topic_label,
    word_of,
)

ONE = Needs(np.ones(1), np.array([0.4]), np.zeros(1))
"""One topic whose new questions are best at b = 0."""


def items(picks: list[Pick]) -> list[str]:
    return [pick.item for pick in picks]


def test_the_claim_of_a_topic() -> None:
    needs = Needs(np.array([0.5, 0.5]), np.array([0.4, 3.0]), np.array([1.0, 0.0]))
    # s = sigmoid(.905026 x .4) = .589528, 4 s (1 - s) = .967939; at 3.0 s = .937918 gives .232912: no less than .25.
    assert slope_of(needs.theta, SHIPPED) == pytest.approx([0.967939, 0.25], abs=1e-6)
    assert topic_priority(needs, np.array([2.0, 3.0])) == pytest.approx([0.5 * 0.967939 / 4, 0.5 * 0.25 / 4], abs=1e-6)


def test_several_exams_weigh_by_the_inverse_of_the_days_left() -> None:
    assert share_of(np.array([1, 3])).tolist() == [0.25, 0.75]
    # 1/10 and 1/30: three quarters and one quarter; less than a day counts as one.
    assert weighted_by_nearness(np.array([[1.0, 0.0], [0.5, 0.5]]), [10, 30]) == pytest.approx([0.875, 0.125])
    assert combined_weights([np.array([2.0, 0.0]), np.array([0.0, 9.0])], [0.25, 4]) == pytest.approx([0.8, 0.2])
    assert combined_weights([np.array([2.0, 0.0]), np.array([0.0, 9.0])], [2, 3]) == pytest.approx([0.6, 0.4])


def test_the_share_of_reviews_changes_just_after_three_weeks_and_one_week() -> None:
    assert [review_share(days) for days in (21.5, 21.0, 7.5, 7.0)] == [0.20, 0.30, 0.30, 0.45]


def test_sharing_out_worked() -> None:
    """Worths 6, 3, 1: claims 6, 3, 1; then 6/2 and 3 are equal, the first is served; a quarter of 12 is 3 at most."""
    ones = np.ones(3)
    found = [share_out(np.array([6.0, 3.0, 1.0]), ones, n).tolist() for n in (0, 1, 2, 3, 12)]
    assert found == [[0, 0, 0], [1, 0, 0], [2, 0, 0], [2, 1, 0], [6, 3, 3]]
    # Of 4 two at most: the third goes to 3/1, the fourth to 3/2 and not to 6/3.
    assert share_out(np.array([6.0, 3.0, 1.0]), ones, 4).tolist() == [2, 2, 0]
    # Met before: 6/3, 3/1, 1/1.
    assert share_out(np.array([6.0, 3.0, 1.0]), np.array([3.0, 1.0, 1.0]), 2).tolist() == [1, 1, 0]


def test_a_topic_that_no_exam_asks_gets_no_question() -> None:
    """Of 8 two each; then the quarter gives way: 6/3, 6/4, 6/5, and 6/6 and 3/3 are equal, the first is served."""
    found = share_out(np.array([0.0, 6.0, 0.0, 3.0]), np.ones(4), 8)
    assert found.tolist() == [0, 6, 0, 2]
    assert share_out(np.array([0.0, 0.0, 1.0]), np.ones(3), 9).tolist() == [0, 0, 9]
    # Where nothing is worth anything, all are alike; what is left of a quarter each goes to the first.
    assert share_out(np.zeros(3), np.ones(3), 4).tolist() == [2, 2, 0]
    assert share_out(np.zeros(3), np.ones(3), 8).tolist() == [4, 2, 2]


def test_a_quarter_gives_way_when_nothing_else_is_left() -> None:
    needs = Needs(np.array([0.9, 0.1]), np.full(2, 0.4), np.zeros(2))
    pools = Pools({k: [Unseen(f"{k}.{i}", 0.0) for i in range(9)] for k in range(2)})
    # Two each; then .9/3 and .1/3, .9/4, .9/5 and .9/6: the rest goes to the first.
    assert Counter(pick.topic for pick in select_session(needs, pools, 8, Random(1))) == {0: 6, 1: 2}
    short = Pools({0: [Unseen("0.0", 0.0)], 1: [Unseen(f"1.{i}", 0.0) for i in range(9)]})
    assert Counter(pick.topic for pick in select_session(needs, short, 8, Random(1))) == {0: 1, 1: 7}


def test_a_quarter_of_nine_is_three() -> None:
    needs = Needs(np.array([0.6, 0.1, 0.1, 0.1, 0.1]), np.full(5, 0.4), np.zeros(5))
    pools = Pools({k: [Unseen(f"{k}.{i}", 0.0) for i in range(9)] for k in range(5)})
    assert Counter(pick.topic for pick in select_session(needs, pools, 9, Random(1))) == {0: 3, 1: 2, 2: 2, 3: 1, 4: 1}


def test_what_follows_the_sure_misses_is_of_another_topic() -> None:
    needs = Needs(np.ones(2) / 2, np.full(2, 0.4), np.zeros(2))
    new = {k: [Unseen(f"{k}.{i}", 0.0) for i in range(4)] for k in range(2)}
    sure = {0: [Seen("a", 0.1, 9.0, True, True)], 1: [Seen("b", 0.2, 9.0, True, True)]}
    for seed in range(8):
        found = select_session(needs, Pools(new, sure), 8, Random(seed))
        assert [pick.topic for pick in found[:3]] == [0, 1, 0]
        alone = select_session(needs, Pools(new, {1: sure[1]}), 7, Random(seed))
        assert [pick.topic for pick in alone[:2]] == [1, 0]


def test_a_strong_topic_is_asked_harder_questions() -> None:
    needs = Needs(np.ones(1), np.array([1.4]), np.zeros(1))
    for seed in range(4):
        pools = Pools({0: [Unseen("easy", -1.0), Unseen("hard", 1.1), Unseen("none", 0.0)]})
        assert select_session(needs, pools, 1, Random(seed)) == [Pick(0, "hard", Reason.NEW)]
        only = Pools({0: [Unseen("harder", 1.8), Unseen("hard", 1.5)]})
        assert select_session(needs, only, 1, Random(seed)) == [Pick(0, "hard", Reason.NEW)]


def test_a_card_is_due_below_eighty_five_percent() -> None:
    assert [Seen("a", r, 9.0).due for r in (0.8499, 0.85, 0.86)] == [True, False, False]


def test_a_topic_without_weight_is_never_asked() -> None:
    needs = Needs(np.array([1.0, 0.0]), np.full(2, 0.4), np.zeros(2))
    seen = {1: [Seen("sure", 0.1, 9.0, missed=True, sure_but_wrong=True)]}
    assert select_session(needs, Pools({1: [Unseen("new", 0.0)]}, seen), 5, Random(1)) == []


def test_due_cards_come_missed_first_then_the_least_remembered() -> None:
    cards = [
        Seen("faint", 0.3, 20.0),
        Seen("fainter", 0.2, 30.0),
        Seen("missed", 0.8, 2.0, missed=True),
        Seen("missed too", 0.9, 1.0, missed=True),
        Seen("today", 0.95, 0.9, missed=True),
        Seen("known", 0.85, 5.0),
    ]
    orders = [set(items(select_session(ONE, Pools({}, {0: cards}), n, Random(1), 1.0))) for n in range(1, 7)]
    added = [(now - before).pop() for before, now in zip([set[str](), *orders], orders, strict=False)]
    # After the due ones the rest by what is least remembered: known .85, then today .95.
    due = Pools({}, {0: cards[:1]})
    assert select_session(ONE, due, 1, Random(1)) == [Pick(0, "faint", Reason.REVIEW)]
    assert added == ["missed", "missed too", "fainter", "faint", "known", "today"]
    reasons = {pick.item: pick.reason for pick in select_session(ONE, Pools({}, {0: cards}), 6, Random(1), 1.0)}
    assert [reasons[name] for name in ("missed", "today", "faint", "known")] == [
        Reason.MISSED, Reason.MISSED, Reason.REVIEW, Reason.REVIEW,
    ]  # fmt: skip


@pytest.mark.parametrize(("n", "share", "reviews"), [(10, 0.3, 3), (5, 0.3, 2), (10, 0.0, 0), (4, 1.0, 4)])
def test_reviews_stop_at_their_share(n: int, share: float, reviews: int) -> None:
    pools = Pools({0: [Unseen(f"new{i}", 0.0) for i in range(20)]}, {0: [Seen(f"old{i}", 0.5, 9.0) for i in range(20)]})
    found = select_session(ONE, pools, n, Random(1), share)
    assert Counter(pick.reason for pick in found)[Reason.REVIEW] == reviews
    sure = Pools(pools.unseen, {0: [Seen(f"s{i}", 0.5, 9.0, True, True) for i in range(20)]})
    assert Counter(pick.reason for pick in select_session(ONE, sure, n, Random(1), share))[Reason.MISSED] == reviews


def test_without_a_share_asked_for_three_of_ten_are_reviews() -> None:
    pools = Pools({0: [Unseen(f"new{i}", 0.0) for i in range(20)]}, {0: [Seen(f"old{i}", 0.5, 9.0) for i in range(20)]})
    assert Counter(pick.reason for pick in select_session(ONE, pools, 10, Random(1))) == {
        Reason.REVIEW: 3,
        Reason.NEW: 7,
    }


def test_what_was_missed_while_sure_opens_the_session_least_remembered_first() -> None:
    needs = Needs(np.ones(3) / 3, np.full(3, 0.4), np.zeros(3))
    seen = {
        0: [
            Seen("b", 0.5, 9.0, True, True),
            Seen("today", 0.9, 0.5, True, True),
            Seen("twin", 0.6, 9.0, True, True, "g"),
        ],
        1: [Seen("a", 0.4, 9.0, True, True), Seen("other twin", 0.7, 9.0, True, True, "g"), Seen("plain", 0.1, 50.0)],
        2: [Seen("c", 0.8, 9.0, True, True)],
    }
    found = select_session(needs, Pools({}, seen), 6, Random(1), 0.75)
    assert items(found[:4]) == ["a", "b", "twin", "c"]  # the other twin is of the same group, one of today is not due
    assert {pick.reason for pick in found[:4]} == {Reason.MISSED}
    # 4.5 reviews are 5: the least remembered of the rest; then no due card may come, and what is seen fills the place.
    assert sorted(items(found[4:])) == ["plain", "today"]


def test_new_questions_are_the_nearest_at_random_among_equals() -> None:
    pools = Pools({0: [Unseen("low", -0.2), Unseen("high", 0.2), Unseen("far", 0.21), Unseen("farther", -0.9)]})
    firsts = Counter(select_session(ONE, pools, 1, Random(seed))[0].item for seed in range(200))
    assert set(firsts) == {"low", "high"}
    assert min(firsts.values()) > 70
    third = {frozenset(items(select_session(ONE, pools, 3, Random(seed)))) for seed in range(5)}
    assert third == {frozenset(("low", "high", "far"))}


def test_no_two_of_a_group_new_or_seen_and_none_twice() -> None:
    pools = Pools(
        {0: [Unseen("a", 0.0, "g"), Unseen("b", 0.1)]}, {0: [Seen("c", 0.2, 9.0, group="g"), Seen("b", 0.3, 9.0)]}
    )
    # c is due and comes first; then a is of its group, and b comes once: as a review it is due, else it is new.
    assert sorted(items(select_session(ONE, pools, 9, Random(1), 0.1))) == ["b", "c"]
    assert select_session(ONE, pools, 0, Random(1)) == []


def test_the_rest_of_a_session_is_shuffled() -> None:
    pools = Pools({0: [Unseen(f"{i}", i / 100) for i in range(30)]})
    asked = [items(select_session(ONE, pools, 30, Random(seed))) for seed in range(4)]
    assert len({tuple(order) for order in asked}) == 4
    assert all(order != sorted(order, key=int) for order in asked)


def test_neighbors_are_parted() -> None:
    def order(topics: list[int], last: int | None = None) -> list[int]:
        return [pick.topic for pick in spread_topics([Pick(k, str(n), Reason.NEW) for n, k in enumerate(topics)], last)]

    assert order([0, 0, 1, 1]) == [0, 1, 0, 1]
    assert order([1, 0, 0, 0]) == [0, 1, 0, 0]  # half and more of one topic must go at once
    assert order([1, 0, 0]) == [0, 1, 0]
    assert order([0, 1], last=0) == [1, 0]
    assert order([0, 0, 1], last=0) == [1, 0, 0]
    assert order([2, 1, 0, 2]) == [2, 1, 0, 2]
    # A half of what is left, or less, waits for its turn.
    assert order([1, 2, 2, 0]) == [1, 2, 0, 2]
    assert order([1, 2, 2, 0, 3]) == [1, 2, 0, 2, 3]
    assert order([]) == []
    same = spread_topics([Pick(0, "a", Reason.NEW), Pick(0, "b", Reason.NEW)])
    assert items(same) == ["a", "b"]


# -- what may be said ------------------------------------------------------------------------------------


def test_the_cold_start_table_at_its_edges() -> None:
    edges = [(19, 1.0), (20, 0.0), (49, 1.0), (50, 0.4999), (50, 0.5), (99, 1.0), (100, 0.7999), (100, 0.8), (100, 0.5)]
    assert [stage_of(*edge).value for edge in edges] == [
        "none", "range", "range", "range", "word", "word", "word", "chance", "word",
    ]  # fmt: skip
    assert stage_of(100, 0.1 + 0.7) is ReadinessStage.CHANCE  # .7999999999999999


def test_all_that_is_shown_of_one_certification() -> None:
    assert shown(Basis(first_attempts=0, covered=0.0, p_pass=0.9, low80=0.4, high80=0.5)) == Shown(
        stage=ReadinessStage.NONE,
        rough=False,
        answers_to_go=20,
        coverage=0.0,
        word=None,
        chance=None,
        limits=[Limit("few_answers", 0, 20), Limit("coverage", 1.0, 0.5)],
    )
    assert shown(Basis(first_attempts=20, covered=0.6, p_pass=0.9, low80=0.4, high80=0.5)) == Shown(
        stage=ReadinessStage.RANGE,
        rough=True,
        answers_to_go=0,
        coverage=0.6,
        word=None,
        chance=None,
        limits=[Limit("few_answers", 20, 50), Limit("coverage", 0.4, 0.8)],
    )
    assert shown(Basis(first_attempts=50, covered=0.8, p_pass=0.9, low80=0.4, high80=0.5)) == Shown(
        stage=ReadinessStage.WORD,
        rough=False,
        answers_to_go=0,
        coverage=0.8,
        word=Word.ABOVE,
        chance=None,
        limits=[Limit("few_answers", 50, 100)],
    )
    assert shown(Basis(first_attempts=100, covered=0.8, p_pass=0.61, low80=0.4, high80=0.5)) == Shown(
        stage=ReadinessStage.CHANCE, rough=False, answers_to_go=0, coverage=0.8, word=Word.CLOSE, chance=0.6, limits=[]
    )


@pytest.mark.parametrize(
    ("attempts", "covered", "needed"),
    [(99, 0.49, 0.5), (99, 0.5, 0.8), (99, 0.79, 0.8), (99, 0.8, None), (100, 0.49, 0.8), (100, 0.8 - 1e-12, None)],
)
def test_what_is_missing_of_the_outline(attempts: int, covered: float, needed: float | None) -> None:
    limits = [
        limit
        for limit in shown(Basis(first_attempts=attempts, covered=covered, p_pass=0.5, low80=0.4, high80=0.5)).limits
        if limit.code == "coverage"
    ]
    assert limits == ([] if needed is None else [Limit("coverage", pytest.approx(1 - covered), needed)])


@pytest.mark.parametrize(
    ("basis", "limits"),
    [
        (
            Basis(first_attempts=100, covered=1.0, p_pass=0.5, low80=0.10, high80=0.25),
            [],
        ),  # .15 wide: the limit itself is not wide
        (
            Basis(first_attempts=100, covered=1.0, p_pass=0.5, low80=0.10, high80=0.26),
            [Limit("wide_range", pytest.approx(0.16), 0.15)],
        ),
        (
            Basis(first_attempts=100, covered=1.0, p_pass=0.5, low80=0.4, high80=0.5, sd_cut=0.01),
            [Limit("cut_assumed", 0.01)],
        ),
        (Basis(first_attempts=100, covered=1.0, p_pass=0.5, low80=0.4, high80=0.5, idle_days=6.9), []),
        (
            Basis(first_attempts=100, covered=1.0, p_pass=0.5, low80=0.4, high80=0.5, idle_days=7.0),
            [Limit("idle", 7.0, 7.0)],
        ),
    ],
)
def test_what_else_limits_a_number(basis: Basis, limits: list[Limit]) -> None:
    assert shown(basis).limits == limits


def test_words_labels_and_rounding_at_their_edges() -> None:
    assert [word_of(p).value for p in (0.2499, 0.25, 0.75, 0.7501)] == [
        "likely below", "too close to call", "too close to call", "likely above",
    ]  # fmt: skip
    assert [rounded_chance(p) for p in (0.074, 0.076, 0.924, 0.926, 0.99)] == pytest.approx(
        [0.05, 0.10, 0.90, 0.95, 0.95]
    )
    assert topic_label(0.75, 0.9, 0.72) is TopicLabel.STRONG
    assert topic_label(0.7499, 0.9, 0.72) is TopicLabel.UNSURE
    assert topic_label(0.4, 0.72, 0.72) is TopicLabel.UNSURE
    assert topic_label(0.4, 0.7199, 0.72) is TopicLabel.WEAK


def test_a_topic_is_covered_from_the_second_first_attempt() -> None:
    assert coverage([1, 2, 3], np.array([1.0, 2.0, 1.0])) == 0.75
    assert coverage(np.array([9, 9, 9]), np.array([0.1, 0.2, 0.7])) == 1.0


def test_answers_to_halve_an_interval_worked_out() -> None:
    """theta 0, sd .5: slope .73 x .905026 / 4 = .165167, p = .615: information .165167^2 / (.615 x .385) = .115216.

    3 / (.25 x .115216) = 104.2, so 105. At theta 1: slope .73 x .905026 x .711981 x .288019 = .135478, p = .769746,
    information .103561; 3 / (.25 x .103561) = 115.9, so 116.
    """
    assert answers_to_halve(0.0, 0.5, SHIPPED) == 105
    assert answers_to_halve(1.0, 0.5, SHIPPED) == 116
    assert answers_to_halve(0.0, 50.0, SHIPPED) == 1
