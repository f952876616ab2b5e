"""Files of earlier schema revisions, written by plain sqlite3 from frozen text: tests of migrations start from them.

Nothing of the package is imported here. What today's schema says must never reach an old file.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

SCHEMA_0001 = Path(__file__).with_name("schema_0001.sql")
START_MS = 1_700_000_000_000
FIRST_DAY = date(2023, 11, 14).toordinal()
DAY_MS = 86_400_000
PER_DAY = 250
"""Answers a day, so that 200,000 of them are some two years of a class rather than of one student."""
SESSION, EXAM = 25, 200
ITEMS = 2_000
TOPICS = (
    *("anatomy.cardiovascular", "anatomy.nervous", "clinical.ecg", "clinical.infection-control", "clinical.phlebotomy"),
    *("office.coding", "office.insurance", "pharmacology.dosage", "professional.law", "terminology.abbreviations"),
)
ORDERS = [",".join(places) for places in permutations("0123")]
SAID = (None, None, "sure", "unsure", "guess")
EXAM_RULES = {
    "segments": [[f"Segment {n + 1}", n * 50, n * 50 + 50, 2400.0] for n in range(4)],
    "sealed": True,
    "break_seconds": 1200,
    "time_factor": 1.0,
}


def empty_0001(path: Path) -> None:
    """A new file of revision 0001 without a row."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA_0001.read_text(encoding="utf-8"))


def make_0001(path: Path, answers: int = 200_000, seed: int = 1) -> None:
    """A file of revision 0001 with that many answers in sessions and exams, the derived tables level with them.

    The last session and the last exam are left open; the answers of the open exam are in its events only.
    """
    empty_0001(path)
    with closing(sqlite3.connect(path)) as connection:
        for fast in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -131072"):
            connection.execute(f"PRAGMA {fast}")
        with connection:
            _items(connection)
            log = _Log(random.Random(seed))
            log.fill(answers)
            log.write(connection)
            _derive(connection)
            _kept(connection)
        connection.execute("PRAGMA journal_mode = WAL")


def _items(connection: sqlite3.Connection) -> None:
    rows = [_item(n) for n in range(ITEMS)]
    connection.executemany(f"INSERT INTO item VALUES ({', '.join('?' * 15)})", rows)
    old = json.dumps(_body(3) | {"stem": "As it read before?", "revision": "f" * 16})
    connection.execute("INSERT INTO item_revision VALUES (?, ?, ?)", (item_id(3), "f" * 16, old))
    files = [(f"{topic.replace('.', '/')}.yaml", "0" * 64, START_MS) for topic in TOPICS]
    connection.executemany("INSERT INTO bank_file VALUES (?, ?, ?)", files)


@cache
def item_id(n: int) -> str:
    """The id of the n-th item."""
    return f"{topic_of(n)}.{n:04}"


def topic_of(n: int) -> str:
    """Its topic."""
    return TOPICS[n % len(TOPICS)]


@cache
def revision_of(n: int) -> str:
    """Its revision: 16 hex digits, as real ones are, and no hash."""
    return f"{n:016x}"


def _body(n: int) -> dict[str, Any]:
    options = [{"text": f"Answer {k} to {n}", "key": k == n % 4, "reason": "The reason why."} for k in range(4)]
    return {
        "id": item_id(n),
        "topic": topic_of(n),
        "kind": "single",
        "stem": f"Question {n}, which asks something?",
        "options": options,
        "sources": ["A standard text"],
        "level": "application",
        "difficulty": 1 + n % 5,
        "review": {"state": "reviewed", "verdict": "agreed", "date": "2026-01-02"},
        "revision": revision_of(n),
    }


def _item(n: int) -> tuple[Any, ...]:
    body, file = _body(n), f"{topic_of(n).replace('.', '/')}.yaml"
    words = f"{body['stem']} {' '.join(one['text'] for one in body['options'])}"
    status = "retired" if n % 401 == 400 else "served"
    labels = ("single", "application", body["difficulty"], "", "", 20, 4)
    return (n, item_id(n), revision_of(n), topic_of(n), *labels, file, status, json.dumps(body), words)


@dataclass
class _Log:
    """Rows of the log in the order in which they would have been written."""

    rng: random.Random
    now: int = START_MS
    day: int = FIRST_DAY
    met: set[int] = field(default_factory=set)
    attempts: list[tuple[Any, ...]] = field(default_factory=list)
    questions: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)
    showings: list[tuple[Any, ...]] = field(default_factory=list)

    def fill(self, count: int) -> None:
        """Seven sessions, then an exam, until there are so many answers; then one of each that is left open."""
        while len(self.answers) < count:
            left = count - len(self.answers)
            if len(self.attempts) % 8 == 7 and left >= EXAM:
                self.exam(open_at=None)
            else:
                self.session(min(SESSION, left), open_at=None)
        self.exam(open_at=62)
        self.session(SESSION, open_at=0)

    def session(self, size: int, open_at: int | None) -> None:
        """Practice: each answer is in the log at once."""
        number, began = len(self.attempts) + 1, self.now
        mode = "cram" if number % 9 == 0 else "practice"
        places = self._draw(number, size, exam=False)
        right = sum(self._answer(number, *place, *self._given(place[0]), mode, True) for place in places[:open_at])
        rules = {"mode": "cram" if mode == "cram" else "quick", "seconds": None}
        head = (number, "study", "cma", "", "Cram" if mode == "cram" else "Quick 10", json.dumps(rules), 0)
        self.attempts.append((*head, *self._ended(began, right, size, open_at)))

    def exam(self, open_at: int | None) -> None:
        """An exam: its acts as events; its answers come into the log when it is handed in."""
        number, began = len(self.attempts) + 1, self.now
        places = self._draw(number, EXAM, exam=True)
        given = [self._given(n) for n, _ in places]
        self._acts(number, given[:open_at], handed_in=open_at is None)
        scored = [place % 10 != 9 for place in range(EXAM)]
        right = 0
        if open_at is None:
            for place, said, counts in zip(places, given, scored, strict=True):
                right += self._answer(number, *place, *said, "exam", counts) * counts
        head = (number, "exam", "cma", "2021", "CMA practice exam", json.dumps(EXAM_RULES), number * 7919)
        self.attempts.append((*head, *self._ended(began, right, sum(scored), open_at)))

    def _ended(self, began: int, right: int, scored: int, open_at: int | None) -> tuple[Any, ...]:
        done = (self.now, right, scored) if open_at is None else (None, None, None)
        return ("finished" if open_at is None else "open", began, *done)

    def _draw(self, number: int, size: int, *, exam: bool) -> list[tuple[int, str]]:
        """Questions of an attempt with the order of their options."""
        drawn = self.rng.sample(range(ITEMS), size)
        orders = self.rng.choices(ORDERS, k=size)
        for place, (n, order) in enumerate(zip(drawn, orders, strict=True)):
            area, part = ("cma.clinical", place // 50) if exam else ("", 0)
            counts = 0 if exam and place % 10 == 9 else 1
            row = (item_id(n), revision_of(n), area, topic_of(n), part, counts, order, int(exam and n in self.met))
            self.questions.append((number, place, *row))
        return list(zip(drawn, orders, strict=True))

    def _given(self, n: int) -> tuple[str, str | None]:
        """What is answered to the n-th item, empty for nothing, and what is said of it."""
        chance = self.rng.random()
        response = "" if chance < 0.02 else str(n % 4) if chance < 0.7 else str((n + 1) % 4)
        return response, self.rng.choice(SAID) if response else None

    def _acts(self, number: int, given: list[tuple[str, str | None]], *, handed_in: bool) -> None:
        """Every question entered and answered, some with more to say; parts are ended one after another."""
        acts = [act for place, said in enumerate(given) for act in _acts_of(place, *said)]
        acts += [("submit", -1, 0, "")] if handed_in else []
        for seq, (act, question, value, text) in enumerate(acts):
            spent = 12.5 if act == "answer" else 0.0
            clock = max(0.0, 2400.0 - 12.5 * (question % 50 + 1))
            self.events.append((number, seq, act, question, value, 1, text, spent, clock, self.now))

    def _answer(
        self, attempt: int, n: int, order: str, response: str, said: str | None, mode: str, counts: bool
    ) -> int:
        """One answer with its showing; says whether it was right."""
        right, first, spent = int(response == str(n % 4)), int(n not in self.met), self.rng.randrange(4_000, 60_000)
        self.met.add(n)
        self.day = FIRST_DAY + len(self.answers) // PER_DAY
        self.now = max(self.now + spent, START_MS + (self.day - FIRST_DAY) * DAY_MS)
        head = (item_id(n), revision_of(n), topic_of(n), order, response, right, said, spent, mode, attempt)
        times = (self.now - spent, self.now, self.day)
        self.answers.append((*head, int(counts), int(not response), first, *times))
        self.showings.append((item_id(n), revision_of(n), attempt, self.now - spent))
        return right

    def write(self, connection: sqlite3.Connection) -> None:
        """All rows, in one go a table."""
        for table, rows, numbered in (
            ("attempt", self.attempts, False),
            ("attempt_question", self.questions, False),
            ("attempt_event", self.events, False),
            ("answer", self.answers, True),
            ("showing", self.showings, True),
        ):
            holders = ", ".join("?" * len(rows[0]))
            # The first column of the log's tables numbers itself.
            connection.executemany(f"INSERT INTO {table} VALUES ({'NULL, ' * numbered}{holders})", rows)


def _acts_of(place: int, response: str, said: str | None) -> Iterator[tuple[str, int, int, str]]:
    """The acts on one question of an exam: (act, question, value, text)."""
    if place and place % 50 == 0:
        yield from (("end_segment", -1, 0, ""), ("start_segment", -1, 0, ""))
    elif place:
        yield ("move", place, 0, "")
    if place % 17 == 3:
        yield ("strike", place, 2, "")
    if response and place % 13 == 5:
        yield ("answer", place, (int(response) + 1) % 4, "")
    if response:
        yield ("answer", place, int(response), "")
    if said:
        yield ("confidence", place, 0, said)
    if place % 20 == 7:
        yield ("flag", place, 0, "")


def without_empty_answers(path: Path) -> None:
    """The same file as if its exams had written what was answered only: none of its clocks ran out."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM answer WHERE mode = 'exam' AND response = ''")
        connection.execute("UPDATE answer SET first = id IN (SELECT min(id) FROM answer GROUP BY item_id)")
        for table in ("item_state", "topic_tally", "day_tally"):
            connection.execute(f"DELETE FROM {table}")
        _derive(connection)


def _derive(connection: sqlite3.Connection) -> None:
    """The derived tables, as revision 0001 brought them along."""
    connection.execute(
        "INSERT INTO topic_tally SELECT topic, mode, count(*), sum(correct), sum(first), sum(first * correct),"
        " sum(milliseconds) FROM answer GROUP BY topic, mode"
    )
    connection.execute(
        "INSERT INTO day_tally SELECT local_day, mode, count(*), sum(correct), sum(milliseconds) FROM answer"
        " GROUP BY local_day, mode"
    )
    connection.executemany("INSERT INTO item_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _states(connection))


def _states(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """A wrong answer puts a question into the missed pool, right ones on two days take it out."""
    shown = connection.execute("SELECT item_id, count(*), max(shown_at_ms) FROM showing GROUP BY item_id").fetchall()
    held: dict[str, tuple[Any, ...]] = {}
    log = connection.execute("SELECT item_id, correct, local_day, answered_at_ms, confidence FROM answer ORDER BY id")
    for name, right, day, at, said in log:
        answered, before, _, _, _, missed, right_day, _ = held.get(name, (0, 0, 0, 0, None, 0, 0, 0))
        if not right:
            pool = (1, 0)
        elif not missed or (right_day and right_day != day):
            pool = (0, 0)
        else:
            pool = (1, right_day or day)
        held[name] = (answered + 1, before + right, at, right, said, *pool, int(not right and said == "sure"))
    none = (0, 0, 0, 0, None, 0, 0, 0)
    return ((name, count, last, *held.get(name, none)) for name, count, last in shown)


def _kept(connection: sqlite3.Connection) -> None:
    """Marks, a problem report, an outcome and settings."""
    marks = [(item_id(n), n % 2, int(n % 3 == 0), "A note" if n % 5 == 0 else "", START_MS) for n in range(60)]
    connection.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", marks)
    said = (item_id(3), "f" * 16, "Two options could both be right.", START_MS)
    connection.execute("INSERT INTO report VALUES (NULL, ?, ?, ?, ?)", said)
    result = ("ccma", "2024-02-01", 0, 372.0, '{"ccma.clinical": 0.59}', 0, START_MS)
    connection.execute("INSERT INTO exam_outcome VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", result)
    chosen = {"goals": [["cma", "2026-06-01"]], "minutes": [20] * 7, "first_run_done": True, "rma_edition": "2022"}
    rows = [(name, json.dumps(value)) for name, value in chosen.items()]
    connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)
