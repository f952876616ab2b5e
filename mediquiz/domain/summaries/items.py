"""An item as it stands on screen."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.domain.items import Item, Option

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the student keeps with an item."""

    flagged: bool = False
    suspended: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as it stands on screen: `order` gives, for each shown place, the place in the author's order."""

    item: Item
    order: tuple[int, ...]
    topic_title: str
    mark: Mark = Mark()

    @property
    def options(self) -> tuple[Option, ...]:
        """Options in the order shown."""
        return tuple(self.item.options[place] for place in self.order)

    @property
    def key(self) -> int:
        """Shown place of the key."""
        return self.order.index(self.item.keys[0])

    def shown_place(self, response: int) -> int:
        """Shown place of an option given by its place in the author's order; -1 stays -1."""
        return self.order.index(response) if response >= 0 else -1
