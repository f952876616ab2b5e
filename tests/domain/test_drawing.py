"""What is left to chance when a form is drawn, and what is not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from statistics import fmean

import pytest

from mediquiz.domain.assembly import (
    Drawn,
    ListPool,
    NotEnoughItems,
    count_forms,
    draw_form,
    lots,
    shuffled_options,
)
from mediquiz.domain.blueprint import form_quotas

from .small_exam import SMALL
from .test_assembly import CMA, form

TOPICS = list(SMALL.topic_weights)


def pool(**held: int) -> ListPool:
    """So many items of each topic of the small exam (20 unless said), numbered from 100 x the topic's place."""
    sizes = {topic: held.get(topic.replace(".", "_"), 20) for topic in TOPICS}
    return ListPool({topic: range(100 * n, 100 * n + sizes[topic]) for n, topic in enumerate(TOPICS)}, {})


class Halves(ListPool):
    """Items below `first` of each topic are unseen; the others were shown, the highest longest ago."""

    first = 2

    def unseen(self, topic: str) -> list[int]:
        return [ordinal for ordinal in super().unseen(topic) if ordinal % 100 < self.first]

    def seen(self, topic: str) -> list[int]:
        return [ordinal for ordinal in reversed(super().unseen(topic)) if ordinal % 100 >= self.first]


class Scripted(random.Random):
    """Draws the numbers that it was given."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(0)
        self._numbers = list(numbers)

    def randrange(self, start: int, *_: object, **__: object) -> int:
        drawn = self._numbers.pop(0)
        assert drawn < start
        return drawn


def small(seed: int, drawn_from: ListPool | None = None) -> list[Drawn]:
    return draw_form(SMALL, drawn_from or pool(), random.Random(seed))


def topic_of(place: Drawn) -> str:
    return TOPICS[place.ordinal // 100]


def test_lots_draw_every_order_equally_often() -> None:
    """All 4! ways that the draws can fall lead to another order, so each order has the same chance."""
    ways = list(product(range(4), range(3), range(2), range(1)))
    orders = {tuple(lots("wxyz", Scripted(way))) for way in ways}  # type: ignore[arg-type]
    assert len(orders) == len(ways) == 24


def test_areas_do_not_stand_one_after_the_other() -> None:
    """Neighbors of a shuffled form share their area with chance sum n (n - 1) / (N (N - 1)), whatever the place."""
    scored, unscored = form_quotas(CMA)
    sizes = [scored[area] + unscored[area] for area in scored]
    assert sum(sizes) == 200
    alike = sum(n * (n - 1) for n in sizes) / (200 * 199)
    for seed in range(8):
        found = form(seed)
        borders = sum(one.area != other.area for one, other in pairwise(found))
        # About 199 (1 - alike) with a deviation near 199^.5 (alike (1 - alike))^.5, below 4; blocks have 27 borders.
        assert borders == pytest.approx(199 * (1 - alike), abs=20)


def test_every_area_and_every_unscored_place_is_at_home_anywhere() -> None:
    forms = [small(seed) for seed in range(400)]
    everywhere = {
        area.id: [n for found in forms for n, p in enumerate(found) if p.area == area.id] for area in SMALL.areas
    }
    everywhere["unscored"] = [n for found in forms for n, place in enumerate(found) if not place.scored]
    for name, places in everywhere.items():
        # Places 0 to 14 have a mean of 7 and a deviation of 4.3; 1,200 and more of them a deviation below .125.
        assert fmean(places) == pytest.approx(7, abs=0.5), name
        assert set(places) == set(range(15)), name


def test_which_of_an_area_are_scored_is_left_to_chance() -> None:
    """Of the 6 on vital signs 1 is unscored. By share 6 x .75 = 4.5 are on pulse, rounded up: 5, so 1 on pressure."""
    unscored = [
        topic_of(place) for seed in range(300) for place in small(seed) if place.area == "vitals" and not place.scored
    ]
    assert len(unscored) == 300
    # 300 x 1/6 = 50 with a deviation of (300 x 1/6 x 5/6)^.5 = 6.5; a fixed order would give 0 or 300.
    assert Counter(unscored)["v.pressure"] == pytest.approx(50, abs=30)


def test_a_topic_gets_its_share_of_the_area() -> None:
    for seed in range(5):
        counts = Counter(topic_of(place) for place in small(seed))
        # ecg 4 of 1 topic; billing 5 x .5 = 2.5 each, the earlier topic is rounded up.
        assert counts == {"v.pulse": 5, "v.pressure": 1, "e.leads": 4, "b.codes": 3, "b.claims": 2}


def test_segments_are_filled_in_order() -> None:
    assert [place.segment for place in small(1)] == [0] * 9 + [1] * 6


def test_a_form_that_does_not_fit_its_segments_is_refused() -> None:
    for questions in (5, 7):
        segments = (SMALL.segments[0], replace(SMALL.segments[1], questions=questions))
        with pytest.raises(ValueError, match="argument 2"):
            draw_form(replace(SMALL, segments=segments), pool(), random.Random(1))


def test_a_topic_that_runs_dry_is_made_up_for_within_its_area() -> None:
    counts = Counter(topic_of(place) for place in small(1, pool(v_pulse=2)))
    assert (counts["v.pulse"], counts["v.pressure"]) == (2, 4)
    assert not any(place.seen_before for place in small(1, pool(v_pulse=2)))


def test_seen_items_come_by_share_and_longest_ago_first() -> None:
    """Two of each topic are unseen, 20 were shown. Vital signs: 4 new, then 2 by share: 1.5 and .5, so 2 of pulse."""
    found = small(3, Halves({topic: range(100 * n, 100 * n + 22) for n, topic in enumerate(TOPICS)}, {}))
    old = {topic: sorted(p.ordinal % 100 for p in found if topic_of(p) == topic and p.seen_before) for topic in TOPICS}
    # ecg: 2 unseen and 2 seen; billing: 4 unseen and 1 seen, the earlier topic of equal shares.
    assert old == {"v.pulse": [20, 21], "v.pressure": [], "e.leads": [20, 21], "b.codes": [21], "b.claims": []}
    assert sum(not place.seen_before for place in found) == 10


def test_seen_items_of_a_neighbor_topic_fill_what_is_left() -> None:
    held = Halves({"v.pulse": range(3), "v.pressure": range(100, 104), "e.leads": range(200, 204)}, {})
    clinical = replace(SMALL, scored=8, unscored=2, domains=SMALL.domains[:1], areas=SMALL.areas[:2])
    clinical = replace(clinical, segments=(replace(SMALL.segments[0], questions=10),))
    found = draw_form(clinical, held, random.Random(1))
    # Vital signs need 6: all 4 unseen, then 2 of share 1.5 and .5 -> 2 of pulse, which has 1; pressure gives the other.
    old = sorted(place.ordinal for place in found if place.area == "vitals" and place.seen_before)
    assert old == [2, 103]


def test_an_area_that_cannot_be_filled_says_what_it_needs() -> None:
    with pytest.raises(NotEnoughItems) as caught:
        small(1, pool(v_pulse=3, v_pressure=2))
    assert (caught.value.area.id, caught.value.needed, caught.value.found) == ("vitals", 6, 5)
    assert str(caught.value) == "The bank holds 5 of the 6 questions that the area “Vital signs” needs."
    one = NotEnoughItems(caught.value.area, needed=1, found=0)
    assert str(one) == "The bank holds 0 of the 1 question that the area “Vital signs” needs."
    assert len(small(1, pool(v_pulse=4, v_pressure=2))) == 15


def test_items_without_a_group_may_meet_and_those_of_one_may_not() -> None:
    by_topic = {topic: range(100 * n, 100 * n + 20) for n, topic in enumerate(TOPICS)}
    leads = 100 * TOPICS.index("e.leads")
    groups = {leads + k: "twins" for k in range(17)}  # of 20 items one of 17, and 3 more: just the 4 that ecg needs
    for seed in range(5):
        ecg = [p.ordinal for p in draw_form(SMALL, ListPool(by_topic, groups), random.Random(seed)) if p.area == "ecg"]
        assert len(set(ecg)) == 4
        assert sum(ordinal in groups for ordinal in ecg) == 1
    with pytest.raises(NotEnoughItems):
        draw_form(SMALL, ListPool(by_topic, {leads + k: "twins" for k in range(18)}), random.Random(1))


def test_forms_are_counted_until_an_area_is_empty_or_the_most_is_reached() -> None:
    # ecg takes 4 a form: 11 items make 2 forms. Billing and vital signs hold enough for more.
    assert count_forms(SMALL, pool(e_leads=11), random.Random(1)) == 2
    assert count_forms(SMALL, pool(e_leads=12), random.Random(1)) == 3
    assert count_forms(SMALL, pool(), random.Random(1), most=2) == 2
    plenty = ListPool({topic: range(1000 * n, 1000 * n + 300) for n, topic in enumerate(TOPICS)}, {})
    assert count_forms(SMALL, plenty, random.Random(1)) == 20


def test_a_pool_in_lists_knows_nothing_of_what_was_shown_or_is_missing() -> None:
    held = ListPool({"a": [1, 2]}, {1: "g"})
    assert (held.unseen("b"), held.seen("a"), held.group(1), held.group(2)) == ([], [], "g", "")
    held.remove({2})
    assert held.unseen("a") == [1]


def test_options_are_shuffled_unless_their_order_has_a_meaning() -> None:
    orders = Counter(shuffled_options(3, False, random.Random(seed)) for seed in range(600))
    assert len(orders) == 6
    assert all(60 < count < 140 for count in orders.values())  # 100 each, with a deviation of 9
    assert shuffled_options(3, True, random.Random(3)) == (0, 1, 2)
