"""What the services share: the open store, the bank's outlines, the catalog, the clock, chance."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.topics import TopicTree
from mediquiz.services.clock import OrderedClock
from mediquiz.storage.catalog import Catalog
from mediquiz.storage.store import Store


def first_editions(editions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Certification -> the edition in use until the student chooses another: the bank puts it first."""
    found: dict[str, str] = {}
    for certification, edition in editions:
        found.setdefault(certification, edition)
    return found


@dataclass(slots=True, kw_only=True)
class Context:
    """Built once by `open_services`; services hold it, screens never see it."""

    store: Store
    clock: OrderedClock
    rng: random.Random
    catalog: Catalog
    topics: TopicTree
    editions: dict[tuple[str, str], Blueprint]
    """Blueprints by (certification, edition), in the order of the bank."""
    chosen_editions: dict[str, str]
    """Certification -> edition in use."""

    def blueprint(self, certification: str) -> Blueprint:
        """The edition in use. Raises KeyError for an unknown certification."""
        return self.editions[certification, self.chosen_editions[certification]]

    @property
    def certifications(self) -> tuple[str, ...]:
        return tuple(self.chosen_editions)
