"""An item as it stands on screen."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.domain.answers import Response, places_of
from mediquiz.domain.grading import RULES
from mediquiz.domain.items import Item, Option


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
    def right(self) -> Response:
        """The response that earns a full mark."""
        return RULES[self.item.kind].key(self.item)

    @property
    def right_text(self) -> str:
        """What is right as it reads anywhere, without the letters of the screen."""
        return self.text_of(self.right)

    def text_of(self, response: Response) -> str:
        """A response as it reads anywhere: the texts of the options, else in words."""
        texts = [self.item.options[place].text for place in places_of(response)]
        return ", ".join(texts) or self.words(response)

    def words(self, response: Response) -> str:
        """A response in words, in terms of what is shown (`B`); empty for no answer."""
        return RULES[self.item.kind].words(self.item, self.order, response)

    def read(self, typed: str) -> Response | None:
        """A response typed in terms of what is shown; None when it is none."""
        return RULES[self.item.kind].parse(self.item, self.order, typed)
