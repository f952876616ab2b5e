"""Which items a session of practice holds: unseen first, never two of a group but from a list of the student's own."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from mediquiz.domain.assembly import lots
from mediquiz.domain.blueprint import largest_remainder
from mediquiz.storage.catalog import Catalog


class Chooser:
    """Takes items from the catalog for one session."""

    def __init__(self, catalog: Catalog, rng: random.Random) -> None:
        self._catalog, self._rng = catalog, rng
        self._taken: set[int] = set()
        self._groups: set[str] = set()

    def from_topics(self, weights: dict[str, float], count: int) -> list[str]:
        """`count` items over topics in proportion to their weights; what one topic lacks the others give."""
        topics = [topic for topic, weight in weights.items() if weight > 0 and self._catalog.counts(topic)[0]]
        found: list[int] = []
        while topics and len(found) < count:
            shares = largest_remainder([weights[topic] for topic in topics], count - len(found))
            before = len(found)
            for topic, share in zip(topics, shares, strict=True):
                found += self._take(self._fresh_first(topic), share)
            if len(found) == before:
                found += self._take((o for topic in topics for o in self._fresh_first(topic)), count - len(found))
                break
        self._rng.shuffle(found)
        return self._catalog.ids(found)

    def unseen(self, topics: Iterable[str], count: int) -> list[str]:
        """Only items never shown."""
        pool = [ordinal for topic in topics for ordinal in self._catalog.unseen(topic)]
        return self._catalog.ids(self._take(lots(pool, self._rng), count))

    def listed(self, ids: Sequence[str], count: int) -> list[str]:
        """From a list of ids, in its order, as far as they are served.

        A list is asked as it was chosen: the others of a group come last, far from the first, and are not left out.
        """
        ordinals = [ordinal for item_id in ids if (ordinal := self._catalog.ordinal(item_id)) is not None]
        found = self._take(ordinals, count)
        again = [ordinal for ordinal in dict.fromkeys(ordinals) if ordinal not in self._taken]
        return self._catalog.ids([*found, *again[: max(0, count - len(found))]])

    def _fresh_first(self, topic: str) -> Iterator[int]:
        yield from lots(self._catalog.unseen(topic), self._rng)
        yield from self._catalog.seen(topic)

    def _take(self, ordinals: Iterable[int], count: int) -> list[int]:
        found: list[int] = []
        if count <= 0:
            return found
        for ordinal in ordinals:
            group = self._catalog.group(ordinal)
            if ordinal in self._taken or (group and group in self._groups):
                continue
            self._taken.add(ordinal)
            if group:
                self._groups.add(group)
            found.append(ordinal)
            if len(found) == count:
                break
        return found
