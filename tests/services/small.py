"""A bank and exams so small that every figure can be worked out by hand, and calls that do what a student does.

Topics and items: blood.draw 12, blood.test 4, blood.cells 3, law.duty 4, heart.ecg 4; 27 in all.

`aid`: 8 scored and 2 unscored questions in two segments of 5 questions and 10 minutes, 5 minutes of break, 4 options,
scale 200 to 800 with 400 at half right. Areas, of 8 scored: draw 4 (blood.draw), tests 2 (blood.test 75 %, blood.cells
25 %), ethics 2 (law.duty). So the topics weigh 1/2, 3/16, 1/16 and 1/4, and heart.ecg is off the exam. The unscored
two: hands 2 x 6/8 = 1.5 and talk 0.5, a tie that goes to hands; inside it draw 4/6 x 2 = 1.33 and tests 0.67, so one
each. A form holds 5 of draw, 3 of tests, 2 of ethics.

`tech`: 4 scored questions in one session of 8 minutes, without a break, topics heart.ecg and law.duty in halves; passed
at three quarters in the edition `one`, which is in use, at 0.3 in `two`. Three attempts, 10 and 20 days apart.
"""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Sitting, StudyMode, StudyRequest, StudySummary
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services

from ..helpers import FixedClock, wrong_to

ITEMS = {"blood.draw": 12, "blood.test": 4, "blood.cells": 3, "law.duty": 4, "heart.ecg": 4}

TOPICS = """subjects:
  blood:
    title: Blood
    topics:
      draw: Drawing blood
      test: Testing blood
      cells: Blood cells
  law:
    title: Law
    topics:
      duty: Duties
  heart:
    title: Heart
    topics:
      ecg: The ECG
"""

_FIGURES = """checked: 2026-01-01
sources:
  book: {title: A book, on: "2026"}
options: {count: 4, source: book, confidence: high}
fee: {usd: 1, source: book, confidence: high}
topic_shares: {assumed: true, note: As they are here.}
"""

_AID = """id: aid
edition: "2026"
edition_title: The only one
order: 1
name: First Aid Assistant
short: AID
board: FAB
body: First Aid Board
blurb: Ten questions.
questions: {scored: 8, unscored: 2, source: book, confidence: high}
clock:
  segments:
    - {id: "1", title: Part 1, questions: 5, minutes: 10}
    - {id: "2", title: Part 2, questions: 5, minutes: 10}
  source: book
  confidence: high
breaks: {minutes: 5, source: book, confidence: high}
passing: {score: 400, scale_min: 200, scale_max: 800, source: book, confidence: high}
raw_cut: {share: 0.5, sd: 0.03, assumed: true, note: Chosen to be simple.}
retake: {text: As often as you like., source: book, confidence: high}
outline:
  - id: hands
    title: Hands
    scored: 6
    source: book
    confidence: high
    areas:
      - {id: draw, title: Drawing, scored: 4, source: book, confidence: high, topics: {blood.draw: 100}}
      - {id: tests, title: Tests, scored: 2, assumed: true, topics: {blood.test: 75, blood.cells: 25}}
  - id: talk
    title: Talk
    scored: 2
    source: book
    confidence: high
    areas:
      - {id: ethics, title: Ethics, scored: 2, topics: {law.duty: 100}}
"""

_TECH_NAMES = """order: 2
name: Heart Technician
short: TECH
board: HTB
body: Heart Board
blurb: Four questions.
default_edition: one
"""

_TECH = """id: tech
edition: {edition}
edition_title: Edition {edition}
questions: {{scored: 4, unscored: 0, source: book, confidence: high}}
clock:
  segments:
    - {{id: "1", title: One session, questions: 4, minutes: 8}}
  source: book
  confidence: high
breaks: {{minutes: 0, source: book, confidence: high}}
passing: {{score: 70, scale_min: 0, scale_max: 100, source: book, confidence: high}}
raw_cut: {{share: {cut}, sd: 0.03, assumed: true, note: Chosen to be simple.}}
retake: {{max_attempts: 3, wait_days: [10, 20], text: Ten days and then twenty., source: book, confidence: high}}
outline:
  - id: all
    title: All
    scored: 4
    source: book
    confidence: high
    areas:
      - {{id: mixed, title: Mixed, scored: 4, topics: {{heart.ecg: 50, law.duty: 50}}}}
"""


def write_small_bank(folder: Path) -> Path:
    """The bank described above."""
    (folder / "exams").mkdir(parents=True)
    (folder / "topics.yaml").write_text(TOPICS)
    (folder / "exams" / "aid.yaml").write_text(_AID + _FIGURES)
    (folder / "exams" / "tech.yaml").write_text(_TECH.format(edition="one", cut=0.75) + _TECH_NAMES + _FIGURES)
    (folder / "exams" / "tech-two.yaml").write_text(_TECH.format(edition="two", cut=0.3) + _FIGURES)
    for topic, count in ITEMS.items():
        path = folder / (topic.replace(".", "/") + ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"topic: {topic}\nitems:\n" + "".join(_item(topic, n) for n in range(1, count + 1)))
    return folder


@cache
def template() -> Path:
    """A folder with the bank and an empty history that has it loaded, made once in a run and copied by the tests."""
    folder = Path(tempfile.mkdtemp(prefix="mediquiz-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    bank = write_small_bank(folder / "question_banks")
    services = open_services(folder / "study.sqlite", bank, FixedClock(), random.Random(1))
    services.library.load_bank(bank)
    services.close()
    return folder


def _item(topic: str, n: int) -> str:
    """The key is option n % 4; odd ones are of the level recall."""
    options = "".join(
        f"      - text: Answer {letter} to {topic} {n}\n        why: The reason why {letter} of {n} is what it is.\n"
        + ("        key: true\n" if place == n % 4 else "")
        for place, letter in enumerate("wxyz")
    )
    level = "recall" if n % 2 else "application"
    return (
        f"  - id: {topic}.{n:04}\n    level: {level}\n    difficulty: {1 + n % 5}\n"
        f"    stem: Question {n} of {topic}, which asks something?\n    options:\n{options}"
        "    sources: [A standard text]\n    reviewed: {date: 2026-01-02, verdict: agreed}\n"
    )


def item(short: str) -> str:
    """`draw 2` -> `blood.draw.0002`."""
    name, number = short.split()
    topic = next(topic for topic in ITEMS if topic.endswith(f".{name}"))
    return f"{topic}.{int(number):04}"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to give: to which item (`draw 2`), right or wrong or None for time that ran out."""

    item: str
    right: bool | None
    confidence: Confidence | None = None
    seconds: float = 10


def practice(
    services: Services,
    clock: FixedClock,
    answers: Sequence[Given],
    mode: StudyMode = StudyMode.DRILL,
    certification: str = "aid",
) -> StudySummary:
    """A session of these very items, each shown and then answered after its seconds."""
    ids = tuple(item(given.item) for given in answers)
    if mode is StudyMode.DRILL:
        request = StudyRequest(mode=mode, certification=certification, count=len(ids), items=ids)
    else:
        request = StudyRequest(
            mode=mode, certification=certification, count=100, topics=tuple({one.rsplit(".", 1)[0] for one in ids})
        )
    session = services.study.start(request).value
    place = {shown.item.id: n for n, shown in enumerate(session.items)}
    for given, item_id in zip(answers, ids, strict=True):
        n = place[item_id]
        services.study.show(session, n)
        clock.pass_time(given.seconds)
        shown = session.items[n]
        response = NO_ANSWER if given.right is None else shown.right if given.right else wrong_to(shown)
        spent = round(given.seconds * 1000)
        services.study.answer(session, n, response, confidence=given.confidence, milliseconds=spent)
    return services.study.finish(session).value


def act(services: Services, sitting: Sitting, event: Event) -> None:
    """As the exam page does it: stamp, apply, put it on disk."""
    stamped = sitting.attempt.stamp(event)
    sitting.attempt.apply(stamped)
    services.exams.record(sitting, stamped)


def sit(services: Services, right: Iterable[bool], certification: str = "aid", factor: float | None = 1.0) -> int:
    """A whole exam, its questions answered right or wrong in form order; the attempt's id."""
    sitting, marks = services.exams.start(certification, factor).value, list(right)
    while sitting.attempt.phase is not Phase.FINISHED:
        for n in sitting.attempt.open_segment:
            shown = sitting.items[n]
            act(services, sitting, Event(act=Act.MOVE, question=n))
            act(services, sitting, Event.answering(n, shown.right if marks[n] else wrong_to(shown)))
        act(services, sitting, Event(act=Act.END_SEGMENT))
        if sitting.attempt.phase is Phase.BREAK:
            act(services, sitting, Event(act=Act.START_SEGMENT))
    return services.exams.finish(sitting).value


def rows(services: Services, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database."""
    with services.context.store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def three_days(services: Services, clock: FixedClock) -> None:
    """Ten answers of practice on three days (0 is the day of the clock).

    | day | answer | item    | right | sure    | s  | |
    | 0   | 1      | draw 1  | yes   |         | 20 | |
    | 0   | 2      | draw 2  | no    | sure    | 30 | missed from here |
    | 0   | 3      | test 1  | yes   | guess   | 10 | |
    | 0   | 4      | duty 1  | time out |      |  5 | missed from here |
    | 1   | 5      | draw 2  | yes   | unsure  | 15 | right once since the miss |
    | 1   | 6      | draw 3  | no    |         | 10 | missed from here |
    | 2   | 7      | draw 2  | yes   | sure    | 25 | off the missed list |
    | 2   | 8      | draw 3  | yes   |         | 35 | right once since the miss |
    | 2   | 9      | draw 4  | no    | sure    | 40 | missed from here; draw 4 and ecg 1 in a cram |
    | 2   | 10     | ecg 1   | yes   |         | 45 | |
    """
    sure, unsure, guess = Confidence.SURE, Confidence.UNSURE, Confidence.GUESS
    first = [Given("draw 1", True, None, 20), Given("draw 2", False, sure, 30)]
    practice(services, clock, [*first, Given("test 1", True, guess, 10), Given("duty 1", None, None, 5)])
    clock.pass_days(1)
    practice(services, clock, [Given("draw 2", True, unsure, 15), Given("draw 3", False, None, 10)])
    clock.pass_days(1)
    practice(services, clock, [Given("draw 2", True, sure, 25), Given("draw 3", True, None, 35)])
    practice(services, clock, [Given("draw 4", False, sure, 40), Given("ecg 1", True, None, 45)], StudyMode.CRAM)
