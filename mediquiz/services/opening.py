"""Opening everything over one database file."""

from __future__ import annotations

import random
from pathlib import Path

from mediquiz.banks import read_blueprints, read_topics
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.topics import TopicTree
from mediquiz.services.bundle import Services, build
from mediquiz.services.clock import Clock, OrderedClock, SystemClock
from mediquiz.services.context import Context, first_editions
from mediquiz.storage import placed_repo
from mediquiz.storage.catalog import Catalog
from mediquiz.storage.store import Store


def open_services(
    database: Path, banks: Path, clock: Clock | None = None, rng: random.Random | None = None
) -> Services:
    """Open or create the database and build the services. The bank's items are loaded by `library.load_bank`.

    Raises StoreError or BankError, each with one sentence.
    """
    topics = read_topics(banks / "topics.yaml")
    blueprints = read_blueprints(banks, topics)
    store = Store(database)
    try:
        return _built(store, topics, blueprints, clock or SystemClock(), rng or random.Random())
    except BaseException:
        # Else its lock would outlive it, and the next try would take this window for another one.
        store.close()
        raise


def _built(
    store: Store, topics: TopicTree, blueprints: tuple[Blueprint, ...], clock: Clock, rng: random.Random
) -> Services:
    with store.read() as connection:
        newest = placed_repo.ends(connection)[1]
    editions = {(blueprint.id, blueprint.edition): blueprint for blueprint in blueprints}
    context = Context(
        store=store,
        clock=OrderedClock(clock, newest),
        rng=rng,
        catalog=Catalog(),
        topics=topics,
        editions=editions,
        chosen_editions=first_editions(editions),
    )
    services = build(context)
    services.wrong_clock.mend()
    services.library.reload_catalog()
    return services
