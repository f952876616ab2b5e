"""Which items there are, by dense ordinal, held in memory: what drawing and choosing need without asking the disk.

A cache of the item tables. At 100,000 items it loads in about a tenth of a second and a form is drawn from it in a few
milliseconds, where `ORDER BY random()` takes 16 to 80.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

_ROWS = """
SELECT i.ordinal, i.id, i.topic, i.item_group, i.family, i.difficulty, COALESCE(s.shown, 0), COALESCE(m.suspended, 0)
FROM item i LEFT JOIN item_state s ON s.item_id = i.id LEFT JOIN mark m ON m.item_id = i.id
WHERE i.status = 'served' ORDER BY COALESCE(s.last_shown_ms, 0), i.ordinal
"""


class _Topic:
    """Ordinals of one topic: unseen ones in a list with their places, seen ones in the order they were shown."""

    def __init__(self) -> None:
        self.unseen: list[int] = []
        self.place: dict[int, int] = {}
        self.seen: dict[int, None] = {}

    def add_unseen(self, ordinal: int) -> None:
        self.place[ordinal] = len(self.unseen)
        self.unseen.append(ordinal)

    def show(self, ordinal: int) -> None:
        """Move to the end of the seen ones, in constant time."""
        self.seen.pop(ordinal, None)
        self._drop_unseen(ordinal)
        self.seen[ordinal] = None

    def _drop_unseen(self, ordinal: int) -> None:
        at = self.place.pop(ordinal, None)
        if at is None:
            return
        last = self.unseen.pop()
        if last != ordinal:
            self.unseen[at] = last
            self.place[last] = at


class Catalog:
    """Served and not suspended items. Implements `domain.assembly.Pool`."""

    def __init__(self) -> None:
        self._topics: dict[str, _Topic] = {}
        self._groups: dict[int, str] = {}
        self._family_of: dict[int, str] = {}
        # Its items in the order in which to ask them: unseen ones, then the one shown longest ago first.
        self._families: dict[str, dict[int, None]] = {}
        self._topic_of: dict[int, str] = {}
        self._ordinals: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self.difficulty: dict[int, int] = {}

    def load(self, connection: Connection) -> None:
        """Read everything afresh."""
        self.__init__()  # type: ignore[misc]  # the empty state is written in one place
        for ordinal, item_id, topic, group, family, difficulty, shown, suspended in connection.exec_driver_sql(_ROWS):
            if suspended:
                continue
            self._add(ordinal, item_id, topic, group, family, difficulty)
            held = self._topics.setdefault(topic, _Topic())
            if shown:
                held.seen[ordinal] = None
            else:
                held.add_unseen(ordinal)

    def _add(self, ordinal: int, item_id: str, topic: str, group: str, family: str, difficulty: int) -> None:
        self._topic_of[ordinal] = topic
        self._ordinals[item_id] = ordinal
        self._ids[ordinal] = item_id
        self.difficulty[ordinal] = difficulty
        if group:
            self._groups[ordinal] = group
        if family:
            self._family_of[ordinal] = family
            self._families.setdefault(family, {})[ordinal] = None

    def unseen(self, topic: str) -> Sequence[int]:
        held = self._topics.get(topic)
        return held.unseen if held else ()

    def seen(self, topic: str) -> Sequence[int]:
        held = self._topics.get(topic)
        return tuple(held.seen) if held else ()

    def group(self, ordinal: int) -> str:
        return self._groups.get(ordinal, "")

    def counts(self, topic: str) -> tuple[int, int]:
        """Served items of a topic and how many of them were shown."""
        held = self._topics.get(topic)
        return (len(held.unseen) + len(held.seen), len(held.seen)) if held else (0, 0)

    def most(self, topics: Collection[str]) -> int:
        """How many served items of some topics one session can hold: of a group one."""
        held = sum(self.counts(topic)[0] for topic in topics)
        grouped = [group for ordinal, group in self._groups.items() if self._topic_of[ordinal] in topics]
        return held - len(grouped) + len(set(grouped))

    def show(self, item_id: str) -> None:
        """Note that an item is on screen."""
        ordinal = self._ordinals.get(item_id)
        if ordinal is not None:
            self._topics[self._topic_of[ordinal]].show(ordinal)
            family = self._families.get(self._family_of.get(ordinal, ""))
            if family is not None:
                del family[ordinal]
                family[ordinal] = None

    def ids(self, ordinals: Iterable[int]) -> list[str]:
        return [self._ids[ordinal] for ordinal in ordinals]

    def id(self, ordinal: int) -> str:
        return self._ids[ordinal]

    def ordinal(self, item_id: str) -> int | None:
        """None for an item that is not served."""
        return self._ordinals.get(item_id)

    def key(self, ordinal: int) -> str:
        """What is remembered as one thing: the family of an item that has one, else its id."""
        return self._family_of.get(ordinal) or self._ids[ordinal]

    def next_of(self, key: str) -> int | None:
        """The item to ask for a memory key: of a family one never shown, else the one shown longest ago.

        A key is a family, or the id of an item that has none. None when nothing of it is served.
        """
        family = self._families.get(key)
        return next(iter(family)) if family else self._ordinals.get(key)

    def apart(self, ordinal: int) -> str:
        """What a session holds one item of: the group, else the family; empty for an item that stands alone."""
        return self._groups.get(ordinal) or self._family_of.get(ordinal, "")

    def topic(self, ordinal: int) -> str:
        return self._topic_of[ordinal]

    def __len__(self) -> int:
        return len(self._ids)
