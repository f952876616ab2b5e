"""Drawing an exam, topic statistics, loading the bank and importing items, against stdlib sqlite3 doing the least."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from mediquiz.domain.items import from_plain, to_plain
from mediquiz.domain.summaries import LibraryQuery
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import item_repo, read_models
from mediquiz.storage.store import Store

from .big import made_items
from .measure import Figure, ratio, side_by_side

ROUNDS = 5


def measure(path: Path, scratch: Path) -> list[Figure]:
    """All figures that need no window."""
    services = open_services(path, shipped("question_banks"))
    found = [*_draw(services, path), *_topics(services, path), _search(services), *_words(services)]
    services.close()
    return [*found, _load(scratch), _import(scratch)]


def _draw(services: Services, path: Path) -> list[Figure]:
    """A whole 200-item exam drawn and its items loaded, against fetching 200 known ids."""
    seeds = iter(range(10_000))
    with closing(sqlite3.connect(path)) as plain:
        ids = [row[0] for row in plain.execute("SELECT id FROM item ORDER BY id LIMIT 20000")]
        rng = random.Random(1)

        def floor() -> None:
            marks = ",".join("?" * 200)
            rows = plain.execute(f"SELECT id, body FROM item WHERE id IN ({marks})", rng.sample(ids, 200)).fetchall()
            for _, body in rows:
                json.loads(body)

        ours, base = side_by_side(lambda: services.exams.draw("cma", next(seeds)), floor, 40)
    return [ratio("draw and load a 200-item exam against 200 known ids", ours, base, 3.0)]


def _topics(services: Services, path: Path) -> list[Figure]:
    """The rollup table against the GROUP BY that it replaces, and all queries of the Progress page."""
    store = services.context.store

    def rollup() -> None:
        with store.begin() as connection:
            read_models.topic_tallies(connection)

    def page() -> None:
        with store.begin() as connection:
            read_models.topic_tallies(connection)
            read_models.days(connection)
            ids = read_models.sure_wrong_ids(connection)
            read_models.sure_miss_days(connection, ids[:100])

    times, _ = side_by_side(rollup, lambda: None, 50)
    pages, _ = side_by_side(page, lambda: None, 30)
    return [
        Figure("topic statistics over 1,000,000 answers", sorted(times)[25], 1.0, "ms", "(from the rollup table)"),
        Figure("queries of the Progress page", sorted(pages)[15], 16.0, "ms", ""),
    ]


def _search(services: Services) -> Figure:
    times, _ = side_by_side(lambda: services.library.search(LibraryQuery(topic="clinical.ecg")), lambda: None, 10)
    return Figure("library: one topic of 100,000 items", sorted(times)[5], 100.0, "ms", "")


def _words(services: Services) -> list[Figure]:
    """What reads every text once, then a phrase, a word of every text, and one with typing errors."""
    began = time.perf_counter()
    services.library.search(LibraryQuery(text="first"))
    found = [Figure("library: the first search by words in 100,000 items", time.perf_counter() - began, 3.0, "s", "")]
    services.library.search(LibraryQuery(text="pateint"))
    for name, text, limit in (
        ("a phrase and a word", '"the patient" 99', 250.0),
        ("a word of every item", "patient", 500.0),
        ("a word with typing errors", "pateint", 500.0),
    ):
        times, _ = side_by_side(lambda text=text: services.library.search(LibraryQuery(text=text)), lambda: None, 10)
        found.append(Figure(f"library: {name} in 100,000 items", sorted(times)[5], limit, "ms", ""))
    return found


def _load(scratch: Path) -> Figure:
    services = open_services(scratch / "load.sqlite", shipped("question_banks"))
    began = time.perf_counter()
    services.library.load_bank(shipped("question_banks"))
    seconds = time.perf_counter() - began
    services.close()
    return Figure("loading the shipped bank", seconds, 3.0, "s", "")


def _import(scratch: Path) -> Figure:
    """100,000 items from JSON lines: parsed and written by the store, and by executemany of the same rows."""
    lines = [json.dumps(to_plain(item)) for item in made_items()]
    stores = [Store(scratch / f"import{n}.sqlite") for n in range(ROUNDS)]
    fresh, sizes = iter(stores), {"n": 0}

    def ours() -> None:
        with next(fresh).begin() as connection:
            item_repo.put_rows(connection, [item_repo.row_of(from_plain(json.loads(line)), "f") for line in lines])

    def floor() -> None:
        sizes["n"] += 1
        with closing(sqlite3.connect(scratch / f"floor{sizes['n']}.sqlite")) as plain:
            plain.execute("PRAGMA journal_mode = WAL")
            plain.execute("PRAGMA synchronous = FULL")
            plain.execute(_TABLE)
            plain.execute("CREATE INDEX a ON item (topic)")
            plain.execute("CREATE INDEX b ON item (file)")
            rows = [item_repo.row_of(from_plain(json.loads(line)), "f") for line in lines]
            plain.executemany(f"INSERT INTO item ({item_repo.COLUMNS}) VALUES ({', '.join('?' * 14)})", rows)
            plain.commit()

    times, base = side_by_side(ours, floor, ROUNDS)
    for store in stores:
        store.close()
    return ratio("importing 100,000 items against executemany", times, base, 1.5)


_TABLE = """CREATE TABLE item (ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision TEXT, topic TEXT,
 kind TEXT,
 level TEXT, difficulty INTEGER, item_group TEXT, family TEXT, words INTEGER, options INTEGER, file TEXT, status TEXT,
 body TEXT, words_in TEXT)"""
