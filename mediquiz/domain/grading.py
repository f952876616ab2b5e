"""The rules of each kind of item: what is a whole answer, how it is graded, how it is typed and told in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from mediquiz.domain.answers import NO_ANSWER, Chosen, Response, chosen
from mediquiz.domain.items import Item, Kind

LETTERS = "ABCDEFGHIJ"
"""Names of the options on screen, from the top."""

_TYPED = re.compile(r"([a-j])|(\d)", re.IGNORECASE | re.ASCII)
"""ASCII only: without it the dotted capital I of Turkish passes for a letter that is none of these."""

Order = tuple[int, ...]
"""For each place on the screen the place in the author's order."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response earns. `credit` runs from 0 to 1; a board counts only a whole 1."""

    credit: float

    @property
    def right(self) -> bool:
        """As the boards score: all or nothing."""
        return self.credit == 1.0


class KindRules(Protocol):
    """All that differs between kinds without a window. One object a kind, in `RULES`."""

    has_options: bool
    """Whether an item of this kind is answered from options that its author wrote."""

    def problem(self, item: Item) -> str:
        """What keeps an item from being one of this kind, as the end of a sentence that names it; else empty."""
        ...

    def key(self, item: Item) -> Response:
        """The response that earns a full mark."""
        ...

    def grade(self, item: Item, response: Response) -> Grade:
        """What a response earns, in part where the kind allows it. A response of another kind earns nothing."""
        ...

    def parse(self, item: Item, order: Order, typed: str) -> Response | None:
        """A response typed in a terminal, in terms of what is shown; None when it is none."""
        ...

    def words(self, item: Item, order: Order, response: Response) -> str:
        """A response in words for screen reader, report and terminal (`B`), in terms of what is shown."""
        ...


class SingleRules:
    """One best answer of four or five."""

    has_options = True

    def problem(self, item: Item) -> str:
        """Four or five options, with exactly one key among them."""
        options, keys = len(item.options), len(item.keys)
        if not 4 <= options <= 5:
            return f"has {options} options; give 4 or 5."
        return "" if keys == 1 else f"has {keys or 'no'} keys; mark exactly one option with `key: true`."

    def key(self, item: Item) -> Response:
        """The option marked as the key."""
        return Chosen(item.keys)

    def grade(self, item: Item, response: Response) -> Grade:
        """All or nothing."""
        return Grade(1.0 if response == self.key(item) else 0.0)

    def parse(self, item: Item, order: Order, typed: str) -> Response | None:
        """A letter or a number of the options shown."""
        found = _TYPED.fullmatch(typed.strip())
        if not found:
            return None
        place = LETTERS.index(typed.strip().upper()) if found[1] else int(found[2]) - 1
        return chosen(order[place]) if 0 <= place < len(order) else None

    def words(self, item: Item, order: Order, response: Response) -> str:
        """The letter on the screen."""
        match response:
            case Chosen((place,)):
                return LETTERS[order.index(place)]
        return ""


RULES: dict[Kind, KindRules] = {Kind.SINGLE: SingleRules()}
"""The kinds that can be served; a bank file with another kind is refused until its rules stand here."""


def grade(item: Item, response: Response) -> Grade:
    """What `response` earns on `item`. No answer earns nothing."""
    return Grade(0.0) if response == NO_ANSWER else RULES[item.kind].grade(item, response)


def is_right(item: Item, response: Response) -> bool:
    """Right as the boards score it: a whole answer or nothing."""
    return grade(item, response).right
