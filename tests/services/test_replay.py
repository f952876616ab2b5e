"""Whatever a student does, the rows of the log alone say what the pages say, and derived tables can be made anew.

The figures are worked out here from `answer`, `showing`, `attempt_event` and `mark`, in the plainest way.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import LibraryQuery, ReviewSet, Sitting, StudyMode
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo

from ..helpers import FixedClock, wrong_to
from .small import ITEMS, Given, act, item, practice, rows, template

SHORTS = [f"{topic.split('.')[1]} {n}" for topic, count in ITEMS.items() for n in range(1, count + 1)]
IDS = [item(short) for short in SHORTS]

Step = tuple[Any, ...]
MARK = st.sampled_from([True, False, None])
SURE = st.sampled_from([None, *Confidence])
STEPS = st.one_of(
    st.tuples(
        st.just("practice"), st.lists(st.tuples(st.sampled_from(SHORTS[:9]), MARK, SURE), min_size=1, max_size=6)
    ),
    st.tuples(st.just("cram"), st.lists(st.tuples(st.sampled_from(SHORTS[9:15]), MARK, SURE), min_size=1, max_size=3)),
    st.tuples(st.just("exam"), st.sampled_from(["aid", "tech"]), st.booleans(), st.integers(0, 2**32)),
    st.tuples(st.just("flag"), st.sampled_from(SHORTS), st.booleans()),
    st.tuples(st.just("suspend"), st.sampled_from(SHORTS[:4]), st.booleans()),
    st.tuples(st.just("days"), st.integers(0, 3)),
)


def opened(database: Path, clock: FixedClock) -> Services:
    return open_services(database, template() / "question_banks", clock, random.Random(7))


class Student:
    """Does the steps."""

    def __init__(self, services: Services, clock: FixedClock) -> None:
        self.services, self.clock = services, clock

    def do(self, step: Step) -> None:
        name, *values = step
        getattr(self, name)(*values)

    def practice(self, answers: list[tuple[str, bool | None, Confidence | None]]) -> None:
        asked = {short: Given(short, right, sure, 7) for short, right, sure in answers}
        served = [one for one in asked.values() if self.services.context.catalog.ordinal(item(one.item)) is not None]
        if served:
            practice(self.services, self.clock, served)

    def cram(self, answers: list[tuple[str, bool | None, Confidence | None]]) -> None:
        asked = {short: Given(short, right, sure, 7) for short, right, sure in answers}
        practice(self.services, self.clock, list(asked.values()), StudyMode.CRAM)

    def exam(self, certification: str, to_the_end: bool, seed: int) -> None:
        rng, sitting = random.Random(seed), self.services.exams.start(certification).value
        while sitting.attempt.phase is not Phase.FINISHED:
            for n in sitting.attempt.open_segment:
                self._question(sitting, n, rng)
            if not to_the_end:
                return
            act(self.services, sitting, Event(act=Act.END_SEGMENT))
            if sitting.attempt.phase is Phase.BREAK:
                act(self.services, sitting, Event(act=Act.START_SEGMENT))
        self.services.exams.finish(sitting)

    def _question(self, sitting: Sitting, n: int, rng: random.Random) -> None:
        if rng.random() < 0.2:
            return
        act(self.services, sitting, Event(act=Act.MOVE, question=n))
        sitting.attempt.run(rng.randrange(1, 9))
        shown = sitting.items[n]
        for _ in range(rng.randrange(4)):
            response = rng.choice([shown.right, wrong_to(shown), NO_ANSWER])
            act(self.services, sitting, Event.answering(n, response))
        if rng.random() < 0.3:
            act(self.services, sitting, Event(act=Act.CONFIDENCE, question=n, text=rng.choice(list(Confidence)).value))

    def flag(self, short: str, on: bool) -> None:
        self.services.marks.flag(item(short), on)

    def suspend(self, short: str, on: bool) -> None:
        self.services.marks.suspend(item(short), on)

    def days(self, count: int) -> None:
        self.clock.pass_days(count)


class Log:
    """What the rows say."""

    def __init__(self, services: Services) -> None:
        columns = "item_id, topic, correct, confidence, mode, local_day, milliseconds, attempt_id, scored, timed_out"
        self.answers = rows(services, f"SELECT {columns} FROM answer ORDER BY id")
        self.shown = {row[0] for row in rows(services, "SELECT item_id FROM showing")}
        self.flagged = {row[0] for row in rows(services, "SELECT item_id FROM mark WHERE flagged")}
        self.suspended = {row[0] for row in rows(services, "SELECT item_id FROM mark WHERE suspended")}
        self.of_item: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.answers:
            self.of_item[row[0]].append(row)

    @property
    def missed(self) -> set[str]:
        """Answered wrong, and since the last wrong answer not right on two different days, guesses left out."""
        found = set()
        for item_id in self.of_item:
            answers = self.told(item_id)
            wrong = [n for n, row in enumerate(answers) if not row[2]]
            if wrong and len({row[5] for row in answers[wrong[-1] + 1 :]}) < 2:
                found.add(item_id)
        return found

    @property
    def sure_wrong(self) -> set[str]:
        """Answered wrong and sure, and since then never right but by guessing."""
        found = set()
        for item_id in self.of_item:
            answers = self.told(item_id)
            right = max((n for n, row in enumerate(answers) if row[2]), default=-1)
            if any(row[3] == "sure" for row in answers[right + 1 :]):
                found.add(item_id)
        return found

    def told(self, item_id: str) -> list[tuple[Any, ...]]:
        """Answers that say what she knows: a right one that she called a guess does not."""
        return [row for row in self.of_item[item_id] if not (row[2] and row[3] == "guess")]

    def first(self, topic: str) -> tuple[int, int, int, int]:
        """First answers of a topic and how many of them are right; the same of those in exams."""
        firsts = [answers[0] for answers in self.of_item.values() if answers[0][1] == topic]
        exam = [row for row in firsts if row[4] == "exam"]
        return len(firsts), sum(row[2] for row in firsts), len(exam), sum(row[2] for row in exam)

    def days(self) -> list[tuple[int, int, int, int]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.answers:
            found[row[5]].append(row)
        return [(day, len(a), sum(r[2] for r in a), sum(r[6] for r in a)) for day, a in sorted(found.items())]


def check_study(services: Services, log: Log) -> None:
    home = services.study.home("aid")
    found = {choice.mode: choice.available for choice in home.choices}
    served = set(IDS) - log.suspended
    assert found[StudyMode.MISSED] == len(log.missed - log.suspended)
    assert found[StudyMode.SURE_WRONG] == len(log.sure_wrong - log.suspended)
    assert found[StudyMode.FLAGGED] == len(log.flagged - log.suspended)
    on_exam = ("blood.", "law.")
    assert found[StudyMode.QUICK] == sum(one.startswith(on_exam) for one in served)
    for topic in home.topics:
        of_topic = {one for one in served if one.startswith(topic.id + ".")}
        assert (topic.items, topic.unseen) == (len(of_topic), len(of_topic - log.shown)), topic.id


def check_library(services: Services, log: Log) -> None:
    filters = {
        "unseen": set(IDS) - log.shown,
        "answered": set(log.of_item),
        "missed": log.missed - log.suspended,
        "flagged": log.flagged - log.suspended,
        "suspended": log.suspended,
        "noted": set[str](),
    }
    for state, expected in filters.items():
        found = services.library.search(LibraryQuery(state=state)).rows
        assert {row.item_id for row in found} == expected, state
    for row in services.library.search(LibraryQuery()).rows:
        answers = log.of_item.get(row.item_id, [])
        assert (row.answered, row.right) == (len(answers), sum(one[2] for one in answers))


def check_progress(services: Services, log: Log, clock: FixedClock) -> None:
    view = services.progress.overview()
    assert [(d.on.toordinal(), d.answered, d.right, round(d.minutes * 60_000)) for d in view.days] == log.days()
    assert {one.item_id for one in view.sure_wrong} == log.sure_wrong - log.suspended
    for certification in view.certifications:
        for row in (topic for area in certification.areas for topic in area.topics):
            assert (row.answers, row.right, row.exam_answers, row.exam_right) == log.first(row.id)
            served = {one for one in IDS if one.startswith(row.id + ".")} - log.suspended
            assert (row.items, row.seen) == (len(served), len(served & log.shown))
    today = services.progress.today("aid")
    assert today.readiness.first_attempts == sum(log.first(topic)[0] for topic in ITEMS if topic != "heart.ecg")


def check_exams(services: Services, log: Log) -> None:
    for row in services.exams.home().history:
        report = services.reports.report(row.attempt_id)
        own = [one for one in log.answers if one[7] == row.attempt_id]
        form = rows(services, f"SELECT scored FROM attempt_question WHERE attempt_id = {row.attempt_id}")
        right, scored = sum(one[2] and one[8] for one in own), sum(one[0] for one in form)
        assert (row.right, row.scored) == (report.result.right, report.result.scored) == (right, scored)
        assert report.result.unanswered == len(form) - sum(not one[9] for one in own)
        shown = rows(services, f"SELECT DISTINCT item_id FROM showing WHERE attempt_id = {row.attempt_id}")
        assert report.on_screen == len(shown)
        assert report.missed == len(shown) - sum(one[2] for one in own)
        assert report.guessed == guessed(services, row.attempt_id)
        assert report.changed == len(changed(services, row.attempt_id))
        places = [one.position for one in services.reports.review(row.attempt_id, ReviewSet.CHANGED)]
        assert places == sorted(changed(services, row.attempt_id))
        spent = rows(services, f"SELECT sum(spent) FROM attempt_event WHERE attempt_id = {row.attempt_id}")[0][0]
        assert abs(report.result.seconds - spent) < 0.001
    for offer in services.exams.home().offers:
        if offer.open:
            last = {n: answers[-1] for n, answers in responses(services, offer.open.attempt_id).items()}
            assert offer.open.done == sum(text != "" for text in last.values())


def responses(services: Services, attempt_id: int) -> dict[int, list[str]]:
    """Answers of each question in the order in which they were given."""
    found: dict[int, list[str]] = defaultdict(list)
    events = f"SELECT question, text FROM attempt_event WHERE act = 'answer' AND attempt_id = {attempt_id} ORDER BY seq"
    for question, text in rows(services, events):
        found[question].append(text)
    return found


def guessed(services: Services, attempt_id: int) -> int:
    """Questions of which the student said last that she guessed."""
    events = f"SELECT question, text FROM attempt_event WHERE act = 'confidence' AND attempt_id = {attempt_id}"
    return list(dict(rows(services, events + " ORDER BY seq")).values()).count("guess")


def changed(services: Services, attempt_id: int) -> list[int]:
    """Questions whose last answer is not the first one that was given."""
    found = []
    for question, answers in responses(services, attempt_id).items():
        chosen = [text for text in answers if text]
        if chosen and answers[-1] != chosen[0]:
            found.append(question)
    return found


def derived(services: Services) -> list[list[tuple[Any, ...]]]:
    tables = ("item_state", "topic_tally", "day_tally")
    return [rows(services, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def counts(services: Services) -> dict[str, tuple[int, int]]:
    return {topic: services.context.catalog.counts(topic) for topic in ITEMS}


@settings(max_examples=6, deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=14))
def test_pages_say_what_the_log_says(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database, clock = Path(folder) / "study.sqlite", FixedClock()
        shutil.copyfile(template() / "study.sqlite", database)
        services = opened(database, clock)
        student = Student(services, clock)
        for step in steps:
            student.do(step)
        log, before, held = Log(services), derived(services), counts(services)
        check_study(services, log)
        check_library(services, log)
        check_progress(services, log, clock)
        check_exams(services, log)
        with services.context.store.begin() as connection:
            study_repo.rebuild(connection)
        assert derived(services) == before
        services.close()
        services = opened(database, clock)
        assert counts(services) == held
        check_progress(services, log, clock)
        services.close()
