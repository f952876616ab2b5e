"""Drawing a form: which items, in which order, in which segment, scored or not, with options in which order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mediquiz.domain.blueprint import Area, Blueprint, form_quotas, largest_remainder
from mediquiz.language import n_


class NotEnoughItems(Exception):
    """The bank cannot fill an area of the form."""

    def __init__(self, area: Area, needed: int, found: int) -> None:
        said = n_(
            "The bank holds {{found}} of the {n} question that the area “{{area}}” needs.",
            "The bank holds {{found}} of the {n} questions that the area “{{area}}” needs.",
            needed,
        )
        super().__init__(said.format(found=found, area=area.title))
        self.area, self.needed, self.found = area, needed, found


class Pool(Protocol):
    """What a form is drawn from. Items go by their dense ordinal, so that 100,000 of them cost nothing to hold."""

    def unseen(self, topic: str) -> Sequence[int]:
        """Ordinals of the topic's served items that were never shown, in any order."""
        ...

    def seen(self, topic: str) -> Sequence[int]:
        """Ordinals of those shown before, longest ago first."""
        ...

    def group(self, ordinal: int) -> str:
        """The item's group, or an empty string."""
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """One place of a drawn form."""

    ordinal: int
    area: str
    segment: int
    scored: bool
    seen_before: bool


class _Picker:
    """Takes items out of a pool, never one twice and never two of a group."""

    def __init__(self, pool: Pool, rng: random.Random) -> None:
        self._pool, self._rng = pool, rng
        self._taken: set[int] = set()
        self._groups: set[str] = set()

    def take(self, topic: str, count: int, fresh: bool) -> list[int]:
        """Up to `count` ordinals of one topic."""
        found: list[int] = []
        if count <= 0:
            return found
        for ordinal in self._candidates(topic, fresh):
            if len(found) == count:
                break
            if self._free(ordinal):
                self._claim(ordinal)
                found.append(ordinal)
        return found

    def _candidates(self, topic: str, fresh: bool) -> Iterator[int]:
        # Seen items come longest ago first; only unseen ones are drawn by lot.
        return lots(self._pool.unseen(topic), self._rng) if fresh else iter(self._pool.seen(topic))

    def _free(self, ordinal: int) -> bool:
        return ordinal not in self._taken and self._pool.group(ordinal) not in self._groups

    def _claim(self, ordinal: int) -> None:
        self._taken.add(ordinal)
        group = self._pool.group(ordinal)
        if group:
            self._groups.add(group)


def lots(values: Sequence[int], rng: random.Random) -> Iterator[int]:
    """A random order, drawn one at a time: the cost is that of the values taken, not of the pool."""
    moved: dict[int, int] = {}
    for last in range(len(values) - 1, -1, -1):
        at = rng.randrange(last + 1)
        yield values[moved.get(at, at)]
        moved[at] = moved.get(last, last)


def _fill_area(area: Area, needed: int, picker: _Picker) -> list[tuple[int, bool]]:
    """`needed` pairs (ordinal, seen before): by topic share, then whatever the area still has, then seen ones."""
    topics = list(area.topics)
    found: list[tuple[int, bool]] = []
    for fresh in (True, False):
        wanted = largest_remainder([area.topics[topic] for topic in topics], needed - len(found))
        for topic, count in zip(topics, wanted, strict=True):
            found += [(ordinal, not fresh) for ordinal in picker.take(topic, count, fresh)]
        for topic in topics:
            found += [(ordinal, not fresh) for ordinal in picker.take(topic, needed - len(found), fresh)]
    if len(found) < needed:
        raise NotEnoughItems(area, needed, len(found))
    return found


def draw_form(blueprint: Blueprint, pool: Pool, rng: random.Random) -> list[Drawn]:
    """A full form: quotas by largest remainder, unscored items mixed in, segments filled in order.

    Raises NotEnoughItems when an area cannot be filled even with items shown before.
    """
    scored, unscored = form_quotas(blueprint)
    picker = _Picker(pool, rng)
    places: list[tuple[int, str, bool, bool]] = []
    for area in blueprint.areas:
        found = _fill_area(area, scored[area.id] + unscored[area.id], picker)
        rng.shuffle(found)
        places += [(ordinal, area.id, n < scored[area.id], old) for n, (ordinal, old) in enumerate(found)]
    rng.shuffle(places)
    return [
        Drawn(ordinal, area, segment, counts, old)
        for (ordinal, area, counts, old), segment in zip(places, _segments(blueprint), strict=True)
    ]


def _segments(blueprint: Blueprint) -> list[int]:
    return [n for n, segment in enumerate(blueprint.segments) for _place in range(segment.questions)]


def shuffled_options(count: int, fixed: bool, rng: random.Random) -> tuple[int, ...]:
    """The order in which options are shown, by their place in the author's order."""
    order = list(range(count))
    if not fixed:
        rng.shuffle(order)
    return tuple(order)


class ListPool:
    """A pool in plain lists, for counting forms and for tests."""

    def __init__(self, by_topic: Mapping[str, Sequence[int]], groups: Mapping[int, str]) -> None:
        self._by_topic = {topic: list(ordinals) for topic, ordinals in by_topic.items()}
        self._groups = groups

    def unseen(self, topic: str) -> Sequence[int]:
        return self._by_topic.get(topic, [])

    def seen(self, topic: str) -> Sequence[int]:
        return []

    def group(self, ordinal: int) -> str:
        return self._groups.get(ordinal, "")

    def remove(self, ordinals: set[int]) -> None:
        """Takes items out, as if a form had used them."""
        for topic, held in self._by_topic.items():
            self._by_topic[topic] = [ordinal for ordinal in held if ordinal not in ordinals]


def count_forms(blueprint: Blueprint, pool: ListPool, rng: random.Random, most: int = 20) -> int:
    """How many full forms can be drawn one after another without a shared item, at most `most`."""
    for made in range(most):
        try:
            form = draw_form(blueprint, pool, rng)
        except NotEnoughItems:
            return made
        pool.remove({place.ordinal for place in form})
    return most
