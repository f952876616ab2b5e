"""A database of 100,000 items and 1,000,000 answers, made once and kept for the benchmarks of one run."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from mediquiz.banks import read_topics
from mediquiz.domain.items import Item, Level, Option, Review
from mediquiz.locations import shipped
from mediquiz.storage import item_repo, study_repo
from mediquiz.storage.store import Store

ITEMS, ANSWERS = 100_000, 1_000_000
START_MS = 1_700_000_000_000
FIRST_DAY = date(2023, 11, 14).toordinal()


def made_items(count: int = ITEMS) -> list[Item]:
    """Plain items over all topics, as long as the shipped ones."""
    topics = [topic.id for topic in read_topics(shipped("question_banks") / "topics.yaml").topics]
    words = "A medical assistant prepares the room and the patient before the provider comes in "
    first = Item(
        id="x.x.0001", topic="x.x", stem=words * 2,
        options=tuple(Option(words[:40] + str(k), words + str(k), k == 1) for k in range(4)),
        sources=("A standard text",), level=Level.APPLICATION, difficulty=3,
        reviewed=Review("agreed", date(2026, 1, 2)),
    )  # fmt: skip
    return [
        replace(first, id=f"{topics[n % len(topics)]}.{n:06}", topic=topics[n % len(topics)], stem=f"{n} {words}")
        for n in range(count)
    ]


def make_big(path: Path) -> None:
    """Through the store's own tables; the derived ones are rebuilt from the log."""
    store = Store(path)
    items = made_items()
    with store.begin() as connection:
        item_repo.put_file(connection, "big.yaml", "hash", items, START_MS)
        _log(connection, items)
        study_repo.rebuild(connection)
    store.close()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("ANALYZE")


def _log(connection: object, items: list[Item]) -> None:
    rng = random.Random(1)
    seen: set[int] = set()
    rows, showings = [], []
    for n in range(ANSWERS):
        at, which = START_MS + n * 1000, rng.randrange(len(items) // 2)
        first = int(which not in seen)
        seen.add(which)
        item, right = items[which], int(rng.random() < 0.7)
        mode = "exam" if n % 5 == 0 else "practice"
        rows.append(
            (
                item.id,
                "r",
                item.topic,
                "0,1,2,3",
                "1",
                right,
                "sure" if n % 97 == 0 else None,
                9000,
                mode,
                None,
                1,
                0,
                first,
                at,
                at,
                n // 500,
            )
        )
        showings.append((item.id, "r", None, at))
    execute = connection.exec_driver_sql  # type: ignore[attr-defined]
    execute(study_repo._ANSWER, rows)
    execute(study_repo._SHOWING, showings)
