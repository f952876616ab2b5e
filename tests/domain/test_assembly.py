from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.assembly import Drawn, ListPool, NotEnoughItems, count_forms, draw_form, lots, shuffled_options
from mediquiz.domain.blueprint import form_quotas

from .test_blueprint import EXAMS, exam

CMA = exam("cma", "2021")


def pool(per_topic: int, groups: dict[int, str] | None = None) -> ListPool:
    by_topic = {topic: range(n * 1000, n * 1000 + per_topic) for n, topic in enumerate(CMA.topic_weights)}
    return ListPool(by_topic, groups or {})


def form(seed: int = 1, per_topic: int = 40) -> list[Drawn]:
    return draw_form(CMA, pool(per_topic), random.Random(seed))


def test_a_form_holds_the_quotas_of_every_area() -> None:
    scored, unscored = form_quotas(CMA)
    found = form()
    assert Counter(p.area for p in found if p.scored) == Counter({a: n for a, n in scored.items() if n})
    assert Counter(p.area for p in found if not p.scored) == Counter({a: n for a, n in unscored.items() if n})


def test_no_item_twice_and_segments_of_fifty() -> None:
    found = form()
    assert len({p.ordinal for p in found}) == CMA.total
    assert Counter(p.segment for p in found) == {0: 50, 1: 50, 2: 50, 3: 50}


def test_the_same_seed_draws_the_same_form_and_another_seed_another() -> None:
    assert form(7) == form(7)
    assert form(7) != form(8)


def test_unscored_items_are_mixed_in() -> None:
    places = [n for n, p in enumerate(form()) if not p.scored]
    assert len(places) == 20
    assert places[-1] - places[0] > 50


def test_members_of_a_group_never_share_a_form() -> None:
    groups = {n * 1000 + k: f"twins-{n}-{k // 2}" for n in range(len(CMA.topic_weights)) for k in range(40)}
    found = draw_form(CMA, pool(40, groups), random.Random(3))
    names = [groups[p.ordinal] for p in found]
    assert len(set(names)) == len(names)


def test_too_small_a_bank_names_the_area_and_both_counts() -> None:
    with pytest.raises(NotEnoughItems, match="holds 7 of the 33 questions") as caught:
        draw_form(CMA, pool(1), random.Random(1))
    assert caught.value.needed > caught.value.found


class HalfSeen(ListPool):
    """The first ten of each topic are unseen, the others were shown, longest ago first."""

    def unseen(self, topic: str) -> list[int]:
        return list(super().unseen(topic))[:10]

    def seen(self, topic: str) -> list[int]:
        return list(super().unseen(topic))[10:]


def test_seen_items_only_fill_what_unseen_ones_cannot() -> None:
    by_topic = {topic: range(n * 1000, n * 1000 + 40) for n, topic in enumerate(CMA.topic_weights)}
    found = draw_form(CMA, HalfSeen(by_topic, {}), random.Random(2))
    for area in CMA.areas:
        inside = [p for p in found if p.area == area.id]
        fresh = sum(not p.seen_before for p in inside)
        assert fresh == min(len(inside), 10 * len(area.topics))
    assert all(p.seen_before == (p.ordinal % 1000 >= 10) for p in found)


def test_forms_are_counted_by_drawing_them() -> None:
    counts = [count_forms(CMA, pool(per_topic), random.Random(1)) for per_topic in (1, 12, 60)]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[2] > counts[1]


@pytest.mark.parametrize("blueprint", EXAMS, ids=lambda one: f"{one.id}-{one.edition}")
def test_every_exam_can_be_drawn(blueprint: object) -> None:
    from mediquiz.domain.blueprint import Blueprint

    assert isinstance(blueprint, Blueprint)
    by_topic = {topic: range(n * 1000, n * 1000 + 60) for n, topic in enumerate(blueprint.topic_weights)}
    assert len(draw_form(blueprint, ListPool(by_topic, {}), random.Random(1))) == blueprint.total


@given(st.lists(st.integers(), unique=True, max_size=200), st.integers(0, 2**32))
def test_lots_give_every_value_once(values: list[int], seed: int) -> None:
    assert sorted(lots(values, random.Random(seed))) == sorted(values)


def test_lots_favor_no_place() -> None:
    rng = random.Random(5)
    firsts = Counter(next(lots(range(5), rng)) for _ in range(5000))
    assert all(850 < count < 1150 for count in firsts.values())


def test_fixed_options_keep_their_order() -> None:
    assert shuffled_options(4, True, random.Random(1)) == (0, 1, 2, 3)
    assert sorted(shuffled_options(5, False, random.Random(1))) == [0, 1, 2, 3, 4]
