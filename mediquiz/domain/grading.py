"""Grading: an item and a response give a fraction from 0 to 1. One function a kind."""

from __future__ import annotations

from collections.abc import Callable

from mediquiz.domain.items import Item, Kind

Response = tuple[int, ...]
"""Chosen options by their place in the author's order; empty means not answered."""


def grade_single(item: Item, response: Response) -> float:
    """1 for the one key, else 0."""
    return 1.0 if response == item.keys else 0.0


GRADERS: dict[Kind, Callable[[Item, Response], float]] = {Kind.SINGLE: grade_single}
"""The kinds that can be served today; a bank file with another kind is refused until its grader stands here."""


def grade(item: Item, response: Response) -> float:
    """The fraction of a full mark that `response` earns. An unanswered item earns 0."""
    return GRADERS[item.kind](item, response) if response else 0.0
