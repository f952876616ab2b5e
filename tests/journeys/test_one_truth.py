"""One history whose truth is known, and every number that is said of it: on each page, in JSON and in the terminal.

A student studies in Tokyo, New York and Honolulu, sits one exam and leaves another at once, repeats, guesses, is sure
and wrong, flags and sets aside. `Book` keeps what she did, apart from the program; what is expected is counted from it.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mediquiz.cli import run
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Goal, LibraryQuery, ReviewSet, StudyMode, StudyRequest
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.ui.destinations import (
    ToExams,
    ToLibrary,
    ToPlan,
    ToProgress,
    ToReport,
    ToStudy,
    ToToday,
)

from ..helpers import HONOLULU, NEW_YORK, TOKYO, FixedClock, living_in, wrong_to
from ..history.pages import lines, visit
from ..services.small import ITEMS, Given, act, item, practice, template
from .person import Person

HOUR = 3600
SURE, UNSURE, GUESS = Confidence.SURE, Confidence.UNSURE, Confidence.GUESS
OUTLINES = {
    "aid": {"blood.draw": 1 / 2, "blood.test": 3 / 16, "blood.cells": 1 / 16, "law.duty": 1 / 4},
    "tech": {"heart.ecg": 1 / 2, "law.duty": 1 / 2},
}


@dataclass(frozen=True)
class Answer:
    """One answer as the student gave it, on her own date."""

    on: date
    item: str
    right: bool
    confidence: Confidence | None
    seconds: float
    exam: bool = False

    @property
    def topic(self) -> str:
        return self.item.rsplit(".", 1)[0]


@dataclass
class Book:
    """What she did, in order."""

    answers: list[Answer] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    flagged: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)

    def first(self, topics: Any = ITEMS) -> list[Answer]:
        """The first answer to each question."""
        found: dict[str, Answer] = {}
        for one in self.answers:
            found.setdefault(one.item, one)
        return [one for one in found.values() if one.topic in topics]


class Student:
    """Does things, and writes each into the book."""

    def __init__(self, services: Services, clock: FixedClock) -> None:
        self.services, self.clock, self.book = services, clock, Book()

    def practices(self, *given: Given) -> None:
        for one in given:
            self.book.shown.add(item(one.item))
            answer = Answer(self.clock.today(), item(one.item), bool(one.right), one.confidence, one.seconds)
            self.book.answers.append(answer)
        practice(self.services, self.clock, given)

    def flags(self, short: str) -> None:
        self.book.flagged.add(item(short))
        self.services.marks.flag(item(short), True)

    def sets_aside(self, short: str) -> None:
        self.book.aside.add(item(short))
        self.services.marks.suspend(item(short), True)

    def sits_aid(self, wrong: set[int], flagged: set[int]) -> int:
        """The whole exam, 30 s a question; those places wrong, those flagged."""
        sitting = self.services.exams.start("aid").value
        while sitting.attempt.phase is not Phase.FINISHED:
            for n in sitting.attempt.open_segment:
                act(self.services, sitting, Event(act=Act.MOVE, question=n))
                sitting.attempt.run(30)
                self.clock.pass_time(30)
                shown = sitting.items[n]
                act(self.services, sitting, Event.answering(n, wrong_to(shown) if n in wrong else shown.right))
                if n in flagged:
                    act(self.services, sitting, Event(act=Act.FLAG, question=n))
                    self.book.flagged.add(shown.item.id)
                self.book.shown.add(shown.item.id)
            act(self.services, sitting, Event(act=Act.END_SEGMENT))
            if sitting.attempt.phase is Phase.BREAK:
                act(self.services, sitting, Event(act=Act.START_SEGMENT))
        today = self.clock.today()
        self.book.answers += [
            Answer(today, shown.item.id, n not in wrong, None, 30, exam=True) for n, shown in enumerate(sitting.items)
        ]
        return self.services.exams.finish(sitting).value

    def leaves_tech(self) -> int:
        """Opens the exam, sees its first question, ends it."""
        sitting = self.services.exams.start("tech").value
        self.book.shown.add(sitting.items[0].item.id)
        act(self.services, sitting, Event(act=Act.SUBMIT))
        return self.services.exams.finish(sitting).value


def lives(student: Student) -> tuple[int, int]:
    """The story; the ids of both exams. Mornings in Tokyo and late evenings elsewhere are other dates in UTC."""
    clock = student.clock
    clock.pass_time(22 * HOUR)
    with living_in(TOKYO):  # 7:00 on March 2
        student.practices(
            Given("draw 1", True), Given("draw 2", False, SURE), Given("test 1", True, GUESS), Given("duty 1", False)
        )
        clock.pass_days(1)
        student.practices(Given("draw 2", True, UNSURE), Given("draw 3", False), Given("draw 4", False))
        student.flags("test 2")
    clock.pass_time(53 * HOUR)
    with living_in(NEW_YORK):  # 22:00 on March 4
        aid = student.sits_aid(wrong={0, 4, 7}, flagged={2, 5})
        clock.pass_days(1)
        tech = student.leaves_tech()
    clock.pass_time(29 * HOUR)
    return aid, tech


def ends(student: Student) -> None:
    """The last day, in Honolulu, at 22:00 on March 6."""
    student.practices(
        Given("draw 2", True, SURE, 20), Given("draw 3", True, GUESS, 20), Given("draw 1", False, SURE, 20)
    )
    student.sets_aside("draw 4")


@dataclass(frozen=True)
class Lived:
    """The history on disk, looked at in Honolulu on the evening of its last day."""

    database: Path
    clock: FixedClock
    book: Book
    aid: int
    tech: int
    today: date


@pytest.fixture
def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lived]:
    database, clock = tmp_path / "study.sqlite", FixedClock()
    shutil.copyfile(template() / "study.sqlite", database)
    monkeypatch.setattr("mediquiz.locations.shipped", lambda n: template() / n if n == "question_banks" else shipped(n))
    services = open_services(database, template() / "question_banks", clock, random.Random(4))
    student = Student(services, clock)
    aid, tech = lives(student)
    with living_in(HONOLULU):
        services.settings.change(first_run_done=True, goals=(Goal("aid"), Goal("tech")))
        ends(student)
        services.close()
        yield Lived(database, clock, student.book, aid, tech, clock.today())


class Truth:
    """What the book comes to, counted by the rules as they are told to the student."""

    def __init__(self, book: Book, today: date) -> None:
        self.book, self.today = book, today
        self.missed = self._missed() - book.aside
        self.flagged = book.flagged - book.aside

    def _missed(self) -> set[str]:
        """In by a wrong answer, out by right ones, no guesses, on two dates."""
        found: dict[str, set[date]] = {}
        for one in self.book.answers:
            if not one.right:
                found[one.item] = set()
            elif one.item in found and one.confidence is not GUESS:
                found[one.item].add(one.on)
                if len(found[one.item]) > 1:
                    del found[one.item]
        return set(found)

    @property
    def sure_wrong(self) -> set[str]:
        """Sure and wrong, and no right answer that was no guess since."""
        found = set[str]()
        for one in self.book.answers:
            if not one.right and one.confidence is SURE:
                found.add(one.item)
            elif one.right and one.confidence is not GUESS:
                found.discard(one.item)
        return found - self.book.aside

    def topic(self, topic: str) -> dict[str, int]:
        """First-time answers, right ones, those of exams, and questions seen and held, those set aside left out."""
        first = self.book.first([topic])
        exam = [one for one in first if one.exam]
        aside = sum(one.startswith(topic + ".") for one in self.book.aside)
        return {
            "answers": len(first),
            "right": sum(one.right for one in first),
            "exam_answers": len(exam),
            "exam_right": sum(one.right for one in exam),
            "seen": sum(one.startswith(topic + ".") for one in self.book.shown - self.book.aside),
            "items": ITEMS[topic] - aside,
        }

    def exam(self, certification: str) -> dict[str, int]:
        topics = [self.topic(topic) for topic in OUTLINES[certification]]
        return {name: sum(topic[name] for topic in topics) for name in topics[0]}

    def coverage(self, certification: str) -> float:
        """Weight of the topics with two first-time answers."""
        outline = OUTLINES[certification]
        return sum(weight for topic, weight in outline.items() if self.topic(topic)["answers"] >= 2)

    def days(self) -> dict[date, tuple[int, int, float]]:
        """Answers, right ones and seconds by her own date."""
        found: dict[date, tuple[int, int, float]] = {}
        for one in self.book.answers:
            n, right, seconds = found.get(one.on, (0, 0, 0.0))
            found[one.on] = n + 1, right + one.right, seconds + one.seconds
        return found

    @property
    def minutes(self) -> float:
        return sum(seconds for _, _, seconds in self.days().values()) / 60

    def of_item(self, item_id: str) -> tuple[int, int]:
        """Right and all answers to a question."""
        own = [one.right for one in self.book.answers if one.item == item_id]
        return sum(own), len(own)


@pytest.fixture
def truth(lived: Lived) -> Truth:
    return Truth(lived.book, lived.today)


def test_the_story_is_the_one_that_was_meant(lived: Lived, truth: Truth) -> None:
    """Worked out by hand, so that the book itself is checked: three zones, four days with answers, ten in the exam."""
    assert {on.day: work[:2] for on, work in truth.days().items()} == {2: (4, 2), 3: (3, 1), 4: (10, 7), 6: (3, 2)}
    assert truth.missed == {item("draw 1"), item("draw 3"), item("duty 1")} | {
        one.item for one in lived.book.answers if one.exam and not one.right
    }
    assert truth.sure_wrong == {item("draw 1")}
    assert (len(truth.flagged), len(truth.missed), truth.exam("aid")["answers"]) == (3, 6, 16)
    assert (truth.coverage("aid"), truth.coverage("tech")) == (0.9375, 0.5)


# --- services and JSON -------------------------------------------------------------------------


def test_every_summary_says_it(lived: Lived, truth: Truth) -> None:
    services = opened(lived)
    try:
        check_progress(services, truth)
        check_lists(services, truth)
        check_today(services, truth)
        check_exams(services, lived, truth)
        check_what_is_offered_is_got(services, truth)
    finally:
        services.close()


def opened(lived: Lived) -> Services:
    services = open_services(lived.database, template() / "question_banks", lived.clock, random.Random(4))
    services.library.load_bank(template() / "question_banks")
    return services


def check_progress(services: Services, truth: Truth) -> None:
    overview = services.progress.overview()
    for one in overview.certifications:
        found = {row.id: row for area in one.areas for row in area.topics}
        for topic in OUTLINES[one.head.id]:
            told = {name: getattr(found[topic], name) for name in truth.topic(topic)}
            assert told == truth.topic(topic), topic
        assert (
            one.readiness.first_attempts
            == sum(area.answers for area in one.areas)
            == truth.exam(one.head.id)["answers"]
        )
        assert one.readiness.more_needed == 20 - truth.exam(one.head.id)["answers"]
        assert one.coverage == one.readiness.coverage == pytest.approx(truth.coverage(one.head.id))
    assert {work.on: (work.answered, work.right, work.minutes * 60) for work in overview.days} == {
        on: (n, right, pytest.approx(seconds)) for on, (n, right, seconds) in truth.days().items()
    }
    assert overview.minutes == pytest.approx(truth.minutes)
    assert {one.item_id for one in overview.sure_wrong} == truth.sure_wrong


def check_lists(services: Services, truth: Truth) -> None:
    home = services.study.home("aid")
    counts = {choice.mode: choice.available for choice in home.choices}
    assert counts[StudyMode.MISSED] == len(truth.missed)
    assert counts[StudyMode.SURE_WRONG] == len(truth.sure_wrong)
    assert counts[StudyMode.FLAGGED] == len(truth.flagged)
    for topic in home.topics:
        known = truth.topic(topic.id)
        assert (topic.items, topic.items - topic.unseen) == (known["items"], known["seen"])
    states = {
        "missed": truth.missed,
        "flagged": truth.flagged,
        "suspended": truth.book.aside,
        "answered": {one.item for one in truth.book.answers},
    }
    for state, expected in states.items():
        found = services.library.search(LibraryQuery(state=state))
        assert ({row.item_id for row in found.rows}, found.total) == (expected, len(expected)), state
    assert services.care.counts().answers == len(truth.book.answers)


def check_today(services: Services, truth: Truth) -> None:
    view = services.progress.today("aid")
    assert view.plan is not None
    done = truth.days()[truth.today][0]
    assert view.plan.done_today == done
    # 20 a day, and one of the twenty of the day without an answer.
    assert (view.plan.days[0].questions, view.plan.questions) == (21, 21 - done)
    assert sum(line.count for line in view.plan.lines) == view.plan.questions
    # What is set aside is no review of any day.
    learner, asked = services.learning.learner(), {one.item for one in truth.book.answers} - truth.book.aside
    assert set(learner.memory.keys()) - truth.book.aside == asked
    assert services.planning.plan("aid") == view.plan


def check_exams(services: Services, lived: Lived, truth: Truth) -> None:
    rows = {row.attempt_id: row for row in services.exams.home().history}
    sat = [one for one in truth.book.answers if one.exam]
    report = services.reports.report(lived.aid)
    right = report.result.right + report.result.unscored_right
    assert (right, report.missed, report.on_screen, report.flagged) == (sum(one.right for one in sat), 3, 10, 2)
    assert services.progress.today("aid").last_missed == report.missed
    left = services.reports.report(lived.tech)
    assert (left.result.right, left.result.scored, left.result.unanswered, left.on_screen, left.missed) == (
        0,
        4,
        4,
        1,
        1,
    )
    assert services.progress.today("tech").last_missed == left.missed
    for attempt_id, one in ((lived.aid, report), (lived.tech, left)):
        row = rows[attempt_id]
        assert (row.right, row.scored, row.passed) == (one.result.right, one.result.scored, one.result.passed)
        counts = {
            ReviewSet.ALL: one.on_screen,
            ReviewSet.MISSED: one.missed,
            ReviewSet.FLAGGED: one.flagged,
            ReviewSet.GUESSED: one.guessed,
            ReviewSet.CHANGED: one.changed,
        }
        assert {which: len(services.reports.review(attempt_id, which)) for which in ReviewSet} == counts


def check_what_is_offered_is_got(services: Services, truth: Truth) -> None:
    """Each number on a button that starts a session, and the session."""
    for certification in OUTLINES:
        plan = services.planning.plan(certification)
        assert plan is not None
        offers = {choice.mode: choice.available for choice in services.study.home(certification).choices}
        for mode, number in {**offers, StudyMode.TODAY: plan.questions}.items():
            request = StudyRequest(mode=mode, certification=certification, count=number)
            assert (services.study.start(request).value.total if number else 0) == number, mode
        for row in services.exams.home().history:
            missed = services.reports.report(row.attempt_id).missed_items
            request = services.exams.drill(row.certification, missed)
            assert services.study.start(request).value.total == len(missed)


def test_json_and_terminal_say_it(lived: Lived, truth: Truth, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*command: str) -> str:
        assert run([*command, "--database", str(lived.database)]) == 0
        return capsys.readouterr().out

    progress = json.loads(told("progress", "--json"))["certifications"]
    readiness = json.loads(told("readiness", "--json"))["certifications"]
    for certification, outline in OUTLINES.items():
        found = progress[certification]
        assert {name: found[name] for name in truth.exam(certification)} == truth.exam(certification)
        for topic in outline:
            assert {name: found["topics"][topic][name] for name in truth.topic(topic)} == truth.topic(topic)
        assert found["coverage"] == readiness[certification]["coverage"] == truth.coverage(certification)
        assert readiness[certification]["first_attempts"] == truth.exam(certification)["answers"]
    text = told("progress") + told("readiness")
    for topic in OUTLINES["aid"]:
        known = truth.topic(topic)
        line = next(line for line in text.splitlines() if line.split()[:1] == [topic])
        assert [int(n) for n in re.findall(r"\d+", line)[:4]] == [
            known[n] for n in ("right", "answers", "seen", "items")
        ]
    assert "94% of the exam practiced" in text and "50% of the exam practiced" in text
    assert "16 first-time answers to our questions" in text and "3 first-time answers to our questions" in text


# --- the window --------------------------------------------------------------------------------

OF_NO_HISTORY = (
    r".*\b(min|minutes of break time|segments of)\b.*",
    r"(Quick 10.*|Start 10|.*: start 10 questions)",
    r"(Start )?20( questions of your own choice)?",
    r"(0 makes a rest day\..*|2 h 20 min a week\.|About 18 minutes|After 1 day without study .*)",
    r"(Friday, March 6\.|March 2026|(March|Mar) \d+(, 2026)?|.*(, | )2026)",
    r"(.*Report of .*|.*of the questions do not count.*)",
)
"""Settings, rules of the exams, dates, and sessions of a fixed length."""


def numbers_on(person: Person, lived: Lived, destination: Any) -> list[str]:
    """Each line with a digit on a page, as seen or told, apart from those that are of no history."""
    visit(person, destination)
    found = lines(person.window, lived.database.parent)
    said = [line for line in (*found["seen"], *found["told"]) if re.search(r"\d", line)]
    return [line for line in said if not any(re.fullmatch(pattern, line) for pattern in OF_NO_HISTORY)]


def test_every_number_on_every_page_is_true(qapp: QApplication, lived: Lived, truth: Truth) -> None:
    person = Person(qapp, lived.database, lived.clock)
    try:
        pages = {
            ToToday(): today_lines(truth),
            ToStudy(): study_lines(truth),
            ToExams(): exam_lines(),
            ToProgress(): progress_lines(truth),
            ToLibrary(): library_lines(truth),
            ToPlan("aid"): plan_lines(person),
            ToReport(lived.aid): report_lines(),
            ToReport(lived.tech): left_lines(),
        }
        for destination, expected in pages.items():
            found = numbers_on(person, lived, destination)
            assert [line for line in expected if line not in found] == [], destination
            assert [line for line in found if line not in expected] == [], destination
    finally:
        person.leave()


def today_lines(truth: Truth) -> set[str]:
    known, done = truth.exam("aid"), truth.days()[truth.today][0]
    return {
        f"{21 - done} questions left",
        "7",
        "11",
        f"{done} of 21 questions done today",
        f"Answer {20 - known['answers']} more questions for a first estimate.",
        f"{20 - known['answers']} more first-time answers will narrow the range.",
        f"So far: {known['answers']} first-time answers to our questions, 94% of the exam practiced.",
        "94%",
        "Practiced: 94%",
        "6 of 8 scored questions, AID (FAB), March 4",
        "75.0%",
        "Review 3 missed",
    }


def study_lines(truth: Truth) -> set[str]:
    lists = {"Missed questions": truth.missed, "Sure but wrong": truth.sure_wrong, "Flagged questions": truth.flagged}
    found = {"18", "Start 18", "18 questions", "Today's session: start 18 questions"}
    found.add("Your plan for today, about 18 minutes.")
    for name, items in lists.items():
        n, word = len(items), "question" if len(items) == 1 else "questions"
        found |= {f"{n}", f"Start {n}", f"{n} {word}", f"{name}: start {n} {word}"}
    for subject, start in (("Blood", "blood."), ("Law", "law."), ("Heart", "heart.")):
        of = [truth.topic(topic) for topic in ITEMS if topic.startswith(start)]
        items = sum(one["items"] for one in of)
        found.add(f"{subject} | {items} | {items - sum(one['seen'] for one in of)} |")
    on_exam = truth.exam("aid")["items"]
    return found | {f"{on_exam} questions available", f"{on_exam} questions"}


def exam_lines() -> set[str]:
    return {
        "Last time: 0 of 4 right, 0.0%, March 5.",
        "Last time: 6 of 8 right, 75.0%, March 4.",
        "0 / 4 (0.0%)",
        "6 / 8 (75.0%)",
        "TECH (HTB), March 5, 2026: 0.0%",
        "AID (FAB), March 4, 2026: 75.0%",
        # New are 3 of draw, 1 of test and 2 of cells, 1 of duty: 7 of the 10 of a form.
        "About 70% of the questions are new to you. You have seen the other 30%, so your score may come out high.",
    }


TITLES = {
    "blood.draw": ("Drawing blood", "50.3 – 82% | ● Not sure yet | 50%"),
    "law.duty": ("Duties", "Not enough answers yet (3 of 8) | | 25%"),
    "blood.test": ("Testing blood", "Not enough answers yet (3 of 8) | | 19%"),
    "blood.cells": ("Blood cells", "Not enough answers yet (1 of 8) | | 6%"),
    "heart.ecg": ("The ECG", ""),
}
"""Name and what the model says of each topic of the first exam, with its weight."""


def progress_lines(truth: Truth) -> set[str]:
    aid, tech = truth.exam("aid"), truth.exam("tech")
    found = {
        f"Answer {20 - aid['answers']} more questions for a first estimate",
        f"Answer {20 - tech['answers']} more questions for a first estimate",
        *("94%", "50%"),
        f"Answer {20 - aid['answers']} more questions for a first estimate. Practiced: 94%.",
        f"Answer {20 - tech['answers']} more questions for a first estimate. Practiced: 50%.",
        "The chart starts with your first estimate. Answer 4 more questions, and come back another day.",
        f"So far: {aid['answers']} first-time answers to our questions, 94% of the exam practiced.",
        f"{20 - aid['answers']} more first-time answers will narrow the range.",
        "6 of 8",
        "Scores of practice exams: Mar 4: 75.0%; passing mark",
        f"{round(truth.minutes)} minutes in all; you studied on {len(truth.days())} of the last 14 days.",
        "Time studied: February 21: nothing; March 4: 5 minutes, 7 of 10 right",
        *(f"Question {int(one[-4:])} of {one[:-5]}, which asks something?" for one in truth.sure_wrong),
    }
    for topic in OUTLINES["aid"]:
        (title, model), known = TITLES[topic], truth.topic(topic)
        practice_right, practiced = known["right"] - known["exam_right"], known["answers"] - known["exam_answers"]
        of = [(practice_right, practiced), (known["exam_right"], known["exam_answers"])]
        cells = " | ".join(f"{right} of {n}" if n else "–" for right, n in of)
        found.add(f"{title} | {model} | {cells} | {known['seen']} of {known['items']}")
    return found


def library_lines(truth: Truth) -> set[str]:
    whole = sum(ITEMS.values())
    found = {f"{whole} questions", f"Practice {whole - len(truth.book.aside)}"}
    for topic, count in ITEMS.items():
        for n in range(1, count + 1):
            item_id = f"{topic}.{n:04}"
            right, answered = truth.of_item(item_id)
            level = "Recall" if n % 2 else "Application"
            share = f"{right} of {answered}" if answered else "–"
            state = "Flagged" if item_id in truth.flagged else "Not shown again" if item_id in truth.book.aside else ""
            stem = f"Question {n} of {topic}, which asks something?"
            line = f"{stem} | {TITLES[topic][0]} | {level} | {1 + n % 5} of 5 | {share} | {state}"
            found.add(line.strip())
    return found


def plan_lines(person: Person) -> set[str]:
    plan = person.services.planning.plan("aid")
    assert plan is not None
    ahead = sum(day.left for day in plan.days)
    left = "18 questions left, 7 of them due for review, about 18 minutes"
    today = f"Today, Friday, March 6: 3 of 21 questions done, {left}."
    return {f"{ahead} questions on 28 days of study in the weeks ahead.", today, f"Calendar: {today}"}


def report_lines() -> set[str]:
    """Ten questions, three wrong: two of the eight that count and one of the other two."""
    return {
        "75.0%",
        "75.0% right",
        *("75%", "25%", "5 / 6", "1 / 2"),
        "6 of 8 scored questions right",
        "2 unscored questions, as on the exam; you got 1 of them right",
        "The line is the passing mark: we assume that 50% right equals the passing score of 400. Chosen to be simple.",
        "Scaled score about 600, likely 419 – 713. Passing score 400.",
        "Scaled score: Scaled score about 600, likely 419 – 713. Passing score 400.",
        "On another exam of 8 questions, you would likely get 52 – 90% right (4 times out of 5).",
        "Review 3 missed questions",
        "Practice the 3 missed",
        *("All (10)", "Flagged (2)", "Guessed (0)", "Changed (0)"),
        *(f"Review {what} questions" for what in ("all: 10", "flagged: 2", "guessed: 0", "changed: 0")),
        "Slowest: Part 1, 30 s a question; 120 s were available.",
        "Hands: 83%, at or above the mark of 50%",
        "Talk: 50%, at or above the mark of 50%",
        "Time per question: Part 1: 30 s; Part 2: 30 s; 120 s available per question",
    }


def left_lines() -> set[str]:
    """Four questions, one of them seen and left."""
    quarters = "; ".join(f"Questions {n} to {n}: 0 s" for n in range(1, 5))
    return {
        "0.0%",
        "0.0% right",
        *("100%", "0 / 4"),
        "0 of 4 scored questions right",
        "4 questions without an answer, counted as wrong",
        "3 of them never came on screen: wrong in this exam only, and still new to you",
        "The line is the passing mark: we assume that 75% right equals the passing score of 70. Chosen to be simple.",
        "Scaled score about 0, likely 0 – 6. Passing score 70.",
        "Scaled score: Scaled score about 0, likely 0 – 6. Passing score 70.",
        "On another exam of 4 questions, you would likely get 0 – 30% right (4 times out of 5).",
        "Review 1 missed question",
        "Practice the 1 missed",
        *("All (1)", "Flagged (0)", "Guessed (0)", "Changed (0)"),
        "Review all: 1 question",
        *(f"Review {what}: 0 questions" for what in ("flagged", "guessed", "changed")),
        "Slowest: Questions 1 to 1, 0 s a question; 120 s were available.",
        "All: 0%, below the mark of 75%",
        f"Time per question: {quarters}; 120 s available per question",
    }
